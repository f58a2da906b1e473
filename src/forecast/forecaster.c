/* The forecaster's life: options, building, freeing and the short answers. */
#include "base/mem.h"
#include "forecast/content.h"
#include "forecast/repeat.h"
#include "forecast/restate.h"
#include "forecast/statements.h"
#include "num/rng.h"
#include "num/special.h"
#include "particles/path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARTICLES_MIN = 128, PARTICLES_MAX = 1 << 20 };

void aisle_forecaster_options_init(struct aisle_forecaster_options *options)
{
    *options = (struct aisle_forecaster_options){.as_of = AISLE_DAY_NONE,
                                                 .particles = 4096,
                                                 .seed = 20231101,
                                                 .use_statements = true};
}

static void clear_ground(struct gate *gate)
{
    bank_clear(&gate->bank);
    free(gate->atom);
    free(gate->items);
    free(gate->habits);
    free(gate->logit);
    free(gate->slack);
    free(gate->logit_alone);
    free(gate->worlds);
}

void aisle_forecaster_free(struct aisle_forecaster *f)
{
    if (!f)
        return;
    for (int g = 0; f->gates && g < f->gate_count; g++) {
        restate_clear_gate(&f->gates[g]);
        if (!f->base)
            clear_ground(&f->gates[g]);
    }
    free(f->gates);
    statements_clear(f);
    if (!f->base) {
        content_clear(f);
        roster_clear(&f->roster);
        memo_clear(&f->memo);
        free(f->shock);
    }
    for (int k = 0; k < f->note_count; k++)
        free(f->notes[k]);
    free(f->notes);
    free(f);
}

static enum aisle_status
check_inputs(struct aisle_ctx *ctx, const struct aisle_votes *votes,
             const struct aisle_fit *fit, const struct aisle_package *package,
             const struct aisle_forecaster_options *options, aisle_day as_of)
{
    if (as_of == AISLE_DAY_NONE)
        return ctx_fail(ctx, AISLE_INPUT, "the forecast has no as-of date");
    if (!options->leaders)
        return ctx_fail(ctx, AISLE_INPUT,
                        "the forecast needs the list of floor leaders "
                        "(data/senate/leaders.csv)");
    if (options->particles < PARTICLES_MIN || options->particles > PARTICLES_MAX)
        return ctx_fail(ctx, AISLE_INPUT, "%d particles; from %d to %d can be had",
                        options->particles, PARTICLES_MIN, PARTICLES_MAX);
    if (package->vote_count < 1)
        return ctx_fail(ctx, AISLE_INPUT, "the package names no vote to forecast");
    if (package->vote_count > VOTES_MAX)
        return ctx_fail(ctx, AISLE_INPUT, "the package names %d votes; at most %d",
                        package->vote_count, VOTES_MAX);
    if (votes->rollcall_count < 1 || fit->member_count < 1 || fit->dims < 1)
        return ctx_fail(ctx, AISLE_INPUT, "there is no history to forecast from");
    enum aisle_status status = AISLE_OK;
    char day[AISLE_DATE_TEXT];
    aisle_day_format(as_of, day);
    for (int r = 0; r < votes->rollcall_count; r++)
        if (votes->rollcalls[r].date >= as_of) {
            status =
                ctx_fail(ctx, AISLE_INPUT,
                         "roll call %d-%d of the history is not before the "
                         "as-of date %s",
                         votes->rollcalls[r].congress, votes->rollcalls[r].number, day);
            break;
        }
    return status;
}

/* Attendance of the day in each particle, resampled from the record. */
static enum aisle_status draw_shocks(struct aisle_ctx *ctx, struct aisle_forecaster *f)
{
    size_t room = (size_t)f->blocks * LANES;
    f->shock = mem_new_lines(room, sizeof *f->shock);
    if (!f->shock)
        return ctx_no_memory(ctx);
    memset(f->shock, 0, room * sizeof *f->shock);
    for (int m = 0; m < f->particles; m++) {
        double u = rng_unit_at(f->seed, USE_SHOCK, (uint32_t)m, 0, 0);
        f->shock[m] = (float)f->roster.shocks[(int)(u * f->roster.shock_count)];
    }
    return AISLE_OK;
}

