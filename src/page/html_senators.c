/* The whip board of the vote that decides: the five bands, whom to ask, what if one
 * senator voted otherwise, and a row for everyone with what was said and what moved
 * the chance. The bands and chances are those of 'aisle whip'. */
#include "page/html.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ASKS_SHOWN 5

static const struct aisle_forecast_vote *gate_of(const struct page *page)
{
    return &page->report->forecast->votes[page->gate];
}

static const struct aisle_forecast_senator *
senator_of(const struct page *page, const struct aisle_board_row *row)
{
    return &gate_of(page)->senators[row->senator];
}

/* ---- the bands ---- */

/* Surnames of a band's senators of one caucus; in bold who has spoken. */
static void add_names(struct page *page, enum aisle_band band, char caucus,
                      const char *label)
{
    const struct aisle_board *board = page->report->board;
    int count = 0;
    for (int r = 0; r < board->row_count; r++) {
        const struct aisle_board_row *row = &board->rows[r];
        const struct aisle_forecast_senator *s = senator_of(page, row);
        if (row->band != band || s->caucus != caucus)
            continue;
        if (count++ == 0)
            markup_add(page->out, "<p><span class=\"key-%s\">%s</span> ",
                       caucus == 'D' ? "dem" : "rep", label);
        else
            text_add(page->out, ", ");
        markup_add(page->out, row->latest >= 0 ? "<b>%s%s</b>" : "%s%s", s->name,
                   row->disagreed ? " (sources disagree)" : "");
    }
    if (count)
        text_add(page->out, "</p>");
}

static void add_bands(struct page *page)
{
    const struct aisle_board *board = page->report->board;
    html_how(page,
             "Bands are of the chance of a yea when present: yes from 90%, lean yes "
             "from 60%, toss-up from 40%, lean no from 10%. In bold: who has spoken. "
             "Independents stand with the caucus they sit with.");
    html_table(page, "bands", "The whip board");
    text_add(page->out, "<tbody>");
    for (int b = 0; b < AISLE_BAND_COUNT; b++) {
        markup_add(page->out,
                   "<tr><th scope=\"row\">%s</th><td class=\"n\">%d</td><td>",
                   aisle_band_text((enum aisle_band)b), board->band_count[b]);
        add_names(page, (enum aisle_band)b, 'D', "Democratic caucus:");
        add_names(page, (enum aisle_band)b, 'R', "Republicans:");
        text_add(page->out, "</td></tr>");
    }
    text_add(page->out, "</tbody>");
    html_table_end(page);
}

/* ---- whom to ask, and what if ---- */

static double if_cast(const struct page *page, bool yea, int vote, int senator)
{
    const struct aisle_whatif *w = page->report->whatif;
    return w ? (yea ? w->if_yea : w->if_nay)[vote * w->senator_count + senator]
             : (double)NAN;
}

static void add_asks(struct page *page)
{
    const struct aisle_board *board = page->report->board;
    if (board->ask_count == 0)
        return;
    text_add(page->out,
             "<h3>Ask next</h3><p>Those whose true answer is expected to settle most, "
             "for what it says of others, too.</p><ol>");
    for (int k = 0; k < board->ask_count && k < ASKS_SHOWN; k++) {
        const struct aisle_board_row *row = &board->rows[board->asks[k]];
        const struct aisle_forecast_senator *s = senator_of(page, row);
        double yea = if_cast(page, true, page->gate, row->senator);
        double nay = if_cast(page, false, page->gate, row->senator);
        markup_add(page->out, "<li>%s, yea %s",
                   words_senator(s->name, s->party, s->state).s,
                   words_percent(row->p_yea).s);
        if (isfinite(yea) && isfinite(nay))
            markup_add(page->out, ": the chance is %s on a yea, %s on a nay",
                       words_percent(yea).s, words_percent(nay).s);
        text_add(page->out, "</li>");
    }
    text_add(page->out, "</ol>");
}

/* Every vote carries, with one senator supposed; the product, as p_all is. */
static double all_if(const struct page *page, bool yea, int senator)
{
    double p = 1;
    for (int v = 0; v < page->report->whatif->vote_count; v++)
        p *= if_cast(page, yea, v, senator);
    return p;
}

static void add_choice(struct page *page, const struct aisle_board_row *row)
{
    const struct aisle_forecast_senator *s = senator_of(page, row);
    if (!isfinite(if_cast(page, true, page->gate, row->senator)))
        return;
    markup_add(
        page->out,
        "<option value=\"%s\" data-yea=\"%s\" data-nay=\"%s\" data-yea-all=\"%s\" "
        "data-nay-all=\"%s\">%s</option>",
        s->name, words_format("%.4f", if_cast(page, true, page->gate, row->senator)).s,
        words_format("%.4f", if_cast(page, false, page->gate, row->senator)).s,
        words_format("%.4f", all_if(page, true, row->senator)).s,
        words_format("%.4f", all_if(page, false, row->senator)).s,
        words_senator(s->name, s->party, s->state).s);
}

