/* The verbs on the shipped record: the JSON keeps its contract, results do not
 * depend on threads, nothing dated on or after the as-of day is used, and an equal
 * question is answered from the store. */
#include "app/app.h"
#include "base/ctx.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PACKAGE AISLE_SOURCE_DIR "/packages/border-2023.yaml"
/* Eight of its provisions are optional, not ten: a deal of a quarter of the subsets. */
#define SMALLER AISLE_SOURCE_DIR "/packages/aid-and-border-money-2023-12-06.yaml"

/* What is asked more than once, by two threads: made once for all tests. */
enum { FORECAST, SIMULATE, DEAL, ASKED };
static json_t *asked[ASKED];

static char dir[64];
static char store_path[96];

static struct app_options options_for(const char *store, int threads)
{
    return (struct app_options){.store_path = store,
                                .data_dir = AISLE_SOURCE_DIR "/data",
                                .seed = 1,
                                .threads = threads,
                                .use_cache = true};
}

static int make_store(void **state)
{
    (void)state;
    strcpy(dir, "/tmp/aisle-study-XXXXXX");
    if (!mkdtemp(dir))
        return 1;
    snprintf(store_path, sizeof store_path, "%s/study.aisle", dir);
    return 0;
}

static int remove_store(void **state)
{
    (void)state;
    for (int i = 0; i < ASKED; i++)
        json_decref(asked[i]);
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", dir);
    return system(command);
}

typedef enum aisle_status verb_fn(struct aisle_ctx *, struct app *,
                                  const struct app_request *, struct app_study *);

/* Run one verb in a fresh session and parse what it answers. */
static json_t *ask(const char *store, int threads, verb_fn *verb,
                   const struct app_request *request)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct app_options options = options_for(store, threads);
    struct app *app = NULL;
    struct app_study study;
    app_study_init(&study);
    study.numbers = true; /* computed, whatever the store knows */
    assert_int_equal(app_open(ctx, &options, &app), AISLE_OK);
    enum aisle_status status = verb(ctx, app, request, &study);
    for (size_t i = 0; status != AISLE_OK && i < aisle_ctx_message_count(ctx); i++)
        print_error("%s\n", aisle_ctx_message(ctx, i)->text);
    assert_int_equal(status, AISLE_OK);
    json_error_t error;
    json_t *root = json_loads(study.json, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(root);
    app_study_clear(&study);
    app_close(app);
    aisle_ctx_free(ctx);
    return root;
}

static struct app_request quick_request(void)
{
    struct app_request request;
    app_request_init(&request);
    request.package_path = PACKAGE;
    request.congress = 118;
    request.method = AISLE_METHOD_MAP;
    request.quick = true;
    request.years = 1;
    request.replications = 4;
    request.people_per_case = 100;
    return request;
}

static verb_fn *const verbs[ASKED] = {app_forecast, app_simulate, app_deal};

static struct app_request request_for(int verb)
{
    struct app_request request = quick_request();
    request.package_path = verb == DEAL ? SMALLER : PACKAGE;
    return request;
}

/* The answer by two threads; the caller's. */
static json_t *answer(int verb)
{
    struct app_request request = request_for(verb);
    if (!asked[verb])
        asked[verb] = ask(store_path, 2, verbs[verb], &request);
    return json_deep_copy(asked[verb]);
}

static void has_keys(const json_t *object, const char *keys)
{
    char copy[512], *rest = copy, *key;
    snprintf(copy, sizeof copy, "%s", keys);
    while ((key = strtok_r(rest, " ", &rest)) != NULL)
        if (!json_object_get(object, key))
            fail_msg("no key '%s'", key);
}

static double number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void test_fit_keeps_its_contract(void **state)
{
    (void)state;
    struct app_request request = quick_request();
    request.package_path = NULL;
    json_t *fit = ask(store_path, 2, app_fit, &request);
    has_keys(fit, "run congress link dims method members rollcalls votes chains draws "
                  "rhat_max ess_bulk_min ess_bulk_median ess_tail_min classified apre "
                  "gmp gmp_heldout points pivots");
    has_keys(json_object_get(fit, "run"),
             "id verb version data_hash input_hash seed as_of seconds cpu_seconds "
             "threads ranks");
    assert_true(number(fit, "classified") > 0.93);
    json_t *points = json_object_get(fit, "points");
    assert_true(json_array_size(points) >= 100);
    has_keys(json_array_get(points, 0),
             "bioguide name party caucus state x sd q05 q95 rank rank_q05 rank_q95 "
             "votes thin");
    json_decref(fit);
}

