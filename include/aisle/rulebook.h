/* The rulebook: what each kind of question takes to carry, row by row as the files
 * of data/rules/ have it, and which routes a package's provisions may take.
 *
 * The functions that read and apply these are in rules.h. Strings are owned by the
 * rulebook and never NULL ("" when not given). */
#ifndef AISLE_RULEBOOK_H
#define AISLE_RULEBOOK_H

#include <aisle/package.h>

/* The kinds of question. X(NAME, text in the files) */
#define AISLE_GATE_LIST(X)                                                             \
    X(CLOTURE, "cloture")                                                              \
    X(CLOTURE_RULES, "cloture-rules")                                                  \
    X(CLOTURE_NOMINATION, "cloture-nomination")                                        \
    X(CLOTURE_COURT, "cloture-supreme-court")                                          \
    X(PROCEED, "proceed")                                                              \
    X(AMENDMENT, "amendment")                                                          \
    X(MOTION, "motion")                                                                \
    X(RECONSIDER, "reconsider")                                                        \
    X(PASSAGE, "passage")                                                              \
    X(NOMINATION, "nomination")                                                        \
    X(AGREEMENT, "agreement")                                                          \
    X(AGREEMENT_2_3, "agreement-two-thirds")                                           \
    X(CONSENT, "consent")                                                              \
    X(WAIVE_BUDGET, "waive-budget")                                                    \
    X(WAIVE_MAJORITY, "waive-majority")                                                \
    X(WAIVE_BYRD, "waive-byrd")                                                        \
    X(APPEAL, "appeal")                                                                \
    X(POINT_OF_ORDER, "point-of-order")                                                \
    X(APPEAL_BUDGET, "appeal-budget")                                                  \
    X(RECONCILIATION, "reconciliation")                                                \
    X(DISAPPROVAL, "disapproval")                                                      \
    X(EXECUTIVE, "executive")                                                          \
    X(SUSPEND_RULES, "suspend-rules")                                                  \
    X(TREATY, "treaty")                                                                \
    X(CONVICTION, "conviction")                                                        \
    X(CONSTITUTION, "constitution")                                                    \
    X(VETO_OVERRIDE, "veto-override")                                                  \
    X(HOUSE, "house")                                                                  \
    X(HOUSE_DISCHARGE, "house-discharge")

#define AISLE_GATE_ENUM(name, text) AISLE_GATE_##name,
enum aisle_gate { AISLE_GATE_LIST(AISLE_GATE_ENUM) AISLE_GATE_COUNT };
#undef AISLE_GATE_ENUM

/* Of what the fraction is taken. */
enum aisle_rule_base {
    AISLE_BASE_SWORN,  /* senators duly chosen and sworn: who is away counts as nay */
    AISLE_BASE_VOTING, /* yeas and nays; "present" is not voting */
    AISLE_BASE_FIXED   /* a number of yeas, whoever is there */
};

enum aisle_rule_compare {
    AISLE_COMPARE_AT_LEAST,        /* yeas reach the fraction */
    AISLE_COMPARE_MORE_THAN,       /* yeas pass the fraction */
    AISLE_COMPARE_UNLESS_AT_LEAST, /* carries unless nays reach the fraction */
    AISLE_COMPARE_UNLESS_MORE_THAN /* carries unless nays pass the fraction */
};

/* One row of data/rules/senate.csv. On the first and the last day a roll call may
 * tell before from after (number 0: the whole day). */
struct aisle_rule {
    char *id;
    enum aisle_gate gate;
    int numerator;
    int denominator;
    int seats; /* of the chamber when it is not the Senate; 0: the Senate */
    enum aisle_rule_base base;
    enum aisle_rule_compare compare;
    bool vice_president; /* breaks a tie */
    aisle_day from;
    aisle_day to; /* both days included; NONE: still in force */
    int first_congress;
    int first_number;
    int last_congress;
    int last_number;
    char support; /* 'A' modelled exactly; 'B', 'C': stated, not forecast */
    char *title;
    char *text; /* plain words */
    char *source;
    char *source_date;
    char *confidence;
    int line;
};

