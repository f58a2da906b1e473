/* The record's reader: any two files (split at a line "====") give votes that
 * validate, or at least one error and no votes. */
#include "import/record.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cut the next part off `*text`, up to the separator or the end. */
static struct record_file cut_part(const char *path, char **text)
{
    static const char mark[] = "\n====\n";
    struct record_file file = {.path = path, .bytes = *text};
    char *end = strstr(*text, mark);
    file.size = end ? (size_t)(end + 1 - *text) : strlen(*text);
    *text = end ? end + sizeof mark - 1 : *text + file.size;
    return file;
}

static void check_votes(struct aisle_ctx *ctx, const struct aisle_votes *v,
                        const struct aisle_import_report *report)
{
    CHECK(aisle_votes_validate(ctx, v) == AISLE_OK);
    CHECK(v->member_count > 0 && v->rollcall_count > 0 && v->service_count > 0);
    CHECK(report->members == v->member_count && report->rollcalls == v->rollcall_count);
    for (int i = 0; i < v->rollcall_count; i++) {
        const struct aisle_rollcall *r = &v->rollcalls[i];
        CHECK(r->question && r->result && r->bill_title && r->subject && r->purpose);
        CHECK(aisle_votes_find_rollcall(v, r->congress, r->number) == i);
        CHECK(r->date != AISLE_DAY_NONE);
    }
    for (int m = 0; m < v->member_count; m++)
        CHECK(v->members[m].party && v->members[m].caucus && v->members[m].last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    char *text = malloc(size + 1), *rest = text;
    if (ctx && text) {
        memcpy(text, data, size);
        text[size] = '\0';
        struct record_file votes_file = cut_part("no/votes.csv", &rest);
        struct record_file rollcalls_file = cut_part("no/rollcalls.csv", &rest);
        struct aisle_votes votes;
        struct aisle_import_report report;
        aisle_votes_init(&votes);
        aisle_import_report_init(&report);
        if (record_from_bytes(ctx, &votes_file, &rollcalls_file, &votes, &report) ==
            AISLE_OK)
            check_votes(ctx, &votes, &report);
        else
            CHECK(aisle_ctx_error_count(ctx) > 0 && !votes.rollcalls && !report.skips);
        aisle_votes_clear(&votes);
        aisle_import_report_clear(&report);
    }
    free(text);
    aisle_ctx_free(ctx);
    return 0;
}
