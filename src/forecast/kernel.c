#include "forecast/kernel.h"

#include "forecast/tally.h"
#include "num/special.h"

#include <math.h>
#include <string.h>

/* Most that a day's attendance may push one senator's chance of absence to. */
static const float absent_max = 0.9F;
/* Rounds of best response among senators who wait for one another. */
enum { RESPONSE_ROUNDS = 8 };

struct query query_whole(int gate, uint64_t selection, double p_fair_efficient)
{
    return (struct query){.gate = gate,
                          .selection = selection,
                          .fair_efficient =
                              isnan(p_fair_efficient) ? 0.5 : p_fair_efficient,
                          .repeat = true,
                          .claims = true,
                          .provisions = true,
                          .supposed = true};
}

/* 1 / (1 + e^-x) in single precision, to 3e-7: e^-x as 2^n times a polynomial in
 * the fraction (Cephes expf), written so that compilers turn loops into vectors. */
static inline float fast_logistic(float x)
{
    x = x < -30.0F ? -30.0F : x > 30.0F ? 30.0F : x;
    float z = x * -1.44269504F;
    float shifted = z + 12582912.0F; /* 1.5 * 2^23: rounds to a whole number */
    float n = shifted - 12582912.0F;
    float r = (z - n) * 0.69314718F;
    float e =
        1.0F +
        r * (1.0F + r * (0.5F + r * (0.16666667F +
                                     r * (0.041666667F +
                                          r * (0.0083333333F + r * 0.0013888889F)))));
    union {
        float f;
        int32_t i;
    } scale = {.i = ((int32_t)n + 127) * 8388608};
    return 1.0F / (1.0F + e * scale.f);
}

static void logistic_lanes(const float *restrict logit, float *restrict p)
{
#pragma omp simd
    for (int l = 0; l < LANES; l++)
        p[l] = fast_logistic(logit[l]);
}

/* What the item alone says, attenuated by what is not known about the senator. */
static void prepare_seat(const struct aisle_forecaster *f, struct gate *gate, int b,
                         int seat_index)
{
    const double pi_8 = 0.39269908169872414;
    const struct seat *seat = &f->roster.seats[seat_index];
    double party = caucus_sign(seat->caucus);
    float *logit = gate->logit + block_index(f, b, seat_index);
    float *slack = gate->slack + block_index(f, b, seat_index);
    int lanes = block_lanes(f, b);
    for (int l = 0; l < lanes; l++) {
        const struct item *t = &gate->items[gate_first_particle(b) + l];
        double spread = t->b1 * t->b1 * seat->v[0] + 2 * t->b1 * t->b2 * seat->v[1] +
                        t->b2 * t->b2 * seat->v[2];
        double s = 1 / sqrt(1 + pi_8 * fmax(spread, 0));
        slack[l] = (float)s;
        logit[l] = (float)(s * (t->a + t->b1 * seat->x[0] + t->b2 * seat->x[1] +
                                t->c * party));
    }
}

/* Where each caucus stands in a particle: 2 x yea share - 1. */
static void caucus_positions(const struct aisle_forecaster *f, const struct gate *gate,
                             int b, float position[2][LANES])
{
    int count[2] = {0, 0};
    memset(position, 0, 2 * sizeof *position);
    for (int i = 0; i < f->roster.count; i++) {
        int c = caucus_index(f->roster.seats[i].caucus);
        const float *logit = gate->logit + block_index(f, b, i);
        if (c < 0)
            continue;
        count[c]++;
        for (int l = 0; l < LANES; l++)
            position[c][l] += fast_logistic(logit[l]);
    }
    for (int c = 0; c < 2; c++)
        for (int l = 0; l < LANES; l++)
            position[c][l] = 2 * position[c][l] / (float)(count[c] ? count[c] : 1) - 1;
}

static void add_habits(const struct aisle_forecaster *f, struct gate *gate, int b)
{
    float position[2][LANES];
    caucus_positions(f, gate, b, position);
    for (int i = 0; i < f->roster.count; i++) {
        int c = caucus_index(f->roster.seats[i].caucus);
        const struct habit *h = &gate->habits[i];
        float *logit = gate->logit + block_index(f, b, i);
        if (c < 0)
            continue;
        for (int l = 0; l < LANES; l++)
            logit[l] += (float)h->level + (float)h->party * position[c][l] +
                        (float)h->other * position[1 - c][l];
    }
}

void kernel_prepare(const struct aisle_forecaster *f, struct gate *gate)
{
    for (int b = 0; b < f->blocks; b++) {
        for (int i = 0; i < f->roster.count; i++)
            prepare_seat(f, gate, b, i);
        add_habits(f, gate, b);
    }
}