static void check_vote(const json_t *vote)
{
    has_keys(vote, "id question threshold rule p_pass p_pass_q05 p_pass_q95 base_rate "
                   "yea distribution senators reasons");
    double low = number(vote, "p_pass_q05"), p = number(vote, "p_pass");
    assert_true(0 <= low && low <= p && p <= number(vote, "p_pass_q95"));
    const json_t *chances = json_object_get(vote, "distribution");
    assert_int_equal(json_array_size(chances), 101);
    double sum = 0, mean = 0;
    for (size_t i = 0; i <= 100; i++) {
        sum += json_number_value(json_array_get(chances, i));
        mean += (double)i * json_number_value(json_array_get(chances, i));
    }
    assert_true(fabs(sum - 1) < 1e-4);
    const json_t *senators = json_object_get(vote, "senators");
    assert_int_equal(json_array_size(senators), 100);
    has_keys(json_array_get(senators, 0),
             "bioguide name party state p_yea p_absent p_pivotal statements");
    double expected = 0;
    for (size_t i = 0; i < 100; i++)
        expected += number(json_array_get(senators, i), "p_yea");
    assert_true(fabs(expected - mean) < 0.2); /* the two say the same */
}

static void test_forecast_keeps_its_contract(void **state)
{
    (void)state;
    json_t *forecast = answer(FORECAST);
    has_keys(forecast, "run package as_of votes");
    const json_t *votes = json_object_get(forecast, "votes");
    assert_int_equal(json_array_size(votes), 3);
    for (size_t i = 0; i < 3; i++)
        check_vote(json_array_get(votes, i));
    json_decref(forecast);
}

static void test_simulate_keeps_its_contract(void **state)
{
    (void)state;
    json_t *outcome = answer(SIMULATE);
    has_keys(outcome, "run cases events replications events_per_second metrics series");
    const json_t *metrics = json_object_get(outcome, "metrics");
    assert_true(json_array_size(metrics) >= 20);
    for (size_t i = 0; i < json_array_size(metrics); i++)
        has_keys(json_array_get(metrics, i),
                 "name unit family baseline package difference noise_share");
    has_keys(json_array_get(json_object_get(outcome, "series"), 0),
             "name unit dates baseline package observed");
    json_decref(outcome);
}

static void test_concessions_and_deal_keep_their_contract(void **state)
{
    (void)state;
    struct app_request request = quick_request();
    json_t *concessions = ask(store_path, 2, app_concessions, &request);
    has_keys(concessions, "run vote threshold p_pass options");
    const json_t *options = json_object_get(concessions, "options");
    assert_true(json_array_size(options) >= 10);
    has_keys(json_array_get(options, 0),
             "change yea_mean yea_q05 yea_q95 p_pass gains losses");
    json_decref(concessions);
    json_t *deal = answer(DEAL);
    has_keys(deal, "run space searched simulated frontier");
    assert_int_equal(number(deal, "searched"), 256);
    const json_t *frontier = json_object_get(deal, "frontier");
    assert_true(json_array_size(frontier) >= 1);
    has_keys(json_array_get(frontier, 0),
             "package provisions p_pass p_pass_q05 p_pass_q95 outcome cost_usd knee");
    json_decref(deal);
}

/* The result without the head that says when and how fast it was made. */
static char *body(json_t *root)
{
    json_object_del(root, "run");
    json_object_del(root, "events_per_second");
    char *text = json_dumps(root, JSON_SORT_KEYS);
    json_decref(root);
    return text;
}

static void test_threads_do_not_change_results(void **state)
{
    (void)state;
    for (int i = 0; i < ASKED; i++) {
        struct app_request request = request_for(i);
        char *one = body(ask(store_path, 1, verbs[i], &request));
        char *two = body(answer(i));
        assert_string_equal(one, two);
        free(one);
        free(two);
    }
}

