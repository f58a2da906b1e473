#include "app/rerun.h"

#include "app/json_compare.h"
#include "base/file.h"
#include "study/study.h"
#include <aisle/report_rerun.h>
#include <aisle/store_recipe.h>

#include <string.h>

void app_rerun_init(struct app_rerun *r)
{
    *r = (struct app_rerun){0};
    aisle_recipe_init(&r->recipe);
    aisle_recipe_init(&r->replay.made);
    aisle_rerun_init(&r->result);
    app_study_init(&r->study);
}

void app_rerun_clear(struct app_rerun *r)
{
    app_study_clear(&r->study);
    aisle_rerun_clear(&r->result);
    aisle_recipe_clear(&r->replay.made);
    free(r->replay.json);
    aisle_recipe_clear(&r->recipe);
    free(r->json);
    app_rerun_init(r);
}

static enum aisle_status check_kept(struct aisle_ctx *ctx, const struct app_rerun *r)
{
    const struct aisle_run *run = &r->result.old;
    if (r->json[0] == '\0') {
        ctx_fail(ctx, AISLE_INPUT, "no result of run %lld ('%s') was kept",
                 (long long)run->id, run->verb);
        ctx_hint(ctx, "imports change the store; senators, votes and predict look into "
                      "a fit, which is a run that can be made again");
        return AISLE_INPUT;
    }
    if (r->recipe.word_count > 0)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_INPUT, "the command of run %lld ('%s') was not recorded",
             (long long)run->id, run->verb);
    ctx_hint(ctx, "this aisle records it with every run");
    return AISLE_INPUT;
}

enum aisle_status app_rerun_begin(struct aisle_ctx *ctx, struct app *app, int64_t id,
                                  struct app_rerun *r)
{
    enum aisle_status status;
    char *arguments = NULL;
    TRY(aisle_store_get_run(ctx, app_store(app), id, &r->result.old, &arguments,
                            &r->json));
    TRY(aisle_store_get_recipe(ctx, app_store(app), id, &r->recipe));
    TRY(check_kept(ctx, r));
    r->replay.recipe = &r->recipe;
out:
    free(arguments);
    return status;
}

/* ---- what has changed since ---- */

static enum aisle_status note(struct aisle_ctx *ctx, struct app_rerun *r,
                              const char *what, const char *was, const char *is)
{
    if (strcmp(was, is) == 0)
        return AISLE_OK;
    return app_add_change(ctx, &r->result.cause_count, &r->result.causes, what, was,
                          is);
}

static enum aisle_status note_program(struct aisle_ctx *ctx, struct app_rerun *r)
{
    enum aisle_status status;
    const struct aisle_run *old = &r->result.old, *now = &r->replay.run;
    TRY(note(ctx, r, "version", old->version, now->version));
    TRY(note(ctx, r, "engine", old->engine, now->engine));
    TRY(note(ctx, r, "votes in the store", old->data_hash, now->data_hash));
out:
    return status;
}

static enum aisle_status note_input(struct aisle_ctx *ctx, struct app_rerun *r,
                                    const struct aisle_input *input, const char *was,
                                    const char *is)
{
    char *what = mem_format("%s %s", aisle_input_kind_text(input->kind), input->name);
    enum aisle_status status = what ? note(ctx, r, what, was, is) : ctx_no_memory(ctx);
    free(what);
    return status;
}

/* A file whose kept text stood in for it, and that says something else by now. */
static enum aisle_status note_file(struct aisle_ctx *ctx, struct app_rerun *r,
                                   const struct aisle_input *input)
{
    char now[65] = "";
    int before = r->result.cause_count;
    const char *path = input->name;
    enum aisle_status status = AISLE_OK;
    if (file_exists(path) && !file_is_dir(path))
        TRY(app_hash_files(ctx, 1, &path, now));
    TRY(note_input(ctx, r, input, input->sha256, now));
    if (r->result.cause_count > before)
        r->result.causes[before].replaced = true;
out:
    return status;
}

static enum aisle_status note_inputs(struct aisle_ctx *ctx, struct app_rerun *r)
{
    enum aisle_status status = AISLE_OK;
    const struct aisle_recipe *old = &r->recipe, *now = &r->replay.made;
    for (int i = 0; i < old->input_count; i++) {
        const struct aisle_input *was = &old->inputs[i];
        const struct aisle_input *is = aisle_recipe_find(now, was->kind, was->name);
        if (was->bytes)
            TRY(note_file(ctx, r, was));
        else
            TRY(note_input(ctx, r, was, was->sha256, is ? is->sha256 : ""));
    }
    for (int i = 0; i < now->input_count; i++) {
        const struct aisle_input *is = &now->inputs[i];
        if (!aisle_recipe_find(old, is->kind, is->name))
            TRY(note_input(ctx, r, is, "", is->sha256));
    }
out:
    return status;
}

/* ---- the verdict ---- */

static enum aisle_status set_arguments(struct aisle_ctx *ctx, struct app_rerun *r)
{
    struct app_study *study = &r->study;
    study->arguments = mem_format("rerun run=%lld", (long long)r->result.old.id);
    if (!study->arguments)
        return ctx_no_memory(ctx);
    struct hash hash;
    hash_init(&hash);
    hash_add_text(&hash, study->arguments);
    hash_add_text(&hash, r->json);
    hash_hex(&hash, study->run.input_hash);
    return AISLE_OK;
}

enum aisle_status app_rerun_end(struct aisle_ctx *ctx, struct app *app,
                                struct app_rerun *r)
{
    enum aisle_status status;
    struct app_study *study = &r->study;
    struct app_request none;
    app_request_init(&none);
    if (!r->replay.json)
        return ctx_fail(ctx, AISLE_INPUT, "the command left no result");
    TRY(note_program(ctx, r));
    TRY(note_inputs(ctx, r));
    TRY(app_json_compare(ctx, r->json, r->replay.json, &r->result));
    TRY(study_begin(ctx, app, "rerun", &none, study));
    TRY(set_arguments(ctx, r));
    study->started -=
        r->replay.run.seconds; /* the work was done by the other session */
    study->cpu_started -= r->replay.run.cpu_seconds;
    study->run.as_of = r->result.old.as_of;
    study->run.seed = r->result.old.seed;
    TRY(study_record_begin(ctx, app, study));
    TRY(aisle_report_rerun_json(ctx, &study->run, &r->result, &study->json));
    TRY(study_record_end(ctx, app, study));
out:
    aisle_store_rollback(app_store(app));
    return status;
}
