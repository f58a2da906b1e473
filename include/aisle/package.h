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
};

enum aisle_provision_kind { AISLE_PROVISION_MONEY, AISLE_PROVISION_POLICY };

/* What the rules ask for a provision to become law. */
enum aisle_route {
    AISLE_ROUTE_SIXTY,          /* ordinary legislation: cloture */
    AISLE_ROUTE_RECONCILIATION, /* majority, where the Byrd rule lets it stand */
    AISLE_ROUTE_EXECUTIVE       /* no vote */
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
    char *quote; /* verbatim words */
    char *note;  /* what the words came to, where they are not quoted */
    int line;
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

enum aisle_vote_kind {
    AISLE_VOTE_PROCEED,         /* motion to proceed */
    AISLE_VOTE_CLOTURE_PROCEED, /* cloture on the motion to proceed */
    AISLE_VOTE_CLOTURE,         /* cloture on the measure */
    AISLE_VOTE_PASSAGE
};

/* A vote the package needs. `requires` is what the rules ask of it; `date` is
 * when it is or was taken, NONE when not set; `actual_*` name the roll call
 * that was taken, 0 when there was none: used to score, never to forecast. */
struct aisle_package_vote {
    char *id;
    char *question;
    enum aisle_vote_kind kind;
    enum aisle_requires requires;
    char *why;
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
    char *measure; /* "H.R. 815" */
    aisle_day as_of;
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
const char *aisle_vote_kind_text(enum aisle_vote_kind kind);

#endif
