/* A backtest for the terminal: scores, what simple rules score, reliability. */
#include "words/text_parts.h"

#include <math.h>

static const char *known_words(const struct aisle_backtest_options *o, char *room,
                               size_t size)
{
    switch (o->reveal) {
    case AISLE_REVEAL_RANDOM:
        snprintf(room, size, "%d senators drawn at random known", o->reveal_count);
        break;
    case AISLE_REVEAL_NOISY:
        snprintf(room, size, "%d positions, one in ten of them wrong", o->reveal_count);
        break;
    case AISLE_REVEAL_LEADERS:
        snprintf(room, size, "the minority leader's position known");
        break;
    case AISLE_REVEAL_UNCERTAIN:
        snprintf(room, size, "%d senators asked in turn, the least certain first",
                 o->reveal_count);
        break;
    case AISLE_REVEAL_NONE:
    default:
        snprintf(room, size, "nothing known but the title");
        break;
    }
    return room;
}

static void add_number(struct lines *lines, double x, int digits, int columns)
{
    char cell[32];
    if (isnan(x))
        snprintf(cell, sizeof cell, "-");
    else
        snprintf(cell, sizeof cell, "%.*f", digits, x);
    lines_cell(lines, cell, -columns);
}

static void add_row(struct lines *lines, const char *name, const struct aisle_score *s)
{
    lines_cell(lines, name, 20);
    add_number(lines, s->votes, 0, 6);
    add_number(lines, s->pass_brier, 3, 8);
    add_number(lines, s->pass_log_loss, 3, 7);
    add_number(lines, s->yea_mae, 1, 7);
    add_number(lines, s->yea_crps, 1, 6);
    add_number(lines, s->senator_accuracy, 3, 8);
    add_number(lines, s->joint_log_score, 3, 9);
    lines_end(lines);
}

static void add_head(struct lines *lines)
{
    static const struct {
        const char *word;
        int columns;
    } heads[] = {{"votes", 6}, {"Brier", 8},   {"log", 7},  {"yeas", 7},
                 {"CRPS", 6},  {"senator", 8}, {"joint", 9}};
    lines_cell(lines, "", 20);
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
        lines_cell(lines, heads[k].word, -heads[k].columns);
    lines_end(lines);
}

static void add_reliability(struct lines *lines, const struct aisle_backtest *b)
{
    enum { BAR = 32 };
    lines_heading(lines, "Reliability: what was said (|) and how often it came (*)");
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++) {
        const struct aisle_calibration_bin *bin = &b->calibration[k];
        char cell[64];
        char bar[BAR + 2];
        if (bin->n == 0)
            continue;
        snprintf(cell, sizeof cell, "%.1f-%.1f", bin->low, bin->high);
        lines_cell(lines, cell, 9);
        add_number(lines, bin->n, 0, 5);
        add_number(lines, bin->mean_p, 3, 8);
        add_number(lines, bin->rate, 3, 8);
        for (int c = 0; c <= BAR; c++)
            bar[c] = '.';
        bar[BAR + 1] = '\0';
        bar[lround(bin->mean_p * BAR)] = '|';
        bar[lround(bin->rate * BAR)] = '*';
        lines_cell(lines, "", 3);
        lines_cell(lines, bar, BAR + 2);
        lines_end(lines);
    }
}

enum aisle_status aisle_report_backtest_text(struct aisle_ctx *ctx,
                                             const struct aisle_backtest *b,
                                             struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    char room[96];
    struct word last = words_format("%dth Congress", b->options.congress_last);
    lines_say(&lines, 0, 0, "%d %s votes of the %s, %s%s.", b->score.votes,
              aisle_backtest_kind_text(b->options.kind),
              b->options.congress_first == b->options.congress_last
                  ? last.s
                  : words_format("%dth to %s", b->options.congress_first, last.s).s,
              known_words(&b->options, room, sizeof room),
              b->options.warm ? ", earlier votes on the measure used" : "");
    if (b->sponsorless > 0)
        lines_say(&lines, 0, 0,
                  "%d amendments more name no sponsor, or one of each side, and are "
                  "left out.",
                  b->sponsorless);
    lines_heading(&lines, "Scores");
    add_head(&lines);
    add_row(&lines, "this model", &b->score);
    for (int k = 0; k < AISLE_BASELINE_COUNT; k++)
        add_row(&lines, b->baselines[k].name, &b->baselines[k].score);
    lines_heading(&lines, "By Congress");
    for (int k = 0; k < b->congress_count; k++) {
        snprintf(room, sizeof room, "%dth", b->congresses[k].congress);
        add_row(&lines, room, &b->congresses[k].score);
    }
    lines_say(&lines, 0, 0,
              "Yeas inside the 50, 80, 95 %% intervals: %.0f, %.0f, %.0f %% of votes; "
              "the 80 %% interval is %.0f wide.",
              100 * b->score.yea_cover50, 100 * b->score.yea_cover80,
              100 * b->score.yea_cover95, b->score.yea_width80);
    lines_say(
        &lines, 0, 0,
        "Among the fewest counts that hold 80 %%, %.0f of them: %.0f %% of votes.",
        b->score.yea_size80_fewest, 100 * b->score.yea_cover80_fewest);
    add_reliability(&lines, b);
    lines_say(&lines, 0, 0, "%s",
              "Brier and log: of the result, lower is better. yeas: mean error. "
              "senator: share of casts called. joint: log chance of all casts "
              "together per senator, higher is better.");
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_backtest_csv(struct aisle_ctx *ctx,
                                            const struct aisle_backtest *b, char **out)
{
    struct text text = {0};
    char date[AISLE_DATE_TEXT];
    char last[AISLE_DATE_TEXT];
    text_add(&text, "congress,rollcall,date,last_input,threshold,p_pass,yea_mean,"
                    "yea_q10,yea_q90,actual,passed,joint_log_score\n");
    for (int k = 0; k < b->item_count; k++) {
        const struct aisle_backtest_item *i = &b->items[k];
        text_addf(&text, "%d,%d,%s,%s,%d,%.6g,%.6g,%.0f,%.0f,%d,%d,%.6g\n", i->congress,
                  i->rollcall, aisle_day_format(i->date, date),
                  aisle_day_format(i->last_input, last), i->threshold, i->p_pass,
                  i->yea_mean, i->yea_q10, i->yea_q90, i->actual, i->passed,
                  i->joint_log_score);
    }
    return report_take(ctx, &text, out);
}
