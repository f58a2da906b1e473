#include "forecast/statements.h"

#include "base/mem.h"
#include "forecast/notes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A statement as it is used. */
struct heard {
    int statement;
    int seat;
    bool kept;   /* not superseded */
    int peers;   /* kept statements of the senator on the object, itself included */
    int batch;   /* kept ones of the same day and source */
    double keep; /* 1 today, towards 0 as it ages or comes from others */
};

void statements_clear(struct aisle_forecaster *f)
{
    free(f->likings);
    free(f->provisos);
    free(f->supposed);
    f->likings = NULL;
    f->provisos = NULL;
    f->supposed = NULL;
}

static int way(enum aisle_position position)
{
    switch (position) {
    case AISLE_POSITION_NO:
    case AISLE_POSITION_LEAN_NO:
        return -1;
    case AISLE_POSITION_YES:
    case AISLE_POSITION_LEAN_YES:
        return 1;
    default:
        return 0;
    }
}

static bool same_object(const struct aisle_statement *a,
                        const struct aisle_statement *b)
{
    return a->vote == b->vote && a->provision == b->provision;
}

/* The file that a statement stands in: the package's, or a whip count's. */
static const char *path_of(const struct aisle_forecaster *f,
                           const struct aisle_statement *s)
{
    return s->path ? s->path : f->package->path;
}

static enum aisle_status resolve(struct aisle_ctx *ctx,
                                 const struct aisle_forecaster *f,
                                 const struct aisle_statement *s, int *seat)
{
    int member = -1;
    if (s->bioguide[0])
        member = aisle_votes_find_member(f->votes, s->bioguide);
    if (member < 0 || !f->votes->members[member].in_office) {
        enum aisle_status status =
            aisle_votes_find_senator_at(ctx, f->votes, path_of(f, s), s->line,
                                        s->column, s->senator, s->state, &member);
        if (status != AISLE_OK)
            return status;
    }
    *seat = roster_seat(&f->roster, member);
    return AISLE_OK;
}

/* Two positions of one senator on one object on one day. */
static enum aisle_status check_pair(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                    const struct aisle_statement *a,
                                    const struct aisle_statement *b)
{
    if (a->date != b->date || way(a->position) * way(b->position) >= 0)
        return AISLE_OK;
    char day[AISLE_DATE_TEXT];
    aisle_day_format(a->date, day);
    if (strcmp(a->source, b->source) == 0) {
        struct place place = {path_of(f, b), b->line, b->column};
        return ctx_fail_at(
            ctx, AISLE_INPUT, place, "keep the one that holds, or name its own source",
            "%s says '%s' here and '%s' at %s:%d:%d, on %s, in one source", b->senator,
            aisle_position_text(b->position), aisle_position_text(a->position),
            path_of(f, a), a->line, a->column, day);
    }
    return notes_add(ctx, f,
                     "Sources contradict one another on %s (%s): '%s' and '%s'. Both "
                     "are kept, %s.",
                     a->senator, day, aisle_position_text(a->position),
                     aisle_position_text(b->position),
                     a->second_hand == b->second_hand
                         ? "each at half weight"
                         : "what others say as evidence beside his own word");
}

static enum aisle_status listen(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                struct heard *heard, int *count)
{
    enum aisle_status status = AISLE_OK;
    int later = 0;
    int supposed = 0;
    for (int k = 0; k < f->package->statement_count; k++) {
        const struct aisle_statement *s = &f->package->statements[k];
        if (s->date > f->as_of) {
            later++;
            continue;
        }
        struct heard h = {.statement = k, .seat = -1, .kept = true};
        enum aisle_status one = resolve(ctx, f, s, &h.seat);
        if (one != AISLE_OK)
            status = one;
        else if (f->supposed[h.seat] != SUPPOSED_NOT)
            supposed++;
        else
            heard[(*count)++] = h;
    }
    if (status == AISLE_OK && later > 0)
        status =
            notes_add(ctx, f, "%d statement%s dated after the as-of date: not read.",
                      later, later == 1 ? " is" : "s are");
    if (status == AISLE_OK && supposed > 0)
        status = notes_add(ctx, f, "%d statement%s replaced by what you suppose.",
                           supposed, supposed == 1 ? " is" : "s are");
    return status;
}

/* What others say of a senator does not take back what he says himself. */
static bool outranks(const struct aisle_statement *b, const struct aisle_statement *a)
{
    return a->second_hand || !b->second_hand;
}