/* What the selection changes in the items, particle by particle. */
struct change {
    bool any;
    float intercept[LANES];
    float slope[LANES];
};

static void set_change(const struct aisle_forecaster *f, uint64_t selection, int block,
                       struct change *out)
{
    memset(out, 0, sizeof *out);
    int first = gate_first_particle(block);
    for (int p = 0; p < f->package->provision_count; p++) {
        uint64_t bit = UINT64_C(1) << p;
        if ((selection & bit) == (f->written & bit))
            continue;
        float way = selection & bit ? 1.0F : -1.0F;
        const float *intercept = f->contents[p].draws[0] + first;
        const float *slope = f->contents[p].draws[1] + first;
        for (int l = 0; l < LANES; l++) {
            out->intercept[l] += way * intercept[l];
            out->slope[l] += way * slope[l];
        }
        out->any = true;
    }
}

static bool is_in(const struct query *query, int provision)
{
    return query->selection >> provision & 1;
}

/* Log-odds that do not differ between particles. */
static float seat_shift(const struct aisle_forecaster *f, const struct query *query,
                        int seat)
{
    const struct gate *gate = &f->gates[query->gate];
    double shift = 0;
    if (query->repeat)
        shift += gate->repeat_odds[seat];
    if (query->claims)
        shift += gate->claim_odds[seat];
    if (query->provisions && f->touched[seat]) {
        for (int k = 0; k < f->liking_count; k++)
            if (f->likings[k].seat == seat && is_in(query, f->likings[k].provision))
                shift += f->likings[k].shift;
        for (int k = 0; k < f->proviso_count; k++) {
            const struct proviso *v = &f->provisos[k];
            if (v->seat != seat || (v->gate >= 0 && v->gate != query->gate))
                continue;
            if (v->kind == AISLE_CONDITION_PROVISION)
                shift += is_in(query, v->provision) ? v->met : v->unmet;
            if (v->kind == AISLE_CONDITION_WITHOUT)
                shift += is_in(query, v->provision) ? v->unmet : v->met;
        }
    }
    return (float)shift;
}

static const struct proviso *proviso_of(const struct aisle_forecaster *f,
                                        const struct query *query, int seat,
                                        enum aisle_condition kind)
{
    for (int k = 0; query->provisions && f->touched[seat] && k < f->proviso_count;
         k++) {
        const struct proviso *v = &f->provisos[k];
        if (v->seat == seat && v->kind == kind &&
            (v->gate < 0 || v->gate == query->gate))
            return v;
    }
    return NULL;
}

static void seat_logits(const struct aisle_forecaster *f, const struct query *query,
                        const struct change *change, int block, int seat, float *logit)
{
    const struct gate *gate = &f->gates[query->gate];
    const float *base = gate->logit + block_index(f, block, seat);
    const float *slack = gate->slack + block_index(f, block, seat);
    float shift = seat_shift(f, query, seat);
    float x1 = (float)f->roster.seats[seat].x[0];
    if (!change->any) {
        for (int l = 0; l < LANES; l++)
            logit[l] = base[l] + shift;
        return;
    }
    for (int l = 0; l < LANES; l++)
        logit[l] =
            base[l] + shift + slack[l] * (change->intercept[l] + x1 * change->slope[l]);
}

/* P = chance of the condition x yea if met + (1 - chance) x yea if not. */
static void mix_fair_efficient(const struct proviso *v, const struct query *query,
                               const float *logit, float *p)
{
    float chance = (float)query->fair_efficient;
    for (int l = 0; l < LANES; l++)
        p[l] = chance * fast_logistic(logit[l] + (float)v->met) +
               (1 - chance) * fast_logistic(logit[l] + (float)v->unmet);
}

static void seat_chances(const struct aisle_forecaster *f, const struct query *query,
                         const struct change *change, int block, int seat, float *p)
{
    float logit[LANES];
    seat_logits(f, query, change, block, seat, logit);
    const struct proviso *fair =
        proviso_of(f, query, seat, AISLE_CONDITION_FAIR_EFFICIENT);
    if (fair)
        mix_fair_efficient(fair, query, logit, p);
    else
        logistic_lanes(logit, p);
}

static void set_supposed(enum supposed s, float *yea, float *absent)
{
    for (int l = 0; l < LANES; l++) {
        absent[l] = s == SUPPOSED_ABSENT;
        if (s != SUPPOSED_ABSENT)
            yea[l] = s == SUPPOSED_YEA;
    }
}

