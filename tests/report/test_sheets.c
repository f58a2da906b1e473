/* Sheets: CSV has every column and raw numbers, Markdown the columns for people, with as
 * many cells in each row as in its head, whatever a file holds. */
#include "base/ctx.h"
#include "report/fixture.h"
#include "support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum what { FORECAST, CONCESSIONS, DEALS, BOARD, BACKTEST, WHAT_COUNT };

static enum aisle_status write_one(struct aisle_ctx *ctx, struct fixture *f,
                                   enum what what, enum aisle_sheet form, char **out)
{
    switch (what) {
    case FORECAST:
        return aisle_report_forecast_sheet(ctx, &f->forecast, form, out);
    case CONCESSIONS:
        return aisle_report_concessions_sheet(ctx, &f->package, &f->frontier, form,
                                              out);
    case DEALS:
        return aisle_report_deal_sheet(ctx, &f->package, &f->frontier, form, out);
    case BOARD:
        return aisle_report_board_markdown(ctx, &f->package, &f->forecast, &f->board,
                                           out);
    default:
        return aisle_report_backtest_markdown(ctx, &f->record, out);
    }
}

static char *sheet_text_of(struct fixture *f, enum what what, enum aisle_sheet form)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    char *out = NULL;
    assert_int_equal(write_one(ctx, f, what, form, &out), AISLE_OK);
    aisle_ctx_free(ctx);
    return out;
}

/* Bars that end cells: those not escaped. */
static int cells(const char *line, size_t size)
{
    int count = 0;
    bool escaped = false;
    for (size_t i = 0; i < size; i++) {
        count += line[i] == '|' && !escaped;
        escaped = line[i] == '\\';
    }
    return count;
}

/* Rows of the table after its head and rule; every one as wide as the head. */
static int check_markdown(const char *text)
{
    const char *line = text;
    while (*line && *line != '|') /* what stands above the table */
        line += strcspn(line, "\n") + 1;
    int width = cells(line, strcspn(line, "\n")), rows = 0;
    assert_true(width > 3);
    for (; *line; line += strcspn(line, "\n") + 1, rows++) {
        assert_int_equal(line[0], '|');
        assert_int_equal(cells(line, strcspn(line, "\n")), width);
    }
    return rows - 2;
}

static void test_markdown(void **state)
{
    struct fixture *f = *state;
    int rows[WHAT_COUNT] = {f->forecast.vote_count, f->frontier.concession_count, -1,
                            SEATS, 1 + AISLE_BASELINE_COUNT};
    free(f->package.statements[1].source);
    f->package.statements[1].source = TEXT("a | bar\nand <b>a break</b>");
    for (int w = 0; w < WHAT_COUNT; w++) {
        char *text = sheet_text_of(f, (enum what)w, AISLE_SHEET_MARKDOWN);
        int found = check_markdown(text);
        if (rows[w] >= 0)
            assert_int_equal(found, rows[w]);
        assert_null(strstr(text, "nan"));
        assert_null(strstr(text, "<b>"));
        free(text);
    }
}

static void test_markdown_begins_with_the_answer(void **state)
{
    char *text = sheet_text_of(*state, FORECAST, AISLE_SHEET_MARKDOWN);
    assert_non_null(strstr(text, "all 3 votes carry. The hardest is proceed"));
    assert_non_null(strstr(text, "as far as the model may be off"));
    assert_non_null(strstr(text, "Of 88 like votes 31% carried."));
    assert_true(strstr(text, "all 3 votes") < strstr(text, "| Vote |"));
    free(text);
}

static void test_csv(void **state)
{
    struct fixture *f = *state;
    char *text = sheet_text_of(f, FORECAST, AISLE_SHEET_CSV), row[64];
    assert_int_equal(strncmp(text, "vote,question,threshold,p_pass,", 31), 0);
    snprintf(row, sizeof row, ",60,%.6g,", f->forecast.votes[0].p_pass);
    assert_non_null(strstr(text, row));
    assert_non_null(strstr(text, ",49,51\n")); /* what happened */
    assert_non_null(strstr(text, ",,\n"));     /* and where nothing has */
    free(text);
    text = sheet_text_of(f, CONCESSIONS, AISLE_SHEET_CSV);
    snprintf(row, sizeof row, ",%.6g,", f->frontier.concessions[0].yea_mean);
    assert_non_null(strstr(text, row));
    free(text);
}

static enum aisle_status write_all(struct aisle_ctx *ctx, void *user)
{
    for (int w = 0; w < WHAT_COUNT; w++) {
        char *out = (char *)"untouched";
        enum aisle_status status =
            write_one(ctx, user, (enum what)w, AISLE_SHEET_MARKDOWN, &out);
        if (status != AISLE_OK) {
            assert_string_equal(out, "untouched");
            return status;
        }
        free(out);
    }
    return AISLE_OK;
}

static void test_memory(void **state)
{
    assert_true(support_fail_allocations(write_all, *state) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_markdown),
        WITH_FIXTURE(test_markdown_begins_with_the_answer),
        WITH_FIXTURE(test_csv),
        WITH_FIXTURE(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
