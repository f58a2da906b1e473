/* The store: one SQLite file that keeps every noun between the steps.
 *
 * A verb opens the store, does its work in one transaction and closes it. A
 * process killed at any moment leaves the last committed state. */
#ifndef AISLE_STORE_H
#define AISLE_STORE_H

#include <aisle/fit.h>
#include <aisle/run.h>
#include <aisle/votes.h>
#include <aisle/whip.h>

struct aisle_store;

enum aisle_store_mode { AISLE_STORE_READ, AISLE_STORE_WRITE };

/* Open, or make and migrate, the store at `path`. Errors: STORE, IO, MEMORY. */
enum aisle_status aisle_store_open(struct aisle_ctx *ctx, const char *path,
                                   enum aisle_store_mode mode,
                                   struct aisle_store **out);
void aisle_store_close(struct aisle_store *store); /* rolls back what is open */

enum aisle_status aisle_store_begin(struct aisle_ctx *ctx, struct aisle_store *store);
enum aisle_status aisle_store_commit(struct aisle_ctx *ctx, struct aisle_store *store);
void aisle_store_rollback(struct aisle_store *store);

/* Put one Congress of votes in, replacing what was there for that Congress and
 * chamber. Call between begin and commit. */
enum aisle_status aisle_store_put_votes(struct aisle_ctx *ctx,
                                        struct aisle_store *store,
                                        const struct aisle_votes *votes,
                                        const char *source, const char *sha256);

/* Votes of Congresses first..last taken before `as_of` (NONE: all). What is
 * dated on or after as_of never leaves the store; `in_office` and party are as
 * of the last roll call read. Errors: NOT_FOUND names the Congresses there are. */
enum aisle_status aisle_store_get_votes(struct aisle_ctx *ctx,
                                        struct aisle_store *store, const char *chamber,
                                        int congress_first, int congress_last,
                                        aisle_day as_of, struct aisle_votes *out);

/* One Congress as the store holds it. */
struct aisle_store_congress {
    int congress;
    char chamber[8];
    int rollcalls;
    int members;
    aisle_day first_date;
    aisle_day last_date;
    char *source;
    char sha256[65];
};
enum aisle_status aisle_store_congresses(struct aisle_ctx *ctx,
                                         struct aisle_store *store, int *count,
                                         struct aisle_store_congress **out);
void aisle_store_congresses_free(int count, struct aisle_store_congress *congresses);

/* Every person of every Congress and chamber, once, as the latest knows him or her;
 * `party`, `caucus` and `in_office` are not set. */
enum aisle_status aisle_store_members(struct aisle_ctx *ctx, struct aisle_store *store,
                                      int *count, struct aisle_member **out);
void aisle_store_members_free(int count, struct aisle_member *members);

/* Hash over all votes in the store, hex; equal data gives equal hash. */
enum aisle_status aisle_store_data_hash(struct aisle_ctx *ctx,
                                        struct aisle_store *store, char out[65]);

/* Keep a whip count of a package ("" for any); one of the same file is replaced. Call
 * between begin and commit. */
enum aisle_status aisle_store_put_whip(struct aisle_ctx *ctx, struct aisle_store *store,
                                       const char *package,
                                       const struct aisle_whip *whip);
/* The statements of all counts of a package and of any, dated before `as_of` (NONE:
 * all), in order of import. */
enum aisle_status aisle_store_get_whip(struct aisle_ctx *ctx, struct aisle_store *store,
                                       const char *package, aisle_day as_of,
                                       struct aisle_whip *out);

/* Record a run and its JSON result; sets run->id. */
enum aisle_status aisle_store_put_run(struct aisle_ctx *ctx, struct aisle_store *store,
                                      struct aisle_run *run, const char *arguments,
                                      const char *result_json);
/* Put the result of a run recorded in this transaction. */
enum aisle_status aisle_store_set_run_result(struct aisle_ctx *ctx,
                                             struct aisle_store *store, int64_t id,
                                             const char *result_json);
/* The result of the latest equal run (verb, version, data, input, seed) that has been
 * shown in this form, too (store_views.h; NULL: any will do), or NULL in `result_json`
 * when there is none. Caller frees with free(). */
enum aisle_status aisle_store_find_run(struct aisle_ctx *ctx, struct aisle_store *store,
                                       const struct aisle_run *like, const char *form,
                                       int64_t *id, char **result_json);
/* One run by its id, with its result. `id` 0: the latest. Errors: NOT_FOUND says which
 * ids there are. Caller frees both texts. */
enum aisle_status aisle_store_get_run(struct aisle_ctx *ctx, struct aisle_store *store,
                                      int64_t id, struct aisle_run *run,
                                      char **arguments, char **result_json);
/* Latest runs first. */
struct aisle_store_run {
    struct aisle_run run;
    char *arguments;
};
enum aisle_status aisle_store_runs(struct aisle_ctx *ctx, struct aisle_store *store,
                                   int limit, int *count, struct aisle_store_run **out);
void aisle_store_runs_free(int count, struct aisle_store_run *runs);

/* Keep and find a fit under a key (a hash of votes and options). `found` false
 * leaves `out` untouched. */
enum aisle_status aisle_store_put_fit(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const char *key, const struct aisle_fit *fit);
enum aisle_status aisle_store_get_fit(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const char *key, bool *found,
                                      struct aisle_fit *out);

#endif
