/* One world, day by day: nobody is lost, whatever the scenario. */
#include "asylum/replicate.h"
#include "num/rng.h"
#include "shipped.h"
#include <math.h>
#include <stdlib.h>

enum { USE_TEST = 99 };

/* Each lever neutral or anywhere within its bounds. */
static struct aisle_scenario random_scenario(uint32_t i)
{
    struct aisle_scenario scenario;
    aisle_scenario_init(&scenario);
    for (uint32_t l = 0; l < AISLE_LEVER_COUNT; l++) {
        const struct aisle_lever_info *info = aisle_lever_info((enum aisle_lever)l);
        struct rng_words r = rng_words_at(5, USE_TEST, i, l, 0);
        if (r.w[0] & 1)
            scenario.lever[l] =
                info->low + rng_unit32(r.w[1]) * (info->high - info->low);
    }
    return scenario;
}

/* Claims in a queue whose work permit clock runs or has run. */
static int64_t claims_in(const struct queue *queue)
{
    int64_t count = 0;
    uint32_t i = queue->first;
    for (const struct chunk *chunk = queue->head; chunk; chunk = chunk->next) {
        uint32_t end = chunk == queue->tail ? queue->last : CHUNK_PEOPLE;
        for (; i < end; i++)
            count += (chunk->people[i].flags & (PERSON_ASYLUM | PERSON_MEXICO)) ==
                     PERSON_ASYLUM;
        i = 0;
    }
    return count;
}

static int64_t claims_everywhere(const struct world *w)
{
    int64_t count = claims_in(&w->office) + claims_in(&w->appeals);
    count += claims_in(&w->inactive);
    for (int d = 0; d < WHEEL_DAYS; d++)
        count += claims_in(&w->noticed.day[d]) + claims_in(&w->resumed.day[d]);
    for (int c = 0; c < w->bench->group_count; c++) {
        for (int d = 0; d < DOCKET_COUNT; d++)
            count += claims_in(&w->courts[c].docket[d]);
    }
    for (int j = 0; j < w->bench->docket_first[w->bench->group_count]; j++) {
        for (int h = 0; h < HEARING_COUNT; h++)
            count += claims_in(&w->judges[j].docket[h]);
    }
    return count;
}

static int64_t permits_due(const struct world *w)
{
    int64_t count = 0;
    for (int i = 0; i < PERMIT_DAYS; i++)
        count += w->permits.due[i];
    return count;
}

static int64_t cells_decided(const struct world *w)
{
    int64_t count = 0;
    for (int i = 0; i < w->bench->court_count * NATION_COUNT * CLASS_COUNT; i++)
        count += w->tally.cells[i].decided;
    return count;
}

static int64_t on_dockets(const struct world *w)
{
    int64_t count = w->resumed.count + w->noticed.count;
    for (int j = 0; j < w->bench->docket_first[w->bench->group_count]; j++) {
        for (int h = 0; h < HEARING_COUNT; h++)
            count += w->judges[j].docket[h].count;
    }
    for (int c = 0; c < w->bench->group_count; c++) {
        for (int d = 0; d < DOCKET_COUNT; d++)
            count += w->courts[c].docket[d].count;
    }
    return count;
}

static int64_t unrecorded(const struct world *w)
{
    int64_t count = 0;
    for (int i = 0; i < WHEEL_DAYS; i++)
        count += w->recorded[i];
    return count;
}

static int64_t ring_sum(const uint32_t *ring, int days)
{
    int64_t count = 0;
    for (int i = 0; i < days; i++)
        count += ring[i];
    return count;
}

/* Places are held by those who took one, until a decision or the limit. */
static void check_places(const struct world *w)
{
    assert_int_equal(w->places_used, ring_sum(w->places_due, WHEEL_DAYS));
    assert_true((double)w->places_used * w->people <= w->staff.places + 1e-6);
}

