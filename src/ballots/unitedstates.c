/* unitedstates/congress: one roll call a file, JSON.
 *
 * JSON is read as the YAML that it is, since that reader knows the line and column
 * of everything and takes the line breaks that stand raw within some texts. Keys
 * that are not read here are the project's own and let through. */
#include "ballots/ballots.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/yaml.h"
#include "voteview/voteview.h"
#include <string.h>

struct reader {
    struct ballots *b;
    struct yaml_reader in;
    const struct yaml_node *root;
    struct ballots_rollcall out;
};

static const struct yaml_node *section(struct reader *r, const char *key)
{
    const struct yaml_node *node = yaml_get(r->root, key);
    return node && node->kind == YAML_MAP ? node : NULL;
}

static const char *text_of(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *node = map ? yaml_get(map, key) : NULL;
    bool none = !node || node->kind != YAML_SCALAR ||
                (!node->quoted && strcmp(node->text, "null") == 0);
    return none ? "" : node->text;
}

/* "2024-02-13T05:14:00-05:00" is in the chamber's own time. */
static void read_when(struct reader *r, struct aisle_rollcall *out)
{
    const char *text = yaml_text(&r->in, r->root, "date", YAML_REQUIRED);
    char date[12] = "";
    size_t n = strlen(text);
    out->date = AISLE_DAY_NONE;
    if (n >= 10) {
        memcpy(date, text, 10);
        out->date = aisle_day_parse(date);
    }
    if (n > 0 && out->date == AISLE_DAY_NONE)
        yaml_fail(&r->in, yaml_get(r->root, "date"), NULL, "'%.40s' is no date", text);
    if (n >= 19 && text[10] == 'T')
        memcpy(out->time, text + 11, 8);
}

/* "1" and "2", or the year in which the session began. */
static void read_session(struct reader *r, int congress)
{
    const char *text = yaml_text(&r->in, r->root, "session", YAML_REQUIRED);
    int64_t value = 0;
    if (*text && !text_to_int(text, 1, 9999, &value))
        value = 0;
    if (value > BALLOTS_SESSIONS && congress > 0)
        value -= 1786 + 2 * congress; /* the first session's year is 1787 + 2c */
    if (*text && (value < 1 || value > BALLOTS_SESSIONS))
        yaml_fail(&r->in, yaml_get(r->root, "session"), NULL,
                  "'%.20s' is no session of Congress %d", text, congress);
    r->out.session = value < 1 ? 1 : (int)value;
}

static void read_identity(struct reader *r)
{
    struct aisle_rollcall *out = &r->out.row.rollcall;
    out->congress = yaml_int(&r->in, r->root, "congress", YAML_REQUIRED, 1, 999, 0);
    r->out.number = yaml_int(&r->in, r->root, "number", YAML_REQUIRED, 1, 100000, 0);
    read_session(r, out->congress);
    read_when(r, out);
}

static const char *chamber_of(struct reader *r)
{
    static const char *const letters[] = {"s", "h"};
    int chamber = yaml_choice(&r->in, r->root, "chamber", YAML_REQUIRED, 2, letters, 0);
    return chamber == 1 ? "house" : "senate";
}

/* The project's words for the category where they are not the record's; -1: none. */
static int category_of(const char *text)
{
    return strcmp(text, "passage-suspension") == 0 ? AISLE_CATEGORY_PASSAGE
                                                   : aisle_category_parse(text);
}

/* What kind of cloture; and a category that is not known is read off the question. */
static void settle_kind(struct reader *r, struct aisle_rollcall *out)
{
    const char *word = text_of(r->root, "category");
    if (category_of(word) < 0) {
        enum aisle_requires named = out->requires;
        voteview_kind(out, out->question);
        out->requires = named;
        if (!import_skip(r->b->report, "category not known: read off the question",
                         r->out.place, "'%.40s': %s", word, out->question))
            ballots_no_memory(r->b);
    }
    if (out->category == AISLE_CATEGORY_CLOTURE)
        out->cloture = *out->nomination ? AISLE_CLOTURE_NOMINATION
                                        : voteview_cloture(out, out->question);
}

