/* The top of the page: the two questions and their answers, in words with numbers. */
#include "page/html.h"

#include <string.h>

static const struct aisle_forecast_vote *gate_of(const struct page *page)
{
    return page->gate < 0 ? NULL : &page->report->forecast->votes[page->gate];
}

static struct word number_words(int n)
{
    return n == 50   ? words_format("fifty")
           : n == 51 ? words_format("fifty-one")
           : n == 60 ? words_format("sixty")
           : n == 67 ? words_format("sixty-seven")
                     : words_format("%d", n);
}

/* The outcome that speaks for the whole: the first of the backlog family. */
static const struct aisle_metric *backlog_of(const struct page *page)
{
    const struct aisle_outcome *o = page->report->outcome;
    for (int i = 0; o && i < o->metric_count; i++)
        if (o->metrics[i].family == AISLE_FAMILY_BACKLOG)
            return &o->metrics[i];
    return NULL;
}

/* What is asked of the package: with several votes, whether all of them carry. */
static double chance_asked(const struct aisle_forecast *f,
                           const struct aisle_forecast_vote *hardest)
{
    return f->vote_count > 1 ? f->p_all : hardest->p_pass;
}

static struct word what_happens(const struct aisle_forecast *f,
                                const struct aisle_forecast_vote *hardest)
{
    if (f->vote_count == 1)
        return words_format("this package gets the %s votes it needs",
                            number_words(hardest->threshold).s);
    return words_format(words_passes(f) ? "this package passes the Senate"
                                        : "every vote of this package carries");
}

/* "about 3 in 10" reads on as a chance; "a toss-up" does not. */
static void add_headline_vote(struct text *out, const struct aisle_forecast *f,
                              const struct aisle_forecast_vote *hardest)
{
    struct word chance = words_chance(chance_asked(f, hardest), hardest->p_pass_mcse);
    struct word what = what_happens(f, hardest);
    if (strcmp(chance.s, "a toss-up") == 0)
        markup_add(out, "Whether %s is a toss-up", what.s);
    else
        markup_add(out, "The chance that %s is %s", what.s, chance.s);
}

static void add_headline_work(struct text *out, const struct aisle_package *package,
                              const struct aisle_outcome *o)
{
    if (words_neutral(package)) {
        text_add(out, "the asylum system would stay as it is");
        return;
    }
    struct word chance = words_chance(o->p_both, 0);
    if (strcmp(chance.s, "a toss-up") == 0)
        text_add(out,
                 "whether the asylum system would then be at least as fair and more "
                 "efficient is a toss-up");
    else
        markup_add(
            out,
            "the chance that the asylum system would then be at least as fair and "
            "more efficient is %s",
            chance.s);
}

static void add_headline(struct page *page)
{
    const struct aisle_forecast_vote *v = gate_of(page);
    const struct aisle_outcome *o = page->report->outcome;
    struct text work = {0};
    if (!v && !o)
        return;
    text_add(page->out, "<p class=\"headline\">");
    if (v)
        add_headline_vote(page->out, page->report->forecast, v);
    if (o)
        add_headline_work(&work, page->report->package, o);
    if (v && o)
        text_add(page->out, "; ");
    if (o && !work.failed && !v) {
        work.bytes[0] = (char)(work.bytes[0] - 'a' + 'A'); /* starts with a letter */
    }
    text_add(page->out, o && !work.failed ? work.bytes : "");
    text_add(page->out, ".</p>");
    page->out->failed = page->out->failed || work.failed;
    text_clear(&work);
}

static void add_question(struct text *out, const struct aisle_forecast *f,
                         const struct aisle_forecast_vote *hardest)
{
    if (f->vote_count == 1)
        markup_add(out, "Will it get %s votes?", number_words(hardest->threshold).s);
    else
        text_add(out, words_passes(f) ? "Will it pass the Senate?"
                                      : "Will every vote carry?");
}

static void add_vote_answer(struct page *page, const struct aisle_forecast *forecast,
                            const struct aisle_forecast_vote *v)
{
    struct text *out = page->out;
    double chance = chance_asked(forecast, v);
    bool several = forecast->vote_count > 1;
    text_add(out, "<article class=\"answer\"><h2>");
    add_question(out, forecast, v);
    text_add(out, "</h2><p class=\"verdict\">");
    html_capital(page, words_verdict(chance));
    text_add(out, "</p><p>");
    html_capital(page, words_chance(chance, v->p_pass_mcse).s);
    markup_add(out, " (%s)", words_percent(chance).s);
    if (several)
        markup_add(out, " that %s carry", words_all_votes(forecast->vote_count).s);
    text_add(out, several ? ". The hardest: <b>" : ". The vote: <b>");
    html_sentence(page, v->question);
    markup_add(out, "</b> It needs %d yeas. ", v->threshold);
    html_capital(page, words_middle(v).s);
    markup_add(out, "; nine in ten results lie between %s and %s.</p>",
               words_real(v->yea_q05, 0, false).s, words_real(v->yea_q95, 0, false).s);
    text_add(out, "<dl>");
    if (several)
        markup_add(out, "<div><dt>The hardest</dt><dd>%s (%s)</dd></div>",
                   words_chance(v->p_pass, v->p_pass_mcse).s,
                   words_percent(v->p_pass).s);
    markup_add(
        out,
        "<div><dt>Model error</dt><dd>%s chance may be anywhere from %s</dd></div>",
        several ? "that" : "the", words_percents(v->p_pass_q05, v->p_pass_q95).s);
    markup_add(out, "<div><dt>Simulation error</dt><dd>± %s points</dd></div>",
               words_real(196 * v->p_pass_mcse, 1, false).s);
    markup_add(out, "<div><dt>Base rate</dt><dd>%s of %d like votes carried</dd></div>",
               words_percent(v->base_rate).s, v->base_count);
    if (v->actual_yea >= 0)
        markup_add(out,
                   "<div class=\"happened\"><dt>What happened</dt><dd>the Senate voted "
                   "%d–%d; the forecast did not know it</dd></div>",
                   v->actual_yea, v->actual_nay);
    text_add(out,
             "</dl><p class=\"more\"><a href=\"#votes\">The votes</a></p></article>");
}

