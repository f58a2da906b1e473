/* Tile: the refined normal tail of the count in each particle. Included by
 * path_tile.h. */

/* Sums over senators of the score's first three central moments. */
struct moments {
    vec yeas;
    vec mean;
    vec variance;
    vec third;
};

INLINE void add_binary(vec yea, vec absent, struct moments *m)
{
    vec p = yea * (1 - absent);
    vec v = p * (1 - p);
    m->yeas += p;
    m->mean += p;
    m->variance += v;
    m->third += v * (1 - 2 * p);
}

INLINE void add_ternary(float ys, float as, vec yea, vec a, struct moments *m)
{
    vec p = yea * (1 - a);
    vec mean = ys * p + as * a;
    vec dy = ys - mean;
    vec da = as - mean;
    vec n = 1 - p - a;
    m->yeas += p;
    m->mean += mean;
    m->variance += p * dy * dy + a * da * da + n * mean * mean;
    m->third += p * dy * dy * dy + a * da * da * da - n * mean * mean * mean;
}

/* Chance that the score reaches `cut`: tally_tail. The normal distribution by
 * Abramowitz and Stegun's 7.1.26, to 1e-7. */
INLINE vec tail_of(const struct moments *m, float cut)
{
    vec variance = larger(m->variance, splat(1e-9F));
    vec per_sd = one_over_sqrt(variance);
    vec x = (cut - 0.5F - m->mean) * per_sd;
    x = larger(smaller(x, splat(9.0F)), splat(-9.0F));
    vec skew = m->third * per_sd * per_sd * per_sd;
    vec size = pick(x < 0.0F, -x, x);
    vec e = exp_of(x * x * -0.5F);
    vec t = 1.0F / (1.0F + 0.231641888F * size);
    vec p = splat(1.061405429F);
    p = p * t - 1.453152027F;
    p = p * t + 1.421413741F;
    p = p * t - 0.284496736F;
    p = p * t + 0.254829592F;
    vec beyond = 0.5F * p * t * e;
    vec above = pick(x < 0.0F, 1.0F - beyond, beyond);
    vec refined = above - skew * (1.0F - x * x) * e * (0.398942280F / 6.0F);
    vec sure = pick(x < 0.0F, splat(1.0F), splat(0.0F));
    refined = pick(m->variance < 1e-9F, sure, refined);
    return larger(smaller(refined, splat(1.0F)), splat(0.0F));
}

INLINE struct moments sum_moments(const struct aisle_forecaster *f,
                                  const struct rule *rule,
                                  const struct block_chances *b, int lane)
{
    struct moments m = {splat(0), splat(0), splat(0), splat(0)};
    for (int i = 0; i < f->roster.count; i++) {
        vec yea = load(b->yea[i] + lane);
        vec absent = load(b->absent[i] + lane);
        if (rule->absent_score == 0)
            add_binary(yea, absent, &m);
        else
            add_ternary((float)rule->yea_score, (float)rule->absent_score, yea, absent,
                        &m);
    }
    return m;
}

/* Chance that the gate's question carries in each particle of the block, and the
 * expected recorded yeas. */
static void tails(const struct aisle_forecaster *f, const struct plan *plan,
                  const struct block_chances *b, float *carries, float *yeas)
{
    const struct gate *gate = &f->gates[plan->query.gate];
    const struct rule *rule = &gate->rule;
    float nay = (float)f->settings.leader_procedural_nay;
    int leader = gate->cloture ? f->roster.leader : -1;
    for (int l = 0; l < LANES; l += WIDTH) {
        struct moments m = sum_moments(f, rule, b, l);
        vec tail = tail_of(&m, (float)rule->cut);
        if (rule->tie) {
            vec with = tail_of(&m, (float)rule->cut - 1);
            tail += (with - tail) * load(b->vice_yea + l);
        }
        if (leader >= 0)
            m.yeas -= nay * (1 - tail) * load(b->yea[leader] + l) *
                      (1 - load(b->absent[leader] + l));
        store(carries + l, tail);
        store(yeas + l, m.yeas);
    }
}
