/* A matrix of votes: see src/voteview/matrix.c for the form. */
#include "export/export.h"

static void add_member(struct text *out, const struct aisle_votes *votes, int m)
{
    const struct aisle_member *member = &votes->members[m];
    export_field(out, member->bioguide);
    text_addf(out, ",%s,", member->lis);
    if (member->icpsr > 0)
        text_addf(out, "%d", member->icpsr);
    text_add_char(out, ',');
    export_field(out, member->last);
    text_add_char(out, ',');
    export_field(out, member->first);
    text_addf(out, ",%s,%c,", member->state, member->party);
    if (member->caucus != '?')
        text_add_char(out, member->caucus);
    for (int r = 0; r < votes->rollcall_count; r++) {
        switch ((enum aisle_cast)aisle_votes_cast(votes, r, m)) {
        case AISLE_CAST_OUT:
            text_add(out, ",NA");
            break;
        case AISLE_CAST_YEA:
            text_add(out, ",1");
            break;
        case AISLE_CAST_NAY:
            text_add(out, ",0");
            break;
        case AISLE_CAST_PRESENT:
            text_add(out, ",P");
            break;
        case AISLE_CAST_ABSENT:
            text_add_char(out, ',');
            break;
        }
    }
    text_add_char(out, '\n');
}

enum aisle_status aisle_export_matrix(struct aisle_ctx *ctx,
                                      const struct aisle_votes *votes, char **out)
{
    struct text text = {0};
    enum aisle_status status = export_check(ctx, votes);
    if (status != AISLE_OK)
        return status;
    text_add(&text, "bioguide,lis,icpsr,name,first,state,party,caucus");
    for (int r = 0; r < votes->rollcall_count; r++)
        text_addf(&text, ",%d", votes->rollcalls[r].number);
    text_add_char(&text, '\n');
    for (int m = 0; m < votes->member_count; m++)
        add_member(&text, votes, m);
    return export_take(ctx, &text, out);
}
