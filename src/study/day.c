/* --as-of in place of a package's own day: nobody forecasts a vote that was taken, or a
 * Congress that does not sit. */
#include "study/study.h"

static bool is_taken(const struct aisle_package_vote *vote, aisle_day as_of)
{
    return vote->date != AISLE_DAY_NONE && vote->date < as_of;
}

static enum aisle_status refuse_taken(struct aisle_ctx *ctx,
                                      const struct aisle_package *package,
                                      aisle_day as_of)
{
    const struct aisle_package_vote *last = &package->votes[package->vote_count - 1];
    char taken[AISLE_DATE_TEXT], asked[AISLE_DATE_TEXT];
    return ctx_fail_at(ctx, AISLE_INPUT, (struct place){package->path, last->line, 0},
                       "ask for a day up to the vote, or score the forecast with "
                       "'aisle score'",
                       "vote '%s' was taken on %s: as of %s a forecast would know it",
                       last->id, aisle_day_format(last->date, taken),
                       aisle_day_format(as_of, asked));
}

/* Votes taken by then are part of the record; what is left is forecast. */
static void drop_taken(struct aisle_ctx *ctx, aisle_day as_of,
                       struct aisle_package *package)
{
    char taken[AISLE_DATE_TEXT];
    for (int v = package->vote_count - 1; v >= 0; v--) {
        const struct aisle_package_vote *vote = &package->votes[v];
        if (!is_taken(vote, as_of))
            continue;
        ctx_warn(ctx, (struct place){package->path, vote->line, 0},
                 "vote '%s' was taken on %s: it is read from the record, and what is "
                 "left is forecast",
                 vote->id, aisle_day_format(vote->date, taken));
        aisle_package_drop_vote(package, v);
    }
}

enum aisle_status study_set_day(struct aisle_ctx *ctx, aisle_day as_of,
                                struct aisle_package *package)
{
    char asked[AISLE_DATE_TEXT];
    int left = 0;
    if (aisle_day_congress(as_of) != package->congress)
        return ctx_fail(ctx, AISLE_MISUSE,
                        "--as-of %s: Congress %d sits then, and the package is of "
                        "Congress %d",
                        aisle_day_format(as_of, asked), aisle_day_congress(as_of),
                        package->congress);
    for (int v = 0; v < package->vote_count; v++)
        left += !is_taken(&package->votes[v], as_of);
    if (left == 0 && package->vote_count > 0)
        return refuse_taken(ctx, package, as_of);
    drop_taken(ctx, as_of, package);
    package->as_of = as_of;
    return AISLE_OK;
}
