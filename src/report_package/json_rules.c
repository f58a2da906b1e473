#include "report_package/package_parts.h"
#include "words/json_parts.h"

#include "words/csv_parts.h"

static void put_step(struct json *json, const struct aisle_step *step)
{
    json_open(json, '{');
    json_put_text(json, "gate", aisle_gate_text(step->gate));
    json_put_text(json, "rule", step->rule->id);
    json_put_int(json, "threshold", step->threshold);
    json_close(json);
}

static void put_rule(struct json *json, const struct aisle_step *step)
{
    const struct aisle_rule *rule = step->rule;
    char support[2] = {rule->support, '\0'};
    json_open(json, '{');
    json_put_text(json, "rule", rule->id);
    json_put_text(json, "gate", aisle_gate_text(rule->gate));
    json_put_text(json, "title", rule->title);
    json_put_int(json, "threshold", step->threshold);
    json_put_int(json, "numerator", rule->numerator);
    json_put_int(json, "denominator", rule->denominator);
    json_put_text(json, "base", aisle_rule_base_text(rule->base));
    json_put_text(json, "compare", aisle_rule_compare_text(rule->compare));
    json_put_bool(json, "vice_president_breaks_tie", rule->vice_president);
    json_put_day(json, "from", rule->from);
    json_put_day(json, "to", rule->to);
    json_put_text(json, "support", support);
    json_put_text(json, "text", rule->text);
    json_put_text(json, "source", rule->source);
    json_put_string(json, "source_date", rule->source_date);
    json_put_text(json, "confidence", rule->confidence);
    json_close(json);
}

static void put_byrd(struct json *json, const struct aisle_byrd_row *row)
{
    json_open(json, '{');
    json_put_text(json, "class", aisle_byrd_class_text(row->class));
    json_put_text(json, "test", aisle_byrd_test_text(row->test));
    json_put_number(json, "strike", row->strike);
    json_put_number(json, "low", row->low);
    json_put_number(json, "high", row->high);
    json_put_text(json, "text", row->text);
    json_put_text(json, "source", row->source);
    json_put_text(json, "confidence", row->confidence);
    json_close(json);
}

enum aisle_status aisle_report_rules_json(struct aisle_ctx *ctx,
                                          const struct aisle_rulebook *book,
                                          const struct aisle_rule_list *list,
                                          char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_day(&json, "date", list->day);
    json_put_int(&json, "sworn", list->sworn);
    json_key(&json, "rules");
    json_open(&json, '[');
    for (int i = 0; i < list->count; i++)
        put_rule(&json, &list->steps[i]);
    json_close(&json);
    json_key(&json, "byrd");
    json_open(&json, '[');
    for (int i = 0; i < AISLE_BYRD_CLASSES; i++)
        put_byrd(&json, &book->byrd[i]);
    json_close(&json);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_rules_csv(struct aisle_ctx *ctx,
                                         const struct aisle_rule_list *list, char **out)
{
    struct text text = {0};
    text_add(&text, "gate,rule,threshold,numerator,denominator,base,compare,source\n");
    for (int i = 0; i < list->count; i++) {
        const struct aisle_rule *rule = list->steps[i].rule;
        csv_put_text(&text, aisle_gate_text(rule->gate), false);
        csv_put_text(&text, rule->id, true);
        text_addf(&text, ",%d,%d,%d", list->steps[i].threshold, rule->numerator,
                  rule->denominator);
        csv_put_text(&text, aisle_rule_base_text(rule->base), true);
        csv_put_text(&text, aisle_rule_compare_text(rule->compare), true);
        csv_put_text(&text, rule->source, true);
        text_add_char(&text, '\n');
    }
    return report_take(ctx, &text, out);
}

/* ---- routes ---- */

static void put_way(struct json *json, const struct aisle_way_row *row)
{
    json_open(json, '{');
    json_put_text(json, "route", aisle_way_text(row->way));
    json_put_bool(json, "open", row->open);
    json_put_bool(json, "taken", row->taken);
    json_put_int(json, "threshold", row->threshold);
    json_key(json, "steps");
    json_open(json, '[');
    for (int i = 0; i < row->step_count; i++)
        put_step(json, &row->steps[i]);
    json_close(json);
    if (row->keep_threshold) {
        json_key(json, "byrd");
        json_open(json, '{');
        json_put_text(json, "test", aisle_byrd_test_text(row->test));
        json_put_real(json, "strike", row->strike);
        json_put_real(json, "low", row->strike_low);
        json_put_real(json, "high", row->strike_high);
        json_put_int(json, "keep_threshold", row->keep_threshold);
        json_put_string(json, "source", row->strike_source);
        json_put_string(json, "confidence", row->strike_confidence);
        json_close(json);
    }
    json_put_text(json, "why", row->why);
    json_close(json);
}

void json_routes_keys(struct json *json, const struct aisle_package *package,
                      const struct aisle_routes *routes)
{
    json_put_int(json, "sworn", routes->sworn);
    json_key(json, "gates");
    json_open(json, '[');
    for (int g = 0; g < routes->gate_count; g++) {
        const struct aisle_package_vote *vote = &package->votes[routes->gates[g].vote];
        const struct aisle_step *step = &routes->gates[g].step;
        json_open(json, '{');
        json_put_text(json, "vote", vote->id);
        json_put_text(json, "kind", aisle_vote_kind_word(vote->kind));
        json_put_text(json, "question", vote->question);
        json_put_text(json, "requires", aisle_requires_text(vote->requires));
        json_put_int(json, "threshold", step->threshold);
        json_put_text(json, "rule", step->rule->id);
        json_put_text(json, "rule_text", step->rule->text);
        json_put_text(json, "source", step->rule->source);
        json_close(json);
    }
    json_close(json);
    json_key(json, "routes");
    json_open(json, '[');
    for (int p = 0; p < routes->provision_count; p++) {
        json_open(json, '{');
        json_put_text(json, "provision",
                      package->provisions[routes->provisions[p].provision].id);
        json_key(json, "ways");
        json_open(json, '[');
        for (int w = 0; w < AISLE_WAY_COUNT; w++)
            put_way(json, &routes->provisions[p].ways[w]);
        json_close(json);
        json_close(json);
    }
    json_close(json);
    json_put_notes(json, routes->note_count, routes->notes);
}
