/* City shelter: New York, Chicago, Denver.
 *
 * A share of releases asks for a place and gets one: no source tells what a city can
 * hold. Of them a share leaves early, after an exponential stay; the rest leave
 * around the end of a long stay. Federal money pays the cities back and moves no
 * count. A limit on stays cuts them short, with a chance to ask again. Those in shelter
 * at the start stay as if there were no limit. Whom a limit ends and who does not ask
 * again is counted as put out.
 *
 * Counted are people, not records: a record that stands for many sends some of them to
 * each city. Whole records would swing a small city's census, and raise its peak. */
#include "station/world.h"
#include <math.h>

struct city_law {
    double share;
    double early_share;
    double early_days; /* mean */
    double stay_days;  /* mean of those who do not leave early */
    double census;
    double day_usd;
};

/* A long stay is uniform up to this share around its mean: from the fit of
 * docs/model/asylum.md. */
static const double STAY_SPREAD = 0.11;

static struct city_law law_of(const struct asylum_settings *s, enum city city)
{
    switch (city) {
    case CITY_NEW_YORK:
        return (struct city_law){
            s->shelter_new_york_share,        s->shelter_new_york_early_share,
            s->shelter_new_york_early_days,   s->shelter_new_york_stay_days,
            s->shelter_new_york_census_start, s->shelter_new_york_day_usd};
    case CITY_CHICAGO: /* one mean is all that is known: exponential */
        return (struct city_law){
            s->shelter_chicago_share,        1,
            s->shelter_chicago_stay_days,    0,
            s->shelter_chicago_census_start, s->shelter_chicago_day_usd};
    default: /* not all who come to Denver stay a night */
        return (struct city_law){s->shelter_denver_share * s->shelter_night_share,
                                 1,
                                 s->shelter_denver_stay_days,
                                 0,
                                 s->shelter_denver_census_start,
                                 s->shelter_denver_day_usd};
    }
}

/* Whole days, at least one. */
static int in_days(double days)
{
    return days < 1 ? 1 : days < STAY_DAYS - 1 ? (int)days : STAY_DAYS - 1;
}

/* A new stay; `which` and `u` uniform. */
static int stay_of(const struct city_law *law, double which, double u)
{
    if (which < law->early_share)
        return in_days(1 - law->early_days * log(u));
    return in_days(law->stay_days * (1 + STAY_SPREAD * (2 * u - 1)));
}

/* Chance that a stay that is not an early one lasts longer than `age`. */
static double long_left(const struct city_law *law, double age)
{
    double x = (age / law->stay_days - 1) / STAY_SPREAD;
    return x <= -1 ? 1 : x >= 1 ? 0 : (1 - x) / 2;
}

/* Share of encounters that end in a release to the interior under current law, with
 * the mix of the first twelve months: the record counts shelter arrivals for each
 * encounter, the model asks for each release. */
double shelter_released_share(const struct world *w)
{
    const struct asylum_settings *s = w->settings;
    double all = 0, out = 0, passed = w->law->passed;
    double adult =
        1 - s->route_adult_repatriated - s->route_adult_screened * (1 - passed);
    double family =
        1 - s->route_family_repatriated - s->route_family_screened * (1 - passed);
    for (int m = 0; m < w->calendar->months && m < 12; m++) {
        const double *mean = &w->calendar->mean[m * ARRIVAL_COUNT];
        for (int k = 0; k < ARRIVAL_BORDER; k++)
            all += mean[k];
        out += mean[ARRIVAL_ADULT] * adult + mean[ARRIVAL_FAMILY] * family +
               (mean[ARRIVAL_PORT_ADULT] + mean[ARRIVAL_PORT_FAMILY]) *
                   s->route_port_released;
    }
    return all > 0 && out > 0 ? out / all : 1;
}

/* People of `census` still there after `age` days, by kind of stay: arrivals of that
 * day times the chance to have stayed. */
