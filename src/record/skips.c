#include "record/skips.h"
#include "base/mem.h"
#include <stdarg.h>
#include <string.h>

void aisle_import_report_init(struct aisle_import_report *report)
{
    *report = (struct aisle_import_report){0};
}

void aisle_import_report_clear(struct aisle_import_report *report)
{
    if (!report)
        return;
    for (int i = 0; i < report->skip_count; i++) {
        free(report->skips[i].reason);
        free(report->skips[i].example);
    }
    free(report->skips);
    aisle_import_report_init(report);
}

static struct aisle_skip *find_skip(struct aisle_import_report *report,
                                    const char *reason)
{
    for (int i = 0; i < report->skip_count; i++) {
        if (strcmp(report->skips[i].reason, reason) == 0)
            return &report->skips[i];
    }
    return NULL;
}

/* "votes.csv:41: text" */
__attribute__((format(printf, 2, 0))) static char *
example(struct place place, const char *format, va_list args)
{
    char text[256]; /* an example: a longer one is cut */
    vsnprintf(text, sizeof text, format, args);
    return place.path && place.line
               ? mem_format("%s:%d: %s", place.path, place.line, text)
               : mem_copy_text(text);
}

bool import_skip(struct aisle_import_report *report, const char *reason,
                 struct place place, const char *format, ...)
{
    struct aisle_skip *known = find_skip(report, reason);
    if (known) {
        known->count++;
        return true;
    }
    struct aisle_skip *more = mem_resize(report->skips, (size_t)report->skip_count + 1,
                                         sizeof *report->skips);
    if (!more)
        return false;
    report->skips = more;
    va_list args;
    va_start(args, format);
    struct aisle_skip skip = {mem_copy_text(reason), 1, example(place, format, args)};
    va_end(args);
    if (!skip.reason || !skip.example) {
        free(skip.reason);
        free(skip.example);
        return false;
    }
    report->skips[report->skip_count++] = skip;
    return true;
}

void import_count(struct aisle_import_report *report, const struct aisle_votes *votes)
{
    report->rollcalls = votes->rollcall_count;
    report->members = votes->member_count;
    report->votes = 0;
    size_t n = (size_t)votes->rollcall_count * (size_t)votes->member_count;
    for (size_t i = 0; i < n; i++)
        report->votes += votes->casts[i] != AISLE_CAST_OUT;
}
