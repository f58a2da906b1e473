/* JSON: parsed strictly, every key of the contract there with its kind, values as in
 * the nouns to six digits, unknown null. */
#include "base/ctx.h"
#include "report/fixture.h"
#include "support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>

static json_t *parse(char *text)
{
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        fail_msg("%s at %d", error.text, error.position);
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, "inf,"));
    free(text);
    return root;
}

/* `kinds` is "key:kind ...": s text, n number, i whole number, b boolean, a array,
 * o object, ? anything but absent. A null passes for s, n and i. */
static void check_keys(const json_t *object, const char *kinds)
{
    char key[64], kind;
    int used;
    assert_true(json_is_object(object));
    for (; sscanf(kinds, " %63[^:]:%c%n", key, &kind, &used) == 2; kinds += used) {
        const json_t *value = json_object_get(object, key);
        if (!value)
            fail_msg("key %s is missing", key);
        bool fine = kind == '?' || (strchr("sni", kind) && json_is_null(value)) ||
                    (kind == 's' && json_is_string(value)) ||
                    (kind == 'n' && json_is_number(value)) ||
                    (kind == 'i' && json_is_integer(value)) ||
                    (kind == 'b' && json_is_boolean(value)) ||
                    (kind == 'a' && json_is_array(value)) ||
                    (kind == 'o' && json_is_object(value));
        if (!fine)
            fail_msg("key %s is not of kind %c", key, kind);
    }
}

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static const char *string(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void assert_close(double a, double b)
{
    assert_true(fabs(a - b) <= 6e-6 * fabs(b));
}

static void check_run(const json_t *root)
{
    const json_t *run = json_object_get(root, "run");
    const char *first = json_object_iter_key(json_object_iter((json_t *)root));
    assert_string_equal(first, "run"); /* a result begins with it */
    check_keys(run, "id:i verb:s version:s data_hash:s input_hash:s seed:? as_of:s "
                    "seconds:n cpu_seconds:n threads:i ranks:i");
    assert_string_equal(string(run, "as_of"), "2023-11-01");
}

static struct aisle_ctx *ctx_of(void)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    assert_non_null(ctx);
    return ctx;
}

/* ---- the results ---- */

static void check_fit(const json_t *root)
{
    check_run(root);
    check_keys(root, "congress:i link:s dims:i method:s members:i rollcalls:i votes:i "
                     "chains:i draws:i rhat_max:n ess_bulk_min:n ess_bulk_median:n "
                     "ess_tail_min:n classified:n apre:n gmp:n gmp_heldout:n points:a "
                     "pivots:a");
    assert_true(json_is_null(json_object_get(root, "gmp_heldout")));
    const json_t *points = json_object_get(root, "points");
    assert_int_equal(json_array_size(points), SEATS);
    const json_t *point = json_array_get(points, 12);
    check_keys(point, "bioguide:s name:s party:s caucus:s state:s x:a sd:a q05:a q95:a "
                      "rank:n rank_q05:n rank_q95:n votes:i thin:b");
    const json_t *x = json_object_get(point, "x");
    assert_int_equal(json_array_size(x), 1);
    assert_close(json_number_value(json_array_get(x, 0)), fixture_x(12));
    const json_t *pivot = json_array_get(json_object_get(root, "pivots"), 2);
    check_keys(pivot, "name:s seat:i senators:a");
    assert_int_equal(number(pivot, "seat"), 60);
    check_keys(json_array_get(json_object_get(pivot, "senators"), 0),
               "bioguide:s name:s p:n");
}

static void check_forecast(const json_t *root, const struct aisle_forecast *f)
{
    check_run(root);
    check_keys(root, "package:s as_of:s votes:a");
    const json_t *votes = json_object_get(root, "votes");
    assert_int_equal(json_array_size(votes), f->vote_count);
    const json_t *vote = json_array_get(votes, 0);
    check_keys(vote, "id:s question:s threshold:i rule:s p_pass:n p_pass_q05:n "
                     "p_pass_q95:n base_rate:n yea:o distribution:a senators:a "
                     "reasons:a actual_yea:i");
    assert_close(number(vote, "p_pass"), f->votes[0].p_pass);
    check_keys(json_object_get(vote, "yea"),
               "mean:n sd:n q05:n q10:n q50:n q90:n q95:n");
    const json_t *chances = json_object_get(vote, "distribution");
    double total = 0;
    assert_int_equal(json_array_size(chances), 101);
    for (size_t i = 0; i < 101; i++)
        total += json_number_value(json_array_get(chances, i));
    assert_true(fabs(total - 1) < 1e-4);
    assert_int_equal(number(vote, "actual_yea"), 49);
    assert_true(json_is_null(json_object_get(json_array_get(votes, 1), "actual_yea")));
    const json_t *senators = json_object_get(vote, "senators");
    assert_int_equal(json_array_size(senators), SEATS);
    check_keys(json_array_get(senators, 0), "bioguide:s name:s party:s state:s p_yea:n "
                                            "p_absent:n p_pivotal:n statements:a");
    const json_t *reasons = json_object_get(vote, "reasons");
    check_keys(json_array_get(reasons, 0), "text:s effect:n");
    assert_true(json_is_null(json_object_get(json_array_get(reasons, 2), "effect")));
}

