/* Text for a terminal: fits its width, keeps the summary to one screen, says the
 * chance in words with threshold, interval and base rate, colours only when asked. */
#include "base/ctx.h"
#include "report/fixture.h"
#include "support/support.h"
#include "words/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct aisle_text_style plain = {80, false};

typedef enum aisle_status writer(struct aisle_ctx *ctx, struct fixture *f,
                                 struct aisle_text_style style, char **out);

static enum aisle_status write_fit(struct aisle_ctx *ctx, struct fixture *f,
                                   struct aisle_text_style style, char **out)
{
    return aisle_report_fit_text(ctx, &f->fit, style, out);
}

static enum aisle_status write_forecast(struct aisle_ctx *ctx, struct fixture *f,
                                        struct aisle_text_style style, char **out)
{
    return aisle_report_forecast_text(ctx, &f->package, &f->forecast, style, out);
}

static enum aisle_status write_concessions(struct aisle_ctx *ctx, struct fixture *f,
                                           struct aisle_text_style style, char **out)
{
    return aisle_report_concessions_text(ctx, &f->package, &f->frontier, style, out);
}

static enum aisle_status write_outcome(struct aisle_ctx *ctx, struct fixture *f,
                                       struct aisle_text_style style, char **out)
{
    return aisle_report_outcome_text(ctx, &f->package, &f->outcome, style, out);
}

static enum aisle_status write_deal(struct aisle_ctx *ctx, struct fixture *f,
                                    struct aisle_text_style style, char **out)
{
    return aisle_report_deal_text(ctx, &f->package, &f->frontier, style, out);
}

static enum aisle_status write_package(struct aisle_ctx *ctx, struct fixture *f,
                                       struct aisle_text_style style, char **out)
{
    return aisle_report_package_text(ctx, &f->package, NULL, style, out);
}

static enum aisle_status write_summary(struct aisle_ctx *ctx, struct fixture *f,
                                       struct aisle_text_style style, char **out)
{
    return aisle_report_summary_text(ctx, &f->report, style, out);
}

static writer *const writers[] = {write_fit,     write_forecast, write_concessions,
                                  write_outcome, write_deal,     write_package,
                                  write_summary};
#define WRITERS (sizeof writers / sizeof writers[0])

static char *text_of(writer *write, struct fixture *f, struct aisle_text_style style)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    char *text = NULL;
    assert_int_equal(write(ctx, f, style, &text), AISLE_OK);
    aisle_ctx_free(ctx);
    return text;
}

/* Lines, and the columns of the widest: a code point is a column. */
static int measure(const char *text, int *widest)
{
    int lines = 0, columns = 0;
    *widest = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '\n') {
            lines++;
            columns = 0;
        } else if (((unsigned char)*p & 0xC0) != 0x80) {
            columns++;
        }
        if (columns > *widest)
            *widest = columns;
    }
    return lines;
}

static void test_widths(void **state)
{
    static const int widths[] = {60, 80, 120};
    for (size_t w = 0; w < 3; w++)
        for (size_t i = 0; i < WRITERS; i++) {
            int widest;
            char *text = text_of(writers[i], *state,
                                 (struct aisle_text_style){widths[w], false});
            measure(text, &widest);
            if (widest > widths[w])
                fail_msg("writer %zu: %d columns at width %d\n%s", i, widest, widths[w],
                         text);
            assert_null(strstr(text, "nan"));
            assert_null(strchr(text, '\033'));
            assert_null(strstr(text, " \n"));
            free(text);
        }
}

static void test_colour_only_when_asked(void **state)
{
    for (size_t i = 0; i < WRITERS; i++) {
        char *text = text_of(writers[i], *state, (struct aisle_text_style){80, true});
        assert_non_null(strstr(text, "\033[1m"));
        free(text);
    }
}

/* The worst case: more of everything than the screen holds. */
static void test_summary_one_screen(void **state)
{
    struct fixture *f = *state;
    int widest;
    free(f->package.title);
    f->package.title = TEXT(
        "A title far longer than any terminal of eighty columns would ever be able "
        "to show in a single line");
    char *text = text_of(write_summary, f, plain);
    int lines = measure(text, &widest);
    if (getenv("AISLE_REPORT_SHOW"))
        print_message("%s", text);
    assert_true(lines <= 40);
    assert_true(widest <= 80);
    assert_non_null(strstr(text, "WILL IT PASS THE SENATE?"));
    assert_non_null(strstr(text, "(all 3 votes)"));
    assert_non_null(strstr(text, "The hardest is proceed."));
    assert_non_null(strstr(text, "about 3 in 10"));
    assert_non_null(strstr(text, "31% of 88"));
    assert_non_null(strstr(text, "WILL IT WORK?"));
    assert_null(strstr(text, "Next:")); /* the command line says it, once */
    free(text);
}