static void add_backlog(struct text *out, const struct aisle_outcome *o,
                        const struct aisle_metric *m)
{
    const struct aisle_spread *base = &m->baseline, *d = &m->difference;
    struct word change = words_amount(d->q50, d->q95 - d->q05, m->unit, WORDS_SIGNED);
    bool clear = d->q05 > 0 || d->q95 < 0;
    markup_add(out, "<p>%s after %s: %s under current law; ", m->label,
               words_years(o->years).s,
               words_amount(base->q50, base->q95 - base->q05, m->unit, WORDS_BARE).s);
    markup_add(
        out, "%s%s (90%% interval %s).</p>",
        clear ? "the package changes that by " : "no clear change with the package",
        clear ? change.s : "", words_range(d->q05, d->q95, m->unit, WORDS_SIGNED).s);
}

static void add_neutral_answer(struct page *page)
{
    text_add(page->out,
             "<article class=\"answer\"><h2>Will it work?</h2><p class=\"verdict\">No "
             "effect on asylum</p><p>No provision of this package changes anything in "
             "the asylum system that the simulation knows, so there is nothing to "
             "compare: the package is current law. It is judged by its votes "
             "alone.</p></article>");
}

static void add_work_answer(struct page *page, const struct aisle_outcome *o)
{
    struct text *out = page->out;
    if (words_neutral(page->report->package)) {
        add_neutral_answer(page);
        return;
    }
    const struct aisle_metric *backlog = backlog_of(page);
    text_add(out,
             "<article class=\"answer\"><h2>Will it work?</h2><p class=\"verdict\">");
    html_capital(page, words_verdict(o->p_both));
    text_add(out, "</p><p>");
    html_capital(page, words_chance(o->p_both, 0).s);
    markup_add(out,
               " (%s): the chance that fairness is no worse than under current law and "
               "efficiency is better.</p>",
               words_percent(o->p_both).s);
    if (backlog)
        add_backlog(out, o, backlog);
    markup_add(out,
               "<dl><div><dt>Fairness no worse</dt><dd>%s</dd></div>"
               "<div><dt>More efficient</dt><dd>%s</dd></div>",
               words_chance(o->p_fair, 0).s, words_chance(o->p_efficient, 0).s);
    markup_add(out, "<div><dt>Simulated</dt><dd>%d pairs of %s, %s cases</dd></div>",
               o->replications, words_years(o->years).s, words_count(o->cases).s);
    text_add(out, "</dl><p class=\"more\"><a href=\"#outcomes\">The outcomes</a></p>"
                  "</article>");
}

static void add_link(struct page *page, bool there, const char *id, const char *name)
{
    if (there)
        markup_add(page->out, "<li><a href=\"#%s\">%s</a></li>", id, name);
}

static void add_contents(struct page *page)
{
    text_add(page->out, "<nav aria-label=\"Contents\"><ul>");
    add_link(page, html_has_votes(page), "votes", "Votes");
    add_link(page, html_has_board(page), "senators", "Senators");
    add_link(page, html_has_record(page), "record", "Track record");
    add_link(page, html_has_concessions(page), "concessions", "Concessions");
    add_link(page, html_has_outcome(page), "outcomes", "Outcomes");
    add_link(page, html_has_deals(page), "deals", "Deals");
    add_link(page, page->report->package != NULL, "package", "The package");
    add_link(page, html_has_points(page), "points", "Ideal points");
    add_link(page, html_has_assumptions(page), "assumptions", "Assumptions");
    add_link(page, html_has_limits(page), "limits", "Limits");
    add_link(page, true, "reproduce", "Reproduce");
    text_add(page->out, "</ul></nav>\n");
}

static aisle_day as_of(const struct aisle_report *report)
{
    return report->forecast  ? report->forecast->as_of
           : report->package ? report->package->as_of
           : report->run     ? report->run->as_of
                             : AISLE_DAY_NONE;
}

void html_top(struct page *page)
{
    const struct aisle_report *r = page->report;
    text_add(page->out, "<header>");
    if (as_of(r) != AISLE_DAY_NONE)
        markup_add(
            page->out,
            "<p class=\"kicker\">United States Senate · as of %s, nothing later is "
            "used</p>",
            words_day(as_of(r)).s);
    markup_add(page->out, "<h1>%s</h1>",
               r->package && r->package->title[0] ? r->package->title
               : r->forecast                      ? r->forecast->package
                                                  : "Report");
    add_headline(page);
    if (r->package && r->package->summary[0])
        markup_add(page->out,
                   "<p class=\"summary\">%s <a href=\"#package\">What is in "
                   "it</a></p>",
                   r->package->summary);
    text_add(page->out, "<div class=\"answers\">");
    if (html_has_votes(page))
        add_vote_answer(page, page->report->forecast, gate_of(page));
    if (r->outcome)
        add_work_answer(page, r->outcome);
    text_add(page->out, "</div></header>\n");
    add_contents(page);
}