static void check_concessions(const json_t *root)
{
    check_run(root);
    check_keys(root, "vote:s threshold:i p_pass:n p_all:n votes:a options:a");
    const json_t *option = json_array_get(json_object_get(root, "options"), 5);
    check_keys(option, "change:s yea_mean:n yea_q05:n yea_q95:n p_pass:n gains:a "
                       "losses:a identified:b p_all:n p_all_delta:n votes:a");
    check_keys(json_array_get(json_object_get(option, "votes"), 1),
               "vote:s p_pass:n p_pass_delta:n");
    assert_true(json_is_false(json_object_get(option, "identified")));
    check_keys(json_array_get(json_object_get(option, "gains"), 0),
               "name:s state:s delta:n");
}

static void check_outcome(const json_t *root, const struct aisle_outcome *o)
{
    check_run(root);
    check_keys(root, "cases:i events:i replications:i events_per_second:n metrics:a "
                     "series:a p_both:n");
    assert_close(number(root, "events_per_second"), (double)o->events / o->seconds);
    const json_t *metrics = json_object_get(root, "metrics");
    assert_int_equal(json_array_size(metrics), o->metric_count);
    const json_t *metric = json_array_get(metrics, 3);
    check_keys(metric, "name:s unit:s family:s baseline:o package:o difference:o "
                       "noise_share:n");
    assert_string_equal(string(metric, "family"), "fairness");
    check_keys(json_object_get(metric, "difference"),
               "mean:n q05:n q50:n median:n q95:n");
    const json_t *series = json_array_get(json_object_get(root, "series"), 0);
    check_keys(series, "name:s unit:s dates:a baseline:o package:o observed:a");
    check_keys(json_object_get(series, "baseline"),
               "mean:a median:a q05:a q10:a q90:a q95:a");
    const json_t *observed = json_object_get(series, "observed");
    assert_int_equal(json_array_size(observed), 61);
    assert_true(json_is_null(json_array_get(observed, 1)));
    assert_string_equal(
        json_string_value(json_array_get(json_object_get(series, "dates"), 0)),
        "2023-10-01");
}

static void check_deal(const json_t *root, const struct aisle_frontier *f)
{
    check_run(root);
    check_keys(root, "space:s searched:i simulated:i frontier:a");
    const json_t *frontier = json_object_get(root, "frontier");
    int best = 0;
    for (int i = 0; i < f->point_count; i++)
        best += f->points[i].on_frontier;
    assert_int_equal(json_array_size(frontier), best);
    const json_t *point = json_array_get(frontier, 0);
    check_keys(point, "package:s provisions:a p_pass:n p_pass_q05:n p_pass_q95:n "
                      "outcome:o cost_usd:n knee:b");
    const json_t *outcome = json_object_get(point, "outcome");
    assert_int_equal(json_object_size(outcome), AISLE_DEAL_OUTCOMES);
    for (int i = 0; i < AISLE_DEAL_OUTCOMES; i++)
        assert_non_null(json_object_get(outcome, aisle_deal_outcome_names[i]));
}

/* ---- tests ---- */

static void test_fit(void **state)
{
    struct fixture *f = *state;
    struct aisle_ctx *ctx = ctx_of();
    char *text;
    assert_int_equal(aisle_report_fit_json(ctx, &f->run, &f->fit, &text), AISLE_OK);
    json_t *root = parse(text);
    check_fit(root);
    json_decref(root);
    aisle_ctx_free(ctx);
}

static void test_forecast(void **state)
{
    struct fixture *f = *state;
    struct aisle_ctx *ctx = ctx_of();
    char *text;
    assert_int_equal(aisle_report_forecast_json(ctx, &f->run, &f->forecast, &text),
                     AISLE_OK);
    json_t *root = parse(text);
    check_forecast(root, &f->forecast);
    json_decref(root);
    aisle_ctx_free(ctx);
}

