/* A small made-up Senate: 100 members, 50 a side, four years of roll calls, a fit
 * that knows where everybody stands, and a package with two votes.
 *
 *   Democratic caucus          Republican conference
 *   D00 ... D49                R00 ... R49       surname of member k
 *   x1: -1.4 ... -0.4          0.4 ... 1.4       in steps of 1/49
 *
 * Roll calls alternate between party-line and bipartisan ones, as the record's do,
 * so that the bank is bimodal. D49 (member 49) and R00 (member 50) are the
 * moderates. */
#ifndef AISLE_TESTS_FORECAST_FIXTURE_H
#define AISLE_TESTS_FORECAST_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "num/rng.h"
#include "num/special.h"
#include "support/support.h"
#include <aisle/aisle.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* cmocka compares floats; these are doubles. */
#define assert_near(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

enum { SEATS = 100, ROLLCALLS = 160, STATEMENTS_MAX = 32 };

struct fixture {
    struct aisle_ctx *ctx;
    struct aisle_votes votes;
    struct aisle_fit fit;
    struct aisle_parameters parameters;
    struct aisle_leaders leaders;
    struct aisle_package package;
    struct aisle_forecaster_options options;
    struct aisle_package_vote package_votes[3];
    struct aisle_provision provisions[4];
    struct aisle_statement statements[STATEMENTS_MAX];
    struct aisle_cue cues[4];
    struct aisle_anchor anchors[4][4];
    char names[SEATS][8];
};

static inline double fixture_x(int member)
{
    return member < 50 ? -1.4 + member / 49.0 : 0.4 + (member - 50) / 49.0;
}

static inline aisle_day fixture_day(int rollcall)
{
    return aisle_day_from_civil(2019, 6, 1) + 10 * rollcall;
}

static inline void fixture_rollcall(struct fixture *f, int k)
{
    struct aisle_rollcall *r = &f->votes.rollcalls[k];
    char *nothing = (char *)"";
    bool cloture = k % 2 == 0;
    *r = (struct aisle_rollcall){
        .congress = 118,
        .number = k + 1,
        .date = fixture_day(k),
        .category = cloture ? AISLE_CATEGORY_CLOTURE : AISLE_CATEGORY_PASSAGE,
        .cloture = cloture ? AISLE_CLOTURE_PROCEED : AISLE_CLOTURE_NONE,
        .requires = cloture ? AISLE_REQUIRES_3_5 : AISLE_REQUIRES_1_2,
        .vote_type = (char *)(cloture ? "On the Cloture Motion" : "On Passage"),
        .question = (char *)(k % 3 ? "border security money" : "banking supervision"),
        .result = nothing,
        .bill = (char *)(k % 5 ? "s1" : "hr815"),
        .bill_title = nothing,
        .amendment = nothing,
        .nomination = nothing,
        .subject = nothing,
        .purpose = nothing};
    if (k % 5)
        r->congress = 118;
    bool bipartisan = k % 8 < 4;
    double a = bipartisan ? 2 : 0.3;
    double b1 = bipartisan ? -1 : -4;
    for (int m = 0; m < SEATS; m++) {
        double p = num_logistic(a + b1 * fixture_x(m));
        double u = rng_unit_at(5, 1, (uint32_t)k, (uint32_t)m, 0);
        bool away = rng_unit_at(5, 2, (uint32_t)k, (uint32_t)m, 0) < 0.03;
        uint8_t cast = away    ? AISLE_CAST_ABSENT
                       : u < p ? AISLE_CAST_YEA
                               : AISLE_CAST_NAY;
        f->votes.casts[k * SEATS + m] = cast;
        r->yea += cast == AISLE_CAST_YEA;
        r->nay += cast == AISLE_CAST_NAY;
        r->absent += cast == AISLE_CAST_ABSENT;
    }
    r->passed = cloture ? r->yea >= 60 : r->yea > r->nay;
}

static inline void fixture_votes(struct fixture *f)
{
    struct aisle_votes *v = &f->votes;
    aisle_votes_init(v);
    strcpy(v->chamber, "senate");
    v->congress_first = v->congress_last = 118;
    v->member_count = SEATS;
    v->rollcall_count = ROLLCALLS;
    v->service_count = SEATS;
    v->members = mem_new(SEATS, sizeof *v->members);
    v->rollcalls = mem_new(ROLLCALLS, sizeof *v->rollcalls);
    v->services = mem_new(SEATS, sizeof *v->services);
    v->casts = mem_new(ROLLCALLS * SEATS, 1);
    for (int m = 0; m < SEATS; m++) {
        char side = m < 50 ? 'D' : 'R';
        snprintf(f->names[m], sizeof f->names[m], "%c%02d", side, m % 50);
        v->members[m] = (struct aisle_member){.last = f->names[m],
                                              .first = (char *)"A",
                                              .party = side,
                                              .caucus = side,
                                              .in_office = true};
        snprintf(v->members[m].bioguide, 12, "B%06d", m);
        snprintf(v->members[m].state, 4, "%c%c", 'A' + m / 26, 'A' + m % 26);
        v->services[m] = (struct aisle_service){m, 118, 1, ROLLCALLS, side, side};
    }
    /* two senators of one surname */
    v->members[98].last = (char *)"Scott";
    v->members[99].last = (char *)"Scott";
    for (int k = 0; k < ROLLCALLS; k++)
        fixture_rollcall(f, k);
}

