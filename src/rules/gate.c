/* Which kind of question a roll call put.
 *
 * The record's category tells most of it and its words the rest. Two things no word
 * of the record tells: that the Senate agreed to ask for sixty, and that a bill
 * amends the Standing Rules. There the record's own `requires` is taken. */
#include <aisle/rules.h>
#include <string.h>

static bool says(const struct aisle_rollcall *r, const char *words)
{
    return strcasestr(r->question, words) || strcasestr(r->vote_type, words) ||
           strcasestr(r->subject, words);
}

static bool to_the_court(const struct aisle_rollcall *r)
{
    return says(r, "Associate Justice") || says(r, "Chief Justice of the United");
}

/* 114-303, on a House message, is filed under nominations: a bill tells it apart. */
static enum aisle_gate cloture_gate(const struct aisle_rollcall *r)
{
    if (r->cloture == AISLE_CLOTURE_NOMINATION && r->bill[0] == '\0')
        return to_the_court(r) ? AISLE_GATE_CLOTURE_COURT
                               : AISLE_GATE_CLOTURE_NOMINATION;
    return r->requires == AISLE_REQUIRES_2_3 ? AISLE_GATE_CLOTURE_RULES
                                             : AISLE_GATE_CLOTURE;
}

static bool joint_resolution(const struct aisle_rollcall *r)
{
    return strstr(r->bill, "jres") != NULL;
}

/* A vote by majority for which an agreement, or the Constitution, asked for more. */
static enum aisle_gate raised(const struct aisle_rollcall *r, enum aisle_gate usual)
{
    if (r->requires == AISLE_REQUIRES_3_5)
        return AISLE_GATE_AGREEMENT;
    if (r->requires != AISLE_REQUIRES_2_3)
        return usual;
    if (says(r, "Treaty Doc"))
        return AISLE_GATE_TREATY;
    return joint_resolution(r) ? AISLE_GATE_CONSTITUTION : AISLE_GATE_AGREEMENT_2_3;
}

static enum aisle_gate passage_gate(const struct aisle_rollcall *r)
{
    enum aisle_gate usual = AISLE_GATE_PASSAGE;
    if (strcasestr(r->bill_title, "congressional disapproval under chapter 8"))
        usual = AISLE_GATE_DISAPPROVAL;
    else if (strcasestr(r->bill_title, "reconciliation pursuant to"))
        usual = AISLE_GATE_RECONCILIATION;
    return raised(r, usual);
}

/* The clerk wrote "waive", "wave" and "waiver". */
static bool is_waiver(const struct aisle_rollcall *r)
{
    return says(r, "to waive") || says(r, "to wave");
}

/* Sections of the Budget Act that section 904 does not list: a majority waives. */
static enum aisle_gate waiver_gate(const struct aisle_rollcall *r)
{
    if (says(r, "section 425") || says(r, "sec. 425") || says(r, "section 303") ||
        says(r, "sec. 303"))
        return AISLE_GATE_WAIVE_MAJORITY;
    return says(r, "section 313") || says(r, "sec. 313") ? AISLE_GATE_WAIVE_BYRD
                                                         : AISLE_GATE_WAIVE_BUDGET;
}

static enum aisle_gate procedural_gate(const struct aisle_rollcall *r)
{
    if (says(r, "Decision of the Chair"))
    return r->requires == AISLE_REQUIRES_3_5 ? AISLE_GATE_APPEAL_BUDGET
                                             : AISLE_GATE_APPEAL;
    if (says(r, "Motion to Table"))
        return raised(r, AISLE_GATE_MOTION);
    if (says(r, "to suspend"))
        return AISLE_GATE_SUSPEND_RULES;
    if (is_waiver(r))
        return waiver_gate(r);
    if (says(r, "On the Point of Order") || says(r, "Germane"))
        return AISLE_GATE_POINT_OF_ORDER;
    if (says(r, "Motion to Proceed"))
        return raised(r, AISLE_GATE_PROCEED);
    return raised(r, says(r, "Motion to Reconsider") ? AISLE_GATE_RECONSIDER
                                                     : AISLE_GATE_MOTION);
}

enum aisle_gate aisle_rules_gate_of(const struct aisle_rollcall *rollcall)
{
    switch (rollcall->category) {
    case AISLE_CATEGORY_CLOTURE:
        return cloture_gate(rollcall);
    case AISLE_CATEGORY_VETO_OVERRIDE:
        return AISLE_GATE_VETO_OVERRIDE;
    case AISLE_CATEGORY_TREATY:
        return AISLE_GATE_TREATY;
    case AISLE_CATEGORY_CONVICTION:
        return AISLE_GATE_CONVICTION;
    case AISLE_CATEGORY_NOMINATION:
        return raised(rollcall, AISLE_GATE_NOMINATION);
    case AISLE_CATEGORY_PASSAGE:
        return passage_gate(rollcall);
    case AISLE_CATEGORY_AMENDMENT:
        return raised(rollcall, AISLE_GATE_AMENDMENT);
    case AISLE_CATEGORY_PROCEDURAL:
        return procedural_gate(rollcall);
    default:
        return AISLE_GATE_MOTION;
    }
}

enum aisle_gate aisle_rules_gate_of_vote(const struct aisle_package_vote *vote)
{
    static const enum aisle_gate gates[AISLE_VOTE_KINDS] = {
        [AISLE_VOTE_PROCEED] = AISLE_GATE_PROCEED,
        [AISLE_VOTE_CLOTURE_PROCEED] = AISLE_GATE_CLOTURE,
        [AISLE_VOTE_CLOTURE] = AISLE_GATE_CLOTURE,
        [AISLE_VOTE_PASSAGE] = AISLE_GATE_PASSAGE,
        [AISLE_VOTE_AMENDMENT] = AISLE_GATE_AMENDMENT,
        [AISLE_VOTE_RECONSIDER] = AISLE_GATE_RECONSIDER,
        [AISLE_VOTE_WAIVE_BUDGET] = AISLE_GATE_WAIVE_BUDGET,
        [AISLE_VOTE_CLOTURE_RULES] = AISLE_GATE_CLOTURE_RULES,
        [AISLE_VOTE_RECONCILIATION] = AISLE_GATE_RECONCILIATION,
        [AISLE_VOTE_DISAPPROVAL] = AISLE_GATE_DISAPPROVAL,
        [AISLE_VOTE_VETO_OVERRIDE] = AISLE_GATE_VETO_OVERRIDE,
    };
    bool by_agreement =
        vote->requires == AISLE_REQUIRES_3_5 &&
        (vote->kind == AISLE_VOTE_PROCEED || vote->kind == AISLE_VOTE_PASSAGE ||
         vote->kind == AISLE_VOTE_AMENDMENT);
    return by_agreement ? AISLE_GATE_AGREEMENT : gates[vote->kind];
}
