/* A result as it is shown. A verb names its writers; when its run is recorded the result
 * is written in every form and kept beside the run, so that the store answers an equal
 * question whatever form it is asked in. */
#ifndef AISLE_STUDY_VIEWS_H
#define AISLE_STUDY_VIEWS_H

#include "study/session.h"

/* `work`: the app_study, or what the verb's own header says. */
typedef enum aisle_status app_write_fn(struct aisle_ctx *ctx, const void *work,
                                       char **out);
typedef enum aisle_status app_table_fn(struct aisle_ctx *ctx, const void *work,
                                       struct aisle_text_style style, char **out);

/* All but json may be NULL: the verb has no such form. */
struct app_writers {
    app_write_fn *json;
    app_table_fn *table;
    app_write_fn *csv;
    app_write_fn *markdown;
    app_write_fn *chart;
};

/* An equal earlier run's answer in the study's form, with the warnings of then, when the
 * cache may answer; sets study->cached. */
enum aisle_status study_from_cache(struct aisle_ctx *ctx, struct app *app,
                                   struct app_study *study);
/* Write the result in every form, and put all but the JSON beside the run. Between
 * study_record_begin and study_record_end. */
enum aisle_status study_write(struct aisle_ctx *ctx, struct app *app,
                              struct app_study *study,
                              const struct app_writers *writers, const void *work);

#endif
