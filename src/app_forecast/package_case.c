/* A package file, the rules it stands under, and what the record says of it. */
#include "app_forecast/package_verbs.h"
#include "base/file.h"
#include "study/study.h"

#include <string.h>

#define SWORN_USUAL 100 /* two a state (Constitution, I.3.1), fifty since 1959 */

void app_case_init(struct app_case *one)
{
    memset(one, 0, sizeof *one);
    aisle_rulebook_init(&one->book);
    aisle_package_init(&one->package);
    aisle_routes_init(&one->routes);
}

void app_case_close(struct app_case *one)
{
    aisle_routes_clear(&one->routes);
    aisle_package_clear(&one->package);
    aisle_rulebook_clear(&one->book);
}

/* ---- the record, straight from its files; what is not shipped, from the store ---- */

static enum aisle_status read_imported(struct aisle_ctx *ctx, const char *store_path,
                                       int congress, struct aisle_votes *votes)
{
    enum aisle_status status;
    struct aisle_store *store = NULL;
    struct aisle_store_congress *there = NULL;
    int count = 0;
    TRY(aisle_store_open(ctx, store_path, AISLE_STORE_READ, &store));
    TRY(aisle_store_congresses(ctx, store, &count, &there));
    for (int i = 0; i < count && votes->rollcall_count == 0; i++)
        if (there[i].congress == congress && strcmp(there[i].chamber, "senate") == 0)
            TRY(aisle_store_get_votes(ctx, store, "senate", congress, congress,
                                      AISLE_DAY_NONE, votes));
out:
    aisle_store_congresses_free(count, there);
    aisle_store_close(store);
    return status;
}

/* One Congress of the record; no members when it is neither shipped nor imported. */
static enum aisle_status read_congress(struct aisle_ctx *ctx,
                                       const struct app_options *options, int congress,
                                       struct aisle_votes *votes)
{
    const char *data_dir = options->data_dir;
    enum aisle_status status = AISLE_OK;
    struct aisle_import_report report;
    char *cast = mem_format("%s/senate/s%d_votes.csv", data_dir, congress);
    char *roll = mem_format("%s/senate/s%d_rollcalls.csv", data_dir, congress);
    aisle_import_report_init(&report);
    if (!cast || !roll)
        status = ctx_no_memory(ctx);
    else if (file_exists(cast))
        status = aisle_import_record(ctx, cast, roll, votes, &report);
    else if (options->store_path && file_exists(options->store_path))
        status = read_imported(ctx, options->store_path, congress, votes);
    aisle_import_report_clear(&report);
    free(cast);
    free(roll);
    return status;
}

/* Last roll call before a day, the first of the Congress when there is none; -1 in an
 * empty table. */
static int last_before(const struct aisle_votes *votes, aisle_day day)
{
    int last = votes->rollcall_count > 0 ? 0 : -1;
    for (int r = 0; r < votes->rollcall_count; r++)
        if (votes->rollcalls[r].date < day)
            last = r;
    return last;
}

/* Mark who held a seat on the day, and count them; 0 when the record does not say. */
static int seat_members(struct aisle_votes *votes, aisle_day day)
{
    int roll = last_before(votes, day), sworn = 0;
    for (int m = 0; roll >= 0 && m < votes->member_count; m++) {
        votes->members[m].in_office =
            aisle_votes_cast(votes, roll, m) != AISLE_CAST_OUT;
        sworn += votes->members[m].in_office;
    }
    return sworn;
}

static enum aisle_status count_sworn(struct aisle_ctx *ctx,
                                     const struct app_options *options, aisle_day day,
                                     int *sworn)
{
    struct aisle_votes votes;
    aisle_votes_init(&votes);
    enum aisle_status status =
        read_congress(ctx, options, aisle_day_congress(day), &votes);
    if (status == AISLE_OK)
        *sworn = seat_members(&votes, day);
    aisle_votes_clear(&votes);
    return status;
}

enum aisle_status app_case_open(struct aisle_ctx *ctx,
                                const struct app_options *options, const char *path,
                                struct app_case *out)
{
    enum aisle_status status;
    int sworn = 0;
    TRY(app_rulebook(ctx, options->data_dir, &out->book));
    TRY(aisle_import_package_under(ctx, &out->book, path, &out->package));
    TRY(count_sworn(ctx, options, out->package.as_of, &sworn));
    out->sworn_read = sworn > 0;
    out->sworn = sworn > 0 ? sworn : SWORN_USUAL;
    TRY(aisle_rules_routes(ctx, &out->book, &out->package, out->sworn, &out->routes));
out:
    return status;
}

enum aisle_status app_rules(struct aisle_ctx *ctx, const struct app_options *options,
                            aisle_day day, int sworn, struct aisle_rulebook *book,
                            struct aisle_rule_list *list)
{
    enum aisle_status status;
    int counted = 0;
    TRY(app_rulebook(ctx, options->data_dir, book));
    if (sworn == 0)
        TRY(count_sworn(ctx, options, day, &counted));
    sworn = sworn ? sworn : counted ? counted : SWORN_USUAL;
    TRY(aisle_rules_list(ctx, book, day, sworn, list));
out:
    return status;
}

