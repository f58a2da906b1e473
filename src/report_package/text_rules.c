/* The rulebook for a terminal: a table of what each question takes, and the same in
 * plain words. */
#include "words/text_parts.h"

/* "3/5 of those sworn", "more than 1/2 of those voting", "60 yeas". */
static struct word formula(const struct aisle_rule *rule)
{
    static const char *const of[] = {"of those sworn", "of those voting"};
    static const char *const lead[] = {"", "over ", "unless nays reach ",
                                       "unless nays pass "};
    if (rule->base == AISLE_BASE_FIXED && rule->numerator == 0)
        return words_format("no vote");
    if (rule->base == AISLE_BASE_FIXED)
        return words_format("%d, whoever is there", rule->numerator);
    return words_format("%s%d/%d %s", lead[rule->compare], rule->numerator,
                        rule->denominator, of[rule->base]);
}

static void add_step(struct lines *lines, const struct aisle_step *step)
{
    const struct aisle_rule *rule = step->rule;
    struct word takes =
        step->threshold ? words_format("%d", step->threshold) : words_format("–");
    text_add(lines->out, "  ");
    lines_cell(lines, rule->title, lines->width - 46);
    text_add(lines->out, " ");
    lines_cell(lines, takes.s, -4);
    text_add(lines->out, "  ");
    lines_cell(lines, formula(rule).s, 37);
    lines_end(lines);
}

enum aisle_status aisle_report_rules_text(struct aisle_ctx *ctx,
                                          const struct aisle_rule_list *list,
                                          struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    struct word sworn =
        words_format("%s, %d senators sworn", words_day(list->day).s, list->sworn);
    lines_answer(&lines, "What each question takes", sworn.s);
    text_add(lines.out, "  ");
    lines_cell(&lines, "question", lines.width - 46);
    lines_dim(&lines, " yeas  rule");
    for (int i = 0; i < list->count; i++)
        add_step(&lines, &list->steps[i]);
    lines_dim(&lines, "  yeas with everyone voting; 'aisle help rules' has the words");
    return report_take(ctx, &text, out);
}

/* ---- in plain words ---- */

static void add_words(struct lines *lines, const struct aisle_step *step, int sworn)
{
    const struct aisle_rule *rule = step->rule;
    lines_end(lines);
    if (step->threshold)
        lines_say(lines, 2, 0, "%s: %d of %d", rule->title, step->threshold,
                  rule->seats ? rule->seats : sworn);
    else
        lines_say(lines, 2, 0, "%s: no vote", rule->title);
    lines_say(lines, 4, 0, "    %s", rule->text);
    lines_say(lines, 4, 0, "    [%s%s]", rule->source,
              rule->support == 'A' ? "" : "; stated here, not forecast");
}

static void add_byrd(struct lines *lines, const struct aisle_byrd_row *row)
{
    static const char *const what[] = {"A line of money", "A change of law",
                                       "A change of law with money"};
    lines_say(lines, 4, 0, "  %s: struck %s (%s) [%s: %s]", what[row->class],
              words_percent(row->strike).s, words_percents(row->low, row->high).s,
              row->confidence, row->source);
    lines_say(lines, 4, 0, "    %s", row->text);
}

enum aisle_status aisle_report_rules_help(struct aisle_ctx *ctx,
                                          const struct aisle_rulebook *book,
                                          const struct aisle_rule_list *list,
                                          struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_heading(&lines, "The rules, in plain words");
    lines_say(
        &lines, 0, 0,
        "A bill passes the Senate by a majority, but first debate has to end, and "
        "ending it takes more. So a package is a sequence of gates, and each of "
        "its provisions may have other ways than an ordinary bill. Numbers are "
        "the yeas needed on %s with everyone voting and %d senators sworn.",
        words_day(list->day).s, list->sworn);
    for (int i = 0; i < list->count; i++)
        add_words(&lines, &list->steps[i], list->sworn);
    lines_end(&lines);
    lines_heading(&lines, "The Byrd rule: how likely a provision is struck from a "
                          "reconciliation bill");
    for (int i = 0; i < AISLE_BYRD_CLASSES; i++)
        add_byrd(&lines, &book->byrd[i]);
    lines_end(&lines);
    lines_say(&lines, 0, 0,
              "The rows are in data/rules/; 'aisle rules --date DAY' prints the table "
              "of another day, 'aisle package show FILE' the routes of a package.");
    return report_take(ctx, &text, out);
}