struct ranked {
    double z;
    int particle;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    if (x->z != y->z)
        return x->z < y->z ? -1 : 1;
    return x->particle - y->particle;
}

static struct item jittered(const struct aisle_forecaster *f, const struct item *from,
                            int gate, int particle)
{
    struct rng_words w =
        rng_words_at(f->seed, USE_JITTER, (uint32_t)gate, (uint32_t)particle, 0);
    double z[4];
    for (int k = 0; k < 4; k++)
        z[k] = num_normal_quantile(rng_unit32(w.w[k]));
    double slope = f->settings.bank_jitter_slope;
    return (struct item){from->a + f->settings.bank_jitter_intercept * z[0],
                         from->b1 + slope * z[1],
                         from->b2 + (f->fit->dims > 1 ? slope * z[2] : 0),
                         from->c + f->settings.bank_jitter_party * z[3]};
}

/* How much of the latent that is common to the gates is in a gate: two gates correlate
 * by the product of theirs. A vote on whether to take a measure up says less. */
static double loading(const struct aisle_forecaster *f, int g)
{
    enum aisle_vote_kind kind = f->package->votes[g].kind;
    double both = sqrt(f->settings.gate_correlation);
    bool takes_up = kind == AISLE_VOTE_CLOTURE_PROCEED || kind == AISLE_VOTE_PROCEED;
    return takes_up && both > 0 ? fmin(1, f->settings.proceed_correlation / both)
                                : both;
}

/* Draw every particle's item. Particle m stands at one quantile of a latent
 * common to the gates, each gate adds its own noise (one-factor normal copula), and
 * ranks make each gate's sample exactly stratified over its bank, which is sorted by
 * expected yeas. */
static enum aisle_status draw_items(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                    int g)
{
    struct gate *gate = &f->gates[g];
    struct ranked *order = mem_new((size_t)f->particles, sizeof *order);
    gate->atom = mem_new((size_t)f->particles, sizeof *gate->atom);
    gate->items = mem_new((size_t)f->particles, sizeof *gate->items);
    if (!order || !gate->atom || !gate->items) {
        free(order);
        return ctx_no_memory(ctx);
    }
    double n = f->particles;
    double common = loading(f, g);
    double own = sqrt(1 - common * common);
    for (int m = 0; m < f->particles; m++) {
        double u = rng_unit_at(f->seed, USE_GATE, (uint32_t)g, (uint32_t)m, 0);
        order[m] = (struct ranked){common * num_normal_quantile((m + 0.5) / n) +
                                       own * num_normal_quantile(u),
                                   m};
    }
    qsort(order, (size_t)f->particles, sizeof *order, compare_ranked);
    int atom = 0;
    double upto = gate->bank.atoms[0].weight;
    for (int rank = 0; rank < f->particles; rank++) {
        while ((rank + 0.5) / n > upto && atom + 1 < gate->bank.count)
            upto += gate->bank.atoms[++atom].weight;
        int m = order[rank].particle;
        gate->atom[m] = atom;
        gate->items[m] = jittered(f, &gate->bank.atoms[atom].item, g, m);
    }
    free(order);
    return AISLE_OK;
}

static enum aisle_status build_gate(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                    int g)
{
    enum aisle_status status = AISLE_OK;
    struct gate *gate = &f->gates[g];
    const struct aisle_package_vote *vote = &f->package->votes[g];
    gate->rule = rule_make(vote->requires, f->roster.count);
    gate->cloture =
        vote->kind == AISLE_VOTE_CLOTURE || vote->kind == AISLE_VOTE_CLOTURE_PROCEED;
    gate->called = gate->cloture                      ? f->settings.called_shift
                   : vote->kind == AISLE_VOTE_PASSAGE ? f->settings.called_shift_passage
                                                      : 0;
    struct bank_question q = {.votes = f->votes,
                              .roster = &f->roster,
                              .settings = &f->settings,
                              .leaders = f->leaders,
                              .package = f->package,
                              .memo = &f->memo,
                              .as_of = f->as_of,
                              .kind = vote->kind,
                              .sign = f->sign};
    TRY(bank_build(ctx, &q, &gate->bank));
    TRY(habit_build(ctx, &q, &gate->bank, &gate->habits));
    TRY(draw_items(ctx, f, g));
    size_t room = block_index(f, f->blocks, 0);
    gate->logit = mem_new_lines(room, sizeof *gate->logit);
    gate->slack = mem_new_lines(room, sizeof *gate->slack);
    if (!gate->logit || !gate->slack)
        TRY(ctx_no_memory(ctx));
    kernel_prepare(f, gate);
    TRY(repeat_apply(ctx, f, g));
out:
    return status;
}