static void read_kind(struct reader *r, struct aisle_rollcall *out)
{
    int category = category_of(yaml_text(&r->in, r->root, "category", YAML_REQUIRED));
    out->category = category < 0 ? AISLE_CATEGORY_OTHER : (enum aisle_category)category;
    const char *requires = yaml_text(&r->in, r->root, "requires", YAML_REQUIRED);
    int code = aisle_requires_parse(requires);
    bool quorum = text_equal_fold(requires, "QUORUM");
    if (*requires && code < 0 && !quorum)
        yaml_fail(&r->in, yaml_get(r->root, "requires"), "1/2, 3/5 or 2/3",
                  "'%.20s' is no majority that is known", requires);
    out->requires = code < 0 ? AISLE_REQUIRES_1_2 : (enum aisle_requires)code;
}

static char *joined(const char *a, const char *b)
{
    return mem_format("%s%s", a, b);
}

static bool read_texts(struct reader *r, struct aisle_rollcall *out)
{
    const struct yaml_node *bill = section(r, "bill"),
                           *amendment = section(r, "amendment"),
                           *nomination = section(r, "nomination");
    out->vote_type = mem_copy_text(text_of(r->root, "type"));
    out->question = mem_copy_text(text_of(r->root, "question"));
    out->result = mem_copy_text(text_of(r->root, "result"));
    out->subject = mem_copy_text(text_of(r->root, "subject"));
    out->bill = joined(text_of(bill, "type"), text_of(bill, "number"));
    out->bill_title = mem_copy_text(text_of(bill, "title"));
    out->amendment = joined(text_of(amendment, "type"), text_of(amendment, "number"));
    out->purpose = mem_copy_text(text_of(amendment, "purpose"));
    out->nomination = mem_copy_text(text_of(nomination, "number"));
    if (out->vote_type && out->question && out->result && out->subject && out->bill &&
        out->bill_title && out->amendment && out->purpose && out->nomination)
        return true;
    return ballots_no_memory(r->b);
}

/* The House gives no surname beside the name to show: "Adams", "Garcia (TX)". */
static bool name_of(struct reader *r, const struct yaml_node *map,
                    struct ballots_person *who)
{
    const char *last = text_of(map, "last_name");
    const char *shown = text_of(map, "display_name");
    const char *open = strstr(shown, " (");
    who->last =
        *last ? mem_copy_text(last)
              : mem_copy_bytes(shown, open ? (size_t)(open - shown) : strlen(shown));
    who->first = mem_copy_text(text_of(map, "first_name"));
    return (who->last && who->first) || ballots_no_memory(r->b);
}

static void read_member(struct reader *r, const struct yaml_node *map, uint8_t cast)
{
    struct ballots_person who = {.place = {r->in.path, map->line, map->column}};
    if (map->kind != YAML_MAP) {
        yaml_fail(&r->in, map, "{\"id\": ..., \"party\": ..., \"state\": ...}",
                  "'%.40s' is no member",
                  map->kind == YAML_SCALAR ? map->text : "a list");
        return;
    }
    const char *id = yaml_text(&r->in, map, "id", YAML_REQUIRED);
    if (ballots_is_bioguide(id))
        text_fit(who.bioguide, sizeof who.bioguide, id);
    else if (ballots_is_lis(id))
        text_fit(who.lis, sizeof who.lis, id);
    else if (*id)
        yaml_fail(&r->in, yaml_get(map, "id"), "as S354 or B001230",
                  "'%.40s' is no member's id", id);
    if (!*who.bioguide && !*who.lis)
        return;
    text_fit(who.id, sizeof who.id, id);
    if (!text_fit(who.state, sizeof who.state, text_of(map, "state")))
        yaml_fail(&r->in, yaml_get(map, "state"), NULL, "'%.40s' is no state",
                  text_of(map, "state"));
    const char *party = yaml_text(&r->in, map, "party", YAML_REQUIRED);
    if (name_of(r, map, &who))
        ballots_add(r->b, &who, cast, ballots_party(party));
    free(who.last);
    free(who.first);
}