/* A store in which the 118th Congress ends the day before the as-of day. */
static void make_truncated(const char *path, aisle_day as_of)
{
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct app_options options = options_for(path, 1);
    struct app *app = NULL;
    struct aisle_votes votes;
    aisle_votes_init(&votes);
    assert_int_equal(app_open(ctx, &options, &app), AISLE_OK);
    struct aisle_store *store = app_store(app);
    assert_int_equal(
        aisle_store_get_votes(ctx, store, "senate", 118, 118, as_of, &votes), AISLE_OK);
    assert_true(votes.rollcall_count > 200 && votes.rollcall_count < 300);
    votes.as_of = AISLE_DAY_NONE;
    assert_int_equal(aisle_store_begin(ctx, store), AISLE_OK);
    assert_int_equal(aisle_store_put_votes(ctx, store, &votes, "truncated", "0"),
                     AISLE_OK);
    assert_int_equal(aisle_store_commit(ctx, store), AISLE_OK);
    aisle_votes_clear(&votes);
    app_close(app);
    aisle_ctx_free(ctx);
}

static void test_the_future_is_not_used(void **state)
{
    (void)state;
    char path[96];
    struct app_request request = quick_request();
    snprintf(path, sizeof path, "%s/past.aisle", dir);
    make_truncated(path, aisle_day_parse("2023-11-01"));
    char *with = body(answer(FORECAST));
    char *without = body(ask(path, 2, app_forecast, &request));
    assert_string_equal(with, without);
    free(with);
    free(without);
}

/* Every shipped package can be forecast: its anchors are in the record, before its
 * as-of day, and its senators sit. */
static void test_every_package_is_forecast(void **state)
{
    (void)state;
    static const char *const names[] = {
        "aid-and-border-money-2023-12-06", "border-agreement-2024-02-07",
        "ukraine-aid-2024-02-08", "border-act-2024-05-23"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[256];
        struct app_request request = quick_request();
        snprintf(path, sizeof path, "%s/packages/%s.yaml", AISLE_SOURCE_DIR, names[i]);
        request.package_path = path;
        json_t *forecast = ask(store_path, 2, app_forecast, &request);
        const json_t *votes = json_object_get(forecast, "votes");
        assert_true(json_array_size(votes) >= 1);
        for (size_t v = 0; v < json_array_size(votes); v++)
            check_vote(json_array_get(votes, v));
        json_decref(forecast);
    }
}

static void test_equal_question_answers_from_the_store(void **state)
{
    (void)state;
    struct aisle_ctx *ctx = aisle_ctx_new();
    struct app_options options = options_for(store_path, 2);
    struct app_request request = quick_request();
    struct app *app = NULL;
    struct app_study first, second, other;
    app_study_init(&first);
    app_study_init(&second);
    app_study_init(&other);
    assert_int_equal(app_open(ctx, &options, &app), AISLE_OK);
    assert_int_equal(app_simulate(ctx, app, &request, &first), AISLE_OK);
    assert_int_equal(app_simulate(ctx, app, &request, &second), AISLE_OK);
    assert_true(second.cached);
    assert_string_equal(first.json, second.json);
    request.replications = 5;
    assert_int_equal(app_simulate(ctx, app, &request, &other), AISLE_OK);
    assert_false(other.cached);
    app_study_clear(&first);
    app_study_clear(&second);
    app_study_clear(&other);
    app_close(app);
    aisle_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fit_keeps_its_contract),
        cmocka_unit_test(test_forecast_keeps_its_contract),
        cmocka_unit_test(test_simulate_keeps_its_contract),
        cmocka_unit_test(test_concessions_and_deal_keep_their_contract),
        cmocka_unit_test(test_threads_do_not_change_results),
        cmocka_unit_test(test_the_future_is_not_used),
        cmocka_unit_test(test_every_package_is_forecast),
        cmocka_unit_test(test_equal_question_answers_from_the_store),
    };
    return cmocka_run_group_tests(tests, make_store, remove_store);
}
