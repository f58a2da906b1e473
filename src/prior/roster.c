#include "prior/roster.h"

#include "base/mem.h"
#include "prior/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void roster_clear(struct roster *roster)
{
    for (int i = 0; i < roster->count; i++)
        free(roster->seats[i].name);
    free(roster->seats);
    free(roster->member_x);
    free(roster->shocks);
    *roster = (struct roster){.leader = -1};
}

int roster_seat(const struct roster *roster, int member)
{
    for (int i = 0; i < roster->count; i++)
        if (roster->seats[i].member == member)
            return i;
    return -1;
}

static bool surname_unique(const struct aisle_votes *votes, int member)
{
    for (int m = 0; m < votes->member_count; m++)
        if (m != member && votes->members[m].in_office &&
            strcmp(votes->members[m].last, votes->members[member].last) == 0)
            return false;
    return true;
}

static char *seat_name(const struct aisle_votes *votes, int member)
{
    const struct aisle_member *m = &votes->members[member];
    if (surname_unique(votes, member))
        return mem_copy_text(m->last);
    return mem_format("%s (%s)", m->last, m->state);
}

static enum aisle_status list_seats(struct aisle_ctx *ctx,
                                    const struct aisle_votes *votes,
                                    struct roster *roster)
{
    roster->seats = mem_new((size_t)votes->member_count, sizeof *roster->seats);
    if (!roster->seats)
        return ctx_no_memory(ctx);
    for (int m = 0; m < votes->member_count; m++) {
        if (!votes->members[m].in_office)
            continue;
        struct seat *seat = &roster->seats[roster->count];
        seat->name = seat_name(votes, m);
        if (!seat->name)
            return ctx_no_memory(ctx);
        seat->member = m;
        seat->mate = -1;
        seat->party = votes->members[m].party;
        seat->caucus = votes->members[m].caucus;
        roster->count++;
    }
    if (roster->count == 0 || roster->count > AISLE_SEATS_MAX)
        return ctx_fail(ctx, AISLE_INPUT,
                        "%d senators are in office at the last roll call; from 1 to "
                        "%d are expected",
                        roster->count, AISLE_SEATS_MAX);
    return AISLE_OK;
}

/* Covariance of a member's draws in dimensions 1 and 2, fit scale. */
static void draw_covariance(const struct aisle_fit *fit, int member, double v[3])
{
    int dims = fit->dims;
    const struct aisle_fit_member *m = &fit->members[member];
    v[0] = m->sd[0] * m->sd[0];
    v[2] = dims > 1 ? m->sd[1] * m->sd[1] : 0;
    v[1] = 0;
    if (dims < 2 || fit->draw_count < 20 || !fit->x_draws)
        return;
    size_t stride = (size_t)fit->member_count * (size_t)dims;
    const float *x = fit->x_draws + (size_t)member * (size_t)dims;
    double mean[2] = {0, 0};
    double cross = 0;
    for (int d = 0; d < fit->draw_count; d++, x += stride) {
        mean[0] += x[0];
        mean[1] += x[1];
        cross += (double)x[0] * x[1];
    }
    double n = fit->draw_count;
    v[1] = cross / n - mean[0] / n * (mean[1] / n);
}

/* Fit scale to roster scale: caucus means of those in office at -1 and +1. */
static enum aisle_status set_scale(struct aisle_ctx *ctx,
                                   const struct aisle_votes *votes,
                                   const struct aisle_fit *fit, struct roster *roster)
{
    double sum[2] = {0, 0};
    int count[2] = {0, 0};
    for (int i = 0; i < roster->count; i++) {
        const struct seat *seat = &roster->seats[i];
        int f = aisle_fit_find_member(fit, votes->members[seat->member].bioguide);
        int c = caucus_index(seat->caucus);
        if (f < 0 || c < 0 || fit->members[f].thin)
            continue;
        sum[c] += fit->members[f].x[0];
        count[c]++;
    }
    if (count[0] == 0 || count[1] == 0)
        return ctx_fail(ctx, AISLE_INPUT,
                        "the fit places no senator in office of the %s caucus",
                        count[0] == 0 ? "Democratic" : "Republican");
    double d = sum[0] / count[0];
    double r = sum[1] / count[1];
    if (!(r > d))
        return ctx_fail(ctx, AISLE_INPUT,
                        "the fit's first dimension does not tell the caucuses apart");
    roster->centre = (d + r) / 2;
    roster->half = (r - d) / 2;
    return AISLE_OK;
}

static enum aisle_status place_members(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes,
                                       const struct aisle_fit *fit,
                                       struct roster *roster)
{
    roster->member_x = mem_new(2 * (size_t)votes->member_count, sizeof(double));
    if (!roster->member_x)
        return ctx_no_memory(ctx);
    for (int m = 0; m < votes->member_count; m++) {
        int f = aisle_fit_find_member(fit, votes->members[m].bioguide);
        double *x = roster->member_x + 2 * m;
        x[0] = x[1] = NAN;
        if (f < 0 || fit->members[f].thin)
            continue;
        x[0] = (fit->members[f].x[0] - roster->centre) / roster->half;
        x[1] = fit->dims > 1 ? fit->members[f].x[1] : 0;
    }
    return AISLE_OK;
}

static void place_seats(const struct aisle_votes *votes, const struct aisle_fit *fit,
                        struct roster *roster)
{
    for (int i = 0; i < roster->count; i++) {
        struct seat *seat = &roster->seats[i];
        int f = aisle_fit_find_member(fit, votes->members[seat->member].bioguide);
        if (f < 0 || fit->members[f].thin)
            continue;
        seat->placed = true;
        memcpy(seat->x, roster->member_x + 2 * seat->member, sizeof seat->x);
        draw_covariance(fit, f, seat->v);
        seat->v[0] /= roster->half * roster->half;
        seat->v[1] /= roster->half;
    }
}

