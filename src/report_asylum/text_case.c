#include "words/text_parts.h"

#include <aisle/report_asylum.h>
#include <string.h>

/* Steps that both paths have from the start: told once. */
static int common_steps(const struct aisle_case *story)
{
    const struct aisle_case_path *a = &story->baseline, *b = &story->package;
    int n = 0;
    while (n < a->count && n < b->count && a->steps[n].date == b->steps[n].date &&
           strcmp(a->steps[n].what, b->steps[n].what) == 0)
        n++;
    return n;
}

static void say_step(struct lines *lines, const struct aisle_case_step *step)
{
    char date[AISLE_DATE_TEXT];
    struct text piece = {0};
    text_addf(&piece, "%s  %s", aisle_day_format(step->date, date), step->what);
    if (step->waited_days > 0)
        text_addf(&piece, ", %d %s later", step->waited_days,
                  step->waited_days == 1 ? "day" : "days");
    if (step->rule[0])
        text_addf(&piece, "; rule: %s", step->rule);
    if (step->queue[0])
        text_addf(&piece, "; line: %s", step->queue);
    lines_take(lines, &piece, 12, 0);
}

static void say_path(struct lines *lines, const char *heading,
                     const struct aisle_case_path *path, int from)
{
    lines_heading(lines, heading);
    for (int i = from; i < path->count; i++)
        say_step(lines, &path->steps[i]);
    if (from >= path->count)
        lines_dim(lines, "nothing more: the path ends, or waits when the run ends");
}

enum aisle_status aisle_report_case_text(struct aisle_ctx *ctx,
                                         const struct aisle_case *story,
                                         struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    int common = common_steps(story);
    bool same = common == story->baseline.count && common == story->package.count;
    lines_say(&lines, 0, 0, "Person %u: %s. One simulated case stands for %d %s.",
              story->id, story->who, story->people,
              story->people == 1 ? "person" : "people");
    struct aisle_case_path shared = {common, story->baseline.steps};
    if (common > 0)
        say_path(&lines, same ? "Under current law and under the package" : "Both",
                 &shared, 0);
    if (!same) {
        say_path(&lines, "From there under current law", &story->baseline, common);
        say_path(&lines, "From there under the package", &story->package, common);
    }
    return report_take(ctx, &text, out);
}
