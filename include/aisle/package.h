/* A package: provisions, the votes it needs, statements about it.
 *
 * What an analyst writes in YAML (docs/package-format.md), read by
 * aisle_import_package. Strings are owned by the package and never NULL ("" when
 * not given); `line` is where the entry stands in the file. */
#ifndef AISLE_PACKAGE_H
#define AISLE_PACKAGE_H

#include <aisle/levers.h>
#include <aisle/votes.h>

/* Who puts the question: it moves votes more than the text does. */
enum aisle_side { AISLE_SIDE_D, AISLE_SIDE_R, AISLE_SIDE_BOTH };

/* A past roll call on like content. `sign` +1 when yea then was for what the
 * provision does, -1 when against; `side` who offered it. */
struct aisle_anchor {
    int congress;
    int number;
    int sign;
    enum aisle_side side;
    char *note;
    int line;
    int column;
};

enum aisle_provision_kind { AISLE_PROVISION_MONEY, AISLE_PROVISION_POLICY };

/* What the rules ask for a provision to become law. */
enum aisle_route {
    AISLE_ROUTE_SIXTY,          /* ordinary legislation: cloture */
    AISLE_ROUTE_RECONCILIATION, /* majority, where the Byrd rule lets it stand */
    AISLE_ROUTE_EXECUTIVE       /* no vote */
};

/* The six tests of the Byrd rule. X(NAME, text in files, 2 U.S.C. 644(b)(1), what a
 * provision does that fails it) */
#define AISLE_BYRD_TEST_LIST(X)                                                        \
    X(NO_EFFECT, "no-budget-effect", "A", "changes neither outlays nor revenues")      \
    X(INSTRUCTIONS, "instructions", "B",                                               \
      "worsens the deficit where its committee misses its instructions")               \
    X(JURISDICTION, "jurisdiction", "C",                                               \
      "is outside the jurisdiction of the committee that wrote it")                    \
    X(INCIDENTAL, "merely-incidental", "D",                                            \
      "changes the budget only incidentally to what else it does")                     \
    X(WINDOW, "outside-window", "E", "adds to deficits past the budget window")        \
    X(SOCIAL_SECURITY, "social-security", "F", "changes Social Security")
#define AISLE_BYRD_TEST_ENUM(name, text, paragraph, what) AISLE_BYRD_TEST_##name,
enum aisle_byrd_test { AISLE_BYRD_TEST_LIST(AISLE_BYRD_TEST_ENUM) AISLE_BYRD_TESTS };
#undef AISLE_BYRD_TEST_ENUM

/* What the package's author knows of a provision and the Byrd rule. */
struct aisle_byrd {
    bool given;
    enum aisle_byrd_test test;
    double strike; /* chance that a point of order strikes it */
    double low;
    double high;
    char *source;
    char *confidence;
    int line;
};

struct aisle_setting {
    enum aisle_lever lever;
    double value; /* in the lever's unit */
    int line;
};

struct aisle_provision {
    char *id;
    char *title;
    char *short_title; /* for deals and charts; the title cut at a word if not given */
    enum aisle_provision_kind kind;
    char *topic;       /* "ukraine", "border", "asylum", ... groups provisions */
    double amount_usd; /* 0 for none */
    bool optional;     /* the deal search may leave it out */
    bool in_package;   /* false: only a concession on the table */
    enum aisle_route route;
    char *why; /* why it faces that threshold */
    char *source;
    char *confidence;
    /* For the routes (rulebook.h); NULL or "" when not given. */
    bool emergency;    /* designated an emergency: outside the budget's limits */
    char *authority;   /* a law under which the executive could do it alone */
    char *undoes_rule; /* the agency's rule that it undoes */
    struct aisle_byrd byrd;
    int setting_count;
    struct aisle_setting *settings;
    int anchor_count;
    struct aisle_anchor *anchors;
    int line;
};

/* X(NAME, text, what it means) ordered from no to yes */
#define AISLE_POSITION_LIST(X)                                                         \
    X(NO, "no", "firm no")                                                             \
    X(LEAN_NO, "lean-no", "likely no")                                                 \
    X(CONCERN, "concern", "publicly troubled by it")                                   \
    X(UNDECIDED, "undecided", "says undecided or reviewing")                           \
    X(CONDITIONAL, "conditional", "yes if a condition holds")                          \
    X(NOT_RULED_OUT, "not-ruled-out", "pointedly not opposed")                         \
    X(LEAN_YES, "lean-yes", "likely yes")                                              \
    X(YES, "yes", "firm yes")

#define AISLE_POSITION_ENUM(name, text, meaning) AISLE_POSITION_##name,
enum aisle_position { AISLE_POSITION_LIST(AISLE_POSITION_ENUM) AISLE_POSITION_COUNT };
#undef AISLE_POSITION_ENUM

enum aisle_condition {
    AISLE_CONDITION_NONE,
    AISLE_CONDITION_PROVISION,     /* `provision` is in the package */
    AISLE_CONDITION_WITHOUT,       /* `provision` is not in the package */
    AISLE_CONDITION_CAUCUS_COUNT,  /* at least `count` of `caucus` vote yea */
    AISLE_CONDITION_FAIR_EFFICIENT /* the simulation finds it fair and efficient */
};

/* A dated public statement. `about` is "package", a vote's id, or a provision's
 * id; `provision` is an index, -1 when the object is not one. */
