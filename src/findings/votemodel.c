/* A vote model: its terms, what they earn on hidden votes, and roll calls by kind. */
#include "base/mem.h"
#include "findings/findings_parts.h"
#include "report_fit/fit_parts.h"
#include "words/csv_parts.h"
#include "words/json_parts.h"
#include <aisle/report_votemodel.h>

#include <math.h>
#include <string.h>

static bool has(const struct aisle_votemodel *m, unsigned term)
{
    return m->terms & term;
}

/* --- text -------------------------------------------------------------------------- */

static void add_offsets(struct text *out, const struct aisle_votemodel *m)
{
    text_add(out, "  offsets    members move by (root mean square)");
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        text_addf(out, "%s %s %s", t ? "," : "",
                  words_real(m->offset_rms[t], 2, false).s,
                  aisle_vote_type_text((enum aisle_vote_type)t));
}

static void add_terms(struct lines *lines, const struct aisle_votemodel *m)
{
    struct text row = {0};
    if (has(m, AISLE_TERM_LEADER) && m->leader_votes == 0)
        lines_say(lines, 13, 0, "  leader     no such vote on a failed cloture");
    else if (has(m, AISLE_TERM_LEADER))
        lines_say(lines, 13, 0,
                  "  leader     %d votes of the majority leader on failed clotures "
                  "left out of his place; nay on %s of them",
                  m->leader_votes, words_percent(m->leader_nay).s);
    if (has(m, AISLE_TERM_LOYALTY))
        lines_say(lines, 13, 0,
                  "  loyalty    %s roll calls pull on the caucuses beside positions, "
                  "by %s in log odds",
                  words_real(m->loyalty_items, 0, false).s,
                  words_real(m->loyalty_size, 1, false).s);
    if (has(m, AISLE_TERM_UNFOLDING))
        lines_say(lines, 13, 0,
                  "  unfolding  %s of %d roll calls bend; %d set both ends against "
                  "the middle",
                  words_real(m->unfolding_items, 0, false).s, m->item_count,
                  m->unfolding_count);
    if (has(m, AISLE_TERM_OFFSETS)) {
        add_offsets(&row, m);
        lines_take(lines, &row, 13, 0);
    }
    if (has(m, AISLE_TERM_LAPSE))
        lines_say(lines, 13, 0,
                  "  lapse      %s%% of votes have nothing to do with position",
                  words_real(100 * m->lapse, 2, false).s);
}

static void add_absence(struct lines *lines, const struct aisle_votemodel *m)
{
    const struct aisle_absence *a = &m->absence;
    lines_end(lines);
    lines_heading(lines, "Who is absent");
    lines_say(lines, 4, 0,
              "  %s of %s hidden seats were; geometric mean chance of having voted or "
              "not %s, %s by member and roll call alone",
              words_count(a->absent).s, words_count(a->seats).s,
              words_real(a->gmp, 4, false).s, words_real(a->gmp_plain, 4, false).s);
    lines_dim(lines, "  part        gain alone   log odds   kept");
    for (int k = 0; k < AISLE_ABSENCE_PARTS; k++) {
        text_add(lines->out, "  ");
        lines_cell(lines, aisle_absence_word((enum aisle_absence_part)k), 10);
        lines_cell(lines, words_real(a->gain[k], 4, true).s, -12);
        lines_cell(lines, words_real(a->effect[k], 1, k > 0).s, -11);
        text_add(lines->out, AISLE_ABSENCE_KEPT & 1u << k ? "   yes" : "   no");
        lines_end(lines);
    }
}

static void add_heldout(struct lines *lines, const struct aisle_votemodel *m)
{
    lines_end(lines);
    lines_heading(lines, "Worth on hidden votes (one fifth, the same for both)");
    lines_say(lines, 4, 0,
              "  with the terms  geometric mean chance %s, right %s%% of %s votes",
              words_real(m->heldout.gmp, 4, false).s,
              words_real(100 * m->heldout.right, 2, false).s,
              words_count(m->heldout.votes).s);
    lines_say(lines, 4, 0, "  plain model     geometric mean chance %s, right %s%%",
              words_real(m->plain.gmp, 4, false).s,
              words_real(100 * m->plain.right, 2, false).s);
    lines_say(lines, 4, 0, "  difference      %s, %s points",
              words_real(m->heldout.gmp - m->plain.gmp, 4, true).s,
              words_real(100 * (m->heldout.right - m->plain.right), 2, true).s);
}

struct keyed {
    double key;
    int item;
};

static int compare_keys(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->key != b->key)
        return a->key > b->key ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

enum { UNFOLDING_SHOWN = 10 };

