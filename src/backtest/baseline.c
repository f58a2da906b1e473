/* Baseline: what simple rules say, for a model to beat. */
#include "backtest/backtest.h"

#include <math.h>
#include <string.h>

const char *const baseline_names[AISLE_BASELINE_COUNT] = {
    "base rate", "party line", "independent loyalty", "1-D bank"};

/* Chance that a senator who sides by party does so: what the party line is off by
 * does not matter for its score of the result, only for logarithms. */
static const double party_line = 0.97;

static bool is_cast(uint8_t cast)
{
    return cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
}

/* Yeas of past votes of the kind by whether the caucus had put the question. */
struct record {
    double yeas;
    double casts;
};

struct loyalty {
    struct record side[2];                 /* who put it, the other */
    struct record own[AISLE_SEATS_MAX][2]; /* by seat */
};

static bool same_measure(const struct aisle_rollcall *a, const struct aisle_rollcall *b)
{
    return *a->bill && a->congress == b->congress && strcmp(a->bill, b->bill) == 0;
}

/* Seat of a member, -1 for none; `members` ascend. */
static int seat_of(int seats, const int *members, int member)
{
    int low = 0;
    int high = seats;
    while (low < high) {
        int middle = (low + high) / 2;
        if (members[middle] < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low < seats && members[low] == member ? low : -1;
}

/* Each seat's caucus at a roll call, in one walk through the services. */
static void set_caucuses(const struct aisle_votes *v, int rollcall, int seats,
                         const int *members, char caucus[AISLE_SEATS_MAX])
{
    const struct aisle_rollcall *r = &v->rollcalls[rollcall];
    memset(caucus, '?', AISLE_SEATS_MAX);
    for (int k = v->service_count - 1; k >= 0; k--) { /* the first holds */
        const struct aisle_service *s = &v->services[k];
        if (s->congress != r->congress || s->first_number > r->number ||
            r->number > s->last_number)
            continue;
        int seat = seat_of(seats, members, s->member);
        if (seat >= 0)
            caucus[seat] = s->caucus;
    }
}

static void add_rollcall(const struct world *w, int r, int seats, const int *members,
                         struct loyalty *out)
{
    char proposer = trial_proposer(w, &w->view, r);
    char caucus[AISLE_SEATS_MAX];
    set_caucuses(&w->view, r, seats, members, caucus);
    for (int i = 0; i < seats; i++) {
        uint8_t cast = aisle_votes_cast(&w->view, r, members[i]);
        if (!is_cast(cast))
            continue;
        int side = caucus[i] != proposer;
        bool yea = cast == AISLE_CAST_YEA;
        out->side[side].yeas += yea;
        out->side[side].casts += 1;
        out->own[i][side].yeas += yea;
        out->own[i][side].casts += 1;
    }
}

static double loyal_chance(const struct loyalty *l, int seat, int side)
{
    const double weight = 8; /* votes' worth of the side's own rate */
    double usual = (l->side[side].yeas + 0.5) / (l->side[side].casts + 1);
    return (l->own[seat][side].yeas + weight * usual) /
           (l->own[seat][side].casts + weight);
}

/* Distribution of the yeas of independent senators, and its tail at the rule. */
static void add_independent(const struct trial *t, const struct aisle_rollcall *r,
                            int seats, const double *p, const uint8_t *casts,
                            struct score_sums *sums)
{
    double chance[AISLE_SEATS_MAX + 1] = {1};
    double log_p = 0;
    int counted = 0;
    for (int i = 0; i < seats; i++) {
        for (int k = i + 1; k > 0; k--)
            chance[k] = chance[k] * (1 - p[i]) + chance[k - 1] * p[i];
        chance[0] *= 1 - p[i];
        if (!is_cast(casts[i]))
            continue;
        sums_add_cast(sums, p[i], casts[i] == AISLE_CAST_YEA);
        log_p += log(casts[i] == AISLE_CAST_YEA ? p[i] : 1 - p[i]);
        counted++;
    }
    int need = r->requires == AISLE_REQUIRES_3_5   ? (3 * seats + 4) / 5
               : r->requires == AISLE_REQUIRES_2_3 ? (2 * seats + 2) / 3
                                                   : seats / 2 + 1;
    double carries = 0;
    for (int k = need; k <= seats; k++)
        carries += chance[k];
    sums_add_yeas(sums, seats, chance, r->yea);
    sums_add_result(sums, carries, t->base, r->passed);
    if (counted > 0)
        sums_add_joint(sums, log_p / counted);
}

void baseline_add(const struct world *w, const struct trial *t,
                  struct score_sums sums[AISLE_BASELINE_COUNT])
{
    const struct aisle_rollcall *r = &w->all->rollcalls[t->rollcall];
    struct loyalty loyalty = {0};
    int members[AISLE_SEATS_MAX];
    uint8_t casts[AISLE_SEATS_MAX];
    double line[AISLE_SEATS_MAX];
    double loyal[AISLE_SEATS_MAX];
    int seats = 0;
    for (int m = 0; m < w->view.member_count && seats < AISLE_SEATS_MAX; m++)
        if (w->view.members[m].in_office)
            members[seats++] = m;
    for (int k = 0; k < w->view.rollcall_count; k++)
        if (trial_is_asked(w, &w->view, k) && !same_measure(&w->view.rollcalls[k], r))
            add_rollcall(w, k, seats, members, &loyalty);
    char proposer = trial_proposer(w, w->all, t->rollcall);
    for (int i = 0; i < seats; i++) {
        int side = w->view.members[members[i]].caucus != proposer;
        casts[i] = aisle_votes_cast(w->all, t->rollcall, members[i]);
        line[i] = side == 0 ? party_line : 1 - party_line;
        loyal[i] = loyal_chance(&loyalty, i, side);
    }
    sums_add_result(&sums[BASE_RATE], t->base, t->base, r->passed);
    add_independent(t, r, seats, line, casts, &sums[PARTY_LINE]);
    add_independent(t, r, seats, loyal, casts, &sums[LOYALTY]);
}