static void set_party_means(struct roster *roster)
{
    int count[2] = {0, 0};
    for (int i = 0; i < roster->count; i++) {
        int c = caucus_index(roster->seats[i].caucus);
        if (c < 0)
            continue;
        roster->party_x[c][0] += roster->seats[i].x[0];
        roster->party_x[c][1] += roster->seats[i].x[1];
        count[c]++;
    }
    for (int c = 0; c < 2; c++)
        for (int d = 0; d < 2; d++)
            roster->party_x[c][d] /= count[c] ? count[c] : 1;
}

static bool cast_absent(uint8_t cast)
{
    return cast == AISLE_CAST_ABSENT || cast == AISLE_CAST_PRESENT;
}

/* Trailing absence rate of each seat, shrunk to the prior rate. */
static void set_absence(const struct aisle_votes *votes, const struct settings *s,
                        struct roster *roster)
{
    int first = votes->rollcall_count - (int)s->attendance_window;
    for (int i = 0; i < roster->count; i++) {
        double held = s->attendance_prior_votes;
        double missed = held * (1 - s->attendance_prior_rate);
        for (int r = first < 0 ? 0 : first; r < votes->rollcall_count; r++) {
            uint8_t cast = aisle_votes_cast(votes, r, roster->seats[i].member);
            held += cast != AISLE_CAST_OUT;
            missed += cast_absent(cast);
        }
        roster->seats[i].absent = held > 0 ? missed / held : 0;
    }
}

/* How much fuller or emptier than expected the floor was, vote by vote: absences
 * come in days (storms, funerals, campaigns), not senator by senator. */
static enum aisle_status set_shocks(struct aisle_ctx *ctx,
                                    const struct aisle_votes *votes,
                                    const struct settings *s, struct roster *roster)
{
    const double a_third_of_a_senator =
        0.3; /* keeps a full floor from meaning "never" */
    int first = votes->rollcall_count - (int)s->attendance_shock_window;
    if (first < 0)
        first = 0;
    roster->shock_count = votes->rollcall_count - first;
    roster->shocks = mem_new((size_t)roster->shock_count, sizeof(double));
    if (!roster->shocks)
        return ctx_no_memory(ctx);
    double expected = 0;
    for (int i = 0; i < roster->count; i++)
        expected += roster->seats[i].absent;
    double sum = 0;
    for (int k = 0; k < roster->shock_count; k++) {
        int absent = 0;
        for (int i = 0; i < roster->count; i++)
            absent += cast_absent(
                aisle_votes_cast(votes, first + k, roster->seats[i].member));
        roster->shocks[k] = (absent + a_third_of_a_senator) / fmax(expected, 0.5);
        sum += roster->shocks[k];
    }
    for (int k = 0; k < roster->shock_count; k++)
        roster->shocks[k] *= roster->shock_count / sum;
    return AISLE_OK;
}

static enum aisle_status set_control(struct aisle_ctx *ctx,
                                     const struct aisle_votes *votes,
                                     const struct aisle_leaders *leaders,
                                     aisle_day as_of, struct roster *roster)
{
    const struct aisle_leader *majority =
        aisle_leaders_at(leaders, AISLE_ROLE_MAJORITY, as_of);
    const struct aisle_leader *vice =
        aisle_leaders_at(leaders, AISLE_ROLE_VICE_PRESIDENT, as_of);
    if (!majority || !vice)
        return aisle_leaders_want(
            ctx, majority ? AISLE_ROLE_VICE_PRESIDENT : AISLE_ROLE_MAJORITY, as_of);
    roster->majority = majority->party;
    roster->president = vice->party;
    int member = aisle_votes_find_member(votes, majority->bioguide);
    roster->leader = member < 0 ? -1 : roster_seat(roster, member);
    return AISLE_OK;
}

/* The two senators of a state, where they sit in one caucus. The floor leader, who may
 * cast a procedural nay, is nobody's mate. */
static void set_mates(const struct aisle_votes *votes, struct roster *roster)
{
    for (int i = 0; i < roster->count; i++)
        for (int j = i + 1; j < roster->count; j++) {
            struct seat *a = &roster->seats[i];
            struct seat *b = &roster->seats[j];
            const char *state = votes->members[a->member].state;
            if (*state && strcmp(state, votes->members[b->member].state) == 0 &&
                a->caucus == b->caucus && a->mate < 0 && b->mate < 0 &&
                i != roster->leader && j != roster->leader) {
                a->mate = j;
                b->mate = i;
            }
        }
}

enum aisle_status roster_build(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                               const struct aisle_fit *fit,
                               const struct settings *settings,
                               const struct aisle_leaders *leaders, aisle_day as_of,
                               struct roster *out)
{
    enum aisle_status status;
    struct roster roster = {.leader = -1};
    TRY(list_seats(ctx, votes, &roster));
    TRY(set_scale(ctx, votes, fit, &roster));
    TRY(place_members(ctx, votes, fit, &roster));
    place_seats(votes, fit, &roster);
    TRY(place_newcomers(ctx, votes, fit, settings, &roster));
    set_party_means(&roster);
    set_absence(votes, settings, &roster);
    TRY(set_shocks(ctx, votes, settings, &roster));
    TRY(set_control(ctx, votes, leaders, as_of, &roster));
    set_mates(votes, &roster);
    *out = roster;
    return AISLE_OK;
out:
    roster_clear(&roster);
    return status;
}
