#include "study/views.h"

#include "base/text.h"
#include "study/study.h"
#include <aisle/store_views.h>

#include <string.h>

enum { FORM_NAME = 32 };

/* A table is laid out for a width and with colour or without: each is a form. */
static void name_form(enum app_form form, struct aisle_text_style style,
                      char out[FORM_NAME])
{
    if (form == APP_FORM_TABLE)
        snprintf(out, FORM_NAME, "table %d%s", style.width > 0 ? style.width : 80,
                 style.colour ? " colour" : "");
    else
        snprintf(out, FORM_NAME, "%s",
                 form == APP_FORM_CSV        ? "csv"
                 : form == APP_FORM_MARKDOWN ? "markdown"
                                             : "chart");
}

/* --- from the store ------------------------------------------------------------------- */

/* What was warned of then holds now. */
static enum aisle_status warn_again(struct aisle_ctx *ctx, struct app *app,
                                    const struct app_study *study)
{
    char *warnings = NULL, *rest, *line;
    enum aisle_status status =
        aisle_store_get_view(ctx, app_store(app), study->run.id, "warnings", &warnings);
    rest = warnings;
    while (rest && (line = strtok_r(rest, "\n", &rest)) != NULL)
        ctx_warn(ctx, (struct place){0}, "%s", line);
    free(warnings);
    return status;
}

enum aisle_status study_from_cache(struct aisle_ctx *ctx, struct app *app,
                                   struct app_study *study)
{
    enum aisle_status status = AISLE_OK;
    char name[FORM_NAME];
    bool json = study->form == APP_FORM_JSON;
    study->warnings_before = aisle_ctx_message_count(ctx);
    if (!app_get_options(app)->use_cache || study->numbers)
        return AISLE_OK;
    name_form(study->form, app_get_options(app)->style, name);
    TRY(aisle_store_find_run(ctx, app_store(app), &study->run, json ? NULL : name,
                             &study->run.id, &study->json));
    if (!study->json)
        return AISLE_OK;
    if (!json)
        TRY(aisle_store_get_view(ctx, app_store(app), study->run.id, name,
                                 &study->shown));
    TRY(warn_again(ctx, app, study));
    study->cached = true;
out:
    return status;
}

/* --- to the store ---------------------------------------------------------------------- */

/* Beside the run, unless it is one made again, which has no row. */
static enum aisle_status keep(struct aisle_ctx *ctx, struct app *app,
                              const struct app_study *study, const char *name,
                              const char *text)
{
    if (app_get_options(app)->replay)
        return AISLE_OK;
    return aisle_store_put_view(ctx, app_store(app), study->run.id, name, text);
}

/* Write and keep one form; the one that was asked for stays with the study. */
static enum aisle_status write_form(struct aisle_ctx *ctx, struct app *app,
                                    struct app_study *study, enum app_form form,
                                    app_write_fn *writer, const void *work)
{
    enum aisle_status status;
    char name[FORM_NAME];
    char *text = NULL;
    if (!writer)
        return AISLE_OK;
    name_form(form, (struct aisle_text_style){0}, name);
    TRY(writer(ctx, work, &text));
    TRY(keep(ctx, app, study, name, text));
    if (study->form == form) {
        study->shown = text;
        text = NULL;
    }
out:
    free(text);
    return status;
}

/* As asked, for a pipe or a file, and for the terminal in front of which it runs. */
static enum aisle_status write_tables(struct aisle_ctx *ctx, struct app *app,
                                      struct app_study *study, app_table_fn *writer,
                                      const void *work)
{
    enum aisle_status status = AISLE_OK;
    const struct app_options *o = app_get_options(app);
    const struct aisle_text_style styles[] = {o->style, {.width = 80}, o->terminal};
    char names[3][FORM_NAME];
    char *text = NULL;
    for (int i = 0; writer && i < 3; i++) {
        name_form(APP_FORM_TABLE, styles[i], names[i]);
        bool known = false;
        for (int k = 0; k < i; k++)
            known |= strcmp(names[k], names[i]) == 0;
        if (known)
            continue;
        TRY(writer(ctx, work, styles[i], &text));
        TRY(keep(ctx, app, study, names[i], text));
        if (i == 0 && study->form == APP_FORM_TABLE)
            study->shown = text;
        else
            free(text);
        text = NULL;
    }
out:
    free(text);
    return status;
}

static enum aisle_status keep_warnings(struct aisle_ctx *ctx, struct app *app,
                                       const struct app_study *study)
{
    struct text lines = {0};
    for (size_t i = study->warnings_before; i < aisle_ctx_message_count(ctx); i++)
        if (aisle_ctx_message(ctx, i)->severity == AISLE_WARNING)
            text_addf(&lines, "%s\n", aisle_ctx_message(ctx, i)->text);
    enum aisle_status status = lines.failed ? ctx_no_memory(ctx) : AISLE_OK;
    if (status == AISLE_OK && lines.size > 0)
        status = keep(ctx, app, study, "warnings", lines.bytes);
    text_clear(&lines);
    return status;
}

enum aisle_status study_write(struct aisle_ctx *ctx, struct app *app,
                              struct app_study *study,
                              const struct app_writers *writers, const void *work)
{
    enum aisle_status status;
    TRY(writers->json(ctx, work, &study->json));
    TRY(write_tables(ctx, app, study, writers->table, work));
    TRY(write_form(ctx, app, study, APP_FORM_CSV, writers->csv, work));
    TRY(write_form(ctx, app, study, APP_FORM_MARKDOWN, writers->markdown, work));
    TRY(write_form(ctx, app, study, APP_FORM_CHART, writers->chart, work));
    TRY(keep_warnings(ctx, app, study));
out:
    return status;
}
