/* A fit's diagnosis and a prediction on a terminal. */
#include "findings/findings_parts.h"

#include <math.h>

static const char *const verdicts[] = {
    "The fit can be trusted.", "The fit can be trusted, with care where noted.",
    "The fit is NOT to be trusted.", "There is nothing to judge the fit by."};

/* Small shares want more digits than counts. */
static struct word number(double value)
{
    double size = fabs(value);
    return words_real(value,
                      size >= 100 || size == floor(size) ? 0
                      : size >= 10                       ? 1
                                                         : 3,
                      false);
}

static void add_rules(struct lines *lines, const struct aisle_diagnosis *d)
{
    lines_end(lines);
    lines_dim(lines, "  verdict      value  rule");
    for (int i = 0; i < d->rule_count; i++) {
        const struct aisle_trust_rule *r = &d->rules[i];
        lines_say(lines, 22, 0, "  %-8s  %8s  %s", aisle_verdict_text(r->verdict),
                  isnan(r->value) ? "-" : number(r->value).s, r->text);
    }
}

static void add_account(struct lines *lines, const struct aisle_findings *f)
{
    const struct aisle_account *a = &f->diagnosis->account;
    lines_end(lines);
    lines_heading(lines, "How well it accounts for the votes");
    lines_say(lines, 4, 0,
              "Classified %s%% of %s votes; %s errors, %s by guessing each roll call's "
              "larger side (APRE %s)",
              words_real(100 * aisle_account_classified(a), 1, false).s,
              words_count(a->votes).s, words_count(a->errors).s,
              words_real(a->guess_errors, 0, false).s,
              words_real(aisle_account_pre(a), 3, false).s);
    lines_say(lines, 4, 0,
              "Geometric mean chance %s; of the fifth of votes held out %s",
              words_real(aisle_account_gmp(a), 4, false).s,
              words_real(f->fit->gmp_heldout, 4, false).s);
    const struct aisle_loo *loo = &f->diagnosis->loo;
    if (!loo->done) {
        lines_say(lines, 4, 0,
                  "Leaving votes out and replications need draws of the roll calls, "
                  "which this fit does not have");
        return;
    }
    lines_say(lines, 4, 0,
              "Leaving each vote out (PSIS-LOO, %s draws): elpd %s (se %s), effective "
              "parameters %s, geometric mean chance %s; Pareto k over 0.7 for %s of %s "
              "votes",
              words_count(loo->draws).s, words_real(loo->elpd, 1, true).s,
              words_real(loo->se, 1, false).s, words_real(loo->p_loo, 1, false).s,
              words_real(loo->gmp, 4, false).s,
              words_count(loo->k_counts[2] + loo->k_counts[3]).s,
              words_count(loo->votes).s);
}

static void add_replicas(struct lines *lines, const struct aisle_diagnosis *d)
{
    if (d->replica_count == 0)
        return;
    lines_end(lines);
    lines_heading(lines, words_format("Beside %d replications of the votes by the fit",
                                      d->replications)
                             .s);
    lines_dim(lines, "  votes   replicated  90%               share over  statistic");
    for (int i = 0; i < d->replica_count; i++) {
        const struct aisle_replica *r = &d->replicas[i];
        int digits = r->observed >= 10 ? 1 : 3;
        text_add(lines->out, "  ");
        lines_cell(lines, words_real(r->observed, digits, false).s, 8);
        lines_cell(lines, words_real(r->mean, digits, false).s, 12);
        lines_cell(lines,
                   words_format("%s to %s", words_real(r->q05, digits, false).s,
                                words_real(r->q95, digits, false).s)
                       .s,
                   18);
        lines_cell(lines, words_percent(r->p).s, 12);
        lines_cell(lines, r->name, 10);
        lines_end(lines);
    }
    for (int i = 0; i < d->replica_count; i++)
        lines_say(lines, 4, 0, "%s: %s", d->replicas[i].name, d->replicas[i].text);
}

/* The three worst by `value`, smallest first; already said ones are skipped. */
static int next_worst(int count, const double *value, int last)
{
    int worst = -1;
    for (int i = 0; i < count; i++) {
        bool after =
            last < 0 || value[i] > value[last] || (value[i] == value[last] && i > last);
        if (!isnan(value[i]) && after && (worst < 0 || value[i] < value[worst]))
            worst = i;
    }
    return worst;
}

