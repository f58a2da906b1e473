/* Forty invented parameters. */
#ifndef TESTS_REPORT_MADE_PARAMETERS_H
#define TESTS_REPORT_MADE_PARAMETERS_H

#include "report/made_senate.h"
#include <aisle/parameters.h>
#include <stdio.h>

static inline void fixture_parameters(struct aisle_parameters *p)
{
    aisle_parameters_init(p);
    p->count = 40;
    p->items = mem_new(40, sizeof *p->items);
    for (int i = 0; i < 40; i++) {
        char name[48];
        snprintf(name, sizeof name, "court_parameter_number_%d", i);
        p->items[i] = (struct aisle_parameter){
            .name = TEXT(name),
            .value = i % 4 ? 0.137 * (i + 1) : 1200.0 * i,
            .low = i % 4 ? 0.1 * (i + 1) : 900.0 * i,
            .high = i % 4 ? 0.2 * (i + 1) : 1500.0 * i,
            .unit = TEXT(i % 4 ? "ratio" : "cases"),
            .period = TEXT("FY2014-FY2017"),
            .source = TEXT("Invented agency, statistical yearbook, table 7"),
            .source_date = TEXT("2020-02-19"),
            .confidence = TEXT(i % 5 ? "seen" : "assumed"),
            .note = TEXT(i % 7 ? "" : "Policy and demographics drive it."),
            .path = TEXT("data/parameters/court.csv"),
            .line = i + 2};
    }
}

#endif
