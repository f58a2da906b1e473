/* The page: well formed, asks for nothing, holds every part that there is and none
 * that there is not, and stays a page whatever a file holds. With AISLE_REPORT_OUT
 * set, the page is also written there, to be looked at. */
#include "base/ctx.h"
#include "report/fixture.h"
#include "support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <time.h>

static char *page_of(const struct aisle_report *report)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    char *html = NULL;
    assert_int_equal(aisle_report_html(ctx, report, &html), AISLE_OK);
    assert_int_equal(aisle_ctx_error_count(ctx), 0);
    aisle_ctx_free(ctx);
    return html;
}

/* ---- is it well formed? ---- */

static bool is_void(const char *name)
{
    return strcmp(name, "meta") == 0 || strcmp(name, "br") == 0;
}

/* Name of the tag at `p` (after "<" or "</"); the byte after it is returned. */
static const char *tag_name(const char *p, char name[32])
{
    size_t n = 0;
    while ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')) {
        assert_true(n < 31);
        name[n++] = *p++;
    }
    name[n] = '\0';
    assert_true(n > 0);
    return p;
}

/* Skip attributes: every value is quoted and no "<" stands in one. */
static const char *tag_end(const char *p, bool *closed)
{
    bool quoted = false;
    for (; *p; p++) {
        if (*p == '"')
            quoted = !quoted;
        assert_false(*p == '<');
        if (!quoted && *p == '>')
            break;
    }
    assert_true(*p == '>');
    *closed = p[-1] == '/';
    return p + 1;
}

static void check_tags(const char *html)
{
    char stack[64][32];
    int depth = 0;
    const char *p = strstr(html, "<html");
    assert_non_null(p);
    while ((p = strchr(p, '<'))) {
        char name[32];
        bool closing = p[1] == '/', closed;
        p = tag_end(tag_name(p + 1 + closing, name), &closed);
        if (closing) {
            assert_true(depth > 0);
            assert_string_equal(stack[--depth], name);
        } else if (!closed && !is_void(name)) {
            assert_true(depth < 64);
            strcpy(stack[depth++], name);
        }
        if (!closing && (strcmp(name, "style") == 0 || strcmp(name, "script") == 0)) {
            char end[40];
            snprintf(end, sizeof end, "</%s>", name);
            p = strstr(p, end);
        }
    }
    assert_int_equal(depth, 0);
}

/* No id twice, and every "#id" and aria-labelledby meets one. */
static int count_of(const char *html, const char *needle)
{
    int n = 0;
    for (const char *p = html; (p = strstr(p, needle)); p += strlen(needle))
        n++;
    return n;
}

static void check_ids(const char *html)
{
    for (const char *p = html; (p = strstr(p, " id=\"")); p += 5) {
        char needle[160];
        int size = (int)strcspn(p + 5, "\"");
        snprintf(needle, sizeof needle, " id=\"%.*s\"", size, p + 5);
        if (count_of(html, needle) != 1)
            fail_msg("%s stands %d times", needle, count_of(html, needle));
    }
    for (const char *p = html; (p = strstr(p, "href=\"#")); p += 7) {
        char needle[160];
        int size = (int)strcspn(p + 7, "\"");
        snprintf(needle, sizeof needle, " id=\"%.*s\"", size, p + 7);
        if (!strstr(html, needle))
            fail_msg("#%.*s leads nowhere", size, p + 7);
    }
}

static void test_well_formed(void **state)
{
    struct fixture *f = *state;
    char *html = page_of(&f->report);
    const char *out = getenv("AISLE_REPORT_OUT");
    if (out) {
        FILE *file = fopen(out, "w");
        assert_non_null(file);
        fputs(html, file);
        fclose(file);
    }
    check_tags(html);
    check_ids(html);
    assert_true(strlen(html) < 1500000);
    free(html);
}

/* ---- what it asks for ---- */

static void test_asks_for_nothing(void **state)
{
    struct fixture *f = *state;
    char *html = page_of(&f->report);
    static const char *const never[] = {"http:",   "https:", " src=", "url(",
                                        "@import", "<link",  "<img",  "<iframe",
                                        " style=", " on"};
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
        if (strcmp(never[i], " on") == 0)
            continue;
        if (strstr(html, never[i]))
            fail_msg("the page holds \"%s\"", never[i]);
    }
    assert_non_null(strstr(html, "default-src 'none'"));
    free(html);
}

/* ---- its parts ---- */

static const char *const section_ids[] = {
    "votes",   "senators", "concessions", "outcomes", "deals",
    "package", "points",   "assumptions", "limits",   "record"};

static bool has_section(const char *html, const char *id)
{
    char section[64], link[64];
    snprintf(section, sizeof section, "<section id=\"%s\"", id);
    snprintf(link, sizeof link, "<li><a href=\"#%s\">", id);
    bool there = strstr(html, section) != NULL;
    assert_int_equal(there, strstr(html, link) != NULL); /* and its entry in the nav */
    return there;
}

