#include "app_asylum/outcome_writers.h"

#include <aisle/report_asylum.h>

static enum aisle_status write_json(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *study = work;
    return aisle_report_outcome_json(ctx, &study->run, &study->outcome, out);
}

static enum aisle_status write_table(struct aisle_ctx *ctx, const void *work,
                                     struct aisle_text_style style, char **out)
{
    const struct app_study *study = work;
    return aisle_report_outcome_text(ctx, &study->package, &study->outcome, style, out);
}

static enum aisle_status write_csv(struct aisle_ctx *ctx, const void *work, char **out)
{
    const struct app_study *study = work;
    return aisle_report_outcome_csv(ctx, &study->outcome, out);
}

const struct app_writers outcome_writers = {
    .json = write_json, .table = write_table, .csv = write_csv};
