/* The fake's functions; included by each test program once. */
#include "fake.h"

#include "base/mem.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct fake_screen fake_screen;

static double fake_shock(int particle)
{
    return ((particle * 37) % FAKE_PARTICLES - FAKE_PARTICLES / 2.0) / 16;
}

void fake_init(struct aisle_forecaster *fake, const struct aisle_package *package)
{
    *fake = (struct aisle_forecaster){
        .package = package, .threshold = 0.6 * FAKE_SEATS, .one_sided = -1};
    double sum = 0;
    for (int i = 0; i < FAKE_PARTICLES; i++)
        sum += fake->weights[i] = 1 + i % 3;
    for (int i = 0; i < FAKE_PARTICLES; i++)
        fake->weights[i] /= sum;
    for (int s = 0; s < FAKE_SEATS; s++) {
        bool d = s < FAKE_SEATS / 2;
        fake->lean[s] = d ? 1.5 - 0.3 * s : -1.5 + 0.3 * (s - FAKE_SEATS / 2);
        for (int p = 0; p < FAKE_PROVISIONS; p++)
            fake->effect[s][p] = (d ? -1 : 1.4) * 0.2 * ((p * 5) % 7 - 2);
    }
}

double fake_p_yea(const struct aisle_forecaster *fake, int seat, int particle,
                  uint64_t selection, double p_fair)
{
    double x =
        fake->lean[seat] + (seat < FAKE_SEATS / 2 ? 1 : -1) * fake_shock(particle);
    for (int p = 0; p < fake->package->provision_count; p++)
        if (selection >> p & 1)
            x += fake->effect[seat][p];
    if (seat == 0)
        x += fake->fair_odds * (isnan(p_fair) ? 0.5 : p_fair);
    return 1 / (1 + exp(-x));
}

void aisle_forecaster_quick(const struct aisle_forecaster *fake, int vote,
                            uint64_t selection, double p_fair_efficient,
                            struct aisle_forecaster_short *out, double *p_yea,
                            double *yea_by_particle)
{
    *out = (struct aisle_forecaster_short){0};
    for (int s = 0; p_yea && s < FAKE_SEATS; s++)
        p_yea[s] = 0;
    for (int i = 0; i < FAKE_PARTICLES; i++) {
        double yeas = 0;
        for (int s = 0; s < FAKE_SEATS; s++) {
            double p = fake_p_yea(fake, s, i, selection, p_fair_efficient);
            yeas += p;
            if (p_yea)
                p_yea[s] += fake->weights[i] * p;
        }
        if (yea_by_particle)
            yea_by_particle[i] = yeas;
        out->yea_mean += fake->weights[i] * yeas;
        /* vote 1 is the easier gate */
        if (yeas >= fake->threshold - (vote == 1 ? 1 : 0))
            out->p_pass += fake->weights[i];
    }
    out->p_pass_q05 = 0.9 * out->p_pass;
    out->p_pass_q95 = out->p_pass;
}

double aisle_forecaster_quick_all(const struct aisle_forecaster *fake,
                                  uint64_t selection, double p_fair_efficient,
                                  struct aisle_forecaster_short *out)
{
    double all = 1;
    for (int v = 0; v < fake->package->vote_count; v++) {
        aisle_forecaster_quick(fake, v, selection, p_fair_efficient, &out[v], NULL,
                               NULL);
        all *= out[v].p_pass;
    }
    return all;
}

void aisle_forecaster_chances(const struct aisle_forecaster *fake, int last,
                              uint64_t selection, double p_fair_efficient,
                              double *p_pass)
{
    struct aisle_forecaster_short out;
    for (int v = 0; v <= last; v++) {
        aisle_forecaster_quick(fake, v, selection, p_fair_efficient, &out, NULL, NULL);
        p_pass[v] = out.p_pass;
    }
}

void aisle_canvass_chances(const struct aisle_forecaster *fake, int vote,
                           uint64_t selection, double p_fair_efficient, float *p_yea)
{
    (void)vote;
    for (int s = 0; s < FAKE_SEATS; s++)
        for (int i = 0; i < FAKE_PARTICLES; i++)
            p_yea[s * FAKE_PARTICLES + i] =
                (float)fake_p_yea(fake, s, i, selection, p_fair_efficient);
}

