/* Whip counts join a package's statements, in every verb that forecasts. */
#include "base/hash.h"
#include "study/study.h"

#include <stdio.h>

static void hash_whip(const struct app_study *study, char out[65])
{
    struct hash hash;
    hash_init(&hash);
    for (int i = 0; i < study->whip.statement_count; i++) {
        const struct aisle_statement *s = &study->whip.statements[i];
        char date[AISLE_DATE_TEXT];
        hash_add_text(&hash, aisle_day_format(s->date, date));
        hash_add_text(&hash, s->bioguide);
        hash_add_text(&hash, s->senator);
        hash_add_text(&hash, aisle_position_text(s->position));
        hash_add_text(&hash, s->about);
        hash_add_text(&hash, s->source);
    }
    hash_hex(&hash, out);
}

enum aisle_status study_load_whip(struct aisle_ctx *ctx, struct app *app,
                                  const struct app_request *request,
                                  struct app_study *study)
{
    if (request->whip_path)
        return aisle_import_whip(ctx, request->whip_path, &study->whip);
    enum aisle_status status = aisle_store_get_whip(
        ctx, app_store(app), study->package.id, study->package.as_of, &study->whip);
    if (status == AISLE_OK && study->whip.statement_count > 0) {
        char hex[65];
        hash_whip(study, hex);
        app_inputs_note(app_inputs_of(app), "whip counts", hex);
    }
    return status;
}

enum aisle_status study_merge_whip(struct aisle_ctx *ctx, struct app_study *study)
{
    return aisle_canvass_merge(ctx, &study->history, &study->whip, &study->package);
}

enum aisle_status study_note_whip(struct aisle_ctx *ctx,
                                  const struct app_request *request,
                                  struct app_study *study)
{
    struct aisle_forecast *f = &study->forecast;
    int count = study->whip.statement_count;
    if (count == 0 || request->whip_path)
        return AISLE_OK;
    char **notes = mem_resize(f->notes, (size_t)f->note_count + 1, sizeof *notes);
    if (!notes)
        return ctx_no_memory(ctx);
    f->notes = notes;
    notes[f->note_count] = mem_format(
        "%d position%s come%s from whip counts in the store ('aisle import whip'), "
        "beside those of the package.",
        count, count == 1 ? "" : "s", count == 1 ? "s" : "");
    if (!notes[f->note_count])
        return ctx_no_memory(ctx);
    f->note_count++;
    return AISLE_OK;
}