static inline void fixture_fit(struct fixture *f)
{
    aisle_fit_init(&f->fit);
    f->fit.dims = 2;
    f->fit.member_count = SEATS;
    f->fit.members = mem_new(SEATS, sizeof *f->fit.members);
    for (int m = 0; m < SEATS; m++) {
        struct aisle_fit_member *o = &f->fit.members[m];
        memcpy(o->bioguide, f->votes.members[m].bioguide, 12);
        o->x[0] = fixture_x(m);
        o->x[1] = rng_unit_at(5, 3, (uint32_t)m, 0, 0) - 0.5;
        o->sd[0] = o->sd[1] = 0.1;
        o->party = o->caucus = m < 50 ? 'D' : 'R';
    }
}

/* The shipped numbers, so that the tests also hold the file to its word. */
static inline void fixture_parameters(struct fixture *f)
{
    char *bytes = NULL;
    size_t size = 0;
    struct csv csv;
    assert_int_equal(file_read(f->ctx, AISLE_SOURCE_DIR "/data/parameters/forecast.csv",
                               &bytes, &size),
                     AISLE_OK);
    assert_int_equal(csv_open(&csv, f->ctx, "forecast.csv", bytes, size), AISLE_OK);
    f->parameters.items = mem_new(200, sizeof *f->parameters.items);
    while (csv_next(&csv)) {
        struct aisle_parameter *p = &f->parameters.items[f->parameters.count++];
        p->name = mem_copy_text(csv_field(&csv, csv_column(&csv, "name")));
        assert_true(csv_double(&csv, csv_column(&csv, "value"), &p->value));
        assert_true(csv_double(&csv, csv_column(&csv, "low"), &p->low));
        assert_true(csv_double(&csv, csv_column(&csv, "high"), &p->high));
        assert_true(p->low <= p->value && p->value <= p->high);
    }
    assert_int_equal(csv_close(&csv), AISLE_OK);
    free(bytes);
}

static inline void fixture_set(struct fixture *f, const char *name, double value)
{
    for (int k = 0; k < f->parameters.count; k++)
        if (strcmp(f->parameters.items[k].name, name) == 0) {
            f->parameters.items[k].value = value;
            return;
        }
    fail_msg("no parameter %s", name);
}

static inline void fixture_leader(struct fixture *f, enum aisle_role role,
                                  const char *bioguide, const char *name, char party)
{
    struct aisle_leader *l = &f->leaders.items[f->leaders.count++];
    *l = (struct aisle_leader){.role = role,
                               .name = mem_copy_text(name),
                               .party = party,
                               .first = aisle_day_from_civil(2019, 1, 1),
                               .last = AISLE_DAY_NONE};
    snprintf(l->bioguide, sizeof l->bioguide, "%s", bioguide);
}

static inline void fixture_leaders(struct fixture *f)
{
    aisle_leaders_init(&f->leaders);
    f->leaders.items = mem_new(3, sizeof *f->leaders.items);
    fixture_leader(f, AISLE_ROLE_MAJORITY, "B000010", "D10", 'D');
    fixture_leader(f, AISLE_ROLE_MINORITY, "B000090", "R40", 'R');
    fixture_leader(f, AISLE_ROLE_VICE_PRESIDENT, "", "V", 'D');
}

static inline void fixture_package(struct fixture *f)
{
    char *nothing = (char *)"";
    struct aisle_package *p = &f->package;
    aisle_package_init(p);
    p->path = (char *)"package.yaml";
    p->id = (char *)"test";
    p->title = (char *)"border money";
    p->summary = nothing;
    p->measure = nothing;
    p->as_of = fixture_day(ROLLCALLS);
    p->side = AISLE_SIDE_D;
    p->congress = 118;
    p->vote_count = 2;
    p->votes = f->package_votes;
    f->package_votes[0] =
        (struct aisle_package_vote){.id = (char *)"proceed",
                                    .question = (char *)"cloture to proceed",
                                    .kind = AISLE_VOTE_CLOTURE_PROCEED,
                                    .requires = AISLE_REQUIRES_3_5};
    f->package_votes[1] = (struct aisle_package_vote){.id = (char *)"passage",
                                                      .question = (char *)"passage",
                                                      .kind = AISLE_VOTE_PASSAGE,
                                                      .requires = AISLE_REQUIRES_1_2};
    f->package_votes[2] = (struct aisle_package_vote){.id = (char *)"waive",
                                                      .question = (char *)"waive",
                                                      .kind = AISLE_VOTE_PASSAGE,
                                                      .requires = AISLE_REQUIRES_2_3};
    p->provision_count = 4;
    p->provisions = f->provisions;
    for (int k = 0; k < 4; k++)
        f->provisions[k] = (struct aisle_provision){.id = (char *)"p",
                                                    .title = (char *)"a provision",
                                                    .topic = (char *)"border",
                                                    .in_package = k < 2,
                                                    .optional = true,
                                                    .anchors = f->anchors[k]};
    p->statements = f->statements;
    p->cues = f->cues;
}

