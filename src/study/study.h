/* Inside view of the app: steps that the verbs are made of. */
#ifndef AISLE_STUDY_STUDY_H
#define AISLE_STUDY_STUDY_H

#include "base/ctx.h"
#include "base/mem.h"
#include "study/inputs.h"
#include "study/session.h"
#include "study/views.h"

/* Note from here on what the verb reads; study_begin does, if nothing did before. */
void study_watch(struct aisle_ctx *ctx, struct app *app, struct app_study *study);
struct app_inputs *app_inputs_of(struct app *app);

/* Start a verb: clock, provenance, package (when the request names one). */
enum aisle_status study_begin(struct aisle_ctx *ctx, struct app *app, const char *verb,
                              const struct app_request *request,
                              struct app_study *study);
/* Another as-of day than the package's own. Votes that were taken before it are dropped,
 * with a warning each. Errors: INPUT (all of them were), MISUSE (the package's Congress
 * does not sit then); the package is then untouched. */
enum aisle_status study_set_day(struct aisle_ctx *ctx, aisle_day as_of,
                                struct aisle_package *package);
/* Record a run in one transaction: stop the clock and give the run its row and its
 * recipe; write the result, whose JSON names the row (study_write); put that beside it
 * and commit. The caller rolls back. A run that is made again has no row: its JSON is
 * handed over. */
enum aisle_status study_record_begin(struct aisle_ctx *ctx, struct app *app,
                                     struct app_study *study);
enum aisle_status study_record_end(struct aisle_ctx *ctx, struct app *app,
                                   struct app_study *study);
/* All three, with the study as what is written. */
enum aisle_status study_record(struct aisle_ctx *ctx, struct app *app,
                               struct app_study *study,
                               const struct app_writers *writers);

/* Begin a verb: study_begin, then the parameters when it has a package, and the hash
 * of all inputs. */
enum aisle_status verb_begin(struct aisle_ctx *ctx, struct app *app, const char *verb,
                             const struct app_request *request,
                             struct app_study *study);
/* Likewise; then the store may answer, which ends the verb: study->cached. */
enum aisle_status verb_ask(struct aisle_ctx *ctx, struct app *app, const char *verb,
                           const struct app_request *request, struct app_study *study);
/* The steps up to a forecaster that may be asked. */
enum aisle_status verb_forecaster(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  struct app_study *study);

/* The whip count of the request's file, or those imported for the package and for any;
 * its rows among the package's statements. */
enum aisle_status study_load_whip(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  struct app_study *study);
enum aisle_status study_merge_whip(struct aisle_ctx *ctx, struct app_study *study);
/* Say in the forecast's notes that imported counts are in it. */
enum aisle_status study_note_whip(struct aisle_ctx *ctx,
                                  const struct app_request *request,
                                  struct app_study *study);

/* The steps; each needs those before it. */
enum aisle_status study_load_leaders(struct aisle_ctx *ctx, struct app *app,
                                     struct app_study *study);
enum aisle_status study_load_parameters(struct aisle_ctx *ctx, struct app *app,
                                        struct app_study *study);
enum aisle_status study_fit_congress(struct aisle_ctx *ctx, struct app *app,
                                     const struct app_request *request, int congress,
                                     struct app_study *study);
enum aisle_status study_fit_history(struct aisle_ctx *ctx, struct app *app,
                                    struct app_study *study);
enum aisle_status study_make_forecaster(struct aisle_ctx *ctx, struct app *app,
                                        const struct app_request *request,
                                        struct app_study *study);
enum aisle_status study_forecast(struct aisle_ctx *ctx, struct app *app,
                                 const struct app_request *request,
                                 struct app_study *study);
/* What moved each senator of the forecast. */
enum aisle_status study_explain(struct aisle_ctx *ctx, struct app *app,
                                const struct app_request *request,
                                struct app_study *study);
/* The same votes with one senator at a time supposed to vote otherwise. */
enum aisle_status study_whatif(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study);
enum aisle_status study_simulate(struct aisle_ctx *ctx, struct app *app,
                                 const struct app_request *request,
                                 struct app_study *study);
/* The package's vote of this id. Errors: NOT_FOUND, with the nearest. */
enum aisle_status study_find_vote(struct aisle_ctx *ctx,
                                  const struct aisle_package *package, const char *id,
                                  int *vote);
/* The vote least likely to carry. */
int study_hardest(const struct aisle_forecast *forecast);
enum aisle_status study_deal(struct aisle_ctx *ctx, struct app *app,
                             const struct app_request *request, bool search,
                             struct app_study *study);

/* Leave out deals less likely than `p_min` at the vote that decides; a note says how many.
 * The package as written stays among the points, off the frontier when it is less. */
enum aisle_status study_keep_likely(struct aisle_ctx *ctx, double p_min,
                                    struct aisle_frontier *frontier);

/* The shipped rulebook, data/rules. */
enum aisle_status app_rulebook(struct aisle_ctx *ctx, const char *data_dir,
                               struct aisle_rulebook *book);

/* data_dir/name; caller frees; NULL when memory is short. */
char *app_data_path(const struct app *app, const char *name);

/* Load the shipped record into the store where it lacks a Congress. */
enum aisle_status record_load(struct aisle_ctx *ctx, struct aisle_store *store,
                              const char *data_dir);

/* Congresses of the shipped record, by what the store has of them: these files, an older
 * edition of them, what the user imported, nothing. */
struct record_state {
    int same;
    int older;
    int own;
    int missing;
};
enum aisle_status record_compare(struct aisle_ctx *ctx, struct aisle_store *store,
                                 const char *data_dir, struct record_state *out);

/* SHA-256 over the bytes of several files, in order. */
enum aisle_status app_hash_files(struct aisle_ctx *ctx, int count,
                                 const char *const *paths, char out[65]);

double app_wall_seconds(void);
double app_cpu_seconds(void);

#endif
/* The head of a result: who makes it, from which votes, when. */
void app_stamp(const struct app_options *options, const char *verb,
               const char data_hash[65], struct aisle_run *run);
