/* Tile: senators who wait for a number of a caucus. Included by path_tile.h. */

/* Rounds of best response among senators who wait for one another. */
enum { RESPONSE_ROUNDS = 8 };

struct waiting {
    const struct plan *plan;
    float met[WAIT_MAX][LANES];   /* chance of yea when the number is there */
    float unmet[WAIT_MAX][LANES]; /* and when it is not */
    float mean[2][LANES];         /* yeas of the caucuses but for those who wait */
    float variance[2][LANES];
};

static void list_waiting(const struct aisle_forecaster *f, const struct plan *plan,
                         const struct change *change, int block, struct waiting *w)
{
    w->plan = plan;
    for (int k = 0; k < plan->waiting_count; k++) {
        float logit[LANES];
        const struct proviso *v = plan->waiting[k];
        seat_logits(f, plan, change, block, v->seat, plan->shift[v->seat], logit);
        for (int l = 0; l < LANES; l += WIDTH) {
            store(w->met[k] + l, logistic(load(logit + l) + (float)v->met));
            store(w->unmet[k] + l, logistic(load(logit + l) + (float)v->unmet));
        }
        bind(plan, v->seat, w->met[k]);
        bind(plan, v->seat, w->unmet[k]);
    }
}

INLINE void add_company(const struct block_chances *b, int seat, int lane, vec *mean,
                        vec *variance)
{
    vec p = load(b->yea[seat] + lane) * (1 - load(b->absent[seat] + lane));
    *mean += p;
    *variance += p * (1 - p);
}

static void sum_company(const struct aisle_forecaster *f, const struct block_chances *b,
                        struct waiting *w)
{
    for (int l = 0; l < LANES; l += WIDTH) {
        vec mean[2] = {splat(0), splat(0)};
        vec variance[2] = {splat(0), splat(0)};
        for (int i = 0; i < f->roster.count; i++) {
            int c = caucus_index(f->roster.seats[i].caucus);
            if (c >= 0 && !w->plan->waits[i])
                add_company(b, i, l, &mean[c], &variance[c]);
        }
        for (int c = 0; c < 2; c++) {
            store(w->mean[c] + l, mean[c]);
            store(w->variance[c] + l, variance[c]);
        }
    }
}

/* One senator's answer to all the others' chances: the number he waits for is
 * there with a normal tail's chance, the tail taken as a logistic of 1.702 standard
 * deviations (within 0.01 everywhere; Haley 1952). */
INLINE void answer(const struct waiting *w, int k, int lane, struct block_chances *b)
{
    const struct proviso *v = w->plan->waiting[k];
    vec mean = load(w->mean[v->caucus] + lane);
    vec variance = load(w->variance[v->caucus] + lane);
    for (int o = 0; o < w->plan->waiting_count; o++)
        if (o != k && w->plan->waiting[o]->caucus == v->caucus)
            add_company(b, w->plan->waiting[o]->seat, lane, &mean, &variance);
    vec sds = (mean - ((float)v->count - 0.5F)) * one_over_sqrt(variance + 0.01F);
    vec there = logistic(1.702F * sds);
    store(b->yea[v->seat] + lane,
          there * load(w->met[k] + lane) + (1 - there) * load(w->unmet[k] + lane));
}

/* Best response, round by round, from where nobody goes or all do. */
static void respond(const struct waiting *w, const float start[][LANES],
                    struct block_chances *b, float settled[][LANES])
{
    int count = w->plan->waiting_count;
    for (int k = 0; k < count; k++)
        memcpy(b->yea[w->plan->waiting[k]->seat], start[k], sizeof start[k]);
    for (int l = 0; l < LANES; l += WIDTH)
        for (int round = 0; round < (count > 1 ? RESPONSE_ROUNDS : 1); round++)
            for (int k = 0; k < count; k++)
                answer(w, k, l, b);
    for (int k = 0; k < count; k++)
        memcpy(settled[k], b->yea[w->plan->waiting[k]->seat], sizeof settled[k]);
}

/* Conditional commitments may have two rest points, one where each waits for the
 * others and one where all go. Which comes about is not known: half and half. */
static void settle_waiting(const struct aisle_forecaster *f, const struct plan *plan,
                           const struct change *change, int block,
                           struct block_chances *b)
{
    struct waiting w;
    float low[WAIT_MAX][LANES];
    float high[WAIT_MAX][LANES];
    list_waiting(f, plan, change, block, &w);
    sum_company(f, b, &w);
    respond(&w, (const float(*)[LANES])w.unmet, b, low);
    respond(&w, (const float(*)[LANES])w.met, b, high);
    for (int k = 0; k < plan->waiting_count; k++)
        for (int l = 0; l < LANES; l += WIDTH)
            store(b->yea[plan->waiting[k]->seat] + l,
                  (load(low[k] + l) + load(high[k] + l)) * 0.5F);
}