static inline struct aisle_statement *
fixture_say(struct fixture *f, const char *senator, enum aisle_position position)
{
    struct aisle_statement *s = &f->statements[f->package.statement_count++];
    *s = (struct aisle_statement){.date = f->package.as_of,
                                  .senator = (char *)senator,
                                  .position = position,
                                  .about = (char *)"package",
                                  .provision = -1,
                                  .vote = -1,
                                  .condition_provision = -1,
                                  .source = (char *)"a newspaper",
                                  .quote = (char *)"",
                                  .line = 10 + f->package.statement_count};
    return s;
}

static inline void fixture_make(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    f->ctx = aisle_ctx_new();
    fixture_votes(f);
    fixture_fit(f);
    fixture_parameters(f);
    fixture_leaders(f);
    fixture_package(f);
    aisle_forecaster_options_init(&f->options);
    f->options.particles = 512;
    f->options.threads = 1;
    f->options.parameters = &f->parameters;
    f->options.leaders = &f->leaders;
}

static inline void fixture_clear(struct fixture *f)
{
    free(f->votes.members);
    free(f->votes.rollcalls);
    free(f->votes.services);
    free(f->votes.casts);
    free(f->fit.members);
    free(f->fit.items);
    for (int k = 0; k < f->parameters.count; k++)
        free(f->parameters.items[k].name);
    free(f->parameters.items);
    aisle_leaders_clear(&f->leaders);
    aisle_ctx_free(f->ctx);
}

static inline struct aisle_forecaster *fixture_new(struct fixture *f)
{
    struct aisle_forecaster *made = NULL;
    enum aisle_status status = aisle_forecaster_new(f->ctx, &f->votes, &f->fit,
                                                    &f->package, &f->options, &made);
    if (status != AISLE_OK)
        support_show(f->ctx);
    assert_int_equal(status, AISLE_OK);
    return made;
}

/* Build, forecast the package as written, free the forecaster. */
static inline void fixture_forecast(struct fixture *f, struct aisle_forecast *out)
{
    struct aisle_forecaster *made = fixture_new(f);
    aisle_forecast_init(out);
    assert_int_equal(aisle_forecaster_eval(
                         f->ctx, made, aisle_package_selection(&f->package), NAN, out),
                     AISLE_OK);
    aisle_forecaster_free(made);
}

static inline int fixture_senator(const struct aisle_forecast_vote *v, const char *name)
{
    for (int i = 0; i < v->senator_count; i++)
        if (strcmp(v->senators[i].name, name) == 0)
            return i;
    fail_msg("no senator %s", name);
    return -1;
}

/* Are the two equal in every number and reason? */
static inline bool fixture_same(const struct aisle_forecast *a,
                                const struct aisle_forecast *b)
{
    bool same = a->p_all == b->p_all && a->vote_count == b->vote_count &&
                a->particle_ess == b->particle_ess;
    for (int g = 0; same && g < a->vote_count; g++) {
        const struct aisle_forecast_vote *v = &a->votes[g];
        const struct aisle_forecast_vote *w = &b->votes[g];
        same = v->p_pass == w->p_pass && v->p_pass_q05 == w->p_pass_q05 &&
               v->p_pass_q95 == w->p_pass_q95 && v->p_pass_mcse == w->p_pass_mcse &&
               v->yea_mean == w->yea_mean && v->reason_count == w->reason_count &&
               memcmp(v->distribution, w->distribution, sizeof v->distribution) == 0;
        for (int i = 0; same && i < v->senator_count; i++)
            same = v->senators[i].p_yea == w->senators[i].p_yea &&
                   v->senators[i].p_absent == w->senators[i].p_absent &&
                   v->senators[i].p_pivotal == w->senators[i].p_pivotal;
        for (int k = 0; same && k < v->reason_count; k++)
            same = v->reasons[k].effect == w->reasons[k].effect &&
                   strcmp(v->reasons[k].text, w->reasons[k].text) == 0;
    }
    return same;
}

/* Does a reason hold these words? */
static inline bool fixture_has_reason(const struct aisle_forecast_vote *v,
                                      const char *words)
{
    for (int k = 0; k < v->reason_count; k++)
        if (strstr(v->reasons[k].text, words))
            return true;
    return false;
}

#endif
