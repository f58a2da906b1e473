#include "forecast/repeat.h"

#include "base/mem.h"
#include "num/rng.h"
#include "num/special.h"

#include <math.h>
#include <string.h>

/* The last roll call on the package's own measure, on its text or on another: a
 * vote on it, not on an amendment. -1 for none. */
static int last_on_measure(const struct aisle_forecaster *f, bool same_text)
{
    for (int r = f->votes->rollcall_count - 1; r >= 0; r--) {
        const struct aisle_rollcall *roll = &f->votes->rollcalls[r];
        if (bank_same_measure(f->package, roll) &&
            bank_same_text(f->package, roll) == same_text &&
            (bank_like(roll, AISLE_VOTE_CLOTURE) ||
             bank_like(roll, AISLE_VOTE_PASSAGE) ||
             bank_like(roll, AISLE_VOTE_PROCEED)))
            return r;
    }
    return -1;
}

/* What the earlier roll call adds to each seat's log-odds, 0 for who did not vote: the
 * majority leader's nay on a cloture that failed is procedure. */
static void set_odds(const struct aisle_forecaster *f, const struct gate *gate,
                     double *odds)
{
    const struct aisle_rollcall *r = &f->votes->rollcalls[gate->repeat];
    double error = f->settings.repeat_error;
    double size = log((1 - error) / error);
    for (int i = 0; i < f->roster.count; i++) {
        uint8_t cast =
            aisle_votes_cast(f->votes, gate->repeat, f->roster.seats[i].member);
        bool procedural = i == f->roster.leader && !r->passed &&
                          r->category == AISLE_CATEGORY_CLOTURE;
        odds[i] = 0;
        if (cast == AISLE_CAST_YEA)
            odds[i] = size;
        if (cast == AISLE_CAST_NAY && !procedural)
            odds[i] = -size;
    }
}

/* One world in which the coalition is the same, but for how the caucuses have moved. */
static void repeat_world(const struct aisle_forecaster *f, struct gate *gate,
                         const double *odds, const double moved[3], int particle)
{
    int block = particle / LANES;
    for (int i = 0; i < f->roster.count; i++) {
        int caucus = caucus_index(f->roster.seats[i].caucus);
        float *logit = gate->logit + block_index(f, block, i) + particle % LANES;
        if (odds[i] != 0)
            *logit = (float)(f->settings.repeat_history * (double)*logit + odds[i] +
                             moved[caucus < 0 ? 2 : caucus]);
    }
}

static enum aisle_status keep_alone(struct aisle_ctx *ctx,
                                    const struct aisle_forecaster *f, struct gate *gate)
{
    size_t room = block_index(f, f->blocks, 0);
    gate->logit_alone = mem_new_lines(room, sizeof *gate->logit_alone);
    if (!gate->logit_alone)
        return ctx_no_memory(ctx);
    memcpy(gate->logit_alone, gate->logit, room * sizeof *gate->logit);
    return AISLE_OK;
}

/* Whether a vote of the kind only takes the measure up. */
static bool takes_up(enum aisle_vote_kind kind)
{
    return kind == AISLE_VOTE_CLOTURE_PROCEED || kind == AISLE_VOTE_PROCEED;
}

static bool took_up(const struct aisle_rollcall *r)
{
    return bank_like(r, AISLE_VOTE_CLOTURE_PROCEED) == 2 ||
           bank_like(r, AISLE_VOTE_PROCEED) == 2;
}

bool repeat_same(const struct aisle_forecaster *f, const struct gate *gate,
                 int particle, double moved[3])
{
    struct rng_words w = rng_words_at(f->seed, USE_REPEAT, (uint32_t)particle, 0, 0);
    double share = gate->cloture ? f->settings.repeat_share_cloture
                                 : f->settings.repeat_share_passage;
    for (int k = 0; k < 3; k++)
        moved[k] =
            f->settings.repeat_caucus_sd * num_normal_quantile(rng_unit32(w.w[k + 1]));
    if (gate->taken_up)
        moved[f->sign > 0 ? 0 : 1] -= f->settings.repeat_withheld;
    return rng_unit32(w.w[0]) < share;
}

static void repeat_past(const struct aisle_forecaster *f, struct gate *gate)
{
    double odds[AISLE_SEATS_MAX];
    double moved[3];
    set_odds(f, gate, odds);
    for (int m = 0; m < f->particles; m++)
        if (repeat_same(f, gate, m, moved))
            repeat_world(f, gate, odds, moved, m);
}

/* The vote before it in the package has yet to be taken: follow its chances. */
static enum aisle_status
follow_gate(struct aisle_ctx *ctx, const struct aisle_forecaster *f, struct gate *gate)
{
    size_t room = (size_t)f->blocks * WORLD_ROWS * LANES;
    gate->worlds = mem_new_lines(room, sizeof *gate->worlds);
    if (!gate->worlds)
        return ctx_no_memory(ctx);
    memset(gate->worlds, 0, room * sizeof *gate->worlds);
    for (int m = 0; m < f->particles; m++) {
        double moved[3];
        int block = m / LANES, lane = m % LANES;
        world_row(gate, block, 0)[lane] = repeat_same(f, gate, m, moved) ? 1 : 0;
        for (int k = 0; k < 3; k++)
            world_row(gate, block, 1 + k)[lane] = (float)moved[k];
    }
    kernel_follow(f, gate);
    return AISLE_OK;
}

/* The last gate before `g` that is on the measure itself. */
static int gate_before(const struct aisle_forecaster *f, int g)
{
    do
        g--;
    while (g >= 0 && f->package->votes[g].kind == AISLE_VOTE_AMENDMENT);
    return g;
}

enum aisle_status repeat_apply(struct aisle_ctx *ctx, struct aisle_forecaster *f, int g)
{
    struct gate *gate = &f->gates[g];
    enum aisle_vote_kind kind = f->package->votes[g].kind;
    bool on_measure = kind != AISLE_VOTE_AMENDMENT;
    gate->repeat = on_measure ? last_on_measure(f, true) : -1;
    gate->other_text = on_measure ? last_on_measure(f, false) : -1;
    gate->after = gate_before(f, g);
    gate->follows = on_measure && gate->after >= 0 && gate->repeat < 0;
    if (gate->repeat < 0 && !gate->follows)
        return AISLE_OK;
    gate->taken_up = gate->cloture && !takes_up(kind) &&
                     (gate->follows ? takes_up(f->package->votes[gate->after].kind)
                                    : took_up(&f->votes->rollcalls[gate->repeat]));
    enum aisle_status status = keep_alone(ctx, f, gate);
    if (status != AISLE_OK)
        return status;
    if (gate->follows)
        return follow_gate(ctx, f, gate);
    repeat_past(f, gate);
    return AISLE_OK;
}
