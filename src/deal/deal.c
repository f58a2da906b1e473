/* Deals: the two public questions. Each lists its cases, simulates what they do,
 * chooses the gate, and fills the frontier. */
#include "base/ctx.h"
#include "base/mem.h"
#include "deal/room.h"
#include <math.h>
#include <omp.h>
#include <stdarg.h>
#include <stdlib.h>

/* Marking the frontier compares pairs: past 2^16 points it takes minutes. */
#define OPTIONAL_LIMIT 16

void aisle_deal_options_init(struct aisle_deal_options *options)
{
    *options =
        (struct aisle_deal_options){.vote = -1, .optional_max = 12, .simulate = true};
    aisle_asylum_options_init(&options->asylum);
    /* Measured on the request of 2023 (64 scenarios): not knowing the parameters is
     * nearly all of the noise, so many coarse replications beat few fine ones. */
    options->asylum.replications = 24;
    options->asylum.people_per_case = 400;
}

int deal_threads(const struct aisle_deal_options *options)
{
    return options->asylum.threads > 0 ? options->asylum.threads
                                       : omp_get_max_threads();
}

enum aisle_status deal_note(struct aisle_ctx *ctx, struct aisle_frontier *out,
                            const char *format, ...)
{
    char text[600];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    char *copy = mem_copy_text(text);
    char **notes =
        mem_resize(out->notes, (size_t)out->note_count + 1, sizeof *out->notes);
    if (notes)
        out->notes = notes;
    if (!copy || !notes) {
        free(copy);
        return ctx_no_memory(ctx);
    }
    out->notes[out->note_count++] = copy;
    return AISLE_OK;
}

static void list_choices(struct deal *deal)
{
    for (int p = 0; p < deal->package->provision_count; p++) {
        const struct aisle_provision *provision = &deal->package->provisions[p];
        if (provision->optional || !provision->in_package)
            deal->choices[deal->choice_count++] = p;
    }
}

/* The selection that holds choice i exactly where bit i of `mask` says so. */
static uint64_t selection_of(const struct deal *deal, uint64_t mask)
{
    uint64_t selection = deal->written;
    for (int i = 0; i < deal->choice_count; i++) {
        uint64_t bit = UINT64_C(1) << deal->choices[i];
        selection = mask >> i & 1 ? selection | bit : selection & ~bit;
    }
    return selection;
}

/* A combination to be scored: not empty, and within the budget. */
static bool worth_scoring(const struct deal *deal, uint64_t selection)
{
    double budget = deal->options->budget_usd;
    return selection != 0 &&
           !(budget > 0 && aisle_package_cost_usd(deal->package, selection) > budget);
}

static enum aisle_status list_cases(struct aisle_ctx *ctx, bool search,
                                    struct deal *deal)
{
    uint64_t subsets = search ? UINT64_C(1) << deal->choice_count : 0;
    deal->cases =
        mem_new((size_t)(1 + deal->choice_count) + (size_t)subsets, sizeof(uint64_t));
    if (!deal->cases)
        return ctx_no_memory(ctx);
    deal->cases[deal->case_count++] = deal->written;
    for (int i = 0; i < deal->choice_count; i++)
        deal->cases[deal->case_count++] =
            deal->written ^ (UINT64_C(1) << deal->choices[i]);
    for (uint64_t mask = 0; mask < subsets; mask++) {
        uint64_t selection = selection_of(deal, mask);
        if (worth_scoring(deal, selection))
            deal->cases[deal->case_count++] = selection;
    }
    return AISLE_OK;
}

static bool has_outcome_condition(const struct aisle_package *package)
{
    for (int i = 0; i < package->statement_count; i++)
        if (package->statements[i].condition == AISLE_CONDITION_FAIR_EFFICIENT)
            return true;
    return false;
}

/* A price list needs the simulation only when somebody's vote hangs on it. */
static bool must_simulate(const struct deal *deal, bool search)
{
    return deal->options->simulate && deal->parameters && deal->data &&
           deal->data->court_count > 0 &&
           (search || has_outcome_condition(deal->package));
}

