/* Votes and a fit of them, made for the tests of this room: places and roll calls are
 * given, draws are the truth with noise of a known size. */
#ifndef AISLE_TESTS_DIAGNOSE_MADE_H
#define AISLE_TESTS_DIAGNOSE_MADE_H

#include "ideal/made.h"
#include <aisle/diagnose.h>

/* In double precision, which cmocka's own does not have. */
#define assert_near(a, b, off) assert_true(fabs((double)(a) - (double)(b)) <= (off))

/* A service for the whole Congress for everybody, under the caucus of the member. */
static inline void made_services(struct aisle_votes *votes)
{
    votes->service_count = votes->member_count;
    votes->services = calloc((size_t)votes->member_count, sizeof *votes->services);
    for (int i = 0; i < votes->member_count; i++)
        votes->services[i] =
            (struct aisle_service){.member = i,
                                   .congress = 118,
                                   .first_number = 1,
                                   .last_number = votes->rollcall_count,
                                   .party = votes->members[i].party,
                                   .caucus = votes->members[i].caucus};
}

/* Yeas and nays of each roll call from the casts. */
static inline void made_tally(struct aisle_votes *votes)
{
    for (int r = 0; r < votes->rollcall_count; r++) {
        struct aisle_rollcall *c = &votes->rollcalls[r];
        c->yea = c->nay = c->absent = 0;
        for (int i = 0; i < votes->member_count; i++) {
            uint8_t cast = aisle_votes_cast(votes, r, i);
            c->yea += cast == AISLE_CAST_YEA;
            c->nay += cast == AISLE_CAST_NAY;
            c->absent += cast == AISLE_CAST_ABSENT;
        }
    }
}

/* A fit of every roll call at the truth, with `draws` draws around it: places with sd
 * `noise_x`, parameters with sd `noise_item`. */
static inline void made_fit(const struct aisle_votes *votes, const struct made_truth *t,
                            int draws, double noise_x, double noise_item,
                            struct aisle_fit *fit)
{
    size_t n = (size_t)votes->member_count, m = (size_t)votes->rollcall_count;
    size_t dims = (size_t)t->dims, stride = dims + 1;
    struct rng rng = rng_stream(5, 79, 0, 0);
    aisle_fit_init(fit);
    strcpy(fit->chamber, "senate");
    fit->congress_first = fit->congress_last = 118;
    fit->dims = t->dims;
    fit->link = AISLE_LINK_LOGIT;
    fit->method = AISLE_METHOD_MCMC;
    fit->member_count = (int)n;
    fit->item_count = (int)m;
    fit->draw_count = draws;
    fit->members = calloc(n, sizeof *fit->members);
    fit->items = calloc(m, sizeof *fit->items);
    for (size_t i = 0; i < n; i++) {
        struct aisle_fit_member *who = &fit->members[i];
        memcpy(who->bioguide, votes->members[i].bioguide, sizeof who->bioguide);
        who->name = strdup(votes->members[i].last);
        who->party = who->caucus = votes->members[i].caucus;
        who->in_office = votes->members[i].in_office;
        for (size_t j = 0; j < m; j++) {
            uint8_t cast = aisle_votes_cast(votes, (int)j, (int)i);
            who->vote_count += cast == AISLE_CAST_YEA || cast == AISLE_CAST_NAY;
        }
        for (size_t k = 0; k < dims; k++)
            who->x[k] = t->x[i * dims + k];
        who->rhat = who->ess_bulk = NAN;
    }
    for (size_t j = 0; j < m; j++) {
        fit->items[j] = (struct aisle_fit_item){
            .rollcall = (int)j, .congress = 118, .number = (int)j + 1};
        fit->items[j].a = t->item[j * stride];
        for (size_t k = 0; k < dims; k++)
            fit->items[j].b[k] = t->item[j * stride + 1 + k];
        fit->items[j].rhat = fit->items[j].ess_bulk = NAN;
    }
    fit->x_draws = calloc((size_t)draws * n * dims + 1, sizeof *fit->x_draws);
    fit->item_draws = calloc((size_t)draws * m * stride + 1, sizeof *fit->item_draws);
    for (size_t s = 0; s < (size_t)draws; s++) {
        for (size_t u = 0; u < n * dims; u++)
            fit->x_draws[s * n * dims + u] =
                (float)(t->x[u] + noise_x * rng_normal(&rng));
        for (size_t u = 0; u < m * stride; u++)
            fit->item_draws[s * m * stride + u] =
                (float)(t->item[u] + noise_item * rng_normal(&rng));
    }
}

/* Votes from a letter a member: a row of "ynp-." a roll call (yea, nay, present,
 * absent, not in office). */
static inline void made_from_letters(struct aisle_votes *votes, const char *const *rows)
{
    for (int r = 0; r < votes->rollcall_count; r++)
        for (int i = 0; i < votes->member_count; i++)
            made_cast(votes, r, i,
                      rows[r][i] == 'y'   ? AISLE_CAST_YEA
                      : rows[r][i] == 'n' ? AISLE_CAST_NAY
                      : rows[r][i] == 'p' ? AISLE_CAST_PRESENT
                      : rows[r][i] == '-' ? AISLE_CAST_ABSENT
                                          : AISLE_CAST_OUT);
    made_tally(votes);
}

#endif
