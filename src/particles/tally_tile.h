/* Tile: exact tallies, WIDTH particles at a time. Included by path_tile.h. */

/* f[i][k]: chance that the first i senators score k. A row has room for a yea's worth
 * of zeros on either side, so that what cannot have been scored needs no question. */
struct table {
    const struct rule *rule;
    const struct tally_casts *casts;
    int lane;  /* first of WIDTH */
    int width; /* scores 0..width-1 */
    float *f;
};

INLINE float *row_of(const struct table *t, int i)
{
    int ys = t->rule->yea_score;
    return t->f + ((size_t)i * (size_t)(t->width + 2 * ys) + (size_t)ys) * WIDTH;
}

INLINE vec at(const float *row, int k)
{
    return load(row + (size_t)k * WIDTH);
}

INLINE void put(float *row, int k, vec v)
{
    store(row + (size_t)k * WIDTH, v);
}

/* next[k] = f[k] (1 - yea) + f[k - 1] yea; `top` is f's last score. */
INLINE void add_yea(vec yea, int top, const float *f, float *next)
{
    vec nay = 1 - yea;
    vec below = splat(0);
    for (int k = 0; k <= top; k++) {
        vec here = at(f, k);
        put(next, k, here * nay + below * yea);
        below = here;
    }
    put(next, top + 1, below * yea);
}

/* Scores of the first i senators from which the rest can still turn the result. */
struct band {
    int low;
    int top;
};

INLINE struct band band_of(const struct table *t, int i)
{
    int ys = t->rule->yea_score;
    int low = t->rule->cut - 1 - (t->casts->count - i) * ys;
    int top = i * ys < t->rule->cut ? i * ys : t->rule->cut - 1;
    return (struct band){low > 0 ? low : 0, top};
}

INLINE void put_zeros(float *row, int first, int count)
{
    for (int k = first; k < first + count; k++)
        put(row, k, splat(0));
}

/* next[k] = f[k] nay + f[k - as] absent + f[k - ys] yea, within next's band. */
INLINE void add_three(int ys, int as, vec yea, vec absent, struct band band,
                      const float *f, float *next)
{
    vec nay = 1 - yea - absent;
    for (int k = band.low; k <= band.top; k++)
        put(next, k, at(f, k) * nay + at(f, k - as) * absent + at(f, k - ys) * yea);
    put_zeros(next, -ys, ys);
    put_zeros(next, band.top + 1, ys);
}

/* All scores where they are the yea count, and else those in the band. */
INLINE void fill_table(const struct table *t)
{
    int ys = t->rule->yea_score;
    int as = t->rule->absent_score;
    put_zeros(t->f, 0, ys);
    put(row_of(t, 0), 0, splat(1));
    put_zeros(row_of(t, 0), 1, ys);
    for (int i = 0; i < t->casts->count; i++) {
        vec yea = load(t->casts->yea[i] + t->lane);
        vec absent = load(t->casts->absent[i] + t->lane);
        const float *f = row_of(t, i);
        float *next = row_of(t, i + 1);
        struct band band = band_of(t, i + 1);
        if (ys == 1 && as == 0)
            add_yea(yea, i, f, next);
        else if (ys == 2 && as == 1)
            add_three(2, 1, yea, absent, band, f, next);
        else
            add_three(ys, as, yea, absent, band, f, next);
    }
}

/* What a final score is worth: 1 when it carries, the Vice President's chance at
 * a tie, else 0. */
INLINE vec worth_of(const struct table *t, int score)
{
    if (score >= t->rule->cut)
        return splat(1);
    bool tie = t->rule->tie && score == t->rule->cut - 1;
    return tie ? load(t->casts->vice_yea + t->lane) : splat(0);
}

/* Run backwards: `worth` of a score after senator i becomes that before, and what
 * i's yea adds over a nay is summed over the scores before. */
