/* A forecast in a few sentences: the chance as one says it, how far off it may be, what
 * the count looks like, how often the like carried, and on whose word it stands. */
#include "words/headline.h"

#include <string.h>

#define SPOKEN_FEW 10 /* statements: below it a forecast is mostly history */

static int spoken(const struct aisle_forecast_vote *vote)
{
    int count = 0;
    for (int i = 0; i < vote->senator_count; i++)
        count += vote->senators[i].statement_count > 0;
    return count;
}

/* "Likely, about 9 in 10 (87%)"; a toss-up is said once. */
static void add_chance(struct text *out, double p, double mcse)
{
    struct word chance = words_chance(p, mcse);
    const char *verdict = words_verdict(p);
    text_add_char(out, verdict[0] >= 'a' ? (char)(verdict[0] - 'a' + 'A') : verdict[0]);
    text_add(out, verdict + 1);
    if (strcmp(verdict, chance.s) != 0)
        text_addf(out, ", %s", chance.s);
    text_addf(out, " (%s)", words_percent(p).s);
}

static void add_vote(struct text *out, const struct aisle_forecast_vote *v, bool alone)
{
    struct word off = words_percents(v->p_pass_q05, v->p_pass_q95);
    if (alone)
        text_addf(out, ": %s carries; %s as far as the model may be off.", v->id,
                  off.s);
    else
        text_addf(out,
                  " The hardest is %s: %s (%s; %s as far as the model may be off).",
                  v->id, words_chance(v->p_pass, v->p_pass_mcse).s,
                  words_percent(v->p_pass).s, off.s);
    text_addf(out, " It needs %d yeas; %s, nine in ten results between %s and %s.",
              v->threshold, words_middle(v).s, words_real(v->yea_q05, 0, false).s,
              words_real(v->yea_q95, 0, false).s);
    text_addf(out, " Of %d like votes %s carried.", v->base_count,
              words_percent(v->base_rate).s);
}

static void add_footing(struct text *out, const struct aisle_forecast_vote *v)
{
    int said = spoken(v);
    if (said >= SPOKEN_FEW)
        text_addf(out, " %d senators have spoken.", said);
    else if (said > 0)
        text_addf(out,
                  " Only %d senator%s spoken: it stands mostly on history, which by "
                  "itself hardly beats the base rate.",
                  said, said == 1 ? " has" : "s have");
    else if (v->repeats)
        text_add(out,
                 " Nobody has spoken: it stands on history and on the last roll call "
                 "on the same text.");
    else
        text_add(out, " Nobody has spoken: it stands on history alone, which hardly "
                      "beats the base rate.");
}

void words_headline(struct text *out, const struct aisle_forecast *forecast)
{
    int gate = words_gate(forecast);
    if (gate < 0)
        return;
    const struct aisle_forecast_vote *v = &forecast->votes[gate];
    bool alone = forecast->vote_count == 1;
    add_chance(out, alone ? v->p_pass : forecast->p_all, v->p_pass_mcse);
    if (!alone)
        text_addf(out, ": %s carry.", words_all_votes(forecast->vote_count).s);
    add_vote(out, v, alone);
    add_footing(out, v);
}