/* The surest of them, and among these the strongest. */
static void add_unfolding(struct lines *lines, const struct aisle_votes *votes,
                          const struct aisle_votemodel *m)
{
    int count = 0;
    struct keyed *keys = mem_new((size_t)m->item_count + 1, sizeof *keys);
    if (!keys) {
        lines->out->failed = true;
        return;
    }
    for (int j = 0; j < m->item_count; j++)
        if (m->items[j].kind == AISLE_ITEM_UNFOLDING)
            keys[count++] = (struct keyed){
                round(1000 * aisle_votemodel_item_unfolding(&m->items[j])) +
                    fmin(fabs(m->items[j].c[m->items[j].likeliest]) / 100, 0.99),
                j};
    qsort(keys, (size_t)count, sizeof *keys, compare_keys);
    lines_end(lines);
    lines_heading(lines, "Roll calls of both ends against the middle");
    lines_dim(lines, "  number    yeas   chance  turns at  ends  what");
    for (int k = 0; k < count && k < UNFOLDING_SHOWN; k++) {
        const struct aisle_votemodel_item *item = &m->items[keys[k].item];
        const struct aisle_rollcall *r = &votes->rollcalls[item->rollcall];
        text_add(lines->out, "  ");
        lines_cell(lines, findings_number(r).s, 8);
        lines_cell(lines, words_format("%d-%d", r->yea, r->nay).s, -6);
        lines_cell(lines, words_percent(aisle_votemodel_item_unfolding(item)).s, -8);
        lines_cell(lines, words_real(item->turn, 2, true).s, -10);
        lines_cell(lines, item->c[item->likeliest] > 0 ? "yea" : "nay", -6);
        text_add(lines->out, "  ");
        lines_cell(lines, findings_title(r).s, lines->width - 42);
        lines_end(lines);
    }
    free(keys);
}

enum aisle_status aisle_report_votemodel_text(struct aisle_ctx *ctx,
                                              const struct aisle_votes *votes,
                                              const struct aisle_votemodel *m,
                                              const struct aisle_fit *points,
                                              struct aisle_text_style style, char **out)
{
    struct text text = {0};
    struct lines lines = lines_of(&text, style);
    lines_fit_head(&lines, points);
    if (!m->converged)
        lines_say(&lines, 4, 0, "NOT CONVERGED after %d sweeps", m->iterations);
    add_heldout(&lines, m);
    if (m->terms & ~(unsigned)AISLE_TERM_ABSENCE) {
        lines_end(&lines);
        lines_heading(&lines, "What the terms come to");
    }
    add_terms(&lines, m);
    if (has(m, AISLE_TERM_ABSENCE))
        add_absence(&lines, m);
    if (m->unfolding_count > 0)
        add_unfolding(&lines, votes, m);
    lines_end(&lines);
    lines_fit_places(&lines, points);
    return report_take(ctx, &text, out);
}

/* --- JSON -------------------------------------------------------------------------- */

static void put_score(struct json *json, const char *key,
                      const struct aisle_votemodel_score *s)
{
    json_key(json, key);
    json_open(json, '{');
    json_put_int(json, "votes", s->votes);
    json_put_real(json, "gmp", s->gmp);
    json_put_real(json, "classified", s->right);
    json_put_real(json, "apre", s->apre);
    json_close(json);
}

static void put_by_type(struct json *json, const char *key, const double *values)
{
    json_key(json, key);
    json_open(json, '{');
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        json_put_real(json, aisle_vote_type_text((enum aisle_vote_type)t), values[t]);
    json_close(json);
}

/* One key a term that was asked for. */
static void put_estimates(struct json *json, const struct aisle_votemodel *m)
{
    json_key(json, "estimates");
    json_open(json, '{');
    if (has(m, AISLE_TERM_LEADER)) {
        json_put_int(json, "leader_votes", m->leader_votes);
        json_put_real(json, "leader_nay", m->leader_votes > 0 ? m->leader_nay : NAN);
    }
    if (has(m, AISLE_TERM_LOYALTY)) {
        json_put_real(json, "loyalty_rollcalls", m->loyalty_items);
        json_put_real(json, "loyalty_log_odds", m->loyalty_size);
    }
    if (has(m, AISLE_TERM_UNFOLDING)) {
        json_put_real(json, "unfolding_rollcalls", m->unfolding_items);
        json_put_int(json, "unfolding_kind", m->unfolding_count);
    }
    if (has(m, AISLE_TERM_OFFSETS))
        put_by_type(json, "offset_rms", m->offset_rms);
    if (has(m, AISLE_TERM_LAPSE))
        json_put_real(json, "lapse", m->lapse);
    json_close(json);
}

