/* aisle simulate, to a precision or from a posterior. */
#include "app_asylum/experiments.h"
#include "app_asylum/outcome_writers.h"
#include "base/text.h"
#include "study/simulate.h"

#include <math.h>

enum { FIRST_REPLICATIONS = 40, MOST_REPLICATIONS = 1000 };

static const char *metric_word(const void *user, size_t i)
{
    return ((const struct aisle_outcome *)user)->metrics[i].name;
}

static enum aisle_status find_metric(struct aisle_ctx *ctx,
                                     const struct aisle_outcome *outcome,
                                     const char *name, const struct aisle_metric **out)
{
    *out = aisle_outcome_metric(outcome, name);
    if (*out)
        return AISLE_OK;
    const char *near =
        text_nearest(name, (size_t)outcome->metric_count, metric_word, outcome);
    ctx_fail(ctx, AISLE_MISUSE, "there is no outcome '%s'", name);
    if (near)
        ctx_hint(ctx, "did you mean '%s'?", near);
    return AISLE_MISUSE;
}

/* Simulate, look how wide the interval is, and simulate as many as it takes. */
static enum aisle_status simulate_to(struct aisle_ctx *ctx, struct app *app,
                                     struct app_request *request,
                                     struct app_study *study)
{
    enum aisle_status status;
    const char *name = request->metric ? request->metric : "court_backlog";
    const struct aisle_metric *m = NULL;
    int most = request->replications > 0 ? request->replications : MOST_REPLICATIONS;
    int next = most < FIRST_REPLICATIONS ? most : FIRST_REPLICATIONS;
    double wanted = 0, now = 0;
    do {
        request->replications = next;
        TRY(study_simulate(ctx, app, request, study));
        TRY(find_metric(ctx, &study->outcome, name, &m));
        wanted = request->precision * fabs(m->difference.mean);
        now = aisle_half_width(request->replications, m->difference_sd);
        next = aisle_replications_next(request->replications, m->difference_sd, wanted,
                                       most);
    } while (next > request->replications);
    if (now > wanted)
        ctx_warn(ctx, (struct place){0},
                 "after %d replications the change of %s is known to %.3g to each "
                 "side, not %.3g",
                 request->replications, name, now, wanted);
out:
    return status;
}

enum aisle_status app_simulate_well(struct aisle_ctx *ctx, struct app *app,
                                    const struct app_request *request,
                                    struct app_study *study)
{
    enum aisle_status status;
    struct app_request full = *request;
    struct aisle_posterior posterior;
    struct hash hash;
    char hex[65];
    char *about = NULL;
    aisle_posterior_init(&posterior);
    hash_init(&hash);
    study_watch(ctx, app, study);
    TRY(app_read_posterior(ctx, app, request->posterior_name, &posterior));
    experiment_hash_posterior(&hash, &posterior);
    hash_hex(&hash, hex);
    about = mem_format("posterior=%s precision=%.17g metric=%s", hex,
                       request->precision, request->metric ? request->metric : "");
    if (!about)
        TRY(ctx_no_memory(ctx));
    full.about = about;
    full.posterior = posterior.draw_count ? &posterior : NULL;
    TRY(verb_ask(ctx, app, "simulate", &full, study));
    if (study->cached)
        goto out;
    if (request->precision > 0)
        TRY(simulate_to(ctx, app, &full, study));
    else
        TRY(study_simulate(ctx, app, &full, study));
    TRY(study_record(ctx, app, study, &outcome_writers));
    TRY(study_record_simulation(ctx, app, &full, study));
out:
    free(about);
    aisle_posterior_clear(&posterior);
    return status;
}