static void set_absences(const struct aisle_forecaster *f, const struct query *query,
                         int block, struct block_chances *out)
{
    const float *shock = f->shock + gate_first_particle(block);
    for (int i = 0; i < f->roster.count; i++) {
        float rate = (float)f->roster.seats[i].absent;
        enum supposed s = query->supposed ? f->supposed[i] : SUPPOSED_NOT;
        if (s != SUPPOSED_NOT) {
            set_supposed(s, out->yea[i], out->absent[i]);
            continue;
        }
        float *restrict absent = out->absent[i];
#pragma omp simd
        for (int l = 0; l < LANES; l++) {
            float a = rate * shock[l];
            absent[l] = a < absent_max ? a : absent_max;
        }
    }
}

/* The senators who wait for a number of a caucus, and those they wait for. */
enum { WAIT_MAX = 16 };
struct waiting {
    int count;
    const struct proviso *who[WAIT_MAX];
    float met[WAIT_MAX][LANES];   /* chance of yea when the number is there */
    float unmet[WAIT_MAX][LANES]; /* and when it is not */
    float mean[2][LANES];         /* yeas of the caucuses but for those who wait */
    float variance[2][LANES];
};

static bool is_waiting(const struct waiting *w, int seat)
{
    for (int k = 0; k < w->count; k++)
        if (w->who[k]->seat == seat)
            return true;
    return false;
}

static void list_waiting(const struct aisle_forecaster *f, const struct query *query,
                         const struct change *change, int block, struct waiting *w)
{
    w->count = 0;
    for (int i = 0; query->provisions && i < f->roster.count && w->count < WAIT_MAX;
         i++) {
        float logit[LANES];
        const struct proviso *v = proviso_of(f, query, i, AISLE_CONDITION_CAUCUS_COUNT);
        if (!v || v->caucus < 0)
            continue;
        seat_logits(f, query, change, block, i, logit);
        for (int l = 0; l < LANES; l++) {
            w->met[w->count][l] = fast_logistic(logit[l] + (float)v->met);
            w->unmet[w->count][l] = fast_logistic(logit[l] + (float)v->unmet);
        }
        w->who[w->count++] = v;
    }
}

static void add_company(const float *restrict yea, const float *restrict absent,
                        float *restrict mean, float *restrict variance)
{
    for (int l = 0; l < LANES; l++) {
        float p = yea[l] * (1 - absent[l]);
        mean[l] += p;
        variance[l] += p * (1 - p);
    }
}

static void sum_company(const struct aisle_forecaster *f, const struct block_chances *b,
                        struct waiting *w)
{
    memset(w->mean, 0, sizeof w->mean);
    memset(w->variance, 0, sizeof w->variance);
    for (int i = 0; i < f->roster.count; i++) {
        int c = caucus_index(f->roster.seats[i].caucus);
        if (c >= 0 && !is_waiting(w, i))
            add_company(b->yea[i], b->absent[i], w->mean[c], w->variance[c]);
    }
}

/* One senator's answer to all the others' chances: the number he waits for is
 * there with a normal tail's chance, the tail taken as a logistic of 1.702 standard
 * deviations (within 0.01 everywhere; Haley 1952). */
static void answer(const struct waiting *w, int k, struct block_chances *b)
{
    const struct proviso *v = w->who[k];
    float mean[LANES];
    float variance[LANES];
    memcpy(mean, w->mean[v->caucus], sizeof mean);
    memcpy(variance, w->variance[v->caucus], sizeof variance);
    for (int o = 0; o < w->count; o++)
        if (o != k && w->who[o]->caucus == v->caucus)
            add_company(b->yea[w->who[o]->seat], b->absent[w->who[o]->seat], mean,
                        variance);
    float wanted = (float)v->count - 0.5F;
    float *yea = b->yea[v->seat];
    for (int l = 0; l < LANES; l++) {
        float sds = (mean[l] - wanted) / sqrtf(variance[l] + 0.01F);
        float there = fast_logistic(1.702F * sds);
        yea[l] = there * w->met[k][l] + (1 - there) * w->unmet[k][l];
    }
}

/* Best response, round by round, from where nobody goes or all do. */
static void respond(const struct waiting *w, const float start[][LANES],
                    struct block_chances *b, float settled[][LANES])
{
    for (int k = 0; k < w->count; k++)
        memcpy(b->yea[w->who[k]->seat], start[k], sizeof start[k]);
    for (int round = 0; round < RESPONSE_ROUNDS; round++)
        for (int k = 0; k < w->count; k++)
            answer(w, k, b);
    for (int k = 0; k < w->count; k++)
        memcpy(settled[k], b->yea[w->who[k]->seat], sizeof settled[k]);
}