static int by_name(const void *a, const void *b)
{
    const struct aisle_forecast_senator *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

/* Rows of the board in the order of names; NULL when memory is short. */
static const struct aisle_board_row **rows_by_name(const struct page *page)
{
    const struct aisle_board *board = page->report->board;
    size_t count = (size_t)board->row_count;
    const struct aisle_forecast_senator **names = mem_new(count, sizeof *names);
    const struct aisle_board_row **rows = mem_new(count, sizeof *rows);
    for (size_t i = 0; names && i < count; i++)
        names[i] = senator_of(page, &board->rows[i]);
    if (names)
        qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; names && rows && i < count; i++)
        for (size_t r = 0; r < count; r++)
            if (senator_of(page, &board->rows[r]) == names[i])
                rows[i] = &board->rows[r];
    if (!names) {
        free(rows);
        rows = NULL;
    }
    free(names);
    return rows;
}

static void add_whatif(struct page *page)
{
    const struct aisle_report *r = page->report;
    const struct aisle_forecast_vote *v = gate_of(page);
    const struct aisle_board_row **rows = rows_by_name(page);
    if (!rows) {
        page->out->failed = true;
        return;
    }
    text_add(page->out, "<h3>What if one senator votes otherwise?</h3>");
    markup_add(page->out,
               "<div class=\"whatif\" hidden data-p=\"%s\" data-all=\"%s\" "
               "data-votes=\"%d\" data-vote=\"%s\" data-package=\"%s\">",
               words_format("%.4f", v->p_pass).s,
               words_format("%.4f", r->forecast->p_all).s, r->forecast->vote_count,
               v->id, r->package ? r->package->path : r->forecast->package);
    text_add(page->out,
             "<label for=\"whatif-who\">Suppose that</label> <select id=\"whatif-who\">"
             "<option value=\"\">choose a senator</option>");
    for (int i = 0; i < r->board->row_count; i++)
        add_choice(page, rows[i]);
    text_add(page->out,
             "</select> <label for=\"whatif-cast\">votes</label> <select "
             "id=\"whatif-cast\"><option>yea</option><option>nay</option></select>"
             "<p id=\"whatif-says\" role=\"status\"></p></div>");
    text_add(page->out,
             "<p class=\"small\">Each answer is a forecast of its own, made when this "
             "page was: <code>aisle forecast --suppose</code> gives the same to within "
             "half a point. What is supposed holds on every vote of the package, and "
             "counts as a firm statement, which tells of others, too. Of several "
             "senators at once the page knows nothing: give <code>--suppose</code> "
             "more than once. The table below has both chances for everyone.</p>");
    free(rows);
}

/* ---- a row for everyone ---- */

static void add_statement(struct page *page, const struct aisle_statement *s)
{
    char date[AISLE_DATE_TEXT];
    markup_add(page->out, "<li><span class=\"tag\">%s</span> %s",
               aisle_position_text(s->position), s->second_hand ? "others say " : "");
    if (s->quote[0])
        markup_add(page->out, "<q>%s</q> ", s->quote);
    else if (s->note[0])
        markup_add(page->out, "%s ", s->note);
    else if (s->about[0])
        markup_add(page->out, "on %s ", s->about);
    markup_add(page->out, "<cite>%s%s%s</cite></li>", aisle_day_format(s->date, date),
               s->source[0] ? ", " : "", s->source);
}

/* What was said, then the facts that moved the chance. */
static void add_why(struct page *page, const struct aisle_forecast_senator *s)
{
    const struct aisle_package *p = page->report->package;
    text_add(page->out, "<td class=\"said\"><ul>");
    for (int i = 0; p && i < s->statement_count; i++)
        if (s->statements[i] >= 0 && s->statements[i] < p->statement_count)
            add_statement(page, &p->statements[s->statements[i]]);
    for (int i = 0; i < s->reason_count; i++)
        markup_add(page->out, "<li class=\"fact\">%s <b>%s</b></li>",
                   s->reasons[i].text, words_change(s->reasons[i].effect).s);
    text_add(page->out, "</ul></td>");
}

/* What the page's script sorts by; what is not known comes last. */
static double sort_key(double p)
{
    return isfinite(p) ? 100 * p : -1;
}

static void add_chance(struct page *page, double p)
{
    markup_add(page->out, "<td class=\"n\" data-v=\"%f\">%s</td>", sort_key(p),
               words_percent(p).s);
}

/* When present, as the bands are. */
static double when_present(const struct aisle_forecast_senator *s)
{
    return s->p_absent < 1 ? s->p_yea / (1 - s->p_absent) : 0;
}

