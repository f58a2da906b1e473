/* A report made up for the tests: invented senators, votes and outcomes of the size
 * and shape that the main job makes. Deterministic; frees everything it makes. */
#ifndef TESTS_REPORT_FIXTURE_H
#define TESTS_REPORT_FIXTURE_H

#include "report/made_board.h"
#include "report/made_fit.h"
#include "report/made_forecast.h"
#include "report/made_frontier.h"
#include "report/made_outcome.h"
#include "report/made_package.h"
#include "report/made_parameters.h"
#include <aisle/report.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct aisle_run run;
    struct aisle_package package;
    struct aisle_fit fit;
    struct aisle_forecast forecast;
    struct aisle_outcome outcome;
    struct aisle_board board;
    struct aisle_whatif whatif;
    struct aisle_backtest record;
    struct aisle_frontier frontier;
    struct aisle_parameters parameters;
    struct aisle_report report;
};

static inline void fixture_init(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    f->run = (struct aisle_run){.id = 7,
                                .verb = "run",
                                .version = "0.1.0",
                                .seed = UINT64_MAX,
                                .as_of = aisle_day_from_civil(2023, 11, 1),
                                .started = "2024-01-02T03:04:05Z",
                                .seconds = 41.7,
                                .cpu_seconds = 78.9,
                                .threads = 2,
                                .ranks = 1};
    memset(f->run.data_hash, 'a', 64);
    memset(f->run.input_hash, 'b', 64);
    fixture_package(&f->package);
    fixture_fit(&f->fit);
    fixture_forecast(&f->forecast, &f->package);
    fixture_outcome(&f->outcome);
    fixture_board(&f->board, &f->forecast);
    fixture_whatif(&f->whatif, &f->forecast);
    fixture_record(&f->record);
    fixture_frontier(&f->frontier, &f->package);
    fixture_parameters(&f->parameters);
    f->report = (struct aisle_report){.run = &f->run,
                                      .package = &f->package,
                                      .fit = &f->fit,
                                      .forecast = &f->forecast,
                                      .board = &f->board,
                                      .whatif = &f->whatif,
                                      .record = &f->record,
                                      .outcome = &f->outcome,
                                      .frontier = &f->frontier,
                                      .parameters = &f->parameters,
                                      .command = "aisle run packages/test-2023.yaml"};
}

static inline void fixture_clear(struct fixture *f)
{
    aisle_package_clear(&f->package);
    aisle_fit_clear(&f->fit);
    aisle_forecast_clear(&f->forecast);
    aisle_board_clear(&f->board);
    free(f->whatif.if_yea);
    free(f->whatif.if_nay);
    aisle_outcome_clear(&f->outcome);
    aisle_frontier_clear(&f->frontier);
    aisle_parameters_clear(&f->parameters);
}

static inline int fixture_begin(void **state)
{
    struct fixture *f = malloc(sizeof *f);
    if (!f)
        return -1;
    fixture_init(f);
    *state = f;
    return 0;
}

static inline int fixture_end(void **state)
{
    fixture_clear(*state);
    free(*state);
    return 0;
}

#define WITH_FIXTURE(test)                                                             \
    cmocka_unit_test_setup_teardown(test, fixture_begin, fixture_end)

#endif
