/* Roster: who sits in the Senate at the as-of date, where, and how often there. */
#ifndef AISLE_PRIOR_ROSTER_H
#define AISLE_PRIOR_ROSTER_H

#include "prior/settings.h"
#include <aisle/fit.h>
#include <aisle/forecast.h>
#include <aisle/leaders.h>

/* One senator in office. `x` is on the scale of the roster: dimension 1 runs from
 * -1 at the mean of the Democratic caucus to +1 at the Republican mean. `v` is the
 * posterior covariance of x: v11, v12, v22. */
struct seat {
    int member; /* of the votes */
    char *name; /* "Scott (FL)" where the surname is not unique */
    char party;
    char caucus;
    double x[2];
    double v[3];
    double absent; /* trailing rate */
    int mate;      /* seat of the other senator of the state, same caucus; -1: none */
    bool placed;   /* false: too few votes, stands at the caucus mean */
};

struct roster {
    int count;
    struct seat *seats;
    int leader;           /* seat of the majority leader, -1 when not in the list */
    char majority;        /* caucus that controls the floor */
    char president;       /* party of the Vice President, so of the President */
    double party_x[2][2]; /* mean x of the caucuses in office: [D, R] */
    double centre;        /* roster scale: x1 = (fit x1 - centre) / half */
    double half;
    /* Every member of the votes on the roster scale; NAN when not in the fit. */
    double *member_x; /* [member_count][2] */
    int shock_count;
    double *shocks; /* absences of a voting day over those expected; mean 1 */
};

/* Read the roster at the last roll call of `votes`. Errors: INPUT (a caucus
 * nobody sits in, nobody placed), MEMORY. */
enum aisle_status roster_build(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                               const struct aisle_fit *fit,
                               const struct settings *settings,
                               const struct aisle_leaders *leaders, aisle_day as_of,
                               struct roster *out);
void roster_clear(struct roster *roster);

/* Seat of a member of the votes, -1 when not in office. */
int roster_seat(const struct roster *roster, int member);

/* Caucus to an index: 0 for D, 1 for R, -1 for neither. */
static inline int caucus_index(char caucus)
{
    return caucus == 'D' ? 0 : caucus == 'R' ? 1 : -1;
}

/* The party column of an item: +1 for a Republican caucus, -1 for a Democratic. */
static inline double caucus_sign(char caucus)
{
    return caucus == 'R' ? 1 : caucus == 'D' ? -1 : 0;
}

#endif
