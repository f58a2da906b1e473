/* A forecast from its JSON: what `aisle forecast`, `run` and `whip` wrote, read back to
 * be scored. JSON is read as the YAML that it is (see unitedstates.c); keys that a
 * score does not need are let through. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/yaml.h"
#include <aisle/import_package.h>
#include <math.h>
#include <string.h>

/* Chances in the file are rounded to six digits. */
#define SUM_ERROR 1e-3

struct reader {
    struct yaml_reader in;
    struct aisle_forecast *out;
};

/* ---- values ---- */

static double number_of(struct reader *r, const struct yaml_node *map, const char *key,
                        double low, double high)
{
    const struct yaml_node *node =
        yaml_child(&r->in, map, key, YAML_SCALAR, YAML_REQUIRED);
    double value = NAN;
    if (!node)
        return NAN;
    if (!text_to_double(node->text, &value) || !(value >= low && value <= high)) {
        yaml_fail(&r->in, node, NULL, "%s: '%.40s' is not a number from %g to %g", key,
                  node->text, low, high);
        return NAN;
    }
    return value;
}

static double chance_of(struct reader *r, const struct yaml_node *map, const char *key)
{
    return number_of(r, map, key, 0, 1);
}

static char *copy(struct reader *r, const char *text)
{
    char *made = mem_copy_text(text);
    if (!made)
        r->in.status = ctx_no_memory(r->in.ctx);
    return made;
}

static char *text_of(struct reader *r, const struct yaml_node *map, const char *key)
{
    return copy(r, yaml_text(&r->in, map, key, YAML_REQUIRED));
}

static char letter_of(struct reader *r, const struct yaml_node *map, const char *key)
{
    const char *text = yaml_text(&r->in, map, key, YAML_REQUIRED);
    if (text[0] && text[1])
        yaml_fail(&r->in, yaml_get(map, key), NULL, "%s: '%.20s' is not one letter",
                  key, text);
    return text[0];
}

static void fit_of(struct reader *r, const struct yaml_node *map, const char *key,
                   size_t size, char *out)
{
    const char *text = yaml_text(&r->in, map, key, YAML_REQUIRED);
    if (!text_fit(out, size, text))
        yaml_fail(&r->in, yaml_get(map, key), NULL, "%s: '%.40s' is too long", key,
                  text);
}

/* ---- senators ---- */

/* An effect that is not known is null. */
static double effect_of(struct reader *r, const struct yaml_node *map)
{
    const struct yaml_node *node = yaml_get(map, "effect");
    if (!node || node->kind != YAML_SCALAR || strcmp(node->text, "null") == 0)
        return NAN;
    return number_of(r, map, "effect", -1, 1);
}

static void read_reasons(struct reader *r, const struct yaml_node *map,
                         struct aisle_forecast_senator *out)
{
    const struct yaml_node *list = yaml_get(map, "reasons");
    if (!list || list->kind != YAML_LIST || list->count == 0)
        return;
    out->reasons = mem_new((size_t)list->count, sizeof *out->reasons);
    if (!out->reasons) {
        r->in.status = ctx_no_memory(r->in.ctx);
        return;
    }
    for (int k = 0; k < list->count; k++)
        out->reasons[out->reason_count++] = (struct aisle_reason){
            text_of(r, list->items[k], "text"), effect_of(r, list->items[k])};
}

static void read_senator(struct reader *r, const struct yaml_node *map,
                         struct aisle_forecast_senator *out)
{
    fit_of(r, map, "bioguide", sizeof out->bioguide, out->bioguide);
    fit_of(r, map, "state", sizeof out->state, out->state);
    out->name = text_of(r, map, "name");
    out->party = letter_of(r, map, "party");
    out->caucus = letter_of(r, map, "caucus");
    out->p_yea = chance_of(r, map, "p_yea");
    out->p_absent = chance_of(r, map, "p_absent");
    read_reasons(r, map, out);
}

static void check_once(struct reader *r, const struct yaml_node *list,
                       const struct aisle_forecast_vote *v, int i)
{
    for (int k = 0; k < i; k++)
        if (strcmp(v->senators[k].bioguide, v->senators[i].bioguide) == 0)
            yaml_fail(&r->in, list->items[i], NULL, "senator %s stands here twice",
                      v->senators[i].bioguide);
}

static void read_senators(struct reader *r, const struct yaml_node *map,
                          struct aisle_forecast_vote *v)
{
    const struct yaml_node *list =
        yaml_child(&r->in, map, "senators", YAML_LIST, YAML_REQUIRED);
    if (!list)
        return;
    if (list->count < 1 || list->count > AISLE_SEATS_MAX) {
        yaml_fail(&r->in, list, NULL, "%d senators: want 1 to %d", list->count,
                  AISLE_SEATS_MAX);
        return;
    }
    v->senators = mem_new((size_t)list->count, sizeof *v->senators);
    if (!v->senators) {
        r->in.status = ctx_no_memory(r->in.ctx);
        return;
    }
    for (int i = 0; i < list->count; i++) {
        read_senator(r, list->items[i], &v->senators[v->senator_count++]);
        check_once(r, list, v, i);
    }
}

/* ---- a vote ---- */