static double early_of_age(const struct world *w, const struct city_law *law, int age)
{
    return w->calendar->past[age] * law->early_share * exp(-age / law->early_days);
}

static double long_of_age(const struct world *w, const struct city_law *law, int age)
{
    if (law->early_share >= 1)
        return 0;
    return w->calendar->past[age] * (1 - law->early_share) * long_left(law, age);
}

static double all_of_age(const struct world *w, const struct city_law *law, int age)
{
    return early_of_age(w, law, age) + long_of_age(w, law, age);
}

/* Days that the n-th of `count` people of one age and kind has left, evenly over the
 * stays that reach that age. */
static int days_left(const struct city_law *law, bool early, int age, double u)
{
    if (early)
        return in_days(1 - law->early_days * log(u));
    double reach = long_left(law, age) * u; /* chance to last longer still */
    double stay = law->stay_days * (1 + STAY_SPREAD * (1 - 2 * reach));
    return in_days(stay - age);
}

/* Stays by their chance, so that a draw looks one up. */
static void fill_stays(const struct city_law *law, struct shelter *shelter)
{
    shelter->early = odds_of(law->early_share);
    for (int i = 0; i < STAY_STEPS; i++) {
        double u = (i + 0.5) / STAY_STEPS;
        shelter->stay_early[i] = (int16_t)stay_of(law, -1, u);
        shelter->stay_long[i] = (int16_t)stay_of(law, 2, u);
    }
}

/* The census at the start, as those of the record's arrivals who would still be
 * there: ages and stays left follow from the stay law. So many groups, each of one age
 * and stay, are enough: */
enum { GROUPS_MOST = 4096 };
static void fill_city(struct world *w, enum city city)
{
    struct shelter *shelter = &w->shelter[city];
    struct city_law law = law_of(w->settings, city);
    double all = 0;
    int ages = w->calendar->shelter_days > 0 ? w->calendar->shelter_days : 1;
    for (int age = 0; age < w->calendar->shelter_days; age++)
        all += all_of_age(w, &law, age);
    fill_stays(&law, shelter);
    int64_t census = (int64_t)(law.census + 0.5), placed = 0;
    int64_t groups = census < GROUPS_MOST ? census : GROUPS_MOST;
    shelter->census = shelter->peak = shelter->arrived = census;
    double step = all / (double)groups, until = 0, at = step / 2;
    for (int age = 0; age < ages; age++) {
        double early = early_of_age(w, &law, age);
        double here = all_of_age(w, &law, age);
        for (; placed < groups && (at <= until + here || age == ages - 1);
             placed++, at += step) {
            double into = at - until;
            bool is_early = into < early || early >= here;
            /* a golden-ratio sequence spreads the quantiles of neighbours */
            double u = 0.5 + (double)placed * 0.6180339887498949;
            u = u - floor(u) + 1e-9;
            shelter->leaving[days_left(&law, is_early, age, u)] +=
                (uint32_t)(census * (placed + 1) / groups - census * placed / groups);
        }
        until += here;
    }
}

void shelter_start(struct world *w)
{
    double per_release = 1 / shelter_released_share(w);
    double until = 0;
    for (int c = 0; c < CITY_COUNT; c++) {
        until += law_of(w->settings, (enum city)c).share * per_release;
        w->city_until[c] = odds_of(until);
        fill_city(w, (enum city)c);
    }
}

/* New York's limit on single adults began on 2023-09-22, as days since 1970. */
enum { LIMIT_FROM = 19622 };

/* Days a city lets somebody stay, 0 without a limit: a package's limit for all, else
 * New York's for single adults, where it is applied. */