static enum aisle_status weed(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                              struct heard *heard, int count)
{
    enum aisle_status status = AISLE_OK;
    const struct aisle_statement *all = f->package->statements;
    for (int j = 0; j < count; j++)
        for (int k = 0; k < count; k++) {
            const struct aisle_statement *a = &all[heard[j].statement];
            const struct aisle_statement *b = &all[heard[k].statement];
            if (heard[j].seat != heard[k].seat || !same_object(a, b))
                continue;
            if (b->date > a->date && outranks(b, a))
                heard[j].kept = false;
            enum aisle_status one = j < k ? check_pair(ctx, f, a, b) : AISLE_OK;
            if (one != AISLE_OK)
                status = one;
        }
    return status;
}

static void weigh(const struct aisle_forecaster *f, struct heard *heard, int count)
{
    const struct aisle_statement *all = f->package->statements;
    for (int j = 0; j < count; j++) {
        const struct aisle_statement *a = &all[heard[j].statement];
        double age = (double)(f->as_of - a->date);
        heard[j].keep = exp2(-age / f->settings.statement_half_life_days);
        if (a->second_hand)
            heard[j].keep *= f->settings.statement_second_hand;
        for (int k = 0; k < count; k++) {
            const struct aisle_statement *b = &all[heard[k].statement];
            if (!heard[k].kept)
                continue;
            heard[j].peers += heard[j].seat == heard[k].seat && same_object(a, b) &&
                              a->second_hand == b->second_hand;
            heard[j].batch += a->date == b->date && strcmp(a->source, b->source) == 0 &&
                              a->provision < 0 && b->provision < 0;
        }
    }
}

/* Only a position that answers "how will you vote" bears on where the vote
 * divides the Senate; the softer ones are the senator's own affair. Of a batch, a few
 * count: who is listed in a count was not drawn by lot. */
static double claim_exponent(const struct aisle_forecaster *f, const struct heard *h)
{
    const struct aisle_statement *s = &f->package->statements[h->statement];
    if (way(s->position) == 0)
        return 0;
    return h->batch > 1 ? fmin(1, f->settings.statement_batch_worth / h->batch) : 1;
}

/* A word older than the text, or than the last vote on it, may be about another. */
static double version_keep(const struct aisle_forecaster *f, const struct gate *gate,
                           const struct aisle_statement *s)
{
    aisle_day since = f->package->text_since;
    bool before_text = since != AISLE_DAY_NONE && s->date < since;
    bool before_vote =
        gate->repeat >= 0 && s->date < f->votes->rollcalls[gate->repeat].date;
    return before_text || before_vote ? f->settings.statement_earlier_version : 1;
}

static bool is_conditional(const struct aisle_statement *s)
{
    return s->condition != AISLE_CONDITION_NONE ||
           (s->position == AISLE_POSITION_CONDITIONAL && s->provision >= 0);
}

/* A statement on the package, or on the gate's own vote, that says how he will vote. */
static bool bears_on(const struct aisle_statement *s, int gate)
{
    return s->provision < 0 && !is_conditional(s) && (s->vote < 0 || s->vote == gate);
}

/* At a vote the latest word holds, be it on the package or on the vote; of one day's,
 * that on the vote. */
static bool is_replaced(const struct aisle_forecaster *f, int gate,
                        const struct heard *heard, int count, int j)
{
    const struct aisle_statement *a = &f->package->statements[heard[j].statement];
    for (int k = 0; k < count; k++) {
        const struct aisle_statement *b = &f->package->statements[heard[k].statement];
        bool closer = b->date == a->date && b->vote >= 0 && a->vote < 0;
        if (heard[k].kept && heard[k].seat == heard[j].seat && bears_on(b, gate) &&
            outranks(b, a) && (b->date > a->date || closer))
            return true;
    }
    return false;
}

static void add_claim(const struct aisle_forecaster *f, int g, const struct heard *h)
{
    struct gate *gate = &f->gates[g];
    const struct aisle_statement *s = &f->package->statements[h->statement];
    struct word *word = &gate->words[h->seat];
    double said = settings_said(&f->settings, s->position);
    double keep = h->keep * version_keep(f, gate, s);
    double yea = 0.5 + (said - 0.5) * keep;
    double odds = log(yea / (1 - yea)) / h->peers;
    gate->claims[gate->claim_count++] = (struct claim){h->statement, h->seat};
    if (way(s->position) == 0 || s->second_hand)
        word->heard += (float)odds;
    else if (way(s->position) > 0)
        word->yea += (float)((2 * yea - 1) / h->peers);
    else
        word->nay += (float)((1 - 2 * yea) / h->peers);
    if (way(s->position) != 0)
        word->told += (float)odds;
    word->exponent = fmaxf(word->exponent, (float)claim_exponent(f, h));
}

