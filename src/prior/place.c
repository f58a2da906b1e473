#include "prior/place.h"

#include "base/mem.h"
#include "prior/item.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 30 };

/* A roll call whose item is known. */
struct known {
    int rollcall;
    struct item item;
};

/* Votes that make a place; half of them all in a short fit. */
static double votes_needed(const struct aisle_fit *fit, const struct settings *s)
{
    return fmin(s->new_member_votes, 0.5 * fit->item_count);
}

static bool is_newcomer(const struct aisle_fit *fit, const struct aisle_votes *votes,
                        const struct settings *s, const struct seat *seat)
{
    int f = aisle_fit_find_member(fit, votes->members[seat->member].bioguide);
    return f < 0 || fit->members[f].thin ||
           fit->members[f].vote_count < votes_needed(fit, s);
}

static bool cast_counts(uint8_t cast)
{
    return cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
}

/* From the fit's scale to the roster's. */
static struct item item_of_fit(const struct aisle_fit_item *i, int dims,
                               const struct roster *roster)
{
    return (struct item){i->a + i->b[0] * roster->centre, i->b[0] * roster->half,
                         dims > 1 ? i->b[1] : 0, 0};
}

static bool is_nomination(const struct aisle_rollcall *r)
{
    return r->category == AISLE_CATEGORY_NOMINATION ||
           r->cloture == AISLE_CLOTURE_NOMINATION;
}

/* A vote cast after the fit, fitted to those who have a place; false: unanimous. */
static bool fit_later(const struct aisle_votes *votes, int rollcall,
                      const struct settings *s, const struct roster *roster,
                      struct item_block *casts, struct item *out)
{
    int count = 0;
    int yeas = 0;
    for (int m = 0; m < votes->member_count; m++) {
        uint8_t cast = aisle_votes_cast(votes, rollcall, m);
        const double *at = roster->member_x + 2 * m;
        if (!cast_counts(cast) || isnan(at[0]))
            continue;
        item_put(casts, count++, at[0], at[1], caucus_sign(votes->members[m].caucus),
                 cast == AISLE_CAST_YEA);
        yeas += cast == AISLE_CAST_YEA;
    }
    if (yeas == 0 || yeas == count)
        return false;
    *out = item_fit(count, casts, s->item_prior_sd, s->item_party_sd);
    return true;
}

static int compare_numbers(const struct aisle_fit_item *item,
                           const struct aisle_rollcall *r)
{
    if (item->congress != r->congress)
        return item->congress < r->congress ? -1 : 1;
    return item->number < r->number ? -1 : item->number > r->number;
}

/* The fit's items and those of later votes, in the record's order. */
static int list_known(const struct aisle_votes *votes, const struct aisle_fit *fit,
                      const struct settings *s, const struct roster *roster,
                      struct item_block *casts, struct known *known)
{
    int count = 0;
    int k = 0;
    for (int r = 0; r < votes->rollcall_count; r++) {
        const struct aisle_rollcall *roll = &votes->rollcalls[r];
        while (k < fit->item_count && compare_numbers(&fit->items[k], roll) < 0)
            k++;
        if (k < fit->item_count && compare_numbers(&fit->items[k], roll) == 0)
            known[count++] =
                (struct known){r, item_of_fit(&fit->items[k], fit->dims, roster)};
        else if (fit->as_of != AISLE_DAY_NONE && roll->date >= fit->as_of &&
                 !is_nomination(roll) &&
                 fit_later(votes, r, s, roster, casts, &known[count].item))
            known[count++].rollcall = r;
    }
    return count;
}

/* Slope g and curvature h (h11, h12, h22) of the log posterior at x. */
static void slope_at(const struct aisle_votes *votes, const struct known *known,
                     int count, const struct seat *seat, const double mean[2],
                     const double precision[2], const double x[2], double g[2],
                     double h[3])
{
    for (int d = 0; d < 2; d++)
        g[d] = precision[d] * (mean[d] - x[d]);
    h[0] = precision[0];
    h[1] = 0;
    h[2] = precision[1];
    for (int k = 0; k < count; k++) {
        uint8_t cast = aisle_votes_cast(votes, known[k].rollcall, seat->member);
        const struct item *t = &known[k].item;
        if (!cast_counts(cast))
            continue;
        double z =
            t->a + t->b1 * x[0] + t->b2 * x[1] + t->c * caucus_sign(seat->caucus);
        double p = 1 / (1 + exp(-z));
        double r = (cast == AISLE_CAST_YEA) - p;
        double w = p * (1 - p);
        g[0] += r * t->b1;
        g[1] += r * t->b2;
        h[0] += w * t->b1 * t->b1;
        h[1] += w * t->b1 * t->b2;
        h[2] += w * t->b2 * t->b2;
    }
}

