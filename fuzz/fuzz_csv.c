/* The CSV reader: any bytes give records as wide as the header, whose fields are
 * C strings at a place within the file, or at least one error. */
#include "base/csv.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_record(struct csv *csv, int last_line)
{
    CHECK(csv->field_count == csv->column_count);
    CHECK(csv->line > last_line);
    size_t total = 0;
    for (int i = 0; i < csv->field_count; i++) {
        struct place place = csv_place(csv, i);
        CHECK(place.line >= csv->line && place.line <= csv->next_line);
        CHECK(place.column >= 1);
        total += strlen(csv_field(csv, i)) + 1;
    }
    CHECK(total == csv->record_size); /* no field holds a 0 or runs into the next */
    int64_t whole = 0;
    double real = 0;
    if (csv_int(csv, 0, -9, 9, &whole))
        CHECK(whole >= -9 && whole <= 9);
    csv_double(csv, csv->column_count - 1, &real);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    if (!ctx)
        return 0;
    struct csv csv;
    enum aisle_status status =
        csv_open(&csv, ctx, "fuzz.csv", (const char *)data, size);
    if (status == AISLE_OK) {
        CHECK(csv.column_count > 0);
        csv_require(&csv, "rollnumber");
        for (int line = 1; csv_next(&csv); line = csv.line)
            check_record(&csv, line - 1);
        status = csv_close(&csv);
    }
    CHECK((status == AISLE_OK) == (aisle_ctx_error_count(ctx) == 0));
    aisle_ctx_free(ctx);
    return 0;
}
