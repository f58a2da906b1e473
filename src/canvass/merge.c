/* A whip count becomes statements of a package. */
#include "base/ctx.h"
#include "base/mem.h"
#include "base/text.h"
#include <aisle/canvass.h>
#include <stdlib.h>
#include <string.h>

/* "package", then votes, then provisions: the words a row may be about. */
static const char *object_word(const void *user, size_t i)
{
    const struct aisle_package *package = user;
    if (i == 0)
        return "package";
    i--;
    if (i < (size_t)package->vote_count)
        return package->votes[i].id;
    return package->provisions[i - (size_t)package->vote_count].id;
}

static enum aisle_status fail_object(struct aisle_ctx *ctx,
                                     const struct aisle_package *package,
                                     struct place place, const char *about)
{
    size_t count = 1 + (size_t)package->vote_count + (size_t)package->provision_count;
    const char *near = text_nearest(about, count, object_word, package);
    ctx_fail_at(ctx, AISLE_NOT_FOUND, place, NULL,
                "'%.60s' is no vote and no provision of %s", about, package->id);
    if (near)
        ctx_hint(ctx, "did you mean '%s'?", near);
    else
        ctx_hint(ctx, "name a vote, a provision, or 'package'");
    return AISLE_NOT_FOUND;
}

/* The object by its id. */
static enum aisle_status find_object(struct aisle_ctx *ctx,
                                     const struct aisle_package *package,
                                     struct place place, struct aisle_statement *s)
{
    s->vote = s->provision = -1;
    if (strcmp(s->about, "package") == 0)
        return AISLE_OK;
    s->vote = aisle_package_find_vote(package, s->about);
    s->provision = aisle_package_find_provision(package, s->about);
    return s->vote >= 0 || s->provision >= 0
               ? AISLE_OK
               : fail_object(ctx, package, place, s->about);
}

/* A bioguide id is a name that find_senator understands. */
static enum aisle_status find_senator(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      struct place place, struct aisle_statement *s)
{
    int member = -1;
    const char *name = s->bioguide[0] ? s->bioguide : s->senator;
    enum aisle_status status =
        aisle_votes_find_senator_at(ctx, votes, place.path, place.line, place.column,
                                    name, s->bioguide[0] ? "" : s->state, &member);
    if (status != AISLE_OK)
        return status;
    const struct aisle_member *m = &votes->members[member];
    snprintf(s->bioguide, sizeof s->bioguide, "%s", m->bioguide);
    snprintf(s->state, sizeof s->state, "%s", m->state);
    free(s->senator);
    s->senator = mem_copy_text(m->last);
    return s->senator ? AISLE_OK : ctx_no_memory(ctx);
}

static void statement_clear(struct aisle_statement *s)
{
    free(s->senator);
    free(s->about);
    free(s->source);
    free(s->quote);
    free(s->note);
    free(s->path);
}

static const char *path_of(const struct aisle_whip *whip,
                           const struct aisle_statement *s)
{
    return s->path ? s->path : whip->path;
}

static enum aisle_status copy_statement(struct aisle_ctx *ctx,
                                        const struct aisle_whip *whip,
                                        const struct aisle_statement *from,
                                        struct aisle_statement *to)
{
    *to = *from;
    to->senator = mem_copy_text(from->senator);
    to->about = mem_copy_text(from->about);
    to->source = mem_copy_text(from->source);
    to->quote = mem_copy_text(from->quote);
    to->note = mem_copy_text(from->note);
    to->path = mem_copy_text(path_of(whip, from));
    return to->senator && to->about && to->source && to->quote && to->note && to->path
               ? AISLE_OK
               : ctx_no_memory(ctx);
}

static enum aisle_status worse(enum aisle_status a, enum aisle_status b)
{
    return a == AISLE_OK || b == AISLE_MEMORY ? b : a;
}

static enum aisle_status take_row(struct aisle_ctx *ctx,
                                  const struct aisle_votes *votes,
                                  const struct aisle_whip *whip, int row,
                                  const struct aisle_package *package,
                                  struct aisle_statement *out)
{
    const struct aisle_statement *from = &whip->statements[row];
    struct place place = {path_of(whip, from), from->line, from->column};
    enum aisle_status status = copy_statement(ctx, whip, from, out);
    if (status != AISLE_OK)
        return status;
    status = find_senator(ctx, votes, place, out);
    /* both faults of a row are told */
    enum aisle_status object = find_object(ctx, package, place, out);
    return status == AISLE_OK ? object : status;
}

static bool same_words(const struct aisle_statement *a, const struct aisle_statement *b)
{
    return a->date == b->date && a->position == b->position && a->vote == b->vote &&
           a->second_hand == b->second_hand && a->provision == b->provision &&
           strcmp(a->state, b->state) == 0 && text_equal_fold(a->senator, b->senator) &&
           strcmp(a->source, b->source) == 0;
}

static bool has(const struct aisle_package *package, int count,
                const struct aisle_statement *s)
{
    for (int i = 0; i < count; i++)
        if (same_words(&package->statements[i], s))
            return true;
    return false;
}

/* Put the rows behind the package's own statements. */
static enum aisle_status append(struct aisle_ctx *ctx, int count,
                                struct aisle_statement *rows,
                                struct aisle_package *package)
{
    size_t own = (size_t)package->statement_count;
    struct aisle_statement *all =
        mem_resize(package->statements, own + (size_t)count, sizeof *all);
    if (!all)
        return ctx_no_memory(ctx);
    package->statements = all;
    for (int i = 0; i < count; i++) {
        if (has(package, (int)own, &rows[i]))
            continue;
        all[package->statement_count++] = rows[i];
        rows[i] = (struct aisle_statement){0}; /* moved */
    }
    return AISLE_OK;
}

enum aisle_status aisle_canvass_merge(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes,
                                      const struct aisle_whip *whip,
                                      struct aisle_package *package)
{
    enum aisle_status status = AISLE_OK;
    int count = whip->statement_count;
    if (count == 0)
        return AISLE_OK;
    struct aisle_statement *rows = mem_new((size_t)count, sizeof *rows);
    if (!rows)
        return ctx_no_memory(ctx);
    for (int i = 0; i < count && status != AISLE_MEMORY; i++)
        status = worse(status, take_row(ctx, votes, whip, i, package, &rows[i]));
    if (status == AISLE_OK)
        status = append(ctx, count, rows, package);
    for (int i = 0; i < count; i++)
        statement_clear(&rows[i]);
    free(rows);
    return status;
}