/* Conditional commitments may have two rest points, one where each waits for the
 * others and one where all go. Which comes about is not known: half and half. */
static void settle_waiting(const struct aisle_forecaster *f, const struct query *query,
                           const struct change *change, int block,
                           struct block_chances *b)
{
    struct waiting w;
    float low[WAIT_MAX][LANES];
    float high[WAIT_MAX][LANES];
    list_waiting(f, query, change, block, &w);
    if (w.count == 0)
        return;
    sum_company(f, b, &w);
    respond(&w, (const float(*)[LANES])w.unmet, b, low);
    respond(&w, (const float(*)[LANES])w.met, b, high);
    for (int k = 0; k < w.count; k++)
        for (int l = 0; l < LANES; l++)
            b->yea[w.who[k]->seat][l] = (low[k][l] + high[k][l]) / 2;
}

/* The Vice President votes as the mean of the President's party would. */
static void set_vice(const struct aisle_forecaster *f, const struct query *query,
                     const struct change *change, int block, struct block_chances *out)
{
    const struct gate *gate = &f->gates[query->gate];
    const double *x = f->roster.party_x[f->roster.president == 'R'];
    int lanes = block_lanes(f, block);
    memset(out->vice_yea, 0, sizeof out->vice_yea);
    for (int l = 0; l < lanes; l++) {
        const struct item *t = &gate->items[gate_first_particle(block) + l];
        double z = t->a + change->intercept[l] + (t->b1 + change->slope[l]) * x[0] +
                   t->b2 * x[1] + t->c * caucus_sign(f->roster.president);
        out->vice_yea[l] = fast_logistic((float)z);
    }
}

void kernel_chances(const struct aisle_forecaster *f, const struct query *query,
                    int block, struct block_chances *out)
{
    struct change change;
    set_change(f, query->selection, block, &change);
    for (int i = 0; i < f->roster.count; i++)
        seat_chances(f, query, &change, block, i, out->yea[i]);
    set_absences(f, query, block, out);
    settle_waiting(f, query, &change, block, out);
    if (f->gates[query->gate].rule.tie)
        set_vice(f, query, &change, block, out);
}

/* Sums over senators of the score's first three central moments. */
struct moments {
    float yeas[LANES];
    float mean[LANES];
    float variance[LANES];
    float third[LANES];
};

static void add_binary(const struct block_chances *b, int seat, struct moments *m)
{
    const float *restrict yea = b->yea[seat];
    const float *restrict absent = b->absent[seat];
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        float p = yea[l] * (1 - absent[l]);
        float v = p * (1 - p);
        m->yeas[l] += p;
        m->mean[l] += p;
        m->variance[l] += v;
        m->third[l] += v * (1 - 2 * p);
    }
}

static void add_ternary(const struct rule *rule, const struct block_chances *b,
                        int seat, struct moments *m)
{
    float ys = (float)rule->yea_score;
    float as = (float)rule->absent_score;
    const float *restrict yea = b->yea[seat];
    const float *restrict absent = b->absent[seat];
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        float a = absent[l];
        float p = yea[l] * (1 - a);
        float mean = ys * p + as * a;
        float dy = ys - mean;
        float da = as - mean;
        float n = 1 - p - a;
        m->yeas[l] += p;
        m->mean[l] += mean;
        m->variance[l] += p * dy * dy + a * da * da + n * mean * mean;
        m->third[l] += p * dy * dy * dy + a * da * da * da - n * mean * mean * mean;
    }
}

void kernel_tails(const struct aisle_forecaster *f, const struct query *query,
                  const struct block_chances *b, double *carries, double *yeas)
{
    const struct gate *gate = &f->gates[query->gate];
    const struct rule *rule = &gate->rule;
    struct moments m;
    memset(&m, 0, sizeof m);
    for (int i = 0; i < f->roster.count; i++) {
        if (rule->absent_score == 0)
            add_binary(b, i, &m);
        else
            add_ternary(rule, b, i, &m);
    }
    int leader = gate->cloture ? f->roster.leader : -1;
    for (int l = 0; l < LANES; l++) {
        double tail = tally_tail(m.mean[l], m.variance[l], m.third[l], rule->cut);
        if (rule->tie) {
            double with =
                tally_tail(m.mean[l], m.variance[l], m.third[l], rule->cut - 1);
            tail += (with - tail) * (double)b->vice_yea[l];
        }
        carries[l] = tail;
        yeas[l] = m.yeas[l];
        if (leader >= 0)
            yeas[l] -= f->settings.leader_procedural_nay * (1 - tail) *
                       (double)b->yea[leader][l] * (1 - (double)b->absent[leader][l]);
    }
}
