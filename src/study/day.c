/* --as-of in place of a package's own day, held to the rules that a package file is held
 * to: nobody forecasts a vote that was taken, or a Congress that does not sit. */
#include "study/study.h"

static enum aisle_status refuse_taken(struct aisle_ctx *ctx,
                                      const struct aisle_package *package,
                                      const struct aisle_package_vote *vote,
                                      aisle_day as_of)
{
    char taken[AISLE_DATE_TEXT], asked[AISLE_DATE_TEXT];
    return ctx_fail_at(ctx, AISLE_INPUT, (struct place){package->path, vote->line, 0},
                       "ask for a day up to the vote, or score the forecast with "
                       "'aisle score'",
                       "vote '%s' was taken on %s: as of %s a forecast would know it",
                       vote->id, aisle_day_format(vote->date, taken),
                       aisle_day_format(as_of, asked));
}

enum aisle_status study_set_day(struct aisle_ctx *ctx, aisle_day as_of,
                                struct aisle_package *package)
{
    enum aisle_status status = AISLE_OK;
    char asked[AISLE_DATE_TEXT];
    if (aisle_day_congress(as_of) != package->congress)
        return ctx_fail(ctx, AISLE_MISUSE,
                        "--as-of %s: Congress %d sits then, and the package is of "
                        "Congress %d",
                        aisle_day_format(as_of, asked), aisle_day_congress(as_of),
                        package->congress);
    for (int v = 0; v < package->vote_count; v++) {
        const struct aisle_package_vote *vote = &package->votes[v];
        if (vote->date != AISLE_DAY_NONE && vote->date < as_of)
            status = refuse_taken(ctx, package, vote, as_of);
    }
    if (status == AISLE_OK)
        package->as_of = as_of;
    return status;
}