static enum aisle_status build_gates(struct aisle_ctx *ctx, struct aisle_forecaster *f)
{
    enum aisle_status status = AISLE_OK;
    f->gates = mem_new((size_t)f->package->vote_count, sizeof *f->gates);
    if (!f->gates)
        return ctx_no_memory(ctx);
    f->gate_count = f->package->vote_count;
    for (int g = 0; g < f->gate_count; g++) {
        TRY(ctx_poll(ctx));
        TRY(build_gate(ctx, f, g));
    }
out:
    return status;
}

/* A package both sides put is brought to the floor by the majority: so were the
 * past votes that the bank holds. */
static int proposer_sign(const struct aisle_package *package, char majority)
{
    if (package->side == AISLE_SIDE_BOTH)
        return majority == 'R' ? 1 : -1;
    return package->side == AISLE_SIDE_R ? 1 : -1;
}

enum aisle_status aisle_forecaster_new(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes,
                                       const struct aisle_fit *fit,
                                       const struct aisle_package *package,
                                       const struct aisle_forecaster_options *options,
                                       struct aisle_forecaster **out)
{
    enum aisle_status status = AISLE_OK;
    aisle_day as_of =
        options->as_of == AISLE_DAY_NONE ? package->as_of : options->as_of;
    struct aisle_forecaster *f = mem_new(1, sizeof *f);
    if (!f)
        return ctx_no_memory(ctx);
    *f = (struct aisle_forecaster){.path = path_best(),
                                   .votes = votes,
                                   .fit = fit,
                                   .package = package,
                                   .leaders = options->leaders,
                                   .house = options->house,
                                   .as_of = as_of,
                                   .seed = options->seed,
                                   .particles = options->particles,
                                   .blocks = (options->particles + LANES - 1) / LANES,
                                   .threads = options->threads,
                                   .use_statements = options->use_statements,
                                   .model_error = true,
                                   .written = aisle_package_selection(package)};
    TRY(check_inputs(ctx, votes, fit, package, options, as_of));
    TRY(settings_read(ctx, options->parameters, &f->settings));
    TRY(roster_build(ctx, votes, fit, &f->settings, options->leaders, as_of,
                     &f->roster));
    f->sign = proposer_sign(package, f->roster.majority);
    TRY(draw_shocks(ctx, f));
    TRY(memo_init(ctx, votes, package, &f->memo));
    TRY(build_gates(ctx, f));
    /* both report what is wrong in the package: run both before giving up */
    enum aisle_status content = content_build(ctx, f);
    f->ground_notes = f->note_count;
    memo_clear(&f->memo);
    status = restate_hear(ctx, f, options->suppose_count, options->suppose);
    TRY(status != AISLE_OK ? status : content);
    *out = f;
    return AISLE_OK;
out:
    aisle_forecaster_free(f);
    return status;
}

int aisle_forecaster_seats(const struct aisle_forecaster *f)
{
    return f->roster.count;
}

int aisle_forecaster_particles(const struct aisle_forecaster *f)
{
    return f->particles;
}

const char *aisle_forecaster_seat_name(const struct aisle_forecaster *f, int seat)
{
    return f->roster.seats[seat].name;
}

char aisle_forecaster_seat_caucus(const struct aisle_forecaster *f, int seat)
{
    return f->roster.seats[seat].caucus;
}

const double *aisle_forecaster_weights(const struct aisle_forecaster *f, int vote)
{
    return f->gates[vote].weight;
}

bool aisle_forecaster_identified(const struct aisle_forecaster *f, int provision)
{
    return f->contents[provision].identified;
}