/* The Vice President stands among the yeas as a bare "VP". */
static void read_casts(struct reader *r, const struct yaml_node *list, int cast)
{
    struct aisle_rollcall *now =
        &r->b->rollcalls[r->b->rollcall_count - 1].row.rollcall;
    for (int i = 0; i < list->count && r->b->status != AISLE_MEMORY; i++) {
        const struct yaml_node *item = list->items[i];
        if (item->kind == YAML_SCALAR && strcmp(item->text, "VP") == 0 &&
            (cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY))
            now->vp_tie = cast;
        else
            read_member(r, item, (uint8_t)cast);
    }
}

/* A vote for persons (a Speaker's election) and a call of the roll for a quorum put
 * no question; such a roll call is told of and left out. */
static bool asks_question(struct reader *r, const struct yaml_node *votes)
{
    int asked = 0;
    for (int i = 0; i < votes->count; i++) {
        const struct yaml_node *list = votes->items[i];
        int cast = ballots_cast(votes->keys[i]->text);
        if (list->kind != YAML_LIST)
            yaml_fail(&r->in, list, NULL, "the votes of '%.40s' are no list",
                      votes->keys[i]->text);
        else if (cast < 0 && list->count > 0)
            return false;
        asked += cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
    }
    return asked > 0;
}

static void read_votes(struct reader *r, const char *chamber)
{
    const struct yaml_node *votes =
        yaml_child(&r->in, r->root, "votes", YAML_MAP, YAML_REQUIRED);
    struct aisle_rollcall *rollcall = &r->out.row.rollcall;
    if (!votes || !asks_question(r, votes)) {
        if (votes && !import_skip(r->b->report, "roll call that puts no question",
                                  r->out.place, "%s", rollcall->question))
            ballots_no_memory(r->b);
        record_rollcall_clear(rollcall);
        return;
    }
    if (!ballots_begin(r->b, chamber, &r->out))
        return;
    for (int i = 0; i < votes->count; i++) {
        int cast = ballots_cast(votes->keys[i]->text);
        if (cast >= 0 && votes->items[i]->kind == YAML_LIST)
            read_casts(r, votes->items[i], cast);
    }
    if (r->b->rollcalls[r->b->rollcall_count - 1].count == 0)
        yaml_fail(&r->in, votes, NULL, "a roll call without a vote");
}

static void read_root(struct reader *r)
{
    struct ballots_rollcall *out = &r->out;
    out->place = (struct place){r->in.path, r->root->line, r->root->column};
    out->row.path = r->in.path;
    out->row.line = r->root->line;
    const char *chamber = chamber_of(r);
    read_identity(r);
    read_kind(r, &out->row.rollcall);
    if (!read_texts(r, &out->row.rollcall)) {
        record_rollcall_clear(&out->row.rollcall);
        return;
    }
    struct aisle_rollcall *rollcall = &out->row.rollcall;
    settle_kind(r, rollcall);
    out->row.has_counts = ballots_result_counts(text_of(r->root, "result_text"),
                                                &rollcall->yea, &rollcall->nay);
    read_votes(r, chamber);
}

bool unitedstates_read(struct ballots *b, const char *path, const char *bytes,
                       size_t size)
{
    struct yaml_doc doc = {0};
    enum aisle_status status = yaml_read(b->ctx, path, bytes, size, &doc);
    if (status == AISLE_OK) {
        struct reader r = {.b = b, .in = yaml_reader(b->ctx, &doc), .root = doc.root};
        if (doc.root->kind != YAML_MAP)
            yaml_fail(&r.in, doc.root, "a file holds one roll call: {\"chamber\": ...}",
                      "no JSON object");
        else
            read_root(&r);
        status = r.in.status;
    }
    yaml_clear(&doc);
    if (b->status == AISLE_OK || status == AISLE_MEMORY)
        b->status = status == AISLE_OK ? b->status : status;
    return b->status != AISLE_MEMORY;
}

enum aisle_status aisle_import_unitedstates(struct aisle_ctx *ctx, int count,
                                            const char *const *paths,
                                            const struct aisle_import_known *known,
                                            struct aisle_votes *votes,
                                            struct aisle_import_report *report)
{
    return ballots_import_files(ctx, unitedstates_read, count, paths, known, votes,
                                report);
}
