/* Tile: eight voters at a time. Included by item.c once for each kind of processor, so
 * it has no guard; ON(name) is the name there. Nothing is fused or reordered. */

/* x becomes e^x, |x| < 700, to 1e-15 of its size: 2^n times a series. Adding
 * 1.5 x 2^52 rounds to a whole number, whose bits then stand lowest. */
INLINE void ON(raise_e)(wide *x)
{
    static const double inverse[] = {
        1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
        1.0 / 120,      1.0 / 24,      1.0 / 6,      0.5,         1};
    wide shifted = *x * 1.4426950408889634 + 6755399441055744.0;
    wide n = shifted - 6755399441055744.0;
    wide r = *x - n * 0.693147180369123816490 - n * 1.90821492927058770002e-10;
    wide p = r * (1.0 / 479001600);
    for (int k = 0; k < 11; k++)
        p = (p + inverse[k]) * r;
    p += 1.0;
    *x = p * (wide)(((bits)shifted + 1023) << 52);
}

/* Kept between -500 and 500: past it no chance differs from 0 or 1. */
INLINE void ON(clamp)(wide *x)
{
    const wide top = (wide){0} + 500.0;
    bits high = *x > top, low = *x < -top;
    *x = (wide)((high & (bits)top) | (low & (bits)-top) | (~high & ~low & (bits)*x));
}

INLINE void ON(add_lanes)(const wide *sum, double *out)
{
    for (int l = 0; l < WIDE; l++)
        *out += (*sum)[l];
}

static void ON(add_casts)(int count, const struct item_block *casts, const double t[N],
                          double g[N], double h[N][N])
{
    wide gs[N], hs[N][N];
    memset(gs, 0, sizeof gs);
    memset(hs, 0, sizeof hs);
    for (int i = 0; i * WIDE < count; i++) {
        wide z[N], cast, present;
        memcpy(z + 1, casts[i].x, sizeof casts[i].x);
        memcpy(&cast, casts[i].yea, sizeof cast);
        memcpy(&present, casts[i].present, sizeof present);
        wide e = -(t[0] + t[1] * z[1] + t[2] * z[2] + t[3] * z[3]);
        ON(clamp)(&e);
        ON(raise_e)(&e);
        wide p = 1.0 / (1.0 + e);
        wide r = (cast - p) * present;
        wide w = p * (1.0 - p) * present;
        z[0] = present;
        for (int k = 0; k < N; k++) {
            gs[k] += r * z[k];
            for (int l = 0; l <= k; l++)
                hs[k][l] += w * z[k] * z[l];
        }
    }
    for (int k = 0; k < N; k++) {
        ON(add_lanes)(&gs[k], &g[k]);
        for (int l = 0; l <= k; l++)
            ON(add_lanes)(&hs[k][l], &h[k][l]);
    }
}
