/* Voteview has no category and no majority: both are read from the words of the
 * question, as the Senate puts them. The majorities are those of the standing
 * rules: 3/5 of senators for cloture and for waivers of the Budget Act, 2/3 of
 * those voting for treaties, vetoes and convictions (Constitution, I.3, I.7, II.2).
 * Cloture on nominations takes a majority since the precedents of 2013-11-21 (all
 * but the Supreme Court) and 2017-04-06 (all). */
#include "voteview/voteview.h"
#include <string.h>
#include <strings.h>

struct opening {
    const char *words;
    enum aisle_category category;
};

static const struct opening openings[] = {
    {"On the Amendment", AISLE_CATEGORY_AMENDMENT},
    {"On the Cloture Motion", AISLE_CATEGORY_CLOTURE},
    {"On Cloture", AISLE_CATEGORY_CLOTURE},
    {"On the Nomination", AISLE_CATEGORY_NOMINATION},
    {"On Passage", AISLE_CATEGORY_PASSAGE},
    {"On the Joint Resolution", AISLE_CATEGORY_PASSAGE},
    {"On the Concurrent Resolution", AISLE_CATEGORY_PASSAGE},
    {"On the Conference Report", AISLE_CATEGORY_PASSAGE},
    {"On the Resolution of Ratification", AISLE_CATEGORY_TREATY},
    {"On the Resolution", AISLE_CATEGORY_PASSAGE},
    {"On Agreeing to the Resolution", AISLE_CATEGORY_PASSAGE},
    {"On the Motion to Concur", AISLE_CATEGORY_PASSAGE},
    {"On Overriding the Veto", AISLE_CATEGORY_VETO_OVERRIDE},
    {"Guilty or Not Guilty", AISLE_CATEGORY_CONVICTION},
    {"On the Motion to Recommit", AISLE_CATEGORY_RECOMMIT},
    {"On the Motion", AISLE_CATEGORY_PROCEDURAL},
    {"On the Point of Order", AISLE_CATEGORY_PROCEDURAL},
    {"On the Decision of the Chair", AISLE_CATEGORY_PROCEDURAL},
    {"On Ordering the Previous Question", AISLE_CATEGORY_PROCEDURAL},
};

static enum aisle_category category_of(const char *question)
{
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        const struct opening *o = &openings[i];
        if (strncasecmp(question, o->words, strlen(o->words)) == 0)
            return o->category;
    }
    return AISLE_CATEGORY_OTHER;
}

/* "On the Motion" is put in words only in the question's text: to concur in the other
 * house's amendment is to pass the bill, as the record's own category has it. */
static bool concurs(const char *detail)
{
    static const char *const motions[] = {"On the Motion (Motion to Concur",
                                          "On the Motion (Motion to Recede"};
    for (size_t i = 0; i < sizeof motions / sizeof motions[0]; i++) {
        if (strncasecmp(detail, motions[i], strlen(motions[i])) == 0)
            return true;
    }
    return false;
}

static bool says(const char *text, const char *word)
{
    return strcasestr(text, word) != NULL;
}

/* On what cloture is moved, where one of these words stands in the question's type, its
 * subject or its detail. */
static const struct {
    const char *words;
    enum aisle_cloture on;
} cloture_words[] = {
    {"motion to proceed", AISLE_CLOTURE_PROCEED},
    {"conference report", AISLE_CLOTURE_CONFERENCE},
    {"house amendment", AISLE_CLOTURE_HOUSE_MESSAGE},
    {"house message", AISLE_CLOTURE_HOUSE_MESSAGE},
    {"amendment of the house", AISLE_CLOTURE_HOUSE_MESSAGE},
    {"motion to concur", AISLE_CLOTURE_HOUSE_MESSAGE},
    {"amdt", AISLE_CLOTURE_AMENDMENT},
    {"amendment no", AISLE_CLOTURE_AMENDMENT},
    {"in the nature of a substitute", AISLE_CLOTURE_AMENDMENT},
};

enum aisle_cloture voteview_cloture(const struct aisle_rollcall *r, const char *detail)
{
    const char *about = r->subject;
    if (*r->nomination || (!*r->bill && says(about, "nomination")))
        return AISLE_CLOTURE_NOMINATION;
    if (strncasecmp(r->bill, "treatydoc", 9) == 0 || says(about, "treaty doc"))
        return AISLE_CLOTURE_TREATY;
    for (size_t i = 0; i < sizeof cloture_words / sizeof cloture_words[0]; i++) {
        const char *words = cloture_words[i].words;
        if (says(about, words) || says(detail, words) || says(r->vote_type, words))
            return cloture_words[i].on;
    }
    return *r->bill ? AISLE_CLOTURE_MEASURE : AISLE_CLOTURE_OTHER;
}

/* Cloture on a nomination: by majority since the precedent that covers it. */
static bool majority_closes(const struct aisle_rollcall *r)
{
    bool supreme = says(r->subject, "Supreme Court") ||
                   says(r->subject, "Justice of the United States");
    aisle_day since =
        supreme ? aisle_day_from_civil(2017, 4, 6) : aisle_day_from_civil(2013, 11, 21);
    return r->cloture == AISLE_CLOTURE_NOMINATION && r->date >= since;
}

static enum aisle_requires requires_of(const struct aisle_rollcall *r)
{
    switch (r->category) {
    case AISLE_CATEGORY_TREATY:
    case AISLE_CATEGORY_VETO_OVERRIDE:
    case AISLE_CATEGORY_CONVICTION:
        return AISLE_REQUIRES_2_3;
    case AISLE_CATEGORY_CLOTURE:
        return majority_closes(r) ? AISLE_REQUIRES_1_2 : AISLE_REQUIRES_3_5;
    default:
        break;
    }
    bool waiver = says(r->vote_type, "waive") || says(r->subject, "motion to waive");
    return waiver ? AISLE_REQUIRES_3_5 : AISLE_REQUIRES_1_2;
}

/* A question that lost although more voted yea was under a 60-vote agreement. One
 * that carried leaves no trace of it. */
static bool lost_with_majority(const struct aisle_rollcall *r)
{
    return record_result(r->result) == 0 && r->yea > r->nay;
}

void voteview_kind(struct aisle_rollcall *rollcall, const char *detail)
{
    rollcall->category = category_of(rollcall->vote_type);
    if (rollcall->category == AISLE_CATEGORY_PROCEDURAL && concurs(detail))
        rollcall->category = AISLE_CATEGORY_PASSAGE;
    if (rollcall->category == AISLE_CATEGORY_CLOTURE)
        rollcall->cloture = voteview_cloture(rollcall, detail);
    rollcall->requires = requires_of(rollcall);
    if (rollcall->requires == AISLE_REQUIRES_1_2 && lost_with_majority(rollcall))
    rollcall->requires = AISLE_REQUIRES_3_5;
}