static void add_worst_items(struct lines *lines, const struct aisle_findings *f)
{
    struct text row = {0};
    const struct aisle_fit *fit = f->fit;
    int at = -1;
    for (int n = 0; n < 3; n++) {
        at = next_worst(fit->item_count, f->diagnosis->item_ess, at);
        if (at < 0)
            break;
        const struct aisle_fit_item *item = &fit->items[at];
        text_addf(&row, "%s%d-%d (R-hat %s, bulk ESS %s%s)",
                  n ? ", " : "Roll calls that mixed worst: ", item->congress,
                  item->number, words_real(f->diagnosis->item_rhat[at], 3, false).s,
                  words_real(f->diagnosis->item_ess[at], 0, false).s,
                  f->diagnosis->rollcalls[item->rollcall].separation ==
                          AISLE_SEPARATION_NONE
                      ? ""
                      : ", separated");
    }
    lines_take(lines, &row, 4, 0);
}

static void add_worst_members(struct lines *lines, const struct aisle_findings *f)
{
    struct text row = {0};
    int last = -1;
    for (int n = 0; n < 3; n++) {
        int worst = -1;
        for (int i = 0; i < f->fit->member_count; i++) {
            double ess = f->fit->members[i].ess_bulk;
            bool after = last < 0 || ess > f->fit->members[last].ess_bulk;
            if (!isnan(ess) && after && !f->fit->members[i].thin &&
                (worst < 0 || ess < f->fit->members[worst].ess_bulk))
                worst = i;
        }
        if (worst < 0)
            break;
        text_addf(
            &row, "%s%s (R-hat %s, bulk ESS %s)",
            n ? ", " : "Senators that mixed worst: ", findings_name(f->fit, worst).s,
            words_real(f->fit->members[worst].rhat, 3, false).s,
            words_real(f->fit->members[worst].ess_bulk, 0, false).s);
        last = worst;
    }
    lines_take(lines, &row, 4, 0);
}

static void add_mixing(struct lines *lines, const struct aisle_findings *f)
{
    lines_end(lines);
    lines_heading(lines, "Chains");
    if (f->fit->chain_count == 0) {
        lines_say(lines, 4, 0,
                  "None: the fit is the posterior's mode with Laplace errors");
        return;
    }
    lines_say(lines, 4, 0,
              "%d chains, %s draws; worst R-hat %s, bulk ESS %s, tail ESS %s",
              f->fit->chain_count, words_count(f->fit->draw_count).s,
              words_real(f->fit->rhat_max, 3, false).s,
              words_real(f->fit->ess_bulk_min, 0, false).s,
              words_real(f->fit->ess_tail_min, 0, false).s);
    add_worst_members(lines, f);
    add_worst_items(lines, f);
}

static void add_pivots(struct lines *lines, const struct aisle_fit *fit)
{
    if (fit->pivot_count > 0)
        lines_end(lines);
    for (int p = 0; p < fit->pivot_count; p++) {
        const struct aisle_pivot *pivot = &fit->pivots[p];
        struct text row = {0};
        text_addf(&row, "Seat %d (%s):", pivot->seat, pivot->name);
        for (int i = 0; i < pivot->chance_count && i < 4; i++)
            text_addf(&row, "%s %s %s", i ? "," : "",
                      findings_name(fit, pivot->chances[i].member).s,
                      words_percent(pivot->chances[i].p).s);
        lines_take(lines, &row, 4, 0);
    }
}

enum aisle_status aisle_report_diagnosis_text(struct aisle_ctx *ctx,
                                              const struct aisle_findings *f,
                                              struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_findings_head(&lines, f, "Diagnosis of the fit");
    lines_say(&lines, 4, 0, "%s", verdicts[f->diagnosis->verdict]);
    add_rules(&lines, f->diagnosis);
    add_account(&lines, f);
    add_replicas(&lines, f->diagnosis);
    add_mixing(&lines, f);
    add_pivots(&lines, f->fit);
    return report_take(ctx, &text, out);
}