static void add_row(struct page *page, const struct aisle_board_row *row)
{
    const struct aisle_forecast *f = page->report->forecast;
    const struct aisle_forecast_senator *s = senator_of(page, row);
    struct text *out = page->out;
    markup_add(out, "<tr><th scope=\"row\">%s</th>",
               words_senator(s->name, s->party, s->state).s);
    add_chance(page, row->p_yea);
    text_add(out, "<td>");
    svg_chance(out, row->p_yea, svg_party_class(s->party));
    markup_add(out, "</td><td data-v=\"%d\">%s</td>", AISLE_BAND_COUNT - (int)row->band,
               aisle_band_text(row->band));
    if (page->report->whatif) {
        add_chance(page, if_cast(page, true, page->gate, row->senator));
        add_chance(page, if_cast(page, false, page->gate, row->senator));
    }
    for (int v = 0; v < f->vote_count; v++)
        if (v != page->gate)
            add_chance(page, when_present(&f->votes[v].senators[row->senator]));
    add_why(page, s);
    text_add(out, "</tr>");
}

static void add_head(struct page *page)
{
    const struct aisle_forecast *f = page->report->forecast;
    text_add(page->out, "<thead><tr>");
    html_head(page, "", "Senator");
    html_head(page, "n", "Yea");
    text_add(page->out, "<td class=\"graph\"></td>");
    html_head(page, "", "Band");
    if (page->report->whatif) {
        html_head(page, "n", "Carries if yea");
        html_head(page, "n", "Carries if nay");
    }
    for (int v = 0; v < f->vote_count; v++)
        if (v != page->gate)
            html_head(page, "n", words_format("Yea, %.40s", f->votes[v].id).s);
    html_head(page, "", "What was said; what moved the chance, in points");
    text_add(page->out, "</tr></thead><tbody>");
}

/* Where a senator stands in the page: in the open, or in one of two folds. */
enum group { GROUP_OPEN, GROUP_YEA, GROUP_NAY };

static enum group group_of(const struct aisle_board_row *row)
{
    if (row->latest >= 0)
        return GROUP_OPEN; /* what was said is never folded away */
    return row->band == AISLE_BAND_YES  ? GROUP_YEA
           : row->band == AISLE_BAND_NO ? GROUP_NAY
                                        : GROUP_OPEN;
}

static int count_group(const struct aisle_board *board, enum group group)
{
    int count = 0;
    for (int r = 0; r < board->row_count; r++)
        count += group_of(&board->rows[r]) == group;
    return count;
}

static void add_table(struct page *page, enum group group, const char *caption)
{
    const struct aisle_board *board = page->report->board;
    html_table(page, "whip sortable", caption);
    add_head(page);
    for (int r = 0; r < board->row_count; r++)
        if (group_of(&board->rows[r]) == group)
            add_row(page, &board->rows[r]);
    text_add(page->out, "</tbody>");
    html_table_end(page);
}

static void add_fold(struct page *page, enum group group, const char *what)
{
    int count = count_group(page->report->board, group);
    if (count == 0)
        return;
    markup_add(page->out,
               "<details class=\"fold\"><summary>%d settled on %s, nothing said on "
               "record</summary>",
               count, what);
    add_table(page, group, words_format("Settled on %s", what).s);
    text_add(page->out, "</details>");
}

static void add_everyone(struct page *page)
{
    const struct aisle_forecast_vote *v = gate_of(page);
    text_add(page->out, "<h3>Senator by senator</h3>");
    html_how(
        page,
        "“Yea” is the chance of a yea when present, the bar the same with its tick "
        "at one half; “carries if” is the chance that the vote carries on this "
        "senator's yea or nay. Facts are in points of the chance of a yea.");
    if (words_spread(v))
        text_add(
            page->out,
            "<p class=\"small\"><b>No one senator decides.</b> The count may end "
            "anywhere in a wide range, so that a vote more or less rarely turns "
            "it: what a senator's answer says of the others moves the chance.</p>");
    add_table(page, GROUP_OPEN,
              words_format("Senators in play or on record, at %.60s", v->id).s);
    add_fold(page, GROUP_YEA, "yea (90% or more)");
    add_fold(page, GROUP_NAY, "nay (under 10%)");
}

void html_senators(struct page *page)
{
    if (!html_has_board(page))
        return;
    const struct aisle_board *board = page->report->board;
    int open = board->band_count[AISLE_BAND_LEAN_YES] +
               board->band_count[AISLE_BAND_TOSS_UP] +
               board->band_count[AISLE_BAND_LEAN_NO];
    html_section(page, "senators", "The senators",
                 words_format("%d are between 10%% and 90%%: these votes are in play. "
                              "%d %s spoken.",
                              open, board->spoken, board->spoken == 1 ? "has" : "have")
                     .s);
    add_bands(page);
    if (page->report->whatif)
        add_whatif(page);
    add_asks(page);
    add_everyone(page);
    html_section_end(page);
}
