/* Did it carry? The Senate's result text decides; the counts decide only where
 * the text is missing or not known. The majority that the record names is now
 * and then not the one that was applied (data/senate/README.md lists the cases),
 * so it can't overrule the text. */
#include "base/text.h"
#include "record/record.h"
#include <string.h>
#include <strings.h>

struct ending {
    const char *text;
    int carried;
};

/* Longer endings before the shorter ones that they contain. "Veto Sustained"
 * answers "shall the bill pass over the veto?" with no; a chair's decision, a
 * point of order and an objection that are sustained carried. */
static const struct ending endings[] = {
    {"not agreed to", 0},  {"agreed to", 1},     {"not passed", 0},
    {"passed", 1},         {"rejected", 0},      {"failed", 0},
    {"defeated", 0},       {"not confirmed", 0}, {"confirmed", 1},
    {"not guilty", 0},     {"guilty", 1},        {"overridden", 1},
    {"veto sustained", 0}, {"not sustained", 0}, {"sustained", 1},
    {"not germane", 0},    {"germane", 1},       {"not well taken", 0},
    {"well taken", 1},     {"not invoked", 0},   {"invoked", 1},
    {"not ratified", 0},   {"ratified", 1},      {"not adopted", 0},
    {"adopted", 1},
};

static bool ends_with(const char *text, const char *ending)
{
    size_t n = strlen(text), k = strlen(ending);
    return n >= k && strcasecmp(text + n - k, ending) == 0;
}

int record_result(const char *text)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (ends_with(text, endings[i].text))
            return endings[i].carried;
    }
    return -1;
}

bool record_counts_carry(const struct aisle_rollcall *rollcall)
{
    int yea = rollcall->yea + (rollcall->vp_tie == AISLE_CAST_YEA);
    int nay = rollcall->nay + (rollcall->vp_tie == AISLE_CAST_NAY);
    int seats = rollcall->yea + rollcall->nay + rollcall->present + rollcall->absent;
    switch (rollcall->requires) {
    case AISLE_REQUIRES_3_5: /* of the members duly chosen and sworn */
        return 5 * yea >= 3 * seats;
    case AISLE_REQUIRES_2_3: /* of those voting */
        return yea > 0 && 3 * yea >= 2 * (yea + nay);
    case AISLE_REQUIRES_1_2:
        break;
    }
    return yea > nay;
}