static void test_all_parts(void **state)
{
    struct fixture *f = *state;
    char *html = page_of(&f->report);
    for (size_t i = 0; i < sizeof section_ids / sizeof section_ids[0]; i++)
        assert_true(has_section(html, section_ids[i]));
    assert_int_equal(count_of(html, "id=\"dots-proceed-w-t\""), 1);
    assert_int_equal(count_of(html, "<g class=\"seat b"), 6 * (SEATS + 3));
    assert_int_equal(count_of(html, "<circle class=\"dot "), 6 * 50);
    assert_non_null(strstr(html, "Scott (R-SC)"));
    assert_non_null(strstr(html, "The Test Gazette"));
    assert_non_null(strstr(html, "content not identified"));
    assert_non_null(strstr(html, "Invented agency, statistical yearbook, table 7"));
    assert_null(strstr(html, "nan"));
    free(html);
}

/* Each part alone, and none at all. */
static void test_missing_parts(void **state)
{
    struct fixture *f = *state;
    for (int part = 0; part <= 7; part++) {
        struct aisle_report r = {.run = part == 0 ? &f->run : NULL,
                                 .package = part == 1 ? &f->package : NULL,
                                 .fit = part == 2 ? &f->fit : NULL,
                                 .forecast = part == 3 ? &f->forecast : NULL,
                                 .outcome = part == 4 ? &f->outcome : NULL,
                                 .frontier = part == 5 ? &f->frontier : NULL,
                                 .parameters = part == 6 ? &f->parameters : NULL};
        char *html = page_of(&r);
        check_tags(html);
        check_ids(html);
        assert_int_equal(has_section(html, "votes"), part == 3);
        assert_false(has_section(html, "senators")); /* a forecast without a board */
        assert_false(has_section(html, "record"));
        assert_int_equal(has_section(html, "concessions"), part == 5);
        assert_int_equal(has_section(html, "outcomes"), part == 4);
        assert_int_equal(has_section(html, "deals"), part == 5);
        assert_int_equal(has_section(html, "package"), part == 1);
        assert_int_equal(has_section(html, "points"), part == 2);
        assert_int_equal(has_section(html, "assumptions"), part == 6);
        free(html);
    }
}

/* The board's bands, and what if: the numbers given, for everyone but who is supposed. */
static void test_board(void **state)
{
    struct fixture *f = *state;
    char needle[120];
    char *html = page_of(&f->report);
    for (int b = 0; b < AISLE_BAND_COUNT; b++) {
        snprintf(needle, sizeof needle,
                 "<th scope=\"row\">%s</th><td class=\"n\">%d</td>",
                 aisle_band_text((enum aisle_band)b), f->board.band_count[b]);
        assert_int_equal(count_of(html, needle), 1);
    }
    assert_int_equal(count_of(html, "(sources disagree)"), 1);
    assert_int_equal(count_of(html, "<option value=\""), SEATS); /* and "choose" */
    snprintf(needle, sizeof needle, "data-yea=\"%.4f\"", f->whatif.if_yea[0]);
    assert_int_equal(count_of(html, needle), SEATS - 1);
    snprintf(needle, sizeof needle, "data-nay=\"%.4f\"", f->whatif.if_nay[0]);
    assert_int_equal(count_of(html, needle), SEATS - 1);
    free(html);
    f->report.whatif = NULL;
    html = page_of(&f->report);
    check_tags(html);
    assert_null(strstr(html, "class=\"whatif\""));
    assert_null(strstr(html, "Carries if yea"));
    free(html);
}

static void test_record(void **state)
{
    struct fixture *f = *state;
    char *html = page_of(&f->report);
    assert_non_null(
        strstr(html, "Brier score 0.201; the base rate alone scores 0.249"));
    assert_int_equal(count_of(html, "<circle class=\"bin\""), 2 * 6); /* wide, narrow */
    free(html);
}

/* A count of two peaks is not summed up by the valley between them. */
static void test_two_peaks(void **state)
{
    struct fixture *f = *state;
    struct aisle_forecast_vote *v = &f->forecast.votes[0];
    char *html = page_of(&f->report);
    assert_null(strstr(html, "two peaks"));
    free(html);
    for (int y = 0; y <= AISLE_SEATS_MAX; y++)
        v->distribution[y] = y >= 46 && y < 54 ? 0.075 : y >= 86 && y < 94 ? 0.05 : 0;
    v->yea_q50 = 53;
    html = page_of(&f->report);
    check_tags(html);
    assert_non_null(strstr(html, "the count has two peaks, near 48 and near 88 yeas"));
    assert_int_equal(count_of(html, ">48 or 88<"), 2);
    assert_non_null(strstr(html, "Of the counts as drawn 40% carry"));
    free(html);
}

