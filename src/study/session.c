/* A session: one open store and the options that every verb shares. */
#include "base/file.h"
#include "base/hash.h"
#include "study/engine.h"
#include "study/study.h"

#include <string.h>
#include <time.h>

struct app {
    struct app_options options;
    struct aisle_store *store;
    char data_hash[65];
    struct app_inputs inputs;
    struct aisle_ctx *watching; /* whose reading is noted; NULL: nobody's */
};

double app_wall_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double app_cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

enum aisle_status app_hash_files(struct aisle_ctx *ctx, int count,
                                 const char *const *paths, char out[65])
{
    struct hash hash;
    hash_init(&hash);
    for (int i = 0; i < count; i++) {
        char *bytes;
        size_t size;
        enum aisle_status status = file_read(ctx, paths[i], &bytes, &size);
        if (status != AISLE_OK)
            return status;
        hash_add(&hash, bytes, size);
        free(bytes);
    }
    hash_hex(&hash, out);
    return AISLE_OK;
}

/* Is the whole shipped record in the store? Only the names of the files are
 * looked at: hashing them all at every start would cost more than the answer is
 * worth; `aisle import record` replaces a Congress on request. */
static enum aisle_status app_record_is_there(struct aisle_ctx *ctx, struct app *app,
                                             bool *there)
{
    struct aisle_store_congress *congresses = NULL;
    int count = 0, file_count = 0;
    char **names = NULL;
    char *dir = app_data_path(app, "senate");
    if (!dir)
        return ctx_no_memory(ctx);
    enum aisle_status status;
    TRY(file_list(ctx, dir, "_votes.csv", &file_count, &names));
    TRY(aisle_store_congresses(ctx, app->store, &count, &congresses));
    *there = file_count > 0;
    for (int f = 0; f < file_count; f++) {
        int congress = 0, found = 0;
        if (sscanf(names[f], "s%3d_", &congress) != 1)
            continue;
        for (int c = 0; c < count; c++)
            found |= congresses[c].congress == congress;
        *there &= found != 0;
    }
out:
    for (int f = 0; f < file_count; f++)
        free(names[f]);
    free(names);
    free(dir);
    aisle_store_congresses_free(count, congresses);
    return status;
}

static enum aisle_status app_prepare(struct aisle_ctx *ctx, struct app *app)
{
    enum aisle_status status;
    bool there = false;
    TRY(aisle_store_open(ctx, app->options.store_path, AISLE_STORE_WRITE, &app->store));
    TRY(app_record_is_there(ctx, app, &there));
    if (!there)
        TRY(record_load(ctx, app->store, app->options.data_dir));
    TRY(aisle_store_data_hash(ctx, app->store, app->data_hash));
out:
    return status;
}

enum aisle_status app_open(struct aisle_ctx *ctx, const struct app_options *options,
                           struct app **out)
{
    struct app *app = mem_new(1, sizeof *app);
    if (!app)
        return ctx_no_memory(ctx);
    app->options = *options;
    app_inputs_init(&app->inputs, options->data_dir,
                    options->replay ? options->replay->recipe : NULL);
    enum aisle_status status = app_prepare(ctx, app);
    if (status == AISLE_OK)
        *out = app;
    else
        app_close(app);
    return status;
}

void app_close(struct app *app)
{
    if (!app)
        return;
    if (app->watching)
        ctx_set_reader(app->watching, NULL);
    app_inputs_clear(&app->inputs);
    aisle_store_close(app->store);
    free(app);
}

struct aisle_store *app_store(struct app *app)
{
    return app->store;
}

const struct app_options *app_get_options(const struct app *app)
{
    return &app->options;
}

char *app_data_path(const struct app *app, const char *name)
{
    return mem_format("%s/%s", app->options.data_dir, name);
}

