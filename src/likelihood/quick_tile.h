/* The tile of quick.c in the operations of one lanes_*.h. Included once for each
 * kind of processor, so it has no guard. */

/* 2^t for t <= 0, to 2e-7 of its size; from t = -120 down it is 2^-120. */
INLINE vec power_of_two(vec t)
{
    t = larger(t, splat(-120.0f));
    vec n = round_near(t);
    vec f = t - n;
    return scale(NUM_EXP2_SERIES(f), n);
}

/* log v for v > 0, to 1e-7: the exponent, and a series in what is left. */
INLINE vec log_of(vec v)
{
    vec n = exponent_of(v);
    vec m = mantissa_of(v);
    mask high = negative(1.41421356f - m);
    n = add_where(high, n, splat(1.0f));
    vec x = pick(high, m * 0.5f, m) - 1.0f;
    return n * 0.693147181f + NUM_LOG_SERIES(x) * x;
}

/* What a vote adds: log P = linear -+ log factor. */
struct terms {
    vec factor;
    vec linear;
    vec lambda; /* slope in u */
    vec curve;
};

INLINE struct terms logit_terms(vec u, enum kernel_want want)
{
    struct terms t;
    vec e = power_of_two(minus_abs(u) * 1.44269504f);
    t.factor = 1.0f + e;
    t.linear = smaller(u, splat(0.0f));
    if (want == KERNEL_VALUES) {
        t.lambda = t.curve = e;
        return t;
    }
    vec r = reciprocal(t.factor);
    vec er = e * r;
    t.lambda = pick(negative(u), r, er);
    t.curve = er * r;
    return t;
}

/* The Mills ratio by a rational form of Hart (1968, no. 5666): to 1e-7 of its size
 * below 12, and, since its leading terms are those of 1/t, to 2e-5 up to 200. */
INLINE vec mills(vec t)
{
    vec p = splat(0.0883899710f);
    p = p * t + 1.75559999f;
    p = p * t + 15.9771539f;
    p = p * t + 85.0069490f;
    p = p * t + 280.941121f;
    p = p * t + 554.500255f;
    p = p * t + 551.976761f;
    vec q = splat(0.0883883476f);
    q = q * t + 1.75566716f;
    q = q * t + 16.0641776f;
    q = q * t + 86.7807322f;
    q = q * t + 296.564249f;
    q = q * t + 637.333634f;
    q = q * t + 793.826513f;
    q = q * t + 440.413736f;
    return p * reciprocal(q);
}

INLINE struct terms probit_terms(vec u, enum kernel_want want)
{
    struct terms t;
    mask below = negative(u);
    vec size = smaller(-minus_abs(u), splat(200.0f));
    vec ratio = mills(size);
    vec half = u * u * -0.5f;
    vec density = power_of_two(half * 1.44269504f) * 0.398942280f;
    vec upper = 1.0f - density * ratio;
    t.factor = pick(below, ratio, upper);
    t.linear = keep(below, half - 0.918938533f);
    if (want == KERNEL_VALUES) {
        t.lambda = t.curve = density;
        return t;
    }
    t.lambda = pick(below, splat(1.0f), density) * reciprocal(t.factor);
    vec from = pick(below, -size, size);
    t.curve = larger(t.lambda * (t.lambda + from), splat(0.0f));
    return t;
}