static void test_concessions(void **state)
{
    struct fixture *f = *state;
    struct aisle_ctx *ctx = ctx_of();
    char *text;
    assert_int_equal(aisle_report_concessions_json(ctx, &f->run, &f->frontier, &text),
                     AISLE_OK);
    json_t *root = parse(text);
    check_concessions(root);
    json_decref(root);
    aisle_ctx_free(ctx);
}

static void test_outcome(void **state)
{
    struct fixture *f = *state;
    struct aisle_ctx *ctx = ctx_of();
    char *text;
    assert_int_equal(aisle_report_outcome_json(ctx, &f->run, &f->outcome, &text),
                     AISLE_OK);
    json_t *root = parse(text);
    check_outcome(root, &f->outcome);
    json_decref(root);
    aisle_ctx_free(ctx);
}

static void test_deal(void **state)
{
    struct fixture *f = *state;
    struct aisle_ctx *ctx = ctx_of();
    char *text;
    assert_int_equal(
        aisle_report_deal_json(ctx, &f->run, &f->package, &f->frontier, &text),
        AISLE_OK);
    json_t *root = parse(text);
    check_deal(root, &f->frontier);
    json_decref(root);
    aisle_ctx_free(ctx);
}

static void test_run(void **state)
{
    struct fixture *f = *state;
    struct aisle_ctx *ctx = ctx_of();
    char *text;
    assert_int_equal(aisle_report_run_json(ctx, &f->report, &text), AISLE_OK);
    assert_non_null(strstr(text, "\"seed\":18446744073709551615,"));
    char *signed_seed = strstr(text, "18446744073709551615"); /* past jansson's range */
    while (signed_seed) {
        memcpy(signed_seed, "                   1", 20);
        signed_seed = strstr(text, "18446744073709551615");
    }
    json_t *root = parse(text);
    check_run(root);
    check_keys(root, "command:s package:o fit:o forecast:o concessions:o simulate:o "
                     "deal:o");
    check_keys(json_object_get(root, "package"),
               "id:s title:s hash:s provisions:a statements:a");
    check_fit(json_object_get(root, "fit"));
    check_forecast(json_object_get(root, "forecast"), &f->forecast);
    check_concessions(json_object_get(root, "concessions"));
    check_outcome(json_object_get(root, "simulate"), &f->outcome);
    check_deal(json_object_get(root, "deal"), &f->frontier);
    json_decref(root);
    aisle_ctx_free(ctx);
}

/* A part that was not made is null, and so is a run that was not recorded. */
static void test_run_missing_parts(void **state)
{
    struct fixture *f = *state;
    struct aisle_ctx *ctx = ctx_of();
    struct aisle_report report = {.frontier = &f->frontier};
    char *text;
    assert_int_equal(aisle_report_run_json(ctx, &report, &text), AISLE_OK);
    json_t *root = parse(text);
    assert_true(json_is_null(json_object_get(root, "run")));
    assert_true(json_is_null(json_object_get(root, "fit")));
    assert_true(json_is_null(json_object_get(root, "simulate")));
    assert_true(json_is_object(json_object_get(root, "deal")));
    json_decref(root);
    struct aisle_run bare = {.as_of = AISLE_DAY_NONE};
    assert_int_equal(aisle_report_fit_json(ctx, &bare, &f->fit, &text), AISLE_OK);
    root = parse(text);
    const json_t *run = json_object_get(root, "run");
    assert_true(json_is_null(json_object_get(run, "id")));
    assert_true(json_is_null(json_object_get(run, "as_of")));
    assert_true(json_is_null(json_object_get(run, "data_hash")));
    json_decref(root);
    aisle_ctx_free(ctx);
}

static enum aisle_status write_run(struct aisle_ctx *ctx, void *user)
{
    struct fixture *f = user;
    char *text = (char *)"untouched";
    enum aisle_status status = aisle_report_run_json(ctx, &f->report, &text);
    if (status == AISLE_OK)
        free(text);
    else
        assert_string_equal(text, "untouched");
    return status;
}

static void test_memory(void **state)
{
    assert_true(support_fail_allocations(write_run, *state) > 10);
}

static int set_up(void **state)
{
    int status = fixture_begin(state);
    if (status == 0)
        ((struct fixture *)*state)->run.seed = 1;
    return status;
}

#define SEEDED(test) cmocka_unit_test_setup_teardown(test, set_up, fixture_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEEDED(test_fit),
        SEEDED(test_forecast),
        SEEDED(test_concessions),
        SEEDED(test_outcome),
        SEEDED(test_deal),
        WITH_FIXTURE(test_run),
        SEEDED(test_run_missing_parts),
        SEEDED(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