static void place_one(const struct aisle_votes *votes, const struct known *known,
                      int count, const struct settings *s, const double mean[2],
                      struct seat *seat)
{
    const double step_max = 0.5; /* keeps early steps inside the curves' range */
    const double precision[2] = {1 / (s->new_member_sd_1 * s->new_member_sd_1),
                                 1 / (s->new_member_sd_2 * s->new_member_sd_2)};
    double x[2] = {mean[0], mean[1]};
    double g[2];
    double h[3];
    for (int step = 0; step < STEPS_MAX; step++) {
        slope_at(votes, known, count, seat, mean, precision, x, g, h);
        double det = h[0] * h[2] - h[1] * h[1];
        double move[2] = {(h[2] * g[0] - h[1] * g[1]) / det,
                          (h[0] * g[1] - h[1] * g[0]) / det};
        double largest = fmax(fabs(move[0]), fabs(move[1]));
        double scale = largest > step_max ? step_max / largest : 1;
        x[0] += scale * move[0];
        x[1] += scale * move[1];
        seat->v[0] = h[2] / det;
        seat->v[1] = -h[1] / det;
        seat->v[2] = h[0] / det;
        if (largest < 1e-6)
            break;
    }
    memcpy(seat->x, x, sizeof seat->x);
}

/* Means of those with votes enough. */
static void caucus_means(const struct roster *roster, double mean[2][2])
{
    int count[2] = {0, 0};
    memset(mean, 0, 4 * sizeof(double));
    for (int i = 0; i < roster->count; i++) {
        const struct seat *seat = &roster->seats[i];
        int c = caucus_index(seat->caucus);
        if (c < 0 || !seat->placed)
            continue;
        mean[c][0] += seat->x[0];
        mean[c][1] += seat->x[1];
        count[c]++;
    }
    for (int c = 0; c < 2; c++) {
        for (int d = 0; d < 2; d++)
            mean[c][d] /= count[c] ? count[c] : 1;
        if (count[c] == 0) /* where the scale puts them */
            mean[c][0] = c == 0 ? -1 : 1;
    }
}

/* Take the places of newcomers away; how many. */
static int unplace(const struct aisle_votes *votes, const struct aisle_fit *fit,
                   const struct settings *settings, struct roster *roster)
{
    int newcomers = 0;
    for (int i = 0; i < roster->count; i++) {
        struct seat *seat = &roster->seats[i];
        seat->placed = !is_newcomer(fit, votes, settings, seat);
        if (!seat->placed)
            roster->member_x[2 * seat->member] = NAN;
        newcomers += !seat->placed;
    }
    return newcomers;
}

enum aisle_status place_newcomers(struct aisle_ctx *ctx,
                                  const struct aisle_votes *votes,
                                  const struct aisle_fit *fit,
                                  const struct settings *settings,
                                  struct roster *roster)
{
    const double nowhere[2] = {0, 0};
    double mean[2][2];
    if (unplace(votes, fit, settings, roster) == 0)
        return AISLE_OK;
    caucus_means(roster, mean);
    struct item_block *casts =
        mem_new((size_t)item_blocks(votes->member_count), sizeof *casts);
    struct known *known = mem_new((size_t)votes->rollcall_count, sizeof *known);
    enum aisle_status status = casts && known ? AISLE_OK : ctx_no_memory(ctx);
    int count =
        status == AISLE_OK ? list_known(votes, fit, settings, roster, casts, known) : 0;
    for (int i = 0; status == AISLE_OK && i < roster->count; i++) {
        struct seat *seat = &roster->seats[i];
        int c = caucus_index(seat->caucus);
        if (!seat->placed)
            place_one(votes, known, count, settings, c < 0 ? nowhere : mean[c], seat);
    }
    for (int i = 0; status == AISLE_OK && i < roster->count; i++)
        memcpy(roster->member_x + 2 * roster->seats[i].member, roster->seats[i].x,
               sizeof roster->seats[i].x);
    free(casts);
    free(known);
    return status;
}
