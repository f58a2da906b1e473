/* Votes: members, roll calls and how each member voted.
 *
 * A table may hold one Congress or several: a member is a person (one row for a
 * whole career, joined by bioguide), a roll call is (congress, number), ordered
 * so, never by time of day.
 *
 *               member 0   member 1   member 2
 *   rollcall 0  [  1     ,   6      ,   9     ]   casts[0 * member_count + m]
 *   rollcall 1  [  1     ,   1      ,   0     ]   casts[1 * member_count + m]
 */
#ifndef AISLE_VOTES_H
#define AISLE_VOTES_H

#include <aisle/context.h>
#include <aisle/date.h>
#include <stdbool.h>
#include <stdint.h>

/* The cast codes of the public record, as they stand in its files. */
enum aisle_cast {
    AISLE_CAST_OUT = 0, /* not in office */
    AISLE_CAST_YEA = 1,
    AISLE_CAST_NAY = 6,
    AISLE_CAST_PRESENT = 7,
    AISLE_CAST_ABSENT = 9
};

/* X(NAME, text in the record) */
#define AISLE_CATEGORY_LIST(X)                                                         \
    X(AMENDMENT, "amendment")                                                          \
    X(CLOTURE, "cloture")                                                              \
    X(CONVICTION, "conviction")                                                        \
    X(NOMINATION, "nomination")                                                        \
    X(PASSAGE, "passage")                                                              \
    X(PROCEDURAL, "procedural")                                                        \
    X(RECOMMIT, "recommit")                                                            \
    X(TREATY, "treaty")                                                                \
    X(VETO_OVERRIDE, "veto-override")                                                  \
    X(OTHER, "other")

#define AISLE_CLOTURE_LIST(X)                                                          \
    X(NONE, "")                                                                        \
    X(PROCEED, "proceed")                                                              \
    X(MEASURE, "measure")                                                              \
    X(AMENDMENT, "amendment")                                                          \
    X(HOUSE_MESSAGE, "house_message")                                                  \
    X(CONFERENCE, "conference")                                                        \
    X(NOMINATION, "nomination")                                                        \
    X(TREATY, "treaty")                                                                \
    X(OTHER, "other")

#define AISLE_CATEGORY_ENUM(name, text) AISLE_CATEGORY_##name,
enum aisle_category { AISLE_CATEGORY_LIST(AISLE_CATEGORY_ENUM) AISLE_CATEGORY_COUNT };
#undef AISLE_CATEGORY_ENUM
#define AISLE_CLOTURE_ENUM(name, text) AISLE_CLOTURE_##name,
enum aisle_cloture { AISLE_CLOTURE_LIST(AISLE_CLOTURE_ENUM) AISLE_CLOTURE_COUNT };
#undef AISLE_CLOTURE_ENUM

/* The majority a question needs, as the record names it. */
enum aisle_requires { AISLE_REQUIRES_1_2, AISLE_REQUIRES_3_5, AISLE_REQUIRES_2_3 };

/* A person. Strings are owned by the table and never NULL. `party` is the last
 * known one (D, R, I); `caucus` (D, R) is the side an independent sits with.
 * `in_office` says whether the person held the seat at the table's last roll
 * call. */
struct aisle_member {
    char bioguide[12];
    char lis[8]; /* the Senate clerk's id; "" when not known */
    int icpsr;   /* 0 when not known */
    char *last;
    char *first;
    char state[4];
    char party;
    char caucus;
    bool in_office;
};

/* One stretch of a member's service under one party label in one Congress:
 * roll calls `first_number`..`last_number`, both included. */
struct aisle_service {
    int member;
    int congress;
    int first_number;
    int last_number;
    char party;
    char caucus;
};

/* A roll call. Strings are owned by the table and never NULL ("" when empty).
 * `yea` and `nay` leave out the Vice President; `vp_tie` is 1 yea, 6 nay, 0 none. */
struct aisle_rollcall {
    int congress;
    int number;
    aisle_day date;
    char time[12];
    enum aisle_category category;
    enum aisle_cloture cloture;
    enum aisle_requires requires;
    bool passed; /* reconciled from result text and counts by the importer */
    char *vote_type;
    char *question;
    char *result;
    char *bill;
    char *bill_title;
    char *amendment;
    char *nomination;
    char *subject;
    char *purpose;
    int yea;
    int nay;
    int present;
    int absent;
    int vp_tie;
};

struct aisle_votes {
    char chamber[8]; /* "senate" */
    int congress_first;
    int congress_last;
    aisle_day as_of; /* every roll call is on an earlier day; NONE: no limit */
    int member_count;
    int rollcall_count;
    int service_count;
    struct aisle_member *members;
    struct aisle_rollcall *rollcalls;
    struct aisle_service *services;
    uint8_t *casts; /* [rollcall_count][member_count], enum aisle_cast */
};

void aisle_votes_init(struct aisle_votes *votes);
/* Release what the table owns and leave it as after init; NULL is fine. */
void aisle_votes_clear(struct aisle_votes *votes);

/* Check shapes, codes, order of roll calls, unique ids, tallies against casts.
 * Errors: INPUT with one message a fault. Cost: one pass over the casts. */
enum aisle_status aisle_votes_validate(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes);

/* Index of a member or roll call, -1 when not there. */
int aisle_votes_find_member(const struct aisle_votes *votes, const char *bioguide);
int aisle_votes_find_rollcall(const struct aisle_votes *votes, int congress,
                              int number);

/* The member in office that a name means: a bioguide id, "Kelly", "Scott (FL)",
 * "Tim Scott", with or without accents; `state` "" when the name is enough. `path`
 * and `line` (NULL, 0: none) say where the name was written, for messages.
 * Errors: NOT_FOUND with the nearest name, INPUT when it may mean several. */
enum aisle_status aisle_votes_find_senator(struct aisle_ctx *ctx,
                                           const struct aisle_votes *votes,
                                           const char *path, int line, const char *name,
                                           const char *state, int *member);

/* The same, with the column at which the name, or its entry, begins. */
enum aisle_status aisle_votes_find_senator_at(struct aisle_ctx *ctx,
                                              const struct aisle_votes *votes,
                                              const char *path, int line, int column,
                                              const char *name, const char *state,
                                              int *member);

/* Caucus ('D', 'R', '?') of a member at a roll call, from the services. */
char aisle_votes_caucus_at(const struct aisle_votes *votes, int member, int rollcall);

/* Caucus of the senator who offered the amendment voted on, from the subject line; '?'
 * when it names nobody in office, or senators of both. */
char aisle_votes_sponsor_caucus(const struct aisle_votes *votes, int rollcall);

static inline uint8_t aisle_votes_cast(const struct aisle_votes *votes, int rollcall,
                                       int member)
{
    return votes
        ->casts[(size_t)rollcall * (size_t)votes->member_count + (size_t)member];
}

const char *aisle_category_text(enum aisle_category category);
const char *aisle_cloture_text(enum aisle_cloture cloture);
const char *aisle_requires_text(enum aisle_requires requires); /* "1/2" ... */
/* -1 when the text names none. */
int aisle_category_parse(const char *text);
int aisle_cloture_parse(const char *text);
int aisle_requires_parse(const char *text);

#endif
