/* A package for a terminal: what is in it, what it needs, who has spoken. */
#include "report_package/package_parts.h"
#include "words/text_parts.h"

#include <math.h>

static void add_provision(struct lines *lines, const struct aisle_provision *p)
{
    text_add(lines->out, p->in_package ? "  " : "+ ");
    lines_cell(lines, p->title, lines->width - 41);
    text_add(lines->out, " ");
    lines_cell(lines, words_usd(p->amount_usd).s, -14);
    text_add(lines->out, "  ");
    lines_cell(lines, aisle_route_text(p->route), 14);
    lines_cell(lines, p->optional ? "optional" : "", 8);
    lines_end(lines);
    for (int i = 0; i < p->setting_count; i++) {
        const struct aisle_setting *s = &p->settings[i];
        const struct aisle_lever_info *info = aisle_lever_info(s->lever);
        lines_say(lines, 8, 0, "      %s %s", info->key,
                  words_amount(s->value, (double)NAN, info->unit, WORDS_NAMED).s);
    }
}

static void add_vote(struct lines *lines, const struct aisle_package_vote *v)
{
    lines_say(lines, 4, 0, "  %s: %s, needs %s%s%s", v->id, v->question,
              aisle_requires_text(v->requires), v->why[0] ? "; " : "", v->why);
}

static void add_statement(struct lines *lines, const struct aisle_statement *s)
{
    char date[AISLE_DATE_TEXT];
    bool quoted = s->quote[0] != '\0';
    bool said = quoted || s->note[0];
    lines_say(lines, 4, 0, "  %s %s, %s%s on %s%s%s%s%s [%s]",
              aisle_day_format(s->date, date), s->senator,
              aisle_position_text(s->position), s->second_hand ? ", others say," : "",
              s->about, said ? ": " : "", quoted ? "“" : "",
              quoted ? s->quote : s->note, quoted ? "”" : "", s->source);
}

enum aisle_status aisle_report_package_text(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            const struct aisle_routes *routes,
                                            struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    uint64_t written = aisle_package_selection(package);
    lines_heading(&lines, package->title);
    if (package->summary[0])
        lines_wrap(&lines, package->summary, 0, 0);
    lines_say(&lines, 4, 0, "%s%sput by %s, as of %s, %s in all", package->measure,
              package->measure[0] ? ", " : "", aisle_side_text(package->side),
              words_day(package->as_of).s,
              words_usd(aisle_package_cost_usd(package, written)).s);
    lines_end(&lines);
    lines_heading(&lines, "Provisions (+ not in the package: a change on the table)");
    for (int i = 0; i < package->provision_count; i++)
        add_provision(&lines, &package->provisions[i]);
    lines_end(&lines);
    lines_heading(&lines, "Votes it needs");
    for (int i = 0; i < package->vote_count; i++)
        add_vote(&lines, &package->votes[i]);
    if (routes)
        lines_routes(&lines, package, routes);
    if (package->statement_count > 0) {
        lines_end(&lines);
        lines_heading(&lines, "Statements");
    }
    for (int i = 0; i < package->statement_count; i++)
        add_statement(&lines, &package->statements[i]);
    return report_take(ctx, &text, out);
}