static int limit_for(const struct world *w, enum city city, const struct person *person,
                     uint32_t part)
{
    int limit = (int)w->scenario->lever[AISLE_LEVER_STAY_LIMIT];
    if (limit > 0)
        return limit;
    bool meant = city == CITY_NEW_YORK && !(person->flags & PERSON_FAMILY) &&
                 w->calendar->start + 1 + w->day >= LIMIT_FROM;
    return meant && part < w->odds.limit_used ? (int)w->settings->shelter_limit_days
                                              : 0;
}

/* Days of a new stay, and whether a limit ends it. */
struct stay {
    int days;
    bool ended;
};

/* A stay under a limit: at its end some ask again and begin anew. */
static struct stay limited(const struct world *w, int stay, int limit, double u)
{
    double again = w->settings->shelter_limit_again;
    int most = limit;
    for (double reach = again; most < stay && u < reach; reach *= again)
        most += limit;
    return (struct stay){in_days(stay < most ? stay : most), most < stay};
}

static struct stay new_stay(const struct world *w, enum city city,
                            const struct person *person, uint64_t bits)
{
    const struct shelter *shelter = &w->shelter[city];
    bool early = luck_part(bits, 1) < shelter->early;
    uint32_t at = luck_part(bits, 0) / (65536 / STAY_STEPS);
    int days = early ? shelter->stay_early[at] : shelter->stay_long[at];
    int limit = limit_for(w, city, person, luck_part(bits, 2));
    return limit > 0 ? limited(w, days, limit, luck_unit(bits, 3))
                     : (struct stay){days, false};
}

static void take_in(struct world *w, enum city city, int64_t count, struct stay stay)
{
    struct shelter *shelter = &w->shelter[city];
    size_t day = (size_t)(w->day + stay.days) % STAY_DAYS;
    shelter->leaving[day] += (uint32_t)count;
    shelter->ended[day] += stay.ended ? (uint32_t)count : 0;
    shelter->arrived += count;
    shelter->census += count;
    if (shelter->census > shelter->peak)
        shelter->peak = shelter->census;
}

/* The one who is followed, where `choice` of 0..65535 says. */
static void arrive_one(struct world *w, const struct person *person, uint32_t choice)
{
    for (int c = 0; c < CITY_COUNT; c++) {
        if (choice >= w->city_until[c])
            continue;
        struct stay stay =
            new_stay(w, (enum city)c, person, world_draw(w, DRAW_SHELTER, person));
        world_note(w, person, STEP_SHELTER, c, stay.days);
        take_in(w, (enum city)c, 1, stay);
        return;
    }
}

/* The others of the record: each city's share of them, rounded up or down by the same
 * draw for all. Those who go to one city stay as long. */
static void arrive_others(struct world *w, const struct person *person, uint32_t round)
{
    uint64_t others = (uint64_t)w->people - 1, until = 0;
    for (uint32_t c = 0; c < CITY_COUNT; c++) {
        uint64_t to = (others * w->city_until[c] + round) >> 16;
        if (to > until) {
            uint64_t bits = luck_at(w->key[DRAW_SHELTER], person->id,
                                    person_visit(person) | (c + 1) << 16);
            take_in(w, (enum city)c, (int64_t)(to - until),
                    new_stay(w, (enum city)c, person, bits));
        }
        until = to;
    }
}

void shelter_arrive(struct world *w, const struct person *person, uint32_t choice,
                    uint32_t round)
{
    arrive_one(w, person, choice);
    if (w->people > 1)
        arrive_others(w, person, round);
}

void shelter_day(struct world *w)
{
    for (int c = 0; c < CITY_COUNT; c++) {
        struct shelter *shelter = &w->shelter[c];
        struct city_law law = law_of(w->settings, (enum city)c);
        size_t today = (size_t)w->day % STAY_DAYS;
        uint32_t leaving = shelter->leaving[today];
        shelter->census -= leaving;
        shelter->left += leaving;
        shelter->limited += shelter->ended[today];
        shelter->leaving[today] = shelter->ended[today] = 0;
        shelter->cost_usd += (double)shelter->census * law.day_usd;
    }
}