/* A condition without its kind, said of a provision, asks for that provision. */
static void add_proviso(struct aisle_forecaster *f, const struct heard *h)
{
    const struct aisle_statement *s = &f->package->statements[h->statement];
    bool named = s->condition != AISLE_CONDITION_NONE;
    double keep = h->keep / h->peers;
    f->provisos[f->proviso_count++] =
        (struct proviso){.statement = h->statement,
                         .seat = h->seat,
                         .gate = s->vote,
                         .kind = named ? s->condition : AISLE_CONDITION_PROVISION,
                         .provision = named ? s->condition_provision : s->provision,
                         .caucus = caucus_index(s->condition_caucus),
                         .count = s->condition_count,
                         .met = f->settings.condition_met * keep,
                         .unmet = f->settings.condition_unmet * keep};
}

/* A condition, or a position on a provision. */
static void use(struct aisle_forecaster *f, const struct heard *h)
{
    const struct aisle_statement *s = &f->package->statements[h->statement];
    if (is_conditional(s))
        add_proviso(f, h);
    else if (s->provision >= 0)
        f->likings[f->liking_count++] = (struct liking){
            h->statement, h->seat, s->provision,
            settings_provision(&f->settings, s->position) * h->keep / h->peers};
}

static void use_all(struct aisle_forecaster *f, const struct heard *heard, int count)
{
    for (int k = 0; k < count; k++)
        if (heard[k].kept)
            use(f, &heard[k]);
    for (int g = 0; g < f->gate_count; g++)
        for (int k = 0; k < count; k++)
            if (heard[k].kept &&
                bears_on(&f->package->statements[heard[k].statement], g) &&
                !is_replaced(f, g, heard, count, k))
                add_claim(f, g, &heard[k]);
}

static enum aisle_status make_room(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                   int suppose_count)
{
    size_t statements = (size_t)f->package->statement_count;
    f->supposed = mem_new((size_t)f->roster.count, sizeof *f->supposed);
    f->likings = mem_new(statements, sizeof *f->likings);
    f->provisos = mem_new(statements, sizeof *f->provisos);
    if (!f->supposed || !f->likings || !f->provisos)
        return ctx_no_memory(ctx);
    for (int g = 0; g < f->gate_count; g++) {
        f->gates[g].claims =
            mem_new(statements + (size_t)suppose_count, sizeof(struct claim));
        if (!f->gates[g].claims)
            return ctx_no_memory(ctx);
    }
    return AISLE_OK;
}

/* What is supposed of a senator is certain for him, and tells about the others as
 * much as a firm statement would. */
static enum aisle_status add_suppose(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                     const struct aisle_suppose *s)
{
    int member = aisle_votes_find_member(f->votes, s->bioguide);
    int seat = member < 0 ? -1 : roster_seat(&f->roster, member);
    if (seat < 0)
        return ctx_fail(ctx, AISLE_NOT_FOUND, "no senator in office has the id '%s'",
                        s->bioguide);
    f->supposed[seat] = s->cast == AISLE_CAST_YEA   ? SUPPOSED_YEA
                        : s->cast == AISLE_CAST_NAY ? SUPPOSED_NAY
                                                    : SUPPOSED_ABSENT;
    if (f->supposed[seat] == SUPPOSED_ABSENT)
        return AISLE_OK;
    double yea =
        f->supposed[seat] == SUPPOSED_YEA ? f->settings.said_yes : f->settings.said_no;
    for (int g = 0; g < f->gate_count; g++) {
        struct gate *gate = &f->gates[g];
        gate->claims[gate->claim_count++] = (struct claim){-1, seat};
        gate->words[seat].told = (float)log(yea / (1 - yea));
        gate->words[seat].exponent = 1;
    }
    return AISLE_OK;
}

enum aisle_status statements_build(struct aisle_ctx *ctx, struct aisle_forecaster *f,
                                   int suppose_count,
                                   const struct aisle_suppose *suppose)
{
    enum aisle_status status = AISLE_OK;
    struct heard *heard = mem_new((size_t)f->package->statement_count, sizeof *heard);
    int count = 0;
    if (!heard)
        return ctx_no_memory(ctx);
    TRY(make_room(ctx, f, suppose_count));
    for (int k = 0; k < suppose_count; k++) {
        enum aisle_status one = add_suppose(ctx, f, &suppose[k]);
        if (one != AISLE_OK)
            status = one;
    }
    if (status != AISLE_OK || !f->use_statements)
        goto out;
    TRY(listen(ctx, f, heard, &count));
    TRY(weed(ctx, f, heard, count));
    weigh(f, heard, count);
    use_all(f, heard, count);
    for (int k = 0; k < f->liking_count; k++)
        f->touched[f->likings[k].seat] = true;
    for (int k = 0; k < f->proviso_count; k++)
        f->touched[f->provisos[k].seat] = true;
out:
    free(heard);
    return status;
}
