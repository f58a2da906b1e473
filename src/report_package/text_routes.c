/* Routes for a terminal: a row a provision, a column a way, the reasons below. */
#include "report_package/package_parts.h"
#include "words/text_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "60", "51, 10% struck", "–". A closed way shows what it would take in brackets. */
static struct word way_cell(const struct aisle_way_row *row)
{
    struct word takes =
        row->threshold ? words_format("%d", row->threshold) : words_format("no vote");
    struct word strike = {""};
    if (isfinite(row->strike))
        strike = words_format(", %s struck", words_percent(row->strike).s);
    if (row->open)
        return words_format("%s%s%s", takes.s, row->taken ? "*" : "", strike.s);
    if (row->keep_threshold)
        return words_format("(%s%s)", takes.s, strike.s);
    return words_format("–");
}

static void add_row(struct lines *lines, const struct aisle_package *package,
                    const struct aisle_provision_routes *routes)
{
    const struct aisle_provision *p = &package->provisions[routes->provision];
    text_add(lines->out, p->in_package ? "  " : "+ ");
    lines_cell(lines, p->short_title && p->short_title[0] ? p->short_title : p->title,
               lines->width - 48);
    text_add(lines->out, " ");
    lines_cell(lines, way_cell(&routes->ways[AISLE_WAY_BILL]).s, 6);
    lines_cell(lines, way_cell(&routes->ways[AISLE_WAY_RECONCILIATION]).s, 19);
    lines_cell(lines, way_cell(&routes->ways[AISLE_WAY_EXECUTIVE]).s, 10);
    lines_cell(lines, way_cell(&routes->ways[AISLE_WAY_DISAPPROVAL]).s, 9);
    lines_end(lines);
}

/* Has an earlier provision the same reason for this way? */
static bool told(const struct aisle_routes *routes, int provision, int way)
{
    for (int p = 0; p < provision; p++)
        if (strcmp(routes->provisions[p].ways[way].why,
                   routes->provisions[provision].ways[way].why) == 0)
            return true;
    return false;
}

static void add_reasons(struct lines *lines, const struct aisle_routes *routes)
{
    for (int w = 0; w < AISLE_WAY_COUNT; w++)
        for (int p = 0; p < routes->provision_count; p++) {
            const struct aisle_way_row *row = &routes->provisions[p].ways[w];
            if (!told(routes, p, w))
                lines_say(lines, 4, 0, "  - %s%s: %s", aisle_way_title(row->way),
                          row->open ? "" : " (closed)", row->why);
        }
}

static void add_gate(struct lines *lines, const struct aisle_package *package,
                     const struct aisle_gate_row *gate)
{
    const struct aisle_package_vote *vote = &package->votes[gate->vote];
    lines_say(lines, 4, 0, "  %s: %d yeas. %s [%s]", vote->id, gate->step.threshold,
              gate->step.rule->text, gate->step.rule->source);
}

void lines_routes(struct lines *lines, const struct aisle_package *package,
                  const struct aisle_routes *routes)
{
    struct word basis =
        words_format("%s, %d senators sworn", words_day(routes->day).s, routes->sworn);
    lines_end(lines);
    lines_answer(lines, "Yeas that each way takes", basis.s);
    text_add(lines->out, "  ");
    lines_cell(lines, "provision", lines->width - 48);
    lines_dim(lines, " bill  reconciliation     executive undo rule");
    for (int p = 0; p < routes->provision_count; p++)
        add_row(lines, package, &routes->provisions[p]);
    lines_dim(lines,
              "  * the way taken; in brackets: closed as things stand; – no such "
              "way");
    add_reasons(lines, routes);
    lines_end(lines);
    lines_heading(lines, "The rule of each vote");
    for (int g = 0; g < routes->gate_count; g++)
        add_gate(lines, package, &routes->gates[g]);
    for (int i = 0; i < routes->note_count; i++)
        lines_say(lines, 4, 0, "  - %s", routes->notes[i]);
}
