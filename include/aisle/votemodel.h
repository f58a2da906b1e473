/* A vote model: what besides an ideal point explains a vote, and how much it helps.
 *
 *   P(yea) = lapse / 2 + (1 - lapse) F(eta)
 *   eta    = a + b . x' + p z + c (x'_1^2 - 1),   x' = x + offset of the vote's type
 *
 * F is logistic, z the member's caucus (R 1, D -1). Which of p and c a roll call has
 * is not fixed: each of the two or four forms is fitted, and their predictions are
 * mixed by their evidence in the votes that are fitted. docs/model/votes.md says what
 * each part earns. votemodel_fit.h fits one. */
#ifndef AISLE_VOTEMODEL_H
#define AISLE_VOTEMODEL_H

#include <aisle/votes.h>

#define AISLE_VOTEMODEL_DIMS_MAX 4
#define AISLE_VOTEMODEL_FORMS 4 /* bit 0: p, bit 1: c */

/* X(NAME, word). What each adds: the majority leader's procedural nay on a failed cloture;
 * a roll call's pull on the caucuses beside the positions; roll calls of both ends
 * against the middle; that members stand elsewhere on some types of vote; votes that have
 * nothing to do with position; who is absent, by member, type of vote and spell. */
#define AISLE_TERM_LIST(X)                                                             \
    X(LEADER, "leader")                                                                \
    X(LOYALTY, "loyalty")                                                              \
    X(UNFOLDING, "unfolding")                                                          \
    X(OFFSETS, "offsets")                                                              \
    X(LAPSE, "lapse")                                                                  \
    X(ABSENCE, "absence")

#define AISLE_TERM_PLACE(name, word) AISLE_TERM_PLACE_##name,
enum { AISLE_TERM_LIST(AISLE_TERM_PLACE) AISLE_TERM_COUNT };
#undef AISLE_TERM_PLACE
#define AISLE_TERM_BIT(name, word) AISLE_TERM_##name = 1u << AISLE_TERM_PLACE_##name,
enum aisle_term { AISLE_TERM_LIST(AISLE_TERM_BIT) };
#undef AISLE_TERM_BIT
/* Those that earn their keep on hidden votes. */
#define AISLE_TERMS_FULL                                                               \
    ((unsigned)AISLE_TERM_LEADER | AISLE_TERM_LOYALTY | AISLE_TERM_UNFOLDING |         \
     AISLE_TERM_OFFSETS)

/* Of the term at a place of the list. */
const char *aisle_term_word(int place);

/* The kinds of vote that may have an offset of their own. */
#define AISLE_VOTE_TYPE_LIST(X)                                                        \
    X(CLOTURE, "cloture")                                                              \
    X(NOMINATION, "nomination") /* clotures on them too */                             \
    X(AMENDMENT, "amendment")                                                          \
    X(OTHER, "other")
#define AISLE_VOTE_TYPE_ENUM(name, text) AISLE_VOTE_TYPE_##name,
enum aisle_vote_type { AISLE_VOTE_TYPE_LIST(AISLE_VOTE_TYPE_ENUM) AISLE_VOTE_TYPES };
#undef AISLE_VOTE_TYPE_ENUM
const char *aisle_vote_type_text(enum aisle_vote_type type);

/* Unfolding: more likely than not it has c, and eta sets both ends against the middle,
 * each of the three a twentieth of the members at least; c alone may only bend it. */
enum aisle_item_kind { AISLE_ITEM_MONOTONE, AISLE_ITEM_UNFOLDING };
const char *aisle_item_kind_text(enum aisle_item_kind kind);

struct aisle_votemodel_item {
    int rollcall; /* index into the votes */
    enum aisle_vote_type type;
    enum aisle_item_kind kind;
    int likeliest;                        /* form with the most weight */
    double turn;                          /* x'_1 where it turns; NAN: monotone */
    double weight[AISLE_VOTEMODEL_FORMS]; /* adds up to 1 */
    double a[AISLE_VOTEMODEL_FORMS];
    double b[AISLE_VOTEMODEL_FORMS][AISLE_VOTEMODEL_DIMS_MAX];
    double p[AISLE_VOTEMODEL_FORMS];
    double c[AISLE_VOTEMODEL_FORMS];
};

