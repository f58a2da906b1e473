/* The density of what the House did given what the Senate does: Nadaraya and Watson's
 * kernel estimate over past votes, on a grid of the two caucuses' yea shares. */
#include "forecast/house.h"
#include "particles/path.h"

#include "base/mem.h"
#include <aisle/house.h>

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* GRID cells a side; LEAST of density wherever the House stands: a bill may be a
 * vehicle whose text the Senate replaces. */
enum { GRID = 24, PAIRS_MIN = 20 };
static const double least = 0.02;

/* One past vote: yea shares of the majority's party and the other's, in both. */
struct pair {
    double senate[2];
    double house[2];
    double weight;
};

/* "H.R. 815" to "hr815". */
static void plain_bill(const char *measure, char *out, size_t size)
{
    size_t n = 0;
    for (; *measure && n + 1 < size; measure++)
        if (isalnum((unsigned char)*measure))
            out[n++] = (char)tolower((unsigned char)*measure);
    out[n] = '\0';
}

static bool house_shares(const struct aisle_house_vote *vote, char majority,
                         double out[2])
{
    char other = majority == 'R' ? 'D' : 'R';
    out[0] = aisle_house_share(vote, majority);
    out[1] = aisle_house_share(vote, other);
    return !isnan(out[0]) && !isnan(out[1]);
}

static void senate_shares(const struct aisle_forecaster *f, int rollcall, char majority,
                          double out[2])
{
    double yeas[2] = {0, 0};
    double casts[2] = {0, 0};
    for (int m = 0; m < f->votes->member_count; m++) {
        uint8_t cast = aisle_votes_cast(f->votes, rollcall, m);
        if (cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY)
            continue;
        int other = f->votes->members[m].caucus != majority;
        yeas[other] += cast == AISLE_CAST_YEA;
        casts[other]++;
    }
    for (int k = 0; k < 2; k++)
        out[k] = casts[k] > 0 ? yeas[k] / casts[k] : 0.5;
}

static int list_pairs(const struct aisle_forecaster *f, const struct bank *bank,
                      struct pair *pairs)
{
    int count = 0;
    for (int k = 0; k < bank->count; k++) {
        const struct atom *atom = &bank->atoms[k];
        const struct aisle_rollcall *r = &f->votes->rollcalls[atom->rollcall];
        const struct aisle_leader *majority =
            aisle_leaders_at(f->leaders, AISLE_ROLE_MAJORITY, r->date);
        const struct aisle_house_vote *vote =
            aisle_house_find(f->house, r->congress, r->bill, r->date);
        if (!vote || !majority ||
            !house_shares(vote, majority->party, pairs[count].house))
            continue;
        senate_shares(f, atom->rollcall, majority->party, pairs[count].senate);
        pairs[count++].weight = atom->weight;
    }
    return count;
}

static double bell(const double a[2], const double b[2], double width)
{
    double x = (a[0] - b[0]) / width;
    double y = (a[1] - b[1]) / width;
    return exp(-(x * x + y * y) / 2);
}

static double log_density(const struct settings *s, const struct pair *pairs, int count,
                          const double senate[2], const double house[2])
{
    double near = 1e-12;
    double both = 1e-12 * least;
    for (int k = 0; k < count; k++) {
        double w =
            pairs[k].weight * bell(senate, pairs[k].senate, s->house_senate_width);
        near += w;
        both += w * (bell(house, pairs[k].house, s->house_width) + least);
    }
    return log(both / near);
}

static double between(const double *grid, const double share[2])
{
    double at[2];
    int cell[2];
    for (int k = 0; k < 2; k++) {
        at[k] = fmin(fmax(share[k], 0), 1) * GRID;
        cell[k] = at[k] >= GRID ? GRID - 1 : (int)at[k];
        at[k] -= cell[k];
    }
    const double *low = grid + cell[0] * (GRID + 1) + cell[1];
    const double *high = low + GRID + 1;
    return (1 - at[0]) * ((1 - at[1]) * low[0] + at[1] * low[1]) +
           at[0] * ((1 - at[1]) * high[0] + at[1] * high[1]);
}

static void weigh(const struct aisle_forecaster *f, struct gate *gate,
                  const struct pair *pairs, int count, const double house[2])
{
    double grid[(GRID + 1) * (GRID + 1)];
    for (int i = 0; i <= GRID; i++)
        for (int j = 0; j <= GRID; j++) {
            const double senate[2] = {(double)i / GRID, (double)j / GRID};
            grid[i * (GRID + 1) + j] =
                log_density(&f->settings, pairs, count, senate, house);
        }
    int own = caucus_index(f->roster.majority);
    float share[2][LANES];
    for (int b = 0; b < f->blocks; b++) {
        f->path->shares(f, gate, b, own, share[0]);
        f->path->shares(f, gate, b, 1 - own, share[1]);
        for (int l = 0; l < block_lanes(f, b); l++) {
            const double at[2] = {(double)share[0][l], (double)share[1][l]};
            gate->log_house[gate_first_particle(b) + l] =
                f->settings.house_weight * between(grid, at);
        }
    }
}

enum aisle_status house_weigh(struct aisle_ctx *ctx, struct aisle_forecaster *f, int g)
{
    struct gate *gate = &f->gates[g];
    char bill[32];
    double house[2];
    if (!f->house)
        return AISLE_OK;
    plain_bill(f->package->measure, bill, sizeof bill);
    gate->house = aisle_house_find(f->house, f->package->congress, bill, f->as_of);
    if (!gate->house || f->settings.house_weight <= 0 ||
        !house_shares(gate->house, f->roster.majority, house))
        return AISLE_OK;
    struct pair *pairs = mem_new((size_t)gate->bank.count, sizeof *pairs);
    if (!pairs)
        return ctx_no_memory(ctx);
    int count = list_pairs(f, &gate->bank, pairs);
    gate->house_counts = count >= PAIRS_MIN;
    if (gate->house_counts)
        weigh(f, gate, pairs, count, house);
    free(pairs);
    return AISLE_OK;
}