/* Rows `first`..`end`-1 have one weight; sums join the doubles. */
INLINE void add_rows(enum aisle_link link, int fixed, int count, enum kernel_want want,
                     const struct kernel_rows32 *rows, int lane, int first, int end,
                     double weight, const vec *at, struct kernel_sums *out)
{
    vec product = splat(1.0f);
    vec linear = splat(0.0f);
    vec slope[KERNEL_PARAMS_MAX];
    vec curve[KERNEL_CURVES_MAX];
    for (int k = 0; k < count; k++)
        slope[k] = splat(0.0f);
    for (int c = 0; c < count * (count + 1) / 2; c++)
        curve[c] = splat(0.0f);
    for (int i = first; i < end; i++) {
        const struct kernel_row row = rows->row[i];
        const float *f = rows->feature + (size_t)row.other * (size_t)rows->stride;
        mask cast = mask_of((uint16_t)(row.cast >> lane));
        mask nay = mask_of((uint16_t)(row.nay >> lane));
        vec eta = fixed ? splat(f[0]) : at[0];
        for (int k = fixed ? 0 : 1; k < count; k++)
            eta = eta + at[k] * f[k + fixed];
        vec u = flip(nay, eta);
        struct terms t =
            link == AISLE_LINK_LOGIT ? logit_terms(u, want) : probit_terms(u, want);
        product = times_where(cast, product, t.factor);
        linear = add_where(cast, linear, t.linear);
        if (want == KERNEL_VALUES)
            continue;
        vec pull = keep(cast, flip(nay, t.lambda));
        vec bend = keep(cast, t.curve);
        for (int k = 0, c = 0; k < count; k++) {
            vec pull_k = pull;
            vec bend_k = bend;
            if (fixed || k > 0) { /* else the feature is 1 */
                pull_k = pull * f[k + fixed];
                bend_k = bend * f[k + fixed];
            }
            slope[k] = slope[k] + pull_k;
            for (int l = 0; l <= k; l++, c++) {
                vec bend_kl = bend_k;
                if (fixed || l > 0)
                    bend_kl = bend_k * f[l + fixed];
                curve[c] = curve[c] + bend_kl;
            }
        }
    }
    vec log_product = log_of(product);
    add_to(out->value + lane, weight,
           link == AISLE_LINK_LOGIT ? linear - log_product : linear + log_product);
    for (int k = 0; k < count && want != KERNEL_VALUES; k++)
        add_to(out->slope[k] + lane, weight, slope[k]);
    for (int c = 0; c < count * (count + 1) / 2 && want != KERNEL_VALUES; c++)
        add_to(out->curve[c] + lane, weight, curve[c]);
}

/* The end of the rows from `first` that may share one product and one weight.
 * Factors lie in [1, 2] for logit and [1/201, 1] for probit: neither leaves the range
 * of a float. */
INLINE int part_end(const struct kernel_rows32 *rows, int most, int first)
{
    int end = rows->count - first < most ? rows->count : first + most;
    if (!rows->weight)
        return end;
    for (int i = first + 1; i < end; i++)
        if (rows->weight[rows->row[i].other] != rows->weight[rows->row[first].other])
            return i;
    return end;
}

INLINE void eval_tile(enum aisle_link link, int fixed, int count, enum kernel_want want,
                      const struct kernel_rows32 *rows,
                      const float parameter[][KERNEL_LANES], struct kernel_sums *out)
{
    const int most = link == AISLE_LINK_LOGIT ? 120 : 16;
    memset(out->value, 0, sizeof out->value);
    if (want != KERNEL_VALUES) {
        memset(out->slope, 0, (size_t)count * sizeof out->slope[0]);
        memset(out->curve, 0, (size_t)(count * (count + 1) / 2) * sizeof out->curve[0]);
    }
    for (int lane = 0; lane < KERNEL_LANES; lane += WIDTH) {
        vec at[KERNEL_PARAMS_MAX];
        for (int k = 0; k < count; k++)
            at[k] = load(parameter[k] + lane);
        for (int i = 0; i < rows->count;) {
            int end = part_end(rows, most, i);
            double weight =
                rows->weight ? (double)rows->weight[rows->row[i].other] : 1.0;
            add_rows(link, fixed, count, want, rows, lane, i, end, weight, at, out);
            i = end;
        }
    }
}

/* Name the constants, so that each case is compiled for itself. */
#define CASE(fixed_at, n)                                                              \
    if (fixed == (fixed_at) && count == (n)) {                                         \
        if (want == KERNEL_VALUES)                                                     \
            eval_tile(link, fixed_at, n, KERNEL_VALUES, rows, parameter, out);         \
        else                                                                           \
            eval_tile(link, fixed_at, n, KERNEL_ALL, rows, parameter, out);            \
        return;                                                                        \
    }

INLINE void eval_link(enum aisle_link link, int fixed, int count, enum kernel_want want,
                      const struct kernel_rows32 *rows,
                      const float parameter[][KERNEL_LANES], struct kernel_sums *out)
{
    CASE(0, 2)
    CASE(1, 1)
    CASE(0, 3)
    CASE(1, 2)
    eval_tile(link, fixed, count, want, rows, parameter, out);
}
#undef CASE

static void eval(enum aisle_link link, int fixed, int count, enum kernel_want want,
                 const struct kernel_rows32 *rows,
                 const float parameter[][KERNEL_LANES], struct kernel_sums *out)
{
    if (link == AISLE_LINK_LOGIT)
        eval_link(AISLE_LINK_LOGIT, fixed, count, want, rows, parameter, out);
    else
        eval_link(AISLE_LINK_PROBIT, fixed, count, want, rows, parameter, out);
}
