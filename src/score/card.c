/* Card: one vote's scores, senator by senator. */
#include "base/ctx.h"
#include "base/mem.h"
#include "score/proper.h"
#include <aisle/score.h>

#include <math.h>
#include <string.h>

static bool is_cast(uint8_t cast)
{
    return cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
}

static void score_result(const struct aisle_forecast_vote *v,
                         struct aisle_scorecard *card)
{
    bool passed = card->taken.passed;
    card->p_pass = v->p_pass;
    card->brier = proper_brier(v->p_pass, passed);
    card->log_loss = proper_log_loss(v->p_pass, passed);
    card->base_rate = v->base_rate;
    card->base_brier = proper_brier(v->base_rate, passed);
    card->base_log_loss = proper_log_loss(v->base_rate, passed);
}

static void score_yeas(const struct aisle_forecast_vote *v,
                       struct aisle_scorecard *card)
{
    static const int shares[AISLE_SCORECARD_INTERVALS] = {50, 80, 95};
    int yeas = card->taken.yea;
    const double *chance = v->distribution;
    card->yea_mean = v->yea_mean;
    card->yea_median = proper_quantile(AISLE_SEATS_MAX, chance, 0.5);
    card->yea_crps = proper_crps(AISLE_SEATS_MAX, chance, yeas);
    card->yea_rank = yeas <= AISLE_SEATS_MAX ? chance[yeas] / 2 : 0;
    for (int k = 0; k < yeas && k <= AISLE_SEATS_MAX; k++)
        card->yea_rank += chance[k];
    for (int k = 0; k < AISLE_SCORECARD_INTERVALS; k++) {
        double tail = (100 - shares[k]) / 200.0;
        struct aisle_scorecard_interval *i = &card->intervals[k];
        i->share = shares[k];
        i->low = proper_quantile(AISLE_SEATS_MAX, chance, tail);
        i->high = proper_quantile(AISLE_SEATS_MAX, chance, 1 - tail);
        i->inside = i->low <= yeas && yeas <= i->high;
    }
}

/* What moved a senator's chance most towards what was not cast; of who cast nothing,
 * at all. "" when nothing did. */
static const char *misleading(const struct aisle_forecast_senator *s, uint8_t cast)
{
    double way = cast == AISLE_CAST_YEA ? -1 : 1;
    double most = 0;
    const char *text = "";
    for (int r = 0; r < s->reason_count; r++) {
        double push = s->reasons[r].effect;
        push = is_cast(cast) ? way * push : fabs(push);
        if (push > most) {
            most = push;
            text = s->reasons[r].text;
        }
    }
    return text;
}

static bool fill_senator(const struct aisle_forecast_senator *s, uint8_t cast,
                         struct aisle_scorecard_senator *out)
{
    double here = 1 - s->p_absent;
    *out = (struct aisle_scorecard_senator){
        .party = s->party,
        .caucus = s->caucus,
        .p_yea = here > 0 ? fmin(1, fmax(0, s->p_yea / here)) : 0.5,
        .cast = cast,
        .log_loss = NAN};
    memcpy(out->bioguide, s->bioguide, sizeof out->bioguide);
    memcpy(out->state, s->state, sizeof out->state);
    out->name = mem_copy_text(s->name);
    out->why = mem_copy_text(misleading(s, cast));
    if (is_cast(cast))
        out->log_loss = proper_log_loss(out->p_yea, cast == AISLE_CAST_YEA);
    return out->name && out->why;
}

/* The largest loss first, who cast nothing last; the rest by name. */
static int by_surprise(const void *left, const void *right)
{
    const struct aisle_scorecard_senator *a = left, *b = right;
    double x = isnan(a->log_loss) ? -1 : a->log_loss;
    double y = isnan(b->log_loss) ? -1 : b->log_loss;
    if (x != y)
        return x > y ? -1 : 1;
    return strcmp(a->bioguide, b->bioguide);
}

static enum aisle_status score_senators(struct aisle_ctx *ctx,
                                        const struct aisle_forecast_vote *v,
                                        const struct aisle_score_casts *c,
                                        struct aisle_scorecard *card)
{
    double brier = 0, loss = 0;
    card->senators = mem_new((size_t)v->senator_count, sizeof *card->senators);
    if (!card->senators)
        return ctx_no_memory(ctx);
    for (int i = 0; i < v->senator_count; i++) {
        struct aisle_scorecard_senator *s = &card->senators[card->senator_count++];
        int m = aisle_votes_find_member(c->votes, v->senators[i].bioguide);
        if (!fill_senator(&v->senators[i], m < 0 ? AISLE_CAST_OUT : c->casts[m], s))
            return ctx_no_memory(ctx);
        if (!is_cast(s->cast))
            continue;
        bool yea = s->cast == AISLE_CAST_YEA;
        card->casts++;
        card->called += (s->p_yea > 0.5) == yea;
        brier += proper_brier(s->p_yea, yea);
        loss += s->log_loss;
    }
    if (card->casts > 0) {
        card->senator_brier = brier / card->casts;
        card->senator_log_loss = loss / card->casts;
    }
    card->newcomers = -card->casts;
    for (int m = 0; m < c->votes->member_count; m++)
        card->newcomers += is_cast(c->casts[m]);
    qsort(card->senators, (size_t)card->senator_count, sizeof *card->senators,
          by_surprise);
    return AISLE_OK;
}

static enum aisle_status fill_words(struct aisle_ctx *ctx,
                                    const struct aisle_forecast *forecast,
                                    const struct aisle_forecast_vote *v,
                                    struct aisle_scorecard *card)
{
    card->as_of = forecast->as_of;
    card->threshold = v->threshold;
    card->package = mem_copy_text(forecast->package);
    card->vote = mem_copy_text(v->id);
    card->question = mem_copy_text(v->question);
    card->rule = mem_copy_text(v->rule);
    card->taken.question = mem_copy_text(card->taken.question);
    return card->package && card->vote && card->question && card->rule &&
                   card->taken.question
               ? AISLE_OK
               : ctx_no_memory(ctx);
}

enum aisle_status aisle_score_vote(struct aisle_ctx *ctx,
                                   const struct aisle_forecast *forecast, int vote,
                                   const struct aisle_scorecard_vote *taken,
                                   const struct aisle_score_casts *casts,
                                   struct aisle_scorecard *out)
{
    enum aisle_status status;
    struct aisle_scorecard card;
    const struct aisle_forecast_vote *v = &forecast->votes[vote];
    aisle_scorecard_init(&card);
    card.taken = *taken; /* its question is copied next, before anything can fail */
    TRY(fill_words(ctx, forecast, v, &card));
    score_result(v, &card);
    score_yeas(v, &card);
    TRY(score_senators(ctx, v, casts, &card));
    *out = card;
out:
    if (status != AISLE_OK)
        aisle_scorecard_clear(&card);
    return status;
}