/* What a provision is to the Byrd rule. */
enum aisle_byrd_class { AISLE_BYRD_MONEY, AISLE_BYRD_POLICY, AISLE_BYRD_BOTH };
#define AISLE_BYRD_CLASSES 3

/* One row of data/rules/byrd.csv: how likely a point of order strikes such a
 * provision from a reconciliation bill, and the test that bites. */
struct aisle_byrd_row {
    enum aisle_byrd_class class;
    enum aisle_byrd_test test;
    double strike;
    double low;
    double high;
    char *source;
    char *source_date;
    char *confidence;
    char *text;
    int line;
};

struct aisle_rulebook {
    int count;
    struct aisle_rule *rules;                       /* in the order of the file */
    struct aisle_byrd_row byrd[AISLE_BYRD_CLASSES]; /* by class */
};

void aisle_rulebook_init(struct aisle_rulebook *book);
void aisle_rulebook_clear(struct aisle_rulebook *book);

const char *aisle_gate_text(enum aisle_gate gate); /* "waive-budget" */
const char *aisle_rule_base_text(enum aisle_rule_base base);
const char *aisle_rule_compare_text(enum aisle_rule_compare compare);
const char *aisle_byrd_class_text(enum aisle_byrd_class class);

/* ---- routes: the rulebook applied to a package ---- */

/* A step on a route and what it takes. */
struct aisle_step {
    enum aisle_gate gate;
    const struct aisle_rule *rule; /* of the rulebook, which must outlive this */
    int threshold;                 /* yeas needed with everyone voting */
};

/* What every kind of question takes on one day. */
struct aisle_rule_list {
    aisle_day day;
    int sworn;
    int count;
    struct aisle_step *steps; /* in the order of the gates */
};

void aisle_rule_list_init(struct aisle_rule_list *list);
void aisle_rule_list_clear(struct aisle_rule_list *list);

/* X(NAME, text, title) the ways in which a provision may become law */
#define AISLE_WAY_LIST(X)                                                              \
    X(BILL, "sixty", "ordinary bill")                                                  \
    X(RECONCILIATION, "reconciliation", "reconciliation")                              \
    X(EXECUTIVE, "executive", "executive action")                                      \
    X(DISAPPROVAL, "disapproval", "disapproval of a rule")
#define AISLE_WAY_ENUM(name, text, title) AISLE_WAY_##name,
enum aisle_way { AISLE_WAY_LIST(AISLE_WAY_ENUM) AISLE_WAY_COUNT };
#undef AISLE_WAY_ENUM

#define AISLE_STEPS_MAX 6

/* One route of one provision. `threshold` is the most yeas any step of it takes in
 * the Senate. `strike` is the chance that the Byrd rule strikes the provision, NAN
 * where it has no say. */
struct aisle_way_row {
    enum aisle_way way;
    bool open;
    bool taken; /* the package takes this one */
    int threshold;
    int step_count;
    struct aisle_step steps[AISLE_STEPS_MAX];
    double strike;
    double strike_low;
    double strike_high;
    enum aisle_byrd_test test;
    int keep_threshold; /* yeas that waive the Byrd rule, and keep it in; 0: no say */
    const char *strike_source; /* the package's or the rulebook's */
    const char *strike_confidence;
    char *why; /* owned */
};

struct aisle_provision_routes {
    int provision;
    struct aisle_way_row ways[AISLE_WAY_COUNT];
};

/* A vote of the package and the rule it falls under. */
struct aisle_gate_row {
    int vote;
    struct aisle_step step;
};

struct aisle_routes {
    aisle_day day; /* whose rules */
    int sworn;
    int gate_count;
    struct aisle_gate_row *gates;
    int provision_count;
    struct aisle_provision_routes *provisions;
    int note_count;
    char **notes; /* steps that the package's votes leave out, in plain words */
};

void aisle_routes_init(struct aisle_routes *routes);
void aisle_routes_clear(struct aisle_routes *routes);
const char *aisle_way_text(enum aisle_way way);  /* "sixty" */
const char *aisle_way_title(enum aisle_way way); /* "ordinary bill" */

#endif