INLINE vec turn_senator(int ys, int as, vec yea, vec absent, struct band band,
                        const float *f, float *worth)
{
    vec turns = splat(0);
    for (int k = band.low; k <= band.top; k++) {
        vec nay_worth = at(worth, k);
        vec more = at(worth, k + ys) - nay_worth;
        turns += at(f, k) * more;
        nay_worth += yea * more;
        if (as > 0)
            nay_worth += absent * (at(worth, k + as) - at(worth, k));
        put(worth, k, nay_worth);
    }
    return turns;
}

/* Nothing turns on a senator where the rest cannot reach, or are past, the cut. */
INLINE void turn_all(const struct table *t, float *worth, struct tally_result *out)
{
    int ys = t->rule->yea_score;
    int as = t->rule->absent_score;
    for (int i = t->casts->count - 1; i >= 0; i--) {
        struct band band = band_of(t, i);
        vec yea = load(t->casts->yea[i] + t->lane);
        vec absent = load(t->casts->absent[i] + t->lane);
        const float *f = row_of(t, i);
        vec turns = ys == 1 && as == 0 ? turn_senator(1, 0, yea, absent, band, f, worth)
                    : ys == 2 && as == 1
                        ? turn_senator(2, 1, yea, absent, band, f, worth)
                        : turn_senator(ys, as, yea, absent, band, f, worth);
        store(out->turns[i] + t->lane, turns);
    }
}

/* The plain yea count of all senators, and of all but the last. */
INLINE void count_yeas(const struct table *t, float *work, struct tally_result *out)
{
    int last = t->casts->count - 1;
    put(work, 0, splat(1));
    for (int i = 0; i <= last; i++) {
        if (i == last)
            for (int k = 0; k <= last; k++)
                store(out->yeas_but_last[k] + t->lane, at(work, k));
        vec yea = load(t->casts->yea[i] + t->lane);
        vec nay = 1 - yea;
        put(work, i + 1, at(work, i) * yea);
        for (int k = i; k >= 1; k--)
            put(work, k, at(work, k) * nay + at(work, k - 1) * yea);
        put(work, 0, at(work, 0) * nay);
    }
    for (int k = 0; k <= last + 1; k++)
        store(out->yeas[k] + t->lane, at(work, k));
}

/* Where the score is the yea count, the table holds both. */
INLINE void copy_yeas(const struct table *t, struct tally_result *out)
{
    int count = t->casts->count;
    for (int k = 0; k <= count; k++)
        store(out->yeas[k] + t->lane, at(row_of(t, count), k));
    for (int k = 0; k < count; k++)
        store(out->yeas_but_last[k] + t->lane, at(row_of(t, count - 1), k));
}

/* What no cast yet is worth is the chance that the question carries. */
INLINE void tally_lanes(const struct table *t, struct tally_result *out)
{
    int count = t->casts->count;
    float *worth = row_of(t, count + 1);
    fill_table(t);
    bool plain = t->rule->absent_score == 0 && t->rule->yea_score == 1;
    if (plain)
        copy_yeas(t, out);
    for (int k = 0; k < t->width + t->rule->yea_score; k++)
        put(worth, k, worth_of(t, k));
    turn_all(t, worth, out);
    store(out->carries + t->lane, smaller(at(worth, 0), splat(1)));
    if (!plain)
        count_yeas(t, t->f, out);
}

/* Chances far out in a tail are taken for 0 before they become too small for normal
 * numbers, on which processors are slow. */
static void tally(const struct rule *rule, const struct tally_casts *casts, float *work,
                  struct tally_result *out)
{
#if defined(__x86_64__)
    const unsigned tiny_is_zero = 0x8040;
    unsigned mode = __builtin_ia32_stmxcsr();
    __builtin_ia32_ldmxcsr(mode | tiny_is_zero);
#endif
    int width = casts->count * rule->yea_score + 1;
    for (int lane = 0; lane < TALLY_LANES; lane += WIDTH) {
        struct table t = {rule, casts, lane, width, work};
        tally_lanes(&t, out);
    }
#if defined(__x86_64__)
    __builtin_ia32_ldmxcsr(mode);
#endif
}