static void read_distribution(struct reader *r, const struct yaml_node *map,
                              struct aisle_forecast_vote *v)
{
    const struct yaml_node *list =
        yaml_child(&r->in, map, "distribution", YAML_LIST, YAML_REQUIRED);
    double sum = 0;
    if (!list)
        return;
    if (list->count != AISLE_SEATS_MAX + 1) {
        yaml_fail(&r->in, list, NULL, "distribution: %d chances, want %d", list->count,
                  AISLE_SEATS_MAX + 1);
        return;
    }
    for (int k = 0; k <= AISLE_SEATS_MAX; k++) {
        const struct yaml_node *node = list->items[k];
        double p = NAN;
        if (node->kind != YAML_SCALAR || !text_to_double(node->text, &p) ||
            !(p >= 0 && p <= 1)) {
            yaml_fail(&r->in, node, NULL, "distribution: not a chance");
            return;
        }
        sum += p;
        v->yea_mean += k * p;
        v->distribution[k] = p;
    }
    if (fabs(sum - 1) > SUM_ERROR)
        yaml_fail(&r->in, list, NULL, "distribution: the chances add up to %.4f", sum);
}

static void read_kind(struct reader *r, const struct yaml_node *map,
                      struct aisle_forecast_vote *v)
{
#define KIND_WORD(name, word, words, usual) word,
    static const char *const kinds[] = {AISLE_VOTE_KIND_LIST(KIND_WORD)};
#undef KIND_WORD
    static const char *const requires[] = {"1/2", "3/5", "2/3"};
    if (!yaml_get(map, "kind"))
        yaml_fail(&r->in, map, "make the forecast again, with --no-cache",
                  "a forecast of an earlier version, which does not say its kind");
    v->kind = (enum aisle_vote_kind)yaml_choice(&r->in, map, "kind", YAML_OPTIONAL,
                                                AISLE_VOTE_KINDS, kinds, 0);
    v->requires = (enum aisle_requires)yaml_choice(&r->in, map, "requires",
                                                   YAML_OPTIONAL, 3, requires, 0);
}

static void read_vote(struct reader *r, const struct yaml_node *map, const char *id,
                      struct aisle_forecast_vote *v)
{
    v->actual_yea = v->actual_nay = -1;
    v->id = text_of(r, map, id);
    v->question = text_of(r, map, "question");
    v->rule = text_of(r, map, "rule");
    read_kind(r, map, v);
    v->threshold =
        yaml_int(&r->in, map, "threshold", YAML_REQUIRED, 1, AISLE_SEATS_MAX, 0);
    v->p_pass = chance_of(r, map, "p_pass");
    v->base_rate = chance_of(r, map, "base_rate");
    read_distribution(r, map, v);
    read_senators(r, map, v);
}

/* ---- the whole ---- */

static bool make_room(struct reader *r, int count)
{
    r->out->votes = mem_new((size_t)count, sizeof *r->out->votes);
    if (!r->out->votes)
        r->in.status = ctx_no_memory(r->in.ctx);
    return r->out->votes != NULL;
}

/* A board (whip) is a vote by itself; a forecast has a list of them. */
static void read_votes(struct reader *r, const struct yaml_node *root)
{
    const struct yaml_node *list = yaml_get(root, "votes");
    if (!list && yaml_get(root, "vote") && yaml_get(root, "bands")) {
        if (make_room(r, 1))
            read_vote(r, root, "vote", &r->out->votes[r->out->vote_count++]);
        return;
    }
    if (!list || list->kind != YAML_LIST || list->count == 0) {
        yaml_fail(&r->in, root, "score what forecast, run or whip --json wrote",
                  "no forecast in it");
        return;
    }
    if (!make_room(r, list->count))
        return;
    for (int i = 0; i < list->count; i++)
        read_vote(r, list->items[i], "id", &r->out->votes[r->out->vote_count++]);
}

static void read_forecast(struct reader *r, const struct yaml_node *root)
{
    const struct yaml_node *part = yaml_get(root, "forecast"); /* of run.json */
    if (yaml_get(root, "provisions")) {
        yaml_fail(&r->in, root, "'aisle forecast PACKAGE.yaml --json' makes a forecast",
                  "this is a package, not a forecast of one");
        return;
    }
    part = part && part->kind == YAML_MAP ? part : root;
    read_votes(r, part);
    if (r->in.status != AISLE_OK)
        return;
    r->out->package = text_of(r, part, "package");
    r->out->as_of = yaml_day(&r->in, part, "as_of", YAML_REQUIRED);
}

enum aisle_status aisle_import_forecast_bytes(struct aisle_ctx *ctx, const char *path,
                                              const char *bytes, size_t size,
                                              struct aisle_forecast *out)
{
    struct yaml_doc doc = {0};
    struct aisle_forecast made;
    aisle_forecast_init(&made);
    enum aisle_status status = yaml_read(ctx, path, bytes, size, &doc);
    if (status != AISLE_OK)
        return status;
    struct reader r = {yaml_reader(ctx, &doc), &made};
    read_forecast(&r, doc.root);
    status = r.in.status;
    yaml_clear(&doc);
    if (status == AISLE_OK)
        *out = made;
    else
        aisle_forecast_clear(&made);
    return status;
}

enum aisle_status aisle_import_forecast(struct aisle_ctx *ctx, const char *path,
                                        struct aisle_forecast *out)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status == AISLE_OK)
        status = aisle_import_forecast_bytes(ctx, path, bytes, size, out);
    free(bytes);
    return status;
}
