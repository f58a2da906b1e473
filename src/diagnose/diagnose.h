/* Inside the diagnose room.
 *
 *   view.c       votes and fit made ready: signs, caucuses, draws in a row
 *   record.c     from the votes alone: attendance, loyalty, unity, agreement
 *   account.c    by the fit's estimates: errors, chances, the best cut
 *   cut.c        cut points and lines from the draws
 *   chances.c    each vote's chance from the draws, with and without that vote
 *   replicate.c  the fit's own replications of the votes
 *   judge.c      the rules, and how the items mixed
 *   page.c       one member, one roll call
 *   predict.c    a vote to come
 *   diagnose.c   aisle_diagnose */
#ifndef AISLE_DIAGNOSE_DIAGNOSE_H
#define AISLE_DIAGNOSE_DIAGNOSE_H

#include "base/ctx.h"
#include "base/mem.h"
#include <aisle/diagnose.h>

/* Addresses of random draws (num/rng.h). */
enum diagnose_use { DIAGNOSE_USE_REPLICA = 0x0d1a6001, DIAGNOSE_USE_PARTICLE };

/* Draws used of a fit: all, or this many evenly spaced. */
#define VIEW_DRAWS_MAX 4000

/* Votes and fit, ready to be counted. A caucus is 0 (D), 1 (R) or 2 (neither, or not
 * in office at that roll call). */
enum { CAUCUS_D, CAUCUS_R, CAUCUS_NONE };
struct view {
    struct aisle_ctx *ctx;
    const struct aisle_votes *votes;
    const struct aisle_fit *fit;
    int member_count;
    int rollcall_count;
    int item_count;
    int threads;
    int8_t *sign;    /* [rollcalls][members] 1 yea, -1 nay, 0 neither */
    uint8_t *caucus; /* [rollcalls][members] at that roll call */
    int *item_of;    /* [rollcalls] -1: not contested */
    int draws;       /* 0: the fit has none of the items */
    int *draw;       /* [draws] which draw of the fit */
    float *x;        /* [members][dims][draws] */
};
enum aisle_status diagnose_view_new(struct aisle_ctx *ctx,
                                    const struct aisle_votes *votes,
                                    const struct aisle_fit *fit, int threads,
                                    struct view *out);
void diagnose_view_clear(struct view *view);

static inline const int8_t *view_signs(const struct view *v, int rollcall)
{
    return v->sign + (size_t)rollcall * (size_t)v->member_count;
}
static inline const uint8_t *view_caucuses(const struct view *v, int rollcall)
{
    return v->caucus + (size_t)rollcall * (size_t)v->member_count;
}
static inline const int8_t *view_item_signs(const struct view *v, int item)
{
    return view_signs(v, v->fit->items[item].rollcall);
}
static inline const float *view_x(const struct view *v, int member, int dim)
{
    return v->x +
           ((size_t)member * (size_t)v->fit->dims + (size_t)dim) * (size_t)v->draws;
}

/* a + b . x by the estimates, and log P of a cast of that sign at an eta. */
double diagnose_eta(const struct aisle_fit *fit, int item, int member);
double diagnose_log_p(enum aisle_link link, int sign, double eta);
/* P(yea) at an eta. */
double diagnose_p(enum aisle_link link, double eta);

/* Parameter `k` of an item (0: a) over the draws, into `out` [draws]. */
void diagnose_item_draws(const struct view *v, int item, int k, float *out);
/* eta of a member over the draws, into `eta` [draws]; `item` [1 + dims][draws]. */
void diagnose_etas(const struct view *v, const float *item, int member, float *eta);

enum aisle_status diagnose_record_fill(const struct view *v, struct aisle_diagnosis *d);
enum aisle_status diagnose_account_fill(const struct view *v,
                                        struct aisle_diagnosis *d);
enum aisle_status diagnose_cut_fill(const struct view *v, struct aisle_diagnosis *d);
enum aisle_status diagnose_chances_fill(const struct view *v,
                                        const struct aisle_diagnose_options *options,
                                        struct aisle_diagnosis *d);
enum aisle_status diagnose_replicate_fill(const struct view *v,
                                          const struct aisle_diagnose_options *options,
                                          struct aisle_diagnosis *d);
enum aisle_status diagnose_judge_fill(const struct view *v, struct aisle_diagnosis *d);
/* The members' care bits. */
void diagnose_care(const struct view *v, struct aisle_diagnosis *d);

#endif
