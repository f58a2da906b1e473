/* The verbs diagnose and predict: is the fit to be trusted, and what does it say of a
 * vote to come. */
#include "app_fit/browse.h"

#include <string.h>

void app_findings(const struct app_study *study, struct aisle_findings *out)
{
    *out = (struct aisle_findings){
        .run = &study->run,
        .votes = &study->votes,
        .fit = &study->fit,
        .diagnosis = &study->diagnosis,
        .with = study->with,
        .row_count = study->row_count,
        .rows = study->rows,
        .member = study->member_page.rank ? &study->member_page : NULL,
        .vote = study->vote_page.seats ? &study->vote_page : NULL,
        .prediction = study->prediction.seats ? &study->prediction : NULL,
        .traits = &study->traits};
}

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    struct aisle_findings findings;
    app_findings(work, &findings);
    return aisle_report_diagnosis_json(ctx, &findings, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    struct aisle_findings findings;
    app_findings(work, &findings);
    return aisle_report_diagnosis_text(ctx, &findings, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    struct aisle_findings findings;
    app_findings(work, &findings);
    return aisle_report_diagnosis_csv(ctx, &findings, out);
}

enum aisle_status app_diagnose(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               struct app_study *study)
{
    static const struct app_writers writers = {
        .json = write_json, .table = write_table, .csv = write_csv};
    enum aisle_status status;
    struct app_browse browse;
    struct aisle_diagnose_options options;
    app_browse_init(&browse);
    aisle_diagnose_options_init(&options);
    options.chances = options.replicate = options.judge = true;
    options.seed = app_get_options(app)->seed;
    options.threads = app_get_options(app)->threads;
    TRY(browse_begin(ctx, app, "diagnose", request, &browse, study));
    if (study->cached)
        return AISLE_OK;
    TRY(aisle_diagnose(ctx, &study->votes, &study->fit, &options, &study->diagnosis));
    TRY(study_record(ctx, app, study, &writers));
out:
    return status;
}

/* --- predict ----------------------------------------------------------------------------- */

/* "Manchin=yea" among those who held a seat. */
static enum aisle_status parse_announcement(struct aisle_ctx *ctx,
                                            const struct app_study *study,
                                            const char *text,
                                            struct aisle_announcement *out)
{
    static const struct {
        const char *word;
        enum aisle_cast cast;
    } words[] = {{"yea", AISLE_CAST_YEA},
                 {"yes", AISLE_CAST_YEA},
                 {"nay", AISLE_CAST_NAY},
                 {"no", AISLE_CAST_NAY},
                 {"absent", AISLE_CAST_ABSENT}};
    const char *equals = strrchr(text, '=');
    int found = -1;
    for (int i = 0; equals && i < 5; i++)
        if (strcmp(equals + 1, words[i].word) == 0)
            found = i;
    if (found < 0 || equals == text)
        return ctx_fail(ctx, AISLE_MISUSE,
                        "'%s' is not NAME=yea, NAME=nay or NAME=absent", text);
    char *name = mem_copy_bytes(text, (size_t)(equals - text));
    if (!name)
        return ctx_no_memory(ctx);
    out->cast = words[found].cast;
    enum aisle_status status =
        aisle_votes_find_senator(ctx, &study->votes, NULL, 0, name, "", &out->member);
    free(name);
    return status;
}

enum aisle_status app_predict(struct aisle_ctx *ctx, struct app *app,
                              const struct app_request *request,
                              const struct app_browse *browse, struct app_study *study)
{
    enum aisle_status status;
    struct aisle_predict_options options;
    struct aisle_announcement *announced =
        mem_new((size_t)browse->announcement_count, sizeof *announced);
    if (!announced)
        return ctx_no_memory(ctx);
    aisle_predict_options_init(&options);
    options.bank = browse->bank;
    options.category = browse->category;
    options.nominations = browse->nominations;
    options.seed = app_get_options(app)->seed;
    study->numbers = true;
    TRY(browse_begin(ctx, app, "predict", request, browse, study));
    for (int i = 0; i < browse->announcement_count; i++)
        TRY(parse_announcement(ctx, study, browse->announcements[i], &announced[i]));
    TRY(aisle_predict(ctx, &study->votes, &study->fit, browse->announcement_count,
                      announced, &options, &study->prediction));
    TRY(browse_record(ctx, app, study));
out:
    free(announced);
    return status;
}