void app_stamp(const struct app_options *options, const char *verb,
               const char data_hash[65], struct aisle_run *run)
{
    *run = (struct aisle_run){.seed = options->seed,
                              .as_of = AISLE_DAY_NONE,
                              .threads = options->threads,
                              .ranks = 1};
    snprintf(run->verb, sizeof run->verb, "%s", verb);
    snprintf(run->version, sizeof run->version, "%s", AISLE_VERSION);
    snprintf(run->engine, sizeof run->engine, "%s", app_engine());
    memcpy(run->data_hash, data_hash, sizeof run->data_hash);
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(run->started, sizeof run->started, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

enum aisle_status app_rulebook(struct aisle_ctx *ctx, const char *data_dir,
                               struct aisle_rulebook *book)
{
    char *dir = mem_format("%s/rules", data_dir);
    if (!dir)
        return ctx_no_memory(ctx);
    enum aisle_status status = aisle_import_rules(ctx, dir, book);
    free(dir);
    return status;
}

struct app_inputs *app_inputs_of(struct app *app)
{
    return &app->inputs;
}

void study_watch(struct aisle_ctx *ctx, struct app *app, struct app_study *study)
{
    if (study->watched)
        return;
    study->watched = true;
    app_inputs_restart(&app->inputs);
    ctx_set_reader(ctx, &app->inputs.reader);
    app->watching = ctx;
}

enum aisle_status study_begin(struct aisle_ctx *ctx, struct app *app, const char *verb,
                              const struct app_request *request,
                              struct app_study *study)
{
    study->started = app_wall_seconds();
    study->cpu_started = app_cpu_seconds();
    app_stamp(&app->options, verb, app->data_hash, &study->run);
    if (strcmp(verb, "import") != 0) /* which hashes, and keeps, what it reads itself */
        study_watch(ctx, app, study);
    if (!request->package_path) {
        study->run.as_of = request->as_of;
        return AISLE_OK;
    }
    struct aisle_rulebook book;
    aisle_rulebook_init(&book);
    enum aisle_status status = app_rulebook(ctx, app->options.data_dir, &book);
    if (status == AISLE_OK)
        status = aisle_import_package_under(ctx, &book, request->package_path,
                                            &study->package);
    aisle_rulebook_clear(&book); /* votes have copies of their rules' words */
    if (status != AISLE_OK)
        return status;
    if (request->as_of != AISLE_DAY_NONE)
        status = study_set_day(ctx, request->as_of, &study->package);
    if (status != AISLE_OK)
        return status;
    study->run.as_of = study->package.as_of;
    return AISLE_OK;
}

enum aisle_status study_record_begin(struct aisle_ctx *ctx, struct app *app,
                                     struct app_study *study)
{
    enum aisle_status status;
    study->run.seconds = app_wall_seconds() - study->started;
    study->run.cpu_seconds = app_cpu_seconds() - study->cpu_started;
    if (app->inputs.failed)
        return ctx_no_memory(ctx);
    if (app->options.replay)
        return AISLE_OK;
    struct aisle_recipe recipe = app->inputs.recipe;
    recipe.word_count = app->options.word_count;
    recipe.words = (char **)app->options.words;
    TRY(aisle_store_begin(ctx, app->store));
    TRY(aisle_store_put_run(ctx, app->store, &study->run, study->arguments, ""));
    TRY(aisle_store_put_recipe(ctx, app->store, study->run.id, &recipe));
out:
    return status;
}

/* What was made, and from what, to the one who asked for it again. */
static enum aisle_status hand_over(struct aisle_ctx *ctx, struct app *app,
                                   const struct app_study *study)
{
    struct app_replay *replay = app->options.replay;
    replay->run = study->run;
    replay->json = mem_copy_text(study->json);
    replay->made = app->inputs.recipe;
    aisle_recipe_init(&app->inputs.recipe);
    return replay->json ? AISLE_OK : ctx_no_memory(ctx);
}

enum aisle_status study_record_end(struct aisle_ctx *ctx, struct app *app,
                                   struct app_study *study)
{
    enum aisle_status status;
    if (app->options.replay)
        return hand_over(ctx, app, study);
    if (study->json)
        TRY(aisle_store_set_run_result(ctx, app->store, study->run.id, study->json));
    TRY(aisle_store_commit(ctx, app->store));
out:
    return status;
}

enum aisle_status study_record(struct aisle_ctx *ctx, struct app *app,
                               struct app_study *study,
                               const struct app_writers *writers)
{
    enum aisle_status status;
    TRY(study_record_begin(ctx, app, study));
    TRY(study_write(ctx, app, study, writers, study));
    TRY(study_record_end(ctx, app, study));
out:
    aisle_store_rollback(app->store);
    return status;
}