struct aisle_statement {
    aisle_day date;
    char *senator;     /* as written */
    char state[4];     /* "" when the name alone is unique */
    char bioguide[12]; /* "" until resolved against a roster */
    enum aisle_position position;
    char *about;
    int provision; /* index of the provision it is about, or -1 */
    int vote;      /* index of the vote it is about, or -1 */
    enum aisle_condition condition;
    int condition_provision; /* index or -1 */
    char condition_caucus;   /* 'D' or 'R' or 0 */
    int condition_count;
    char *source;
    char *quote;      /* verbatim words */
    char *note;       /* what the words came to, where they are not quoted */
    bool second_hand; /* what others say of his vote, not what he says */
    char *path; /* the file it stands in; NULL: that of the package or the count */
    int line;
    int column;
};

/* A public call by a caucus's leader for its side of the vote. */
struct aisle_cue {
    aisle_day date;
    char caucus;   /* whose members it speaks to */
    int direction; /* +1 support, -1 oppose */
    char *who;
    char *source;
    int vote; /* index of the vote it is about, or -1 for the package */
    int line;
};

/* X(NAME, text in files, words, what it takes when nothing else is said) */
#define AISLE_VOTE_KIND_LIST(X)                                                        \
    X(PROCEED, "proceed", "motion to proceed", 1_2)                                    \
    X(CLOTURE_PROCEED, "cloture-proceed", "cloture on the motion to proceed", 3_5)     \
    X(CLOTURE, "cloture", "cloture on the measure", 3_5)                               \
    X(PASSAGE, "passage", "passage", 1_2)                                              \
    X(AMENDMENT, "amendment", "amendment", 1_2)                                        \
    X(RECONSIDER, "reconsider", "motion to reconsider", 1_2)                           \
    X(WAIVE_BUDGET, "waive-budget", "waiver of a budget point of order", 3_5)          \
    X(CLOTURE_RULES, "cloture-rules", "cloture on a change of the Standing Rules",     \
      2_3)                                                                             \
    X(RECONCILIATION, "reconciliation", "passage of a reconciliation bill", 1_2)       \
    X(DISAPPROVAL, "disapproval", "disapproval of an agency's rule", 1_2)              \
    X(VETO_OVERRIDE, "veto-override", "overriding a veto", 2_3)
#define AISLE_VOTE_KIND_ENUM(name, text, words, usual) AISLE_VOTE_##name,
enum aisle_vote_kind { AISLE_VOTE_KIND_LIST(AISLE_VOTE_KIND_ENUM) AISLE_VOTE_KINDS };
#undef AISLE_VOTE_KIND_ENUM

/* A vote the package needs. `requires` is what the rules ask of it; `date` is
 * when it is or was taken, NONE when not set; `actual_*` name the roll call
 * that was taken, 0 when there was none: used to score, never to forecast.
 * `rule` names the row of the rulebook that it falls under and `rule_text` is that
 * row's plain words; both NULL when the package was read without the rulebook. */
struct aisle_package_vote {
    char *id;
    char *question;
    enum aisle_vote_kind kind;
    enum aisle_requires requires;
    char *why;
    char *rule;
    char *rule_text;
    aisle_day date;
    int actual_congress;
    int actual_number;
    int line;
};

struct aisle_package {
    char *path; /* the file it came from */
    char *id;
    char *title;
    char *summary;
    char *measure;      /* "H.R. 815" */
    char *instructions; /* the budget resolution that opens reconciliation; NULL or
                           "" when there is none */
    aisle_day as_of;
    int as_of_line; /* where the file says it; 0 where nowhere */
    int as_of_column;
    aisle_day text_since; /* first day whose votes on the measure are on this text;
                             NONE: every vote on the measure is */
    enum aisle_side side; /* who puts the package */
    int congress;
    char hash[65]; /* SHA-256 of the file, hex */
    int provision_count;
    int vote_count;
    int statement_count;
    int cue_count;
    struct aisle_provision *provisions;
    struct aisle_package_vote *votes;
    struct aisle_statement *statements;
    struct aisle_cue *cues;
};

void aisle_package_init(struct aisle_package *package);
void aisle_package_clear(struct aisle_package *package);

/* Take a vote out, with what was said of it alone: for one that has been taken. */
void aisle_package_drop_vote(struct aisle_package *package, int vote);

/* Index of a provision by id, -1 when not there. */
int aisle_package_find_provision(const struct aisle_package *package, const char *id);
int aisle_package_find_vote(const struct aisle_package *package, const char *id);

/* A selection says for each provision whether it is in: bit p for provision p.
 * At most 64 provisions. The package as written: every `in_package` bit. */
uint64_t aisle_package_selection(const struct aisle_package *package);
/* Levers of the chosen provisions: counts and money add up, shares and
 * thresholds take the last one set. */
void aisle_package_scenario(const struct aisle_package *package, uint64_t selection,
                            struct aisle_scenario *out);
double aisle_package_cost_usd(const struct aisle_package *package, uint64_t selection);

const char *aisle_side_text(enum aisle_side side); /* "D", "R", "both" */
const char *aisle_position_text(enum aisle_position p);
int aisle_position_parse(const char *text); /* -1 when none */
const char *aisle_route_text(enum aisle_route route);
const char *aisle_vote_kind_text(enum aisle_vote_kind kind); /* "motion to proceed" */
const char *aisle_vote_kind_word(enum aisle_vote_kind kind); /* "proceed" */
const char *aisle_byrd_test_text(enum aisle_byrd_test test); /* "merely-incidental" */
const char *aisle_byrd_test_words(enum aisle_byrd_test test);

#endif
