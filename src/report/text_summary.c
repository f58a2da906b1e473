/* The one screen at the end of the main job: at most 40 lines of 80 columns.
 *
 * Both questions first, each with its answer in words; then what stands behind
 * them; then how sure; then what to do next. */
#include "report_asylum/outcome_parts.h"
#include "report_forecast/forecast_parts.h"
#include "words/text_parts.h"

#include <string.h>

#define VOTES_MOST 4
#define METRICS_MOST 6
#define CONCESSIONS_MOST 4
#define DEALS_MOST 3

static void add_head(struct lines *lines, const struct aisle_package *package)
{
    uint64_t written = aisle_package_selection(package);
    lines_heading(lines, package->title);
    struct text line = {0};
    text_addf(&line, "As of %s · %d provisions, %s · %s", words_day(package->as_of).s,
              package->provision_count,
              words_usd(aisle_package_cost_usd(package, written)).s, package->id);
    lines_take(lines, &line, 0, 1);
}

/* "unlikely, about 1 in 10": a verdict and its chance, once where they are one. */
static struct word verdict(double p, double mcse)
{
    struct word chance = words_chance(p, mcse);
    if (strcmp(words_verdict(p), chance.s) == 0)
        return chance;
    return words_format("%s, %s", words_verdict(p), chance.s);
}

/* What is asked of several votes is whether all of them carry. */
static void add_question(struct lines *lines, const struct aisle_forecast *forecast,
                         const struct aisle_forecast_vote *hardest)
{
    struct word question, answer;
    lines_end(lines);
    if (forecast->vote_count == 1) {
        question = words_format("WILL IT GET %d VOTES?", hardest->threshold);
        lines_answer(lines, question.s,
                     verdict(hardest->p_pass, hardest->p_pass_mcse).s);
        lines_votes(lines, forecast, VOTES_MOST);
        return;
    }
    question = words_format(words_passes(forecast) ? "WILL IT PASS THE SENATE?"
                                                   : "WILL EVERY VOTE CARRY?");
    answer = words_format("%s (%s)", verdict(forecast->p_all, 0).s,
                          words_all_votes(forecast->vote_count).s);
    lines_answer(lines, question.s, answer.s);
    lines_votes(lines, forecast, VOTES_MOST);
    lines_say(lines, 2, 2,
              "  The hardest is %.30s. A chance above: once that vote is reached.",
              hardest->id);
}

static void add_forecast(struct lines *lines, const struct aisle_forecast *forecast)
{
    int gate = words_gate(forecast);
    if (gate < 0)
        return;
    const struct aisle_forecast_vote *v = &forecast->votes[gate];
    struct text who = {0};
    add_question(lines, forecast, v);
    lines_say(
        lines, 2, 2,
        "  Model error: how far off a chance may be (90%%). Simulation: ±%s points.",
        words_real(196 * v->p_pass_mcse, 1, false).s);
    if (v->actual_yea >= 0) {
        lines_say(lines, 2, 2,
                  "  At %.30s the Senate voted %d–%d; the forecast did not know it.",
                  v->id, v->actual_yea, v->actual_nay);
    }
    if (words_spread(v)) {
        lines_say(lines, 2, 0,
                  "  No one senator decides: the count may end far from %d.",
                  v->threshold);
        return;
    }
    text_add(&who, "  Most likely to decide: ");
    lines_deciders(&who, v, 6);
    lines_take(lines, &who, 4, 2);
}

static void add_outcome(struct lines *lines, const struct aisle_package *package,
                        const struct aisle_outcome *outcome)
{
    struct word answer;
    if (words_neutral(package)) {
        lines_end(lines);
        lines_answer(lines, "WILL IT WORK?", "it leaves the asylum system as it is");
        lines_wrap(lines,
                   "  No provision changes anything that the simulation knows, so both "
                   "runs are current law.",
                   2, 0);
        return;
    }
    answer = words_format("fairness no worse and more efficient: %s",
                          words_chance(outcome->p_both, 0).s);
    lines_end(lines);
    lines_answer(lines, "WILL IT WORK?", answer.s);
    lines_metrics(lines, outcome, METRICS_MOST);
}

static void add_frontier(struct lines *lines, const struct aisle_report *report)
{
    const struct aisle_frontier *f = report->frontier;
    struct word answer;
    answer = words_format("at %.40s, each change alone", f->vote);
    if (f->concession_count > 0) {
        lines_end(lines);
        lines_answer(lines, "WHAT BUYS VOTES?", answer.s);
        lines_concessions(lines, report->package, f, CONCESSIONS_MOST);
    }
    if (f->point_count == 0)
        return;
    if (f->point_count == 0)
        return;
    answer = words_format("%s searched, %s simulated", words_count(f->searched).s,
                          words_count(f->simulated).s);
    lines_end(lines);
    lines_answer(lines, "WHICH DEALS?", answer.s);
    lines_deals(lines, report->package, f, DEALS_MOST);
}

static void add_provenance(struct lines *lines, const struct aisle_run *run)
{
    struct text line = {0};
    text_addf(&line, "aisle %s · seed %llu · data %.8s · package %.8s · %s s",
              run->version, (unsigned long long)run->seed, run->data_hash,
              run->input_hash, words_real(run->seconds, 1, false).s);
    lines_end(lines);
    lines_take(lines, &line, 2, 1);
}

enum aisle_status aisle_report_summary_text(struct aisle_ctx *ctx,
                                            const struct aisle_report *report,
                                            struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    if (report->package)
        add_head(&lines, report->package);
    if (report->forecast)
        add_forecast(&lines, report->forecast);
    if (report->outcome)
        add_outcome(&lines, report->package, report->outcome);
    if (report->frontier)
        add_frontier(&lines, report);
    if (report->run)
        add_provenance(&lines, report->run);
    return report_take(ctx, &text, out);
}