static void put_absence(struct json *json, const struct aisle_absence *a)
{
    json_key(json, "absence");
    json_open(json, '{');
    json_put_int(json, "seats", a->seats);
    json_put_int(json, "absent", a->absent);
    json_put_real(json, "gmp_heldout", a->gmp);
    json_put_real(json, "gmp_heldout_plain", a->gmp_plain);
    json_key(json, "parts");
    json_open(json, '[');
    for (int k = 0; k < AISLE_ABSENCE_PARTS; k++) {
        json_open(json, '{');
        json_put_text(json, "name", aisle_absence_word((enum aisle_absence_part)k));
        json_put_bool(json, "kept", AISLE_ABSENCE_KEPT & 1u << k);
        json_put_real(json, "gain", a->gain[k]);
        json_put_real(json, "log_odds", a->effect[k]);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

static void put_model(struct json *json, const struct aisle_votemodel *m)
{
    json_key(json, "model");
    json_open(json, '{');
    json_key(json, "terms");
    json_open(json, '[');
    for (int t = 0; t < AISLE_TERM_COUNT; t++)
        if (has(m, 1u << t))
            json_text(json, aisle_term_word(t));
    json_close(json);
    json_put_bool(json, "converged", m->converged);
    json_put_int(json, "sweeps", m->iterations);
    put_estimates(json, m);
    put_score(json, "heldout", &m->heldout);
    put_score(json, "heldout_plain", &m->plain);
    json_put_real(json, "gmp_heldout_gain", m->heldout.gmp - m->plain.gmp);
    if (has(m, AISLE_TERM_ABSENCE))
        put_absence(json, &m->absence);
    json_close(json);
}

static void put_item(struct json *json, const struct aisle_votes *votes,
                     const struct aisle_votemodel *m,
                     const struct aisle_votemodel_item *item)
{
    const struct aisle_rollcall *r = &votes->rollcalls[item->rollcall];
    int at = item->likeliest;
    json_open(json, '{');
    json_put_int(json, "congress", r->congress);
    json_put_int(json, "number", r->number);
    json_put_day(json, "date", r->date);
    json_put_text(json, "title", findings_about(r));
    json_put_text(json, "type", aisle_vote_type_text(item->type));
    json_put_text(json, "kind", aisle_item_kind_text(item->kind));
    json_put_real(json, "p_unfolding", aisle_votemodel_item_unfolding(item));
    json_put_real(json, "p_loyalty", aisle_votemodel_item_loyalty(item));
    json_put_real(json, "turn", item->turn);
    json_put_real(json, "a", item->a[at]);
    json_key(json, "b");
    json_open(json, '[');
    for (int k = 0; k < m->dims; k++)
        json_real(json, item->b[at][k]);
    json_close(json);
    json_put_real(json, "loyalty", item->p[at]);
    json_put_real(json, "unfolding", item->c[at]);
    json_close(json);
}

static void put_member(struct json *json, const struct aisle_votemodel *m,
                       const struct aisle_fit *points, int member)
{
    json_open(json, '{');
    json_put_string(json, "bioguide", points->members[member].bioguide);
    json_put_text(json, "name", points->members[member].name);
    if (has(m, AISLE_TERM_OFFSETS))
        put_by_type(json, "offset", m->members[member].offset);
    if (has(m, AISLE_TERM_ABSENCE))
        put_by_type(json, "p_absent", m->members[member].p_absent);
    json_close(json);
}

enum aisle_status aisle_report_votemodel_json(
    struct aisle_ctx *ctx, const struct aisle_run *run, const struct aisle_votes *votes,
    const struct aisle_votemodel *m, const struct aisle_fit *points, char **out)
{
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_run(&json, run);
    json_fit_keys(&json, points);
    put_model(&json, m);
    json_key(&json, "items");
    json_open(&json, '[');
    for (int j = 0; j < m->item_count; j++)
        put_item(&json, votes, m, &m->items[j]);
    json_close(&json);
    if (has(m, AISLE_TERM_OFFSETS) || has(m, AISLE_TERM_ABSENCE)) {
        json_key(&json, "by_type");
        json_open(&json, '[');
        for (int i = 0; i < m->member_count; i++)
            put_member(&json, m, points, i);
        json_close(&json);
    }
    json_close(&json);
    return report_take(ctx, &text, out);
}

/* --- CSV --------------------------------------------------------------------------- */

static void add_columns(struct text *out, const char *name)
{
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        text_addf(out, ",%s_%s", name, aisle_vote_type_text((enum aisle_vote_type)t));
}

static void add_values(struct text *out, const double *values)
{
    for (int t = 0; t < AISLE_VOTE_TYPES; t++)
        csv_put_number(out, values[t]);
}

enum aisle_status aisle_report_votemodel_csv(struct aisle_ctx *ctx,
                                             const struct aisle_votemodel *m,
                                             const struct aisle_fit *points, char **out)
{
    char *rows = NULL;
    struct text text = {0};
    enum aisle_status status = aisle_report_fit_csv(ctx, points, &rows);
    if (status != AISLE_OK)
        return status;
    bool offsets = has(m, AISLE_TERM_OFFSETS), absence = has(m, AISLE_TERM_ABSENCE);
    const char *line = rows;
    for (int i = -1; i < m->member_count; i++) {
        const char *end = strchr(line, '\n');
        text_add_bytes(&text, line, (size_t)(end - line));
        if (offsets && i < 0)
            add_columns(&text, "offset");
        else if (offsets)
            add_values(&text, m->members[i].offset);
        if (absence && i < 0)
            add_columns(&text, "p_absent");
        else if (absence)
            add_values(&text, m->members[i].p_absent);
        text_add_char(&text, '\n');
        line = end + 1;
    }
    free(rows);
    return report_take(ctx, &text, out);
}