int aisle_forecaster_seats(const struct aisle_forecaster *fake)
{
    (void)fake;
    return FAKE_SEATS;
}

int aisle_forecaster_particles(const struct aisle_forecaster *fake)
{
    (void)fake;
    return FAKE_PARTICLES;
}

static const char *const fake_names[FAKE_SEATS] = {"A", "B", "C", "D", "E",
                                                   "F", "G", "H", "I", "J"};

const char *aisle_forecaster_seat_name(const struct aisle_forecaster *fake, int seat)
{
    (void)fake;
    return fake_names[seat];
}

char aisle_forecaster_seat_caucus(const struct aisle_forecaster *fake, int seat)
{
    (void)fake;
    return seat < FAKE_SEATS / 2 ? 'D' : 'R';
}

const double *aisle_forecaster_weights(const struct aisle_forecaster *fake, int vote)
{
    (void)vote;
    return fake->weights;
}

bool aisle_forecaster_identified(const struct aisle_forecaster *fake, int provision)
{
    return provision != fake->one_sided;
}

/* Only what the deal room reads: the threshold, and the party labels (seat 1 is an
 * independent of caucus D). */
enum aisle_status aisle_forecaster_eval(struct aisle_ctx *ctx,
                                        const struct aisle_forecaster *fake,
                                        uint64_t selection, double p_fair_efficient,
                                        struct aisle_forecast *out)
{
    (void)ctx;
    (void)selection;
    (void)p_fair_efficient;
    out->vote_count = fake->package->vote_count;
    out->votes = calloc((size_t)out->vote_count, sizeof *out->votes);
    for (int v = 0; v < out->vote_count; v++) {
        struct aisle_forecast_vote *vote = &out->votes[v];
        vote->threshold = (int)fake->threshold;
        vote->senator_count = FAKE_SEATS;
        vote->senators = calloc(FAKE_SEATS, sizeof *vote->senators);
        for (int s = 0; s < FAKE_SEATS; s++) {
            vote->senators[s].name = strdup(fake_names[s]);
            vote->senators[s].party =
                s == 1 ? 'I' : aisle_forecaster_seat_caucus(fake, s);
        }
    }
    return AISLE_OK;
}

void aisle_asylum_options_init(struct aisle_asylum_options *options)
{
    *options = (struct aisle_asylum_options){
        .years = 5, .replications = 40, .people_per_case = 1, .seed = 1};
}

static double fake_noise(uint64_t seed, int w)
{
    return (double)((seed % 1000 + (uint64_t)w * 7) % 5) - 2;
}

enum aisle_status aisle_asylum_screen(struct aisle_ctx *ctx,
                                      const struct aisle_parameters *parameters,
                                      const struct aisle_asylum_data *data,
                                      const struct aisle_scenario *baseline, int count,
                                      const struct aisle_scenario *scenarios,
                                      const struct aisle_asylum_options *options,
                                      double *difference, double *p_both)
{
    (void)ctx;
    (void)parameters;
    (void)data;
    (void)baseline;
    fake_screen.calls++;
    fake_screen.scenarios = count;
    for (int w = 0; w < count; w++) {
        const double *lever = scenarios[w].lever;
        double *d = difference + w * AISLE_DEAL_OUTCOMES;
        d[0] = -2 * lever[AISLE_LEVER_JUDGES] - lever[AISLE_LEVER_OFFICERS] +
               fake_screen.noise * fake_noise(options->seed, w);
        d[1] = -lever[AISLE_LEVER_JUDGES] / 10;
        d[2] = lever[AISLE_LEVER_STANDARD] * 0.1;
        d[3] = 1e6 * lever[AISLE_LEVER_JUDGES];
        p_both[w] = lever[AISLE_LEVER_JUDGES] > 0 && lever[AISLE_LEVER_STANDARD] <= 0;
    }
    return fake_screen.status;
}
