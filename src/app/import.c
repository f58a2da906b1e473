/* Files into the store, one Congress a call, in one transaction. */
#include "app/app.h"
#include "base/hash.h"
#include "study/study.h"

#include <string.h>

/* The row of a Congress in the store's list; NULL when it holds none. */
static const struct aisle_store_congress *
import_find(int count, const struct aisle_store_congress *there, const char *chamber,
            int congress)
{
    for (int i = 0; i < count; i++)
        if (there[i].congress == congress && strcmp(there[i].chamber, chamber) == 0)
            return &there[i];
    return NULL;
}

/* What the importers of single roll calls ask for: the Congress as it is held. */
static enum aisle_status import_held(struct aisle_ctx *ctx, void *user,
                                     const char *chamber, int congress,
                                     struct aisle_votes *out)
{
    struct aisle_store *store = app_store(user);
    struct aisle_store_congress *there = NULL;
    int count = 0;
    enum aisle_status status;
    TRY(aisle_store_congresses(ctx, store, &count, &there));
    if (import_find(count, there, chamber, congress))
        TRY(aisle_store_get_votes(ctx, store, chamber, congress, congress,
                                  AISLE_DAY_NONE, out));
out:
    aisle_store_congresses_free(count, there);
    return status;
}

static enum aisle_status import_read(struct aisle_ctx *ctx,
                                     const struct app_import_request *request,
                                     const struct aisle_import_known *known,
                                     struct aisle_votes *votes,
                                     struct aisle_import_report *report)
{
    const char *const *paths = request->paths;
    const char *beside = request->count > 1 ? paths[1] : NULL;
    switch (request->kind) {
    case APP_IMPORT_RECORD:
        return aisle_import_record(ctx, paths[0], paths[1], votes, report);
    case APP_IMPORT_VOTEVIEW:
        return aisle_import_voteview(ctx, paths[0], paths[1], paths[2], votes, report);
    case APP_IMPORT_UNITEDSTATES:
        return aisle_import_unitedstates(ctx, request->count, paths, known, votes,
                                         report);
    case APP_IMPORT_SENATE_XML:
        return aisle_import_senate_xml(ctx, request->count, paths, known, votes,
                                       report);
    case APP_IMPORT_ORD:
        return aisle_import_ord(ctx, paths[0], beside, &request->scope, known, votes,
                                report);
    case APP_IMPORT_MATRIX:
        break;
    }
    return aisle_import_matrix(ctx, paths[0], beside, &request->scope, known, votes,
                               report);
}

/* Of roll calls put beside those held, the hash goes on from theirs. */
static enum aisle_status import_hash(struct aisle_ctx *ctx, struct app *app,
                                     const struct app_import_request *request,
                                     const struct aisle_votes *votes, char sha256[65])
{
    struct aisle_store_congress *there = NULL;
    const struct aisle_store_congress *held = NULL;
    int count = 0;
    enum aisle_status status;
    bool beside = request->kind == APP_IMPORT_UNITEDSTATES ||
                  request->kind == APP_IMPORT_SENATE_XML;
    TRY(app_hash_files(ctx, request->count, request->paths, sha256));
    TRY(aisle_store_congresses(ctx, app_store(app), &count, &there));
    held = import_find(count, there, votes->chamber, votes->congress_first);
    if (beside && held) {
        struct hash hash;
        hash_init(&hash);
        hash_add_text(&hash, held->sha256);
        hash_add_text(&hash, sha256);
        hash_hex(&hash, sha256);
    }
out:
    aisle_store_congresses_free(count, there);
    return status;
}

enum aisle_status app_import(struct aisle_ctx *ctx, struct app *app,
                             const struct app_import_request *request,
                             struct app_study *study,
                             struct aisle_import_report *report)
{
    enum aisle_status status;
    struct app_request none;
    struct aisle_member *members = NULL;
    struct aisle_import_known known = {.held = import_held, .user = app};
    char sha256[65];
    app_request_init(&none);
    TRY(verb_begin(ctx, app, "import", &none, study));
    TRY(aisle_store_members(ctx, app_store(app), &known.member_count, &members));
    known.members = members;
    TRY(import_read(ctx, request, &known, &study->votes, report));
    TRY(import_hash(ctx, app, request, &study->votes, sha256));
    memcpy(study->run.input_hash, sha256, sizeof sha256);
    TRY(aisle_store_begin(ctx, app_store(app)));
    TRY(aisle_store_put_votes(ctx, app_store(app), &study->votes, request->paths[0],
                              sha256));
    TRY(aisle_store_put_run(ctx, app_store(app), &study->run, study->arguments, ""));
    TRY(aisle_store_commit(ctx, app_store(app)));
out:
    aisle_store_rollback(app_store(app));
    aisle_store_members_free(known.member_count, members);
    return status;
}
