/* The row of row.h in the operations of one likelihood/lanes_*.h and of the gathers
 * beside it. Included once for each kind of processor, so it has no guard. */

enum { VECTORS_A_PART = 120 }; /* factors are at most 2, and a product fits a float */

/* 2^t for t <= 0, to 2e-7 of its size; from t = -120 down it is 2^-120. */
INLINE vec power_of_two(vec t)
{
    t = larger(t, splat(-120.0f));
    vec n = round_near(t);
    vec f = t - n;
    vec p = splat(1.33908634e-3f);
    p = p * f + 9.67603192e-3f;
    p = p * f + 5.55035711e-2f;
    p = p * f + 2.40221075e-1f;
    p = p * f + 6.93147188e-1f;
    p = p * f + 1.00000008f;
    return scale(p, n);
}

/* Running sums of one part. */
struct part {
    vec product;
    vec linear;
    vec slope[2];
    vec curve[3];
};

INLINE void add_vector(bool by_item, const uint16_t *vote, int left, const float *table,
                       vec p0, vec p1, struct part *s)
{
    mask cast = first_lanes(left);
    ivec votes = load_votes(vote, left);
    mask nay = odd_lanes(votes);
    vec f0;
    vec f1;
    if (by_item)
        f0 = gather(cast, table, votes);
    else
        gather_pairs(cast, table, votes, &f0, &f1);
    vec u = flip(nay, by_item ? p1 * f0 + p0 : p0 * f1 + f0);
    vec e = power_of_two(minus_abs(u) * 1.44269504f);
    vec factor = 1.0f + e;
    vec r = reciprocal(factor);
    vec er = e * r;
    s->product = times_where(cast, s->product, factor);
    s->linear = add_where(cast, s->linear, smaller(u, splat(0.0f)));
    vec pull = keep(cast, flip(nay, pick(negative(u), r, er)));
    vec bend = keep(cast, er * r);
    if (by_item) {
        vec bend_x = bend * f0;
        s->slope[0] = s->slope[0] + pull;
        s->slope[1] = s->slope[1] + pull * f0;
        s->curve[0] = s->curve[0] + bend;
        s->curve[1] = s->curve[1] + bend_x;
        s->curve[2] = s->curve[2] + bend_x * f0;
    } else {
        s->slope[0] = s->slope[0] + pull * f1;
        s->curve[0] = s->curve[0] + bend * (f1 * f1);
    }
}

INLINE void finish_part(bool by_item, const struct part *s, struct row_sums *sums)
{
    sums->value += sum_of(s->linear) - log_product_of(s->product);
    for (int k = 0; k < (by_item ? 2 : 1); k++)
        sums->slope[k] += sum_of(s->slope[k]);
    for (int k = 0; k < (by_item ? 3 : 1); k++)
        sums->curve[k] += sum_of(s->curve[k]);
}

INLINE void add_row(bool by_item, const uint16_t *vote, int64_t count,
                    const float *table, float p0, float p1, struct row_sums *sums)
{
    vec v0 = splat(p0);
    vec v1 = splat(p1);
    for (int64_t i = 0; i < count;) {
        int64_t end =
            i + VECTORS_A_PART * WIDTH < count ? i + VECTORS_A_PART * WIDTH : count;
        struct part s = {.product = splat(1.0f), .linear = splat(0.0f)};
        s.slope[0] = s.slope[1] = splat(0.0f);
        s.curve[0] = s.curve[1] = s.curve[2] = splat(0.0f);
        for (; i + WIDTH <= end; i += WIDTH)
            add_vector(by_item, vote + i, WIDTH, table, v0, v1, &s);
        if (i < end)
            add_vector(by_item, vote + i, (int)(end - i), table, v0, v1, &s);
        i = end;
        finish_part(by_item, &s, sums);
    }
}

static void item_row(const uint16_t *vote, int64_t count, const float *table, float p0,
                     float p1, struct row_sums *sums)
{
    add_row(true, vote, count, table, p0, p1, sums);
}

static void member_row(const uint16_t *vote, int64_t count, const float *table,
                       float p0, float p1, struct row_sums *sums)
{
    add_row(false, vote, count, table, p0, p1, sums);
}