static int hardest_gate(const struct deal *deal)
{
    int hardest = 0;
    double least = INFINITY;
    for (int v = 0; v < deal->package->vote_count; v++) {
        struct aisle_forecaster_short quick = {0};
        aisle_forecaster_quick(deal->forecaster, v, deal->written, deal_fair(deal, 0),
                               &quick, NULL, NULL);
        if (quick.p_pass < least) {
            least = quick.p_pass;
            hardest = v;
        }
    }
    return hardest;
}

static enum aisle_status check(struct aisle_ctx *ctx, const struct deal *deal,
                               bool search)
{
    int most = deal->options->optional_max;
    CHECK(most >= 0 && most <= OPTIONAL_LIMIT);
    CHECK(deal->package->vote_count > 0 && deal->options->vote >= -1);
    if (deal->options->vote >= deal->package->vote_count)
        return ctx_fail(ctx, AISLE_NOT_FOUND, "the package has no vote %d; it has %d",
                        deal->options->vote + 1, deal->package->vote_count);
    if (!search || deal->choice_count <= most)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_INPUT,
             "the package leaves %d provisions to choose from; the search takes at "
             "most %d, which is %ld combinations",
             deal->choice_count, most, 1L << most);
    ctx_hint(ctx, "mark fewer provisions as optional, or take some off the table");
    return AISLE_INPUT;
}

static enum aisle_status answer(struct aisle_ctx *ctx, bool search, struct deal *deal,
                                struct aisle_frontier *out)
{
    enum aisle_status status;
    struct aisle_frontier frontier;
    aisle_frontier_init(&frontier);
    list_choices(deal);
    TRY(check(ctx, deal, search));
    TRY(list_cases(ctx, search, deal));
    TRY(worlds_find(ctx, deal->package, deal->case_count, deal->cases, &deal->worlds));
    TRY(ctx_poll(ctx));
    if (must_simulate(deal, search)) {
        TRY(worlds_simulate(ctx, deal->parameters, deal->data, &deal->options->asylum,
                            &deal->worlds));
        frontier.simulated = deal->worlds.count;
    }
    deal->gate = deal->options->vote >= 0 ? deal->options->vote : hardest_gate(deal);
    TRY(deal_price(ctx, deal, &frontier));
    if (search) {
        frontier.searched = INT64_C(1) << deal->choice_count;
        TRY(deal_score(ctx, deal, &frontier));
    }
    *out = frontier;
    aisle_frontier_init(&frontier);
out:
    aisle_frontier_clear(&frontier);
    worlds_clear(&deal->worlds);
    free(deal->cases);
    return status;
}

static struct deal deal_of(const struct aisle_package *package,
                           const struct aisle_forecaster *forecaster,
                           const struct aisle_parameters *parameters,
                           const struct aisle_asylum_data *data,
                           const struct aisle_deal_options *options)
{
    return (struct deal){.package = package,
                         .forecaster = forecaster,
                         .parameters = parameters,
                         .data = data,
                         .options = options,
                         .written = aisle_package_selection(package)};
}

enum aisle_status aisle_deal_concessions(struct aisle_ctx *ctx,
                                         const struct aisle_package *package,
                                         const struct aisle_forecaster *forecaster,
                                         const struct aisle_parameters *parameters,
                                         const struct aisle_asylum_data *data,
                                         const struct aisle_deal_options *options,
                                         struct aisle_frontier *out)
{
    struct deal deal = deal_of(package, forecaster, parameters, data, options);
    return answer(ctx, false, &deal, out);
}

enum aisle_status aisle_deal_search(struct aisle_ctx *ctx,
                                    const struct aisle_package *package,
                                    const struct aisle_forecaster *forecaster,
                                    const struct aisle_parameters *parameters,
                                    const struct aisle_asylum_data *data,
                                    const struct aisle_deal_options *options,
                                    struct aisle_frontier *out)
{
    struct deal deal = deal_of(package, forecaster, parameters, data, options);
    return answer(ctx, true, &deal, out);
}
