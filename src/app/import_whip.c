/* A whip count into the store: every name must be a senator's. */
#include "app/app.h"
#include "study/study.h"

#include <string.h>

/* Give each row its bioguide; all names that are nobody's are told at once. */
static enum aisle_status import_resolve(struct aisle_ctx *ctx,
                                        const struct aisle_votes *votes,
                                        struct aisle_whip *whip)
{
    enum aisle_status status = AISLE_OK;
    for (int i = 0; i < whip->statement_count; i++) {
        struct aisle_statement *s = &whip->statements[i];
        const char *name = *s->bioguide ? s->bioguide : s->senator;
        int member = -1;
        enum aisle_status one = aisle_votes_find_senator(
            ctx, votes, whip->path, s->line, name, s->state, &member);
        if (one == AISLE_OK)
            memcpy(s->bioguide, votes->members[member].bioguide, sizeof s->bioguide);
        else
            status = one == AISLE_MEMORY ? one : AISLE_INPUT;
    }
    return status;
}

/* The Congress that sat when the last row was said. */
static int congress_of(const struct aisle_whip *whip)
{
    aisle_day last = AISLE_DAY_NONE;
    for (int i = 0; i < whip->statement_count; i++)
        if (whip->statements[i].date > last)
            last = whip->statements[i].date;
    return aisle_day_congress(last);
}

enum aisle_status app_import_whip(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request, const char *path,
                                  const char *package, struct app_study *study,
                                  struct aisle_import_report *report)
{
    enum aisle_status status;
    struct aisle_whip whip;
    aisle_whip_init(&whip);
    TRY(verb_begin(ctx, app, "import", request, study));
    TRY(aisle_import_whip(ctx, path, &whip));
    int congress = request->congress ? request->congress : congress_of(&whip);
    TRY(aisle_store_get_votes(ctx, app_store(app), "senate", congress, congress,
                              AISLE_DAY_NONE, &study->votes));
    TRY(import_resolve(ctx, &study->votes, &whip));
    memcpy(study->run.input_hash, whip.hash, sizeof whip.hash);
    TRY(aisle_store_begin(ctx, app_store(app)));
    TRY(aisle_store_put_whip(ctx, app_store(app), package, &whip));
    TRY(aisle_store_put_run(ctx, app_store(app), &study->run, study->arguments, ""));
    TRY(aisle_store_commit(ctx, app_store(app)));
    report->votes = whip.statement_count;
    for (int i = 0; i < whip.statement_count; i++) {
        int k = 0;
        while (strcmp(whip.statements[k].bioguide, whip.statements[i].bioguide) != 0)
            k++;
        report->members += k == i;
    }
out:
    aisle_store_rollback(app_store(app));
    aisle_whip_clear(&whip);
    return status;
}