static void check_shelter(const struct shelter *shelter)
{
    assert_int_equal(shelter->arrived, shelter->census + shelter->left);
    assert_int_equal(shelter->census, ring_sum(shelter->leaving, STAY_DAYS));
    assert_true(shelter->limited <= shelter->left);
    for (int i = 0; i < STAY_DAYS; i++)
        assert_true(shelter->ended[i] <= shelter->leaving[i]);
}

/* Who came before a court or an officer was decided, left undecided, or is there. */
static void check_in_view(const struct world *w)
{
    const struct tally *t = &w->tally;
    assert_int_equal(t->came.count, t->went.count + t->court_decided +
                                        t->claims_decided + on_dockets(w) +
                                        w->claims.count);
}

static void check_day(const struct world *w)
{
    check_in_view(w);
    assert_int_equal(world_balance(w), 0);
    assert_int_equal(w->pending, on_dockets(w) - unrecorded(w));
    assert_int_equal(w->beds_used, ring_sum(w->beds_due, WHEEL_DAYS));
    check_places(w);
    assert_true(w->beds_used >= 0 && w->in_mexico >= 0);
    assert_int_equal(w->permits.waiting, permits_due(w));
    assert_int_equal(w->tally.court_decided, cells_decided(w));
    if (w->day % 30 == 0)
        assert_int_equal(w->permits.waiting + w->permits.held, claims_everywhere(w));
    for (int c = 0; c < CITY_COUNT; c++)
        check_shelter(&w->shelter[c]);
}

static void run_checked(const struct study *study, int scenario)
{
    struct pool pool = {0};
    struct world *world = calloc(1, sizeof *world);
    assert_int_equal(study_world(study, 0, scenario, &pool, NULL, world), AISLE_OK);
    check_day(world);
    while (world->day < study->calendar.days) {
        world_day(world);
        check_day(world);
    }
    assert_true(world->tally.entered > 1000);
    world_clear(world);
    pool_clear(&pool);
    free(world);
}

static void test_everybody_is_somewhere(void **state)
{
    struct shipped *s = *state;
    enum { SCENARIOS = 24 };
    struct aisle_scenario scenarios[SCENARIOS];
    for (uint32_t i = 0; i < SCENARIOS; i++)
        scenarios[i] = random_scenario(i);
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.replications = 1;
    options.years = 2;
    options.people_per_case = 2000;
    struct study study;
    assert_int_equal(study_make(s->ctx, &s->parameters, &s->data, &options, SCENARIOS,
                                scenarios, false, &study),
                     AISLE_OK);
    for (int i = 0; i < SCENARIOS; i++)
        run_checked(&study, i);
    study_clear(&study);
}

/* The start is the state of 2023-10-31. */
static void test_start_state(void **state)
{
    struct shipped *s = *state;
    struct aisle_asylum_options options;
    aisle_asylum_options_init(&options);
    options.replications = 1;
    options.people_per_case = 10;
    shipped_pin(s, "court_pending_start", 2451000);
    struct aisle_scenario current;
    aisle_scenario_init(&current);
    struct study study;
    assert_int_equal(study_make(s->ctx, &s->parameters, &s->data, &options, 1, &current,
                                false, &study),
                     AISLE_OK);
    struct pool pool = {0};
    struct world *world = calloc(1, sizeof *world);
    assert_int_equal(study_world(&study, 0, 0, &pool, NULL, world), AISLE_OK);
    assert_int_equal(world->pending, 245100);
    assert_int_equal(world->shelter[CITY_NEW_YORK].census, 65429);
    assert_int_equal(world->in_mexico, 0);
    double beds = world->staff.beds;
    assert_true(fabs((double)world->beds_used * 10 / beds - 1) < 0.01);
    world_clear(world);
    pool_clear(&pool);
    free(world);
    study_clear(&study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everybody_is_somewhere),
        cmocka_unit_test(test_start_state),
    };
    return cmocka_run_group_tests(tests, shipped_open, shipped_close);
}