/* Chance that the item has p, or c. */
double aisle_votemodel_item_loyalty(const struct aisle_votemodel_item *item);
double aisle_votemodel_item_unfolding(const struct aisle_votemodel_item *item);

struct aisle_votemodel_member {
    double x[AISLE_VOTEMODEL_DIMS_MAX]; /* mean 0, sd 1, R to the right */
    double sd[AISLE_VOTEMODEL_DIMS_MAX];
    double offset[AISLE_VOTE_TYPES];
    double p_absent[AISLE_VOTE_TYPES]; /* from a usual roll call; NAN: not asked for */
    bool thin; /* too few votes: the roll calls are fitted without */
};

/* How well votes are accounted for: those fitted, or hidden ones. */
struct aisle_votemodel_score {
    int64_t votes;
    double gmp;   /* geometric mean of the chances of what was cast */
    double right; /* share on the likelier side */
    double apre;  /* errors less than guessing each roll call's majority, as a share */
};

/* What may tell who is absent besides the member's and the roll call's own share of
 * it. The first two are kept, the others are only measured: they earn nothing on
 * hidden seats (docs/model/votes.md). X(NAME, word) */
#define AISLE_ABSENCE_LIST(X)                                                          \
    X(TYPES, "types")   /* a member's at each type of vote */                          \
    X(SPELL, "spell")   /* absent at the roll calls before and after */                \
    X(TORN, "torn")     /* indifferent: yea and nay are even for the member */         \
    X(LOSING, "losing") /* would vote with the losing side */
#define AISLE_ABSENCE_ENUM(name, word) AISLE_ABSENCE_##name,
enum aisle_absence_part { AISLE_ABSENCE_LIST(AISLE_ABSENCE_ENUM) AISLE_ABSENCE_PARTS };
#undef AISLE_ABSENCE_ENUM
#define AISLE_ABSENCE_KEPT (1u << AISLE_ABSENCE_TYPES | 1u << AISLE_ABSENCE_SPELL)
const char *aisle_absence_word(enum aisle_absence_part part);

/* Scores are of hidden seats, the same fifth as of votes; effects of all. */
struct aisle_absence {
    int64_t seats; /* scored: in office, and not voting present */
    int64_t absent;
    double gmp_plain;                 /* by member and roll call */
    double gmp;                       /* with the parts that are kept */
    double gain[AISLE_ABSENCE_PARTS]; /* over plain, of each part alone */
    /* Log odds: rms of TYPES; present at both to absent at both roll calls; certain
     * of the vote to even; with the winning to with the losing side. */
    double effect[AISLE_ABSENCE_PARTS];
};

struct aisle_votemodel {
    unsigned terms;
    int dims;
    int member_count; /* as in the votes */
    int item_count;
    struct aisle_votemodel_member *members;
    struct aisle_votemodel_item *items;
    double lapse;           /* share of votes */
    int leader_votes;       /* that are taken for procedure */
    double leader_nay;      /* chance of a nay on them */
    double loyalty_items;   /* how many roll calls have p, expected */
    double loyalty_size;    /* mean |p| of those */
    double unfolding_items; /* how many have c, expected */
    int unfolding_count;    /* how many are of the kind UNFOLDING */
    double offset_rms[AISLE_VOTE_TYPES];
    int iterations;
    bool converged;
    struct aisle_votemodel_score fitted;
    struct aisle_votemodel_score heldout; /* 0 votes: not asked for */
    struct aisle_votemodel_score plain;   /* the plain model on the same; likewise */
    struct aisle_absence absence;         /* all NAN: not asked for */
};

void aisle_votemodel_init(struct aisle_votemodel *model);
void aisle_votemodel_clear(struct aisle_votemodel *model);

#endif
