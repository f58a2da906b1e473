/* Forecasts read back: any bytes give votes that are whole, or at least one error and
 * no vote. */
#include "base/ctx.h"
#include <aisle/import.h>
#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_vote(const struct aisle_forecast_vote *v)
{
    double sum = 0;
    CHECK(v->id && v->question && v->rule && v->threshold > 0);
    CHECK(v->kind < AISLE_VOTE_KINDS && v->requires <= AISLE_REQUIRES_2_3);
    CHECK(v->p_pass >= 0 && v->p_pass <= 1 && v->base_rate >= 0 && v->base_rate <= 1);
    for (int k = 0; k <= AISLE_SEATS_MAX; k++)
        sum += v->distribution[k];
    CHECK(fabs(sum - 1) < 0.01);
    CHECK(v->senator_count > 0 && v->senator_count <= AISLE_SEATS_MAX);
    for (int i = 0; i < v->senator_count; i++) {
        const struct aisle_forecast_senator *s = &v->senators[i];
        CHECK(s->name && s->p_yea >= 0 && s->p_yea <= 1);
        CHECK(s->p_absent >= 0 && s->p_absent <= 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_forecast forecast;
    aisle_forecast_init(&forecast);
    if (ctx && aisle_import_forecast_bytes(ctx, "no/forecast.json", (const char *)data,
                                           size, &forecast) == AISLE_OK) {
        CHECK(forecast.vote_count > 0 && forecast.package);
        CHECK(forecast.as_of != AISLE_DAY_NONE);
        for (int v = 0; v < forecast.vote_count; v++)
            check_vote(&forecast.votes[v]);
    } else {
        CHECK(!ctx || (aisle_ctx_error_count(ctx) > 0 && !forecast.votes));
    }
    aisle_forecast_clear(&forecast);
    aisle_ctx_free(ctx);
    return 0;
}
