/* Tile: senators of one state and caucus (pair.h). Included by path_tile.h. */

/* Chances of what two senators cast: yea and yea, yea and nay, ... */
struct pair {
    vec yy, yn, ny, nn;
};

INLINE struct pair pair_of(vec p, vec q, float odds)
{
    vec s = 1.0F + (p + q) * (odds - 1.0F);
    vec square = larger(s * s - (4.0F * odds * (odds - 1.0F)) * p * q, splat(1e-12F));
    vec yy = 2.0F * odds * p * q / (s + square * one_over_sqrt(square));
    yy = smaller(yy, smaller(p, q));
    return (struct pair){yy, p - yy, q - yy, larger(1.0F - p - q + yy, splat(0.0F))};
}

/* Chance of a yea of the first, whose own word multiplies his odds by `own`, when that
 * of the second multiplies his by `other`. */
INLINE vec pair_first(const struct pair *c, float own, float other)
{
    vec yea = own * (c->yy * other + c->yn);
    vec nay = c->ny * other + c->nn;
    return yea / larger(yea + nay, splat(1e-30F));
}
