/* Statements that contradict one another: two positions of one senator on one object
 * on one day cannot both hold when one source gives both. Where sources differ, both
 * are kept with a warning, and whoever shows them shows that they differ. */
#include "base/text.h"
#include "package/package_read.h"
#include <string.h>

/* -1 against, 1 for, 0 neither. */
static int side_of(enum aisle_position position)
{
    if (position <= AISLE_POSITION_LEAN_NO)
        return -1;
    return position >= AISLE_POSITION_LEAN_YES ? 1 : 0;
}

static bool same_question(const struct aisle_statement *a,
                          const struct aisle_statement *b)
{
    return a->date == b->date && a->vote == b->vote && a->provision == b->provision &&
           strcmp(a->state, b->state) == 0 && text_equal_fold(a->senator, b->senator);
}

static void fail_pair(struct package_reader *r, const struct aisle_statement *first,
                      const struct aisle_statement *second)
{
    struct place place = {r->in.path, second->line, second->column};
    r->in.status = AISLE_INPUT;
    ctx_fail_at(r->in.ctx, AISLE_INPUT, place,
                "keep the one that holds, or name its own source",
                "%s says '%s' here and '%s' at %s:%d:%d, on one day and in one source",
                second->senator, aisle_position_text(second->position),
                aisle_position_text(first->position), r->in.path, first->line,
                first->column);
}

static void warn_pair(struct package_reader *r, const struct aisle_statement *first,
                      const struct aisle_statement *second)
{
    struct place place = {r->in.path, second->line, second->column};
    ctx_warn(r->in.ctx, place,
             "%s says '%s' here (%s) and '%s' at %s:%d:%d (%s) on one day: the sources "
             "disagree, and %s",
             second->senator, aisle_position_text(second->position), second->source,
             aisle_position_text(first->position), r->in.path, first->line,
             first->column, first->source,
             first->second_hand == second->second_hand
                 ? "each counts half"
                 : "what others say counts for less than his own word");
}

void package_check_statements(struct package_reader *r)
{
    const struct aisle_package *package = r->package;
    if (package_no_memory(r))
        return;
    for (int j = 0; j < package->statement_count; j++) {
        const struct aisle_statement *b = &package->statements[j];
        for (int i = 0; i < j && b->senator && b->date != AISLE_DAY_NONE; i++) {
            const struct aisle_statement *a = &package->statements[i];
            if (!a->senator || !same_question(a, b) ||
                side_of(a->position) * side_of(b->position) >= 0)
                continue;
            if (strcmp(a->source, b->source) == 0)
                fail_pair(r, a, b);
            else
                warn_pair(r, a, b);
            break;
        }
    }
}
