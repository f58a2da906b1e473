/* What the targets of the votes' readers share: any files (parts split at a line
 * "====") give votes that validate, or at least one error and no votes. */
#ifndef AISLE_FUZZ_VOTES_H
#define AISLE_FUZZ_VOTES_H

#include "record/record.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FUZZ_PARTS 3

typedef enum aisle_status fuzz_votes_fn(struct aisle_ctx *ctx,
                                        const struct record_file *files,
                                        struct aisle_votes *votes,
                                        struct aisle_import_report *report);

/* Cut the next part off `*text`, up to the separator or the end. */
static inline void fuzz_cut_part(char **text, struct record_file *file)
{
    static const char mark[] = "\n====\n";
    char *end = strstr(*text, mark);
    file->bytes = *text;
    file->size = end ? (size_t)(end + 1 - *text) : strlen(*text);
    *text = end ? end + sizeof mark - 1 : *text + file->size;
}

static inline void fuzz_check_votes(struct aisle_ctx *ctx, const struct aisle_votes *v)
{
    CHECK(aisle_votes_validate(ctx, v) == AISLE_OK);
    CHECK(v->member_count > 0 && v->rollcall_count > 0 && v->service_count > 0);
    CHECK(v->chamber[0] && v->congress_first == v->congress_last);
    for (int i = 0; i < v->rollcall_count; i++) {
        const struct aisle_rollcall *r = &v->rollcalls[i];
        CHECK(r->vote_type && r->question && r->result && r->bill && r->bill_title);
        CHECK(r->amendment && r->nomination && r->subject && r->purpose);
        CHECK(aisle_votes_find_rollcall(v, r->congress, r->number) == i);
        CHECK(r->date != AISLE_DAY_NONE && r->congress == v->congress_first);
    }
    for (int m = 0; m < v->member_count; m++)
        CHECK(v->members[m].party && v->members[m].caucus && v->members[m].last &&
              v->members[m].first);
}

/* Hand the input's parts, named by `paths`, to an importer and check what it says. */
static inline int fuzz_votes(const uint8_t *data, size_t size, int count,
                             const char *const *paths, fuzz_votes_fn *import)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    char *text = malloc(size + 1), *rest = text;
    struct record_file files[FUZZ_PARTS] = {0};
    struct aisle_votes votes;
    struct aisle_import_report report;
    aisle_votes_init(&votes);
    aisle_import_report_init(&report);
    if (ctx && text) {
        memcpy(text, data, size);
        text[size] = '\0';
        for (int i = 0; i < count; i++) {
            files[i].path = paths[i];
            fuzz_cut_part(&rest, &files[i]);
        }
        if (import(ctx, files, &votes, &report) == AISLE_OK)
            fuzz_check_votes(ctx, &votes);
        else
            CHECK(aisle_ctx_error_count(ctx) > 0 && !votes.rollcalls &&
                  !votes.members && !report.skips);
    }
    aisle_votes_clear(&votes);
    aisle_import_report_clear(&report);
    free(text);
    aisle_ctx_free(ctx);
    return 0;
}

#endif
