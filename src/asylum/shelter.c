/* City shelter: New York, Chicago, Denver.
 *
 * A share of releases asks for a place; a stay is exponential. A city opens places
 * up to its capacity on its own money. Past that it takes people only while federal
 * money is left, which pays for the places above capacity; else they are turned
 * away. What is left of the federal money at the end pays the cities back. */
#include "asylum/world.h"
#include <math.h>

struct city_law {
    double share;
    double stay_days;
    double census;
    double capacity;
    double day_usd;
};

static struct city_law law_of(const struct asylum_settings *s, enum city city)
{
    switch (city) {
    case CITY_NEW_YORK:
        return (struct city_law){
            s->shelter_new_york_share, s->shelter_new_york_stay_days,
            s->shelter_new_york_census_start, s->shelter_new_york_capacity,
            s->shelter_new_york_day_usd};
    case CITY_CHICAGO:
        return (struct city_law){s->shelter_chicago_share, s->shelter_chicago_stay_days,
                                 s->shelter_chicago_census_start,
                                 s->shelter_chicago_capacity,
                                 s->shelter_chicago_day_usd};
    default: /* not all who come to Denver stay a night */
        return (struct city_law){s->shelter_denver_share * s->shelter_night_share,
                                 s->shelter_denver_stay_days,
                                 s->shelter_denver_census_start,
                                 s->shelter_denver_capacity, s->shelter_denver_day_usd};
    }
}

double shelter_day_usd(const struct asylum_settings *s, enum city city)
{
    return law_of(s, city).day_usd;
}

double shelter_capacity(const struct asylum_settings *s, enum city city)
{
    return law_of(s, city).capacity;
}

static int stay_of(double mean, double u)
{
    double days = 1 - mean * log(u);
    return days < STAY_DAYS - 1 ? (int)days : STAY_DAYS - 1;
}

/* Share of encounters that end in a release to the interior under current law, with
 * the mix of the first twelve months: the record counts shelter arrivals for each
 * encounter, the model asks for each release. */
static double released_share(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double all = 0, out = 0;
    double passed = s->screening_closed_share +
                    (1 - s->screening_closed_share) *
                        (s->screening_pass_standard + (1 - s->screening_pass_standard) *
                                                          s->screening_review_reversal);
    double adult =
        1 - s->route_adult_repatriated - s->route_adult_screened * (1 - passed);
    double family =
        1 - s->route_family_repatriated - s->route_family_screened * (1 - passed);
    for (int m = 0; m < w->calendar->months && m < 12; m++) {
        const double *mean = &w->calendar->mean[m * ARRIVAL_COUNT];
        for (int k = 0; k < ARRIVAL_INTERIOR; k++)
            all += mean[k];
        out += mean[ARRIVAL_ADULT] * adult + mean[ARRIVAL_FAMILY] * family +
               (mean[ARRIVAL_PORT_ADULT] + mean[ARRIVAL_PORT_FAMILY]) *
                   s->route_port_released;
    }
    return all > 0 && out > 0 ? out / all : 1;
}

static void fill_city(struct world *w, enum city city)
{
    struct shelter *shelter = &w->shelter[city];
    struct city_law law = law_of(w->settings, city);
    shelter->census = (int64_t)(law.census / w->people + 0.5);
    shelter->peak = shelter->census;
    shelter->arrived = shelter->census;
    for (int64_t i = 0; i < shelter->census; i++) {
        double u = ((double)i + 0.5) / (double)shelter->census;
        shelter->leaving[stay_of(law.stay_days, u)]++;
    }
}

void shelter_start(struct world *w)
{
    double per_release = 1 / released_share(w);
    double until = 0;
    for (int c = 0; c < CITY_COUNT; c++) {
        until += law_of(w->settings, (enum city)c).share * per_release;
        w->city_until[c] = until;
        fill_city(w, (enum city)c);
    }
    w->grants_left = w->scenario->lever[AISLE_LEVER_SHELTER_USD];
}

static void take_in(struct world *w, enum city city, const struct person *person)
{
    struct shelter *shelter = &w->shelter[city];
    struct city_law law = law_of(w->settings, city);
    bool room = (double)(shelter->census + 1) * w->people <= law.capacity;
    if (!room && w->grants_left <= 0) {
        shelter->turned_away++;
        return;
    }
    struct rng_words r =
        world_draw(w, USE_NOTICE, person->id, 256u + person->encounter);
    int stay = stay_of(law.stay_days, rng_unit32(r.w[0]));
    shelter->leaving[(size_t)(w->day + stay) % STAY_DAYS]++;
    shelter->arrived++;
    shelter->census++;
    if (shelter->census > shelter->peak)
        shelter->peak = shelter->census;
}

/* `choice` uniform: which city, if any, this person turns to. */
void shelter_arrive(struct world *w, const struct person *person, double choice)
{
    for (int c = 0; c < CITY_COUNT; c++) {
        if (choice < w->city_until[c]) {
            take_in(w, (enum city)c, person);
            return;
        }
    }
}

void shelter_day(struct world *w)
{
    for (int c = 0; c < CITY_COUNT; c++) {
        struct shelter *shelter = &w->shelter[c];
        struct city_law law = law_of(w->settings, (enum city)c);
        uint32_t *leaving = &shelter->leaving[(size_t)w->day % STAY_DAYS];
        shelter->census -= *leaving;
        shelter->left += *leaving;
        *leaving = 0;
        double people = (double)shelter->census * w->people;
        shelter->cost_usd += people * law.day_usd;
        if (people > law.capacity)
            w->grants_left -= (people - law.capacity) * law.day_usd;
    }
}
