/* The shares that data/parameters/forecast.csv takes from the roll call record, of
 * the 107th-114th Congress: nothing that the backtest reports on is in them.
 *
 *   bench_record STORE
 */
#include "world.h"

struct count {
    int of;
    int yes;
};

/* Yea share of a leader's caucus, himself left out, summed over roll calls. */
struct shares {
    int rollcalls;
    double sum;
};

struct record {
    struct count nay_failed, nay_carried; /* of the majority leader */
    struct shares cue[2][2];              /* role; he voted nay, yea */
    struct count present;
    struct count pair[2]; /* a later cloture carried, after one that failed, carried */
    struct count senator; /* same cast at passage as at the last cloture */
    struct count late;    /* the same, 111th-114th */
};

static void add_leader(const struct world *w, int r, enum aisle_role role,
                       struct record *out)
{
    const struct aisle_rollcall *roll = &w->all.rollcalls[r];
    const struct aisle_leader *leader = aisle_leaders_at(&w->leaders, role, roll->date);
    int who = leader ? aisle_votes_find_member(&w->all, leader->bioguide) : -1;
    uint8_t cast = who < 0 ? AISLE_CAST_OUT : aisle_votes_cast(&w->all, r, who);
    if (cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY)
        return;
    bool nay = cast == AISLE_CAST_NAY;
    if (role == AISLE_ROLE_MAJORITY) {
        struct count *c = roll->passed ? &out->nay_carried : &out->nay_failed;
        c->of++;
        c->yes += nay;
        if (nay && !roll->passed)
            return; /* procedure, no call */
    }
    struct count own = {0};
    for (int m = 0; m < w->all.member_count; m++) {
        uint8_t other = aisle_votes_cast(&w->all, r, m);
        if (m == who || aisle_votes_caucus_at(&w->all, m, r) != leader->party ||
            (other != AISLE_CAST_YEA && other != AISLE_CAST_NAY))
            continue;
        own.of++;
        own.yes += other == AISLE_CAST_YEA;
    }
    if (!own.of)
        return;
    struct shares *s = &out->cue[role == AISLE_ROLE_MINORITY][!nay];
    s->rollcalls++;
    s->sum += (double)own.yes / own.of;
}

/* The last legislative cloture before `r` on its bill; -1 for none. */
static int cloture_before(const struct world *w, int r)
{
    const struct aisle_rollcall *roll = &w->all.rollcalls[r];
    for (int k = r - 1; *roll->bill && k >= 0; k--) {
        const struct aisle_rollcall *o = &w->all.rollcalls[k];
        if (o->congress != roll->congress)
            return -1;
        if (strcmp(o->bill, roll->bill) == 0 && bank_like(o, AISLE_VOTE_CLOTURE))
            return k;
    }
    return -1;
}

static void add_repeats(const struct world *w, int passage, int cloture,
                        struct record *out)
{
    bool late = w->all.rollcalls[passage].congress >= 111;
    for (int m = 0; m < w->all.member_count; m++) {
        uint8_t a = aisle_votes_cast(&w->all, cloture, m);
        uint8_t b = aisle_votes_cast(&w->all, passage, m);
        if ((a != AISLE_CAST_YEA && a != AISLE_CAST_NAY) ||
            (b != AISLE_CAST_YEA && b != AISLE_CAST_NAY))
            continue;
        out->senator.of++;
        out->senator.yes += a == b;
        out->late.of += late;
        out->late.yes += late && a == b;
    }
}

static void add_rollcall(const struct world *w, int r, struct record *out)
{
    const struct aisle_rollcall *roll = &w->all.rollcalls[r];
    int before = cloture_before(w, r);
    out->present.of += roll->yea + roll->nay + roll->absent;
    out->present.yes += roll->yea + roll->nay;
    if (bank_like(roll, AISLE_VOTE_CLOTURE)) {
        add_leader(w, r, AISLE_ROLE_MAJORITY, out);
        add_leader(w, r, AISLE_ROLE_MINORITY, out);
        if (before >= 0) {
            struct count *c = &out->pair[w->all.rollcalls[before].passed];
            c->of++;
            c->yes += roll->passed;
        }
    }
    if (bank_like(roll, AISLE_VOTE_PASSAGE) == 2 && before >= 0 &&
        w->all.rollcalls[before].passed)
        add_repeats(w, r, before, out);
}

static void print_count(const char *name, struct count c)
{
    printf("%s\t%d\t%.4f\t%d\t\t\n", name, c.of, (double)c.yes / c.of, c.yes);
}

int main(int argc, char **argv)
{
    static const char *const names[2][2] = {
        {"majority-leader-nay-caucus-yea", "majority-leader-yea-caucus-yea"},
        {"minority-leader-nay-caucus-yea", "minority-leader-yea-caucus-yea"}};
    struct world w;
    struct record record = {0};
    if (argc < 2) {
        fprintf(stderr, "usage: bench_record STORE\n");
        return 2;
    }
    world_open(&w, argv[1], 107, 114);
    for (int r = 0; r < w.all.rollcall_count; r++)
        add_rollcall(&w, r, &record);
    print_count("leader-nay-on-failed-cloture", record.nay_failed);
    print_count("leader-nay-on-carried-cloture", record.nay_carried);
    for (int role = 0; role < 2; role++)
        for (int yea = 0; yea < 2; yea++)
            printf("%s\t%d\t%.4f\t\t\t\n", names[role][yea],
                   record.cue[role][yea].rollcalls,
                   record.cue[role][yea].sum /
                       fmax(record.cue[role][yea].rollcalls, 1));
    print_count("attendance", record.present);
    print_count("cloture-carried-after-failed", record.pair[0]);
    print_count("cloture-carried-after-carried", record.pair[1]);
    print_count("same-cast-cloture-passage", record.senator);
    print_count("same-cast-cloture-passage-111-114", record.late);
    world_close(&w);
    return 0;
}
