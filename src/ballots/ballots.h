/* Ballots: what the importers of single roll calls share. Each file is one roll call
 * with the clerk's number within its session, and names members by the clerk's id or
 * by bioguide; together with what the store holds they make one Congress.
 *
 *   ballots.c         collect: roll calls, persons, casts
 *   ballots_person.c  who is meant: clerk's id or name -> bioguide
 *   ballots_number.c  numbers within sessions -> numbers through the Congress
 *   ballots_votes.c   one table of what is held and what is new
 *   legislators.c     a table of ids to know persons by */
#ifndef AISLE_BALLOTS_BALLOTS_H
#define AISLE_BALLOTS_BALLOTS_H

#include "record/record.h"
#include <aisle/import_votes.h>

#define BALLOTS_SESSIONS 4 /* regular ones are two; there were special ones */

/* One person as the files name him or her. */
struct ballots_person {
    char id[12]; /* as in the files: clerk's id (S354) or bioguide */
    char bioguide[12];
    char lis[8];
    int icpsr;
    char *last;
    char *first;
    char state[4];
    int rollcall; /* the last one that he or she was seen in */
    int member;   /* column in the finished table */
    struct place place;
};

struct ballot {
    int person;
    uint8_t cast;
    char party;
};

struct ballots_rollcall {
    struct record_rollcall row;
    struct place place;
    int session;
    int number; /* of the clerk, within the session */
    size_t first;
    size_t count; /* ballots first .. first + count - 1 */
};

struct ballots {
    struct aisle_ctx *ctx;
    struct aisle_import_report *report;
    const struct aisle_import_known *known;
    enum aisle_status status; /* OK, or what went wrong so far */
    char chamber[8];
    int congress;
    size_t rollcall_count;
    size_t rollcall_capacity;
    struct ballots_rollcall *rollcalls;
    size_t person_count;
    size_t person_capacity;
    struct ballots_person *persons;
    size_t order_capacity;
    int *order; /* persons by id */
    size_t ballot_count;
    size_t ballot_capacity;
    struct ballot *ballots;
};

void ballots_clear(struct ballots *b);

/* Add an error about a place; the status becomes INPUT. */
void ballots_fail(struct ballots *b, struct place place, const char *hint,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));
bool ballots_no_memory(struct ballots *b); /* false, for returning it */

/* Take a roll call (its texts too, whatever happens) and start its ballots. False
 * when it is of another chamber or Congress than those before, or memory is short. */
bool ballots_begin(struct ballots *b, const char *chamber,
                   struct ballots_rollcall *rollcall);

/* Add a ballot to the roll call begun last. `who` is copied where new. */
bool ballots_add(struct ballots *b, const struct ballots_person *who, uint8_t cast,
                 char party);

/* 1 for D and R, 'I' for all others. */
char ballots_party(const char *text);
/* 1, 6, 7, 9 for "Yea", "Aye", "Guilty", ..., -1 when the words are none of these. */
int ballots_cast(const char *words);
/* "(48-52" in a result text; false when there is none. */
bool ballots_result_counts(const char *text, int *yea, int *nay);

/* Is it a bioguide id, a clerk's id? */
bool ballots_is_bioguide(const char *text);
bool ballots_is_lis(const char *text);

/* A table of persons (unitedstates' legislators-*.csv). */
struct legislators {
    size_t count;
    size_t capacity;
    struct aisle_member *items;
};
void legislators_clear(struct legislators *legislators);
enum aisle_status legislators_read(struct aisle_ctx *ctx, const char *path,
                                   const char *bytes, size_t size,
                                   struct legislators *out);

/* Give each person a bioguide: from the table, then from what is known. */
enum aisle_status ballots_resolve(struct ballots *b,
                                  const struct legislators *legislators);

/* Number the roll calls through the Congress, beside those held. */
enum aisle_status ballots_number(struct ballots *b, const struct aisle_votes *held);

/* Make the table. `path` is where a caucus.csv may lie beside. */
enum aisle_status ballots_finish(struct ballots *b,
                                 const struct legislators *legislators,
                                 const char *path, struct aisle_votes *votes);

/* Read one file into the ballots; false only when memory is short. */
typedef bool ballots_read_fn(struct ballots *b, const char *path, const char *bytes,
                             size_t size);
bool unitedstates_read(struct ballots *b, const char *path, const char *bytes,
                       size_t size);
bool senate_xml_read(struct ballots *b, const char *path, const char *bytes,
                     size_t size);

/* All files (a .csv among them is a table of legislators) into one table. */
enum aisle_status ballots_import(struct aisle_ctx *ctx, ballots_read_fn *read,
                                 int count, const struct record_file *files,
                                 const struct aisle_import_known *known,
                                 struct aisle_votes *votes,
                                 struct aisle_import_report *report);
enum aisle_status ballots_import_files(struct aisle_ctx *ctx, ballots_read_fn *read,
                                       int count, const char *const *paths,
                                       const struct aisle_import_known *known,
                                       struct aisle_votes *votes,
                                       struct aisle_import_report *report);

#endif