/* ---- the check ---- */

static enum aisle_status worse(enum aisle_status a, enum aisle_status b)
{
    return a == AISLE_OK ? b : a;
}

static enum aisle_status check_senators(struct aisle_ctx *ctx,
                                        const struct aisle_package *package,
                                        const struct aisle_votes *votes)
{
    enum aisle_status status = AISLE_OK;
    for (int i = 0; i < package->statement_count; i++) {
        const struct aisle_statement *s = &package->statements[i];
        int member = -1;
        status = worse(status, aisle_votes_find_senator_at(
                                   ctx, votes, package->path, s->line, s->column,
                                   s->senator, s->state, &member));
    }
    return status;
}

static enum aisle_status fail_anchor(struct aisle_ctx *ctx,
                                     const struct aisle_package *package,
                                     const struct aisle_anchor *anchor,
                                     const char *what)
{
    struct place place = {package->path, anchor->line, anchor->column};
    return ctx_fail_at(ctx, AISLE_INPUT, place, NULL, "anchor %d-%d %s",
                       anchor->congress, anchor->number, what);
}

static enum aisle_status check_anchor(struct aisle_ctx *ctx,
                                      const struct aisle_package *package,
                                      const struct aisle_anchor *anchor,
                                      const struct aisle_votes *votes)
{
    int roll = aisle_votes_find_rollcall(votes, anchor->congress, anchor->number);
    if (roll < 0)
        return fail_anchor(ctx, package, anchor,
                           "is no roll call of the record ('aisle votes' lists them)");
    if (votes->rollcalls[roll].date >= package->as_of)
        return fail_anchor(ctx, package, anchor, "is not dated before as_of");
    return AISLE_OK;
}

/* The anchors that lie in one Congress. */
static enum aisle_status check_anchors(struct aisle_ctx *ctx,
                                       const struct aisle_package *package,
                                       const struct aisle_votes *votes, int congress)
{
    enum aisle_status status = AISLE_OK;
    for (int p = 0; p < package->provision_count; p++)
        for (int a = 0; a < package->provisions[p].anchor_count; a++) {
            const struct aisle_anchor *anchor = &package->provisions[p].anchors[a];
            if (anchor->congress == congress)
                status = worse(status, check_anchor(ctx, package, anchor, votes));
        }
    return status;
}

#define HISTORY 3 /* Congresses before its own that a forecast reads */

static enum aisle_status check_reach(struct aisle_ctx *ctx,
                                     const struct aisle_package *package)
{
    enum aisle_status status = AISLE_OK;
    for (int p = 0; p < package->provision_count; p++)
        for (int a = 0; a < package->provisions[p].anchor_count; a++) {
            const struct aisle_anchor *anchor = &package->provisions[p].anchors[a];
            int age = package->congress - anchor->congress;
            if (age < 0 || age > HISTORY)
                status = worse(status, fail_anchor(ctx, package, anchor,
                                                   "lies outside the Congresses that "
                                                   "a forecast reads"));
        }
    return status;
}

/* One Congress of the record against the package. */
static enum aisle_status check_congress(struct aisle_ctx *ctx,
                                        const struct app_options *options,
                                        const struct aisle_package *package,
                                        int congress)
{
    struct aisle_votes votes;
    aisle_votes_init(&votes);
    enum aisle_status status = read_congress(ctx, options, congress, &votes);
    if (status == AISLE_OK && votes.rollcall_count > 0) {
        status = check_anchors(ctx, package, &votes, congress);
        if (congress == package->congress && seat_members(&votes, package->as_of) > 0)
            status = worse(status, check_senators(ctx, package, &votes));
    }
    aisle_votes_clear(&votes);
    return status;
}

/* A provision that is marked for a way that is not open to it. */
static void warn_closed(struct aisle_ctx *ctx, const struct app_case *one)
{
    for (int p = 0; p < one->routes.provision_count; p++) {
        const struct aisle_provision *provision = &one->package.provisions[p];
        struct place place = {one->package.path, provision->line, 0};
        for (int w = 0; w < AISLE_WAY_COUNT; w++) {
            const struct aisle_way_row *row = &one->routes.provisions[p].ways[w];
            if (row->taken && !row->open)
                ctx_warn(ctx, place, "'%s' takes %s, which is not open to it: %s",
                         provision->id, aisle_way_title(row->way), row->why);
        }
    }
}

enum aisle_status app_case_check(struct aisle_ctx *ctx,
                                 const struct app_options *options,
                                 const struct app_case *one)
{
    const struct aisle_package *package = &one->package;
    enum aisle_status status = check_reach(ctx, package);
    for (int c = package->congress - HISTORY; c <= package->congress; c++)
        status = worse(status, check_congress(ctx, options, package, c));
    warn_closed(ctx, one);
    if (!one->sworn_read)
        ctx_warn(ctx, (struct place){package->path, 0, 0},
                 "Congress %d is neither shipped nor in the store: senators were not "
                 "looked up, and 100 are taken to be sworn",
                 package->congress);
    return status;
}
