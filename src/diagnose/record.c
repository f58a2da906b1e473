/* What the votes alone say: who came, who voted with whom, what each roll call
 * needed. Nothing here knows of ideal points. */
#include "diagnose/diagnose.h"

#include <math.h>

/* Yeas that carry a question of its kind: more than half, or two thirds, of those who
 * voted; three fifths of those who sit, as the Senate's Rule XXII counts. With the
 * Vice President's yea half is enough. */
static int yeas_needed(const struct aisle_rollcall *r, int sitting)
{
    int voted = r->yea + r->nay;
    if (r->requires == AISLE_REQUIRES_3_5)
        return (3 * sitting + 4) / 5;
    if (r->requires == AISLE_REQUIRES_2_3)
        return (2 * voted + 2) / 3;
    return r->vp_tie == AISLE_CAST_YEA ? (voted + 1) / 2 : voted / 2 + 1;
}

/* The caucus's side: 1 yea, -1 nay, 0 when it was even or absent. */
static int majority(const struct aisle_rollcall_diagnosis *d, int caucus)
{
    if (caucus == CAUCUS_NONE)
        return 0;
    return (d->yea_of[caucus] > d->nay_of[caucus]) -
           (d->yea_of[caucus] < d->nay_of[caucus]);
}

static void count_rollcall(const struct view *v, int rollcall,
                           struct aisle_rollcall_diagnosis *d)
{
    const int8_t *sign = view_signs(v, rollcall);
    const uint8_t *caucus = view_caucuses(v, rollcall);
    const struct aisle_rollcall *r = &v->votes->rollcalls[rollcall];
    int sitting = 0;
    for (int i = 0; i < v->member_count; i++) {
        sitting += aisle_votes_cast(v->votes, rollcall, i) != AISLE_CAST_OUT;
        if (caucus[i] == CAUCUS_NONE)
            continue;
        d->yea_of[caucus[i]] += sign[i] > 0;
        d->nay_of[caucus[i]] += sign[i] < 0;
    }
    d->unity = majority(d, CAUCUS_D) * majority(d, CAUCUS_R) < 0;
    d->needed = yeas_needed(r, sitting);
    d->margin = r->yea - d->needed;
}

static void count_member(const struct view *v, const struct aisle_diagnosis *d,
                         int member, struct aisle_member_diagnosis *m)
{
    for (int r = 0; r < v->rollcall_count; r++) {
        uint8_t cast = aisle_votes_cast(v->votes, r, member);
        if (cast == AISLE_CAST_OUT)
            continue;
        m->called++;
        m->cast += cast != AISLE_CAST_ABSENT;
        m->contested_called += v->item_of[r] >= 0;
        int sign = (int)view_signs(v, r)[member];
        int with = sign * majority(&d->rollcalls[r], view_caucuses(v, r)[member]);
        if (with == 0)
            continue;
        m->loyal += with > 0;
        m->loyal_of++;
        m->united += d->rollcalls[r].unity && with > 0;
        m->united_of += d->rollcalls[r].unity;
    }
}

static void count_pairs(const struct view *v, struct aisle_diagnosis *d)
{
    size_t n = (size_t)v->member_count;
    for (int r = 0; r < v->rollcall_count; r++) {
        const int8_t *sign = view_signs(v, r);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; sign[i] && j < n; j++) {
                d->both[i * n + j] += sign[j] != 0;
                d->same[i * n + j] += sign[j] == sign[i];
            }
    }
}

/* Plain means over the members of each caucus who had such votes. */
static void average_caucuses(const struct view *v, struct aisle_diagnosis *d)
{
    double unity[2] = {0}, loyalty[2] = {0};
    int unity_of[2] = {0}, loyalty_of[2] = {0};
    for (int i = 0; i < v->member_count; i++) {
        const struct aisle_member_diagnosis *m = &d->members[i];
        int c = v->votes->members[i].caucus == 'R';
        if (m->united_of > 0)
            unity[c] += (double)m->united / m->united_of;
        if (m->loyal_of > 0)
            loyalty[c] += (double)m->loyal / m->loyal_of;
        unity_of[c] += m->united_of > 0;
        loyalty_of[c] += m->loyal_of > 0;
    }
    for (int c = 0; c < 2; c++) {
        d->unity_mean[c] = unity_of[c] ? unity[c] / unity_of[c] : NAN;
        d->loyalty_mean[c] = loyalty_of[c] ? loyalty[c] / loyalty_of[c] : NAN;
    }
}

enum aisle_status diagnose_record_fill(const struct view *v, struct aisle_diagnosis *d)
{
    size_t n = (size_t)v->member_count;
    d->both = mem_new(n * n, sizeof *d->both);
    d->same = mem_new(n * n, sizeof *d->same);
    if (!d->both || !d->same)
        return ctx_no_memory(v->ctx);
    for (int r = 0; r < v->rollcall_count; r++) {
        count_rollcall(v, r, &d->rollcalls[r]);
        d->unity_rollcalls += d->rollcalls[r].unity;
    }
    for (int i = 0; i < v->member_count; i++)
        count_member(v, d, i, &d->members[i]);
    count_pairs(v, d);
    average_caucuses(v, d);
    return AISLE_OK;
}
