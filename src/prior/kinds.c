/* Kinds: which past roll calls are like a vote of a package, and who put them. */
#include "prior/bank.h"

#include <string.h>

/* A joint resolution to undo an agency's rule passes by majority without debate:
 * another kind of question than a bill. So are simple and budget resolutions. */
static bool is_bill(const struct aisle_rollcall *r)
{
    return strstr(r->bill, "res") == NULL;
}

static bool titled(const struct aisle_rollcall *r, const char *words)
{
    return strcasestr(r->bill_title, words) != NULL;
}

static int like_cloture(const struct aisle_rollcall *r, bool proceed)
{
    if (r->category != AISLE_CATEGORY_CLOTURE || r->requires != AISLE_REQUIRES_3_5)
        return 0;
    switch (r->cloture) {
    case AISLE_CLOTURE_PROCEED:
        return proceed ? 2 : 1;
    case AISLE_CLOTURE_MEASURE:
    case AISLE_CLOTURE_AMENDMENT:
    case AISLE_CLOTURE_HOUSE_MESSAGE:
    case AISLE_CLOTURE_CONFERENCE:
        return proceed ? 1 : 2;
    default:
        return 0;
    }
}

/* On legislation, by the name of the motion. */
static bool is_motion(const struct aisle_rollcall *r, const char *name)
{
    return r->category == AISLE_CATEGORY_PROCEDURAL &&
           strncmp(r->vote_type, name, strlen(name)) == 0 && *r->bill && is_bill(r);
}

static bool is_waiver(const struct aisle_rollcall *r)
{
    return r->category == AISLE_CATEGORY_PROCEDURAL &&
           r->requires == AISLE_REQUIRES_3_5 &&
           strcasestr(r->question, "waive") != NULL;
}

static int same(bool like)
{
    return like ? 2 : 0;
}

int bank_like(const struct aisle_rollcall *r, enum aisle_vote_kind kind)
{
    bool passage = r->category == AISLE_CATEGORY_PASSAGE;
    switch (kind) {
    case AISLE_VOTE_CLOTURE_PROCEED:
        return like_cloture(r, true);
    case AISLE_VOTE_CLOTURE:
        return like_cloture(r, false);
    case AISLE_VOTE_CLOTURE_RULES:
        return same(r->category == AISLE_CATEGORY_CLOTURE &&
                    r->requires == AISLE_REQUIRES_2_3);
    case AISLE_VOTE_PROCEED:
        return is_motion(r, "On the Motion to Proceed") ? 2 : passage && is_bill(r);
    case AISLE_VOTE_RECONSIDER:
        return same(is_motion(r, "On the Motion to Reconsider"));
    case AISLE_VOTE_AMENDMENT:
        return same(r->category == AISLE_CATEGORY_AMENDMENT);
    case AISLE_VOTE_WAIVE_BUDGET:
        return same(is_waiver(r));
    case AISLE_VOTE_DISAPPROVAL:
        return same(passage && titled(r, "congressional disapproval under chapter 8"));
    case AISLE_VOTE_RECONCILIATION:
        return same(passage && titled(r, "reconciliation pursuant to"));
    case AISLE_VOTE_VETO_OVERRIDE:
        return same(r->category == AISLE_CATEGORY_VETO_OVERRIDE);
    case AISLE_VOTE_PASSAGE:
    case AISLE_VOTE_KINDS:
        break;
    }
    return same(passage && is_bill(r));
}

int bank_proposer(const struct bank_question *q, int rollcall)
{
    const struct aisle_rollcall *r = &q->votes->rollcalls[rollcall];
    char side = '?';
    if (r->category == AISLE_CATEGORY_AMENDMENT) {
        side = aisle_votes_sponsor_caucus(q->votes, rollcall);
    } else {
        const struct aisle_leader *majority =
            aisle_leaders_at(q->leaders, AISLE_ROLE_MAJORITY, r->date);
        side = majority ? majority->party : '?';
    }
    return side == 'R' ? 1 : side == 'D' ? -1 : 0;
}

/* An amendment of the minority's fares otherwise than one of the majority's. */
bool bank_same_standing(const struct bank_question *q, int rollcall)
{
    const struct aisle_leader *majority = aisle_leaders_at(
        q->leaders, AISLE_ROLE_MAJORITY, q->votes->rollcalls[rollcall].date);
    int now = q->roster->majority == 'R' ? 1 : -1;
    if (q->kind != AISLE_VOTE_AMENDMENT || !majority)
        return true;
    int then = majority->party == 'R' ? 1 : -1;
    return (q->sign == now) == (bank_proposer(q, rollcall) == then);
}