/* Of one vote the question is its own, and what several ask goes. */
static void test_summary_one_vote(void **state)
{
    struct fixture *f = *state;
    int votes = f->forecast.vote_count;
    f->forecast.vote_count = 1;
    char *text = text_of(write_summary, f, plain);
    assert_non_null(strstr(text, "WILL IT GET 60 VOTES?"));
    assert_null(strstr(text, "The hardest is"));
    free(text);
    f->forecast.votes[2].kind = AISLE_VOTE_CLOTURE; /* nothing passes */
    f->forecast.vote_count = votes;
    text = text_of(write_summary, f, plain);
    assert_non_null(strstr(text, "WILL EVERY VOTE CARRY?"));
    free(text);
}

/* With everything missing the summary is empty, and no more than that. */
static void test_summary_missing(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct aisle_report report = {0};
    char *text;
    assert_int_equal(aisle_report_summary_text(ctx, &report, plain, &text), AISLE_OK);
    assert_string_equal(text, "");
    free(text);
    aisle_ctx_free(ctx);
}

/* Every text ends its last line, and no package that leaves the asylum system alone
 * is given a chance to work. */
static void test_last_line_and_neutral(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < WRITERS; i++) {
        char *text = text_of(writers[i], f, plain);
        assert_true(text[strlen(text) - 1] == '\n');
        free(text);
    }
    for (int i = 0; i < f->package.provision_count; i++)
        f->package.provisions[i].setting_count = 0;
    char *text = text_of(write_outcome, f, plain);
    assert_non_null(strstr(text, "leaves the asylum system as it is"));
    assert_null(strstr(text, "Fairness no worse"));
    free(text);
    text = text_of(write_summary, f, plain);
    assert_non_null(strstr(text, "leaves the asylum system as it is"));
    free(text);
}

/* Members stand in the order of their points, whatever order the fit has. */
static void test_fit_from_left_to_right(void **state)
{
    struct fixture *f = *state;
    struct aisle_fit_member first = f->fit.members[0];
    f->fit.members[0] = f->fit.members[SEATS - 1];
    f->fit.members[SEATS - 1] = first;
    int left = 0;
    for (int i = 0; i < SEATS; i++)
        if (f->fit.members[i].x[0] < f->fit.members[left].x[0])
            left = i;
    char *text = text_of(write_fit, f, plain);
    const struct aisle_fit_member *m = &f->fit.members[left];
    struct word name = words_senator(m->name, m->party, m->state);
    struct word first_row = words_format(" votes\n  %s ", name.s); /* under the head */
    assert_non_null(strstr(text, first_row.s));
    free(text);
}

/* One vote in full, and of its senators the deciders and those who spoke. */
static void test_forecast_is_short(void **state)
{
    char *text = text_of(write_forecast, *state, plain);
    int tables = 0;
    for (const char *at = text; (at = strstr(at, "decides   statements")); at++)
        tables++;
    assert_int_equal(tables, 1);
    assert_non_null(strstr(text, "more ("));
    assert_null(strstr(text, "?."));
    free(text);
}

static void test_forecast_says_how_sure(void **state)
{
    char *text = text_of(write_forecast, *state, plain);
    assert_non_null(strstr(text, "Needs 60 yeas"));
    assert_non_null(strstr(text, "the model may be off"));
    assert_non_null(strstr(text, "Simulation error ±1.2"));
    assert_non_null(strstr(text, "31% of 88 like votes"));
    assert_non_null(strstr(text, "the Senate voted 49–51."));
    assert_non_null(strstr(text, "(+12 points)"));
    free(text);
}

static void test_no_controls_reach_the_terminal(void **state)
{
    struct fixture *f = *state;
    free(f->package.title);
    f->package.title = TEXT("evil\033]0;title\007\r\n");
    for (size_t i = 0; i < WRITERS; i++) {
        char *text = text_of(writers[i], f, plain);
        assert_null(strchr(text, '\033'));
        assert_null(strchr(text, '\007'));
        assert_null(strchr(text, '\r'));
        free(text);
    }
}

struct work {
    struct fixture *fixture;
    size_t writer;
};

static enum aisle_status write_text(struct aisle_ctx *ctx, void *user)
{
    struct work *work = user;
    char *text = (char *)"untouched";
    enum aisle_status status = writers[work->writer](ctx, work->fixture, plain, &text);
    if (status == AISLE_OK)
        free(text);
    else
        assert_string_equal(text, "untouched");
    return status;
}

static void test_memory(void **state)
{
    for (size_t i = 0; i < WRITERS; i++) {
        struct work work = {*state, i};
        assert_true(support_fail_allocations(write_text, &work) > 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_widths),
        WITH_FIXTURE(test_colour_only_when_asked),
        WITH_FIXTURE(test_summary_one_screen),
        WITH_FIXTURE(test_summary_one_vote),
        WITH_FIXTURE(test_summary_missing),
        WITH_FIXTURE(test_last_line_and_neutral),
        WITH_FIXTURE(test_fit_from_left_to_right),
        WITH_FIXTURE(test_forecast_is_short),
        WITH_FIXTURE(test_forecast_says_how_sure),
        WITH_FIXTURE(test_no_controls_reach_the_terminal),
        WITH_FIXTURE(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
