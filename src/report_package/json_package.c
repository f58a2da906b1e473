/* A package as JSON, and in one line. */
#include "report_package/package_parts.h"

static void put_setting(struct json *json, const struct aisle_setting *setting)
{
    const struct aisle_lever_info *info = aisle_lever_info(setting->lever);
    json_open(json, '{');
    json_put_text(json, "lever", info->key);
    json_put_real(json, "value", setting->value);
    json_put_text(json, "unit", info->unit);
    json_close(json);
}

static void put_provision(struct json *json, const struct aisle_provision *p)
{
    json_open(json, '{');
    json_put_text(json, "id", p->id);
    json_put_text(json, "title", p->title);
    json_put_text(json, "short", p->short_title);
    json_put_text(json, "kind", p->kind == AISLE_PROVISION_MONEY ? "money" : "policy");
    json_put_string(json, "topic", p->topic);
    json_put_real(json, "amount_usd", p->amount_usd);
    json_put_text(json, "route", aisle_route_text(p->route));
    json_put_string(json, "why", p->why);
    json_put_bool(json, "optional", p->optional);
    json_put_bool(json, "in_package", p->in_package);
    json_put_string(json, "source", p->source);
    json_put_string(json, "confidence", p->confidence);
    json_key(json, "levers");
    json_open(json, '[');
    for (int i = 0; i < p->setting_count; i++)
        put_setting(json, &p->settings[i]);
    json_close(json);
    json_close(json);
}

static void put_statement(struct json *json, const struct aisle_statement *s)
{
    json_open(json, '{');
    json_put_day(json, "date", s->date);
    json_put_text(json, "senator", s->senator);
    json_put_string(json, "state", s->state);
    json_put_string(json, "bioguide", s->bioguide);
    json_put_text(json, "position", aisle_position_text(s->position));
    json_put_string(json, "about", s->about);
    json_put_bool(json, "second_hand", s->second_hand);
    json_put_string(json, "source", s->source);
    json_put_string(json, "quote", s->quote);
    json_put_string(json, "note", s->note);
    json_close(json);
}

void json_package_keys(struct json *json, const struct aisle_package *package)
{
    json_put_text(json, "id", package->id);
    json_put_text(json, "title", package->title);
    json_put_string(json, "measure", package->measure);
    json_put_day(json, "as_of", package->as_of);
    json_put_text(json, "side", aisle_side_text(package->side));
    json_put_int(json, "congress", package->congress);
    json_put_string(json, "hash", package->hash);
    json_key(json, "provisions");
    json_open(json, '[');
    for (int i = 0; i < package->provision_count; i++)
        put_provision(json, &package->provisions[i]);
    json_close(json);
    json_key(json, "statements");
    json_open(json, '[');
    for (int i = 0; i < package->statement_count; i++)
        put_statement(json, &package->statements[i]);
    json_close(json);
}

static const char *plural(int count)
{
    return count == 1 ? "" : "s";
}

enum aisle_status aisle_report_package_line(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            char **out)
{
    struct text text = {0};
    int in = 0;
    for (int p = 0; p < package->provision_count; p++)
        in += package->provisions[p].in_package;
    text_addf(
        &text,
        "%s: no errors. %d provision%s (%d in the package, %s), %d vote%s, "
        "%d statement%s, as of %s\n",
        package->path, package->provision_count, plural(package->provision_count), in,
        words_usd(aisle_package_cost_usd(package, aisle_package_selection(package))).s,
        package->vote_count, plural(package->vote_count), package->statement_count,
        plural(package->statement_count), words_day(package->as_of).s);
    return report_take(ctx, &text, out);
}

enum aisle_status aisle_report_package_json(struct aisle_ctx *ctx,
                                            const struct aisle_package *package,
                                            const struct aisle_routes *routes,
                                            char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_package_keys(&json, package);
    if (routes)
        json_routes_keys(&json, package, routes);
    json_close(&json);
    text_add_char(&text, '\n');
    return report_take(ctx, &text, out);
}