/* ---- hostile text ---- */

static void replace(char **text, const char *with)
{
    free(*text);
    *text = TEXT(with);
}

static void test_escapes(void **state)
{
    struct fixture *f = *state;
    static const char evil[] = "<script>alert(1)</script>\"'&\x01\xFF</td>";
    replace(&f->package.title, evil);
    replace(&f->package.summary, evil);
    replace(&f->package.provisions[0].title, evil);
    replace(&f->package.statements[1].quote, evil);
    replace(&f->package.statements[1].source, evil);
    replace(&f->package.votes[0].why, evil);
    replace(&f->package.cues[0].who, evil);
    replace(&f->fit.members[40].name, evil);
    replace(&f->fit.pivots[0].name, evil);
    replace(&f->forecast.votes[0].senators[60].name, evil);
    replace(&f->forecast.votes[0].rule, evil);
    replace(&f->forecast.votes[0].reasons[0].text, evil);
    replace(&f->outcome.metrics[0].label, evil);
    replace(&f->outcome.metrics[0].unit, evil);
    replace(&f->outcome.series[0].label, evil);
    replace(&f->outcome.notes[0], evil);
    replace(&f->frontier.concessions[0].change, evil);
    replace(&f->frontier.concessions[0].gains[0].name, evil);
    replace(&f->frontier.vote, evil);
    replace(&f->parameters.items[0].source, evil);
    replace(&f->forecast.votes[1].id, "odd id\"><b>");
    f->report.command = evil;
    char *html = page_of(&f->report);
    check_tags(html);
    assert_int_equal(count_of(html, "<script>"), 1);
    assert_null(strstr(html, "alert(1)</script>"));
    assert_null(strchr(html, '\x01'));
    assert_null(strchr(html, '\xFF'));
    assert_true(
        count_of(html, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;") >= 20);
    free(html);
}

/* Numbers that are not known must neither stop the page nor show as nan. */
static void test_unknown_numbers(void **state)
{
    struct fixture *f = *state;
    const double none = (double)NAN;
    f->forecast.votes[0].p_pass_mcse = f->forecast.votes[0].base_rate = none;
    f->forecast.votes[0].senators[3].p_yea = none;
    f->forecast.votes[0].senators[4].p_pivotal = none;
    f->outcome.metrics[0].difference = (struct aisle_spread){none, none, none, none};
    f->outcome.metrics[0].noise_share = none;
    f->outcome.metrics[1].baseline.q95 = none;
    f->outcome.series[0].package.q50[60] = none;
    f->outcome.series[1].baseline.q05[7] = none;
    f->outcome.p_both = none;
    f->frontier.concessions[0].yea_mean = f->frontier.concessions[1].yea_q95 = none;
    for (int i = 0; i < f->frontier.point_count; i++)
        for (int k = 0; k < AISLE_DEAL_OUTCOMES; k++)
            f->frontier.points[i].outcome[k] = none;
    f->fit.members[0].x[0] = f->fit.members[1].q05[0] = none;
    f->parameters.items[0].low = none;
    char *html = page_of(&f->report);
    check_tags(html);
    assert_null(strstr(html, "nan"));
    assert_null(strstr(html, "inf\""));
    free(html);
}

/* ---- memory ---- */

static enum aisle_status write_page(struct aisle_ctx *ctx, void *user)
{
    struct fixture *f = user;
    char *html = (char *)"untouched";
    enum aisle_status status = aisle_report_html(ctx, &f->report, &html);
    if (status == AISLE_OK)
        free(html);
    else
        assert_string_equal(html, "untouched");
    return status;
}

static void test_memory(void **state)
{
    assert_true(support_fail_allocations(write_page, *state) > 10);
}

static void test_same_bytes_and_quick(void **state)
{
    struct fixture *f = *state;
    char *first = page_of(&f->report);
    clock_t start = clock();
    char *second = page_of(&f->report);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_string_equal(first, second);
    print_message("page: %zu bytes, %.1f ms\n", strlen(first), 1000 * seconds);
    assert_true(seconds < 2); /* a few ms in truth; sanitizers are slow */
    free(first);
    free(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_well_formed),
        WITH_FIXTURE(test_asks_for_nothing),
        WITH_FIXTURE(test_all_parts),
        WITH_FIXTURE(test_missing_parts),
        WITH_FIXTURE(test_board),
        WITH_FIXTURE(test_record),
        WITH_FIXTURE(test_two_peaks),
        WITH_FIXTURE(test_escapes),
        WITH_FIXTURE(test_unknown_numbers),
        WITH_FIXTURE(test_memory),
        WITH_FIXTURE(test_same_bytes_and_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
