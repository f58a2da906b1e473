/* Words and numbers as people read them: chances, counts, money, dates, names.
 *
 * Each returns a small value, so that a call can stand in an argument list:
 *
 *   text_addf(out, "%s", words_percent(p).s)
 *
 * Numbers are rounded by what is known of them: an amount by the width of its
 * interval, a chance to whole percents. What is not known reads "not known" in
 * prose and "–" in tables. */
#ifndef AISLE_WORDS_WORDS_H
#define AISLE_WORDS_WORDS_H

#include "base/text.h"
#include <aisle/forecast.h>
#include <aisle/frontier.h>
#include <aisle/outcome.h>
#include <aisle/package.h>

struct word {
    char s[112];
};

/* printf to a word; what does not fit is cut. */
struct word words_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A chance. */
struct word words_chance(double p, double mcse);     /* "about 4 in 10" */
struct word words_percent(double p);                 /* "41%", "<1%", "–" */
struct word words_decides(double p);                 /* "1.4%", "12%", "<0.1%" */
struct word words_percents(double low, double high); /* "12% to 48%" */
struct word words_change(double delta); /* of a chance, in points: "+12", "−3", "0" */
const char *words_verdict(double p);    /* "unlikely" */

/* An amount in `unit`, rounded to a tenth of `width`'s leading digit and to four
 * significant digits at most (`width` NAN: to three). "USD" becomes "$",
 * "share" percent; other units follow when `named`. `sign`: with plus or minus, and
 * shares in points, as a difference; `short`: "$5.2bn", "3.4m", "pts". */
enum words_style { WORDS_BARE = 0, WORDS_NAMED = 1, WORDS_SIGNED = 2, WORDS_SHORT = 4 };
struct word words_amount(double value, double width, const char *unit, unsigned style);
/* "1.2 to 2.4 million cases" */
struct word words_range(double low, double high, const char *unit, unsigned style);
struct word words_count(int64_t n); /* "12,345" */
struct word words_all_votes(int n); /* "both votes", "all 3 votes" */
struct word words_years(int n);     /* "1 year", "5 years" */
struct word words_real(double value, int decimals, bool sign); /* "−0.42", "–" */
struct word words_usd(double usd); /* "$14.1 billion", "no money" */
/* For axis ticks: "2.5M", "120k", "$3bn", "40%". */
struct word words_tick(double value, const char *unit);

/* "up", "down" or "no clear change": does the interval leave zero out? */
const char *words_direction(const struct aisle_spread *difference);

struct word words_day(aisle_day day); /* "November 1, 2023" */
/* A question or sentence with its own stop, or one put after it. */
struct word words_stop(const char *sentence); /* ".", "" after "close?" */
struct word words_month(aisle_day day);       /* "October 2028" */
struct word words_surname(const char *name);  /* "Scott", from "Scott (FL)" */
/* "Scott (R-FL)", from "Scott (FL)", 'R', "FL". */
struct word words_senator(const char *name, char party, const char *state);

/* Which provisions a deal holds, against the package as written: "as written",
 * "+ Remain in Mexico − wall money". */
void words_deal(struct text *out, const struct aisle_package *package,
                uint64_t selection);

/* "drop Shelter grants"; the change's own words when no package is there. */
struct word words_concession(const struct aisle_package *package,
                             const struct aisle_concession *concession);

/* Does the package as written leave the asylum system as it is? */
bool words_neutral(const struct aisle_package *package);

/* Is the chance of deciding spread so thin that nobody stands out? */
bool words_spread(const struct aisle_forecast_vote *vote);

/* Has the yea count two peaks with a valley between them (counts smoothed over five)?
 * The middle is then the least likely of the likely results. */
bool words_two_peaks(const struct aisle_forecast_vote *vote, int *low, int *high);
/* A sentence without its stop: "the middle result is 62 yeas", or where the peaks are. */
struct word words_middle(const struct aisle_forecast_vote *vote);
/* The share of the counts as drawn that lie at or past the threshold. It is not p_pass
 * where the forecast moved its chance afterwards (called votes, doubt). */
double words_tail(const struct aisle_forecast_vote *vote);

/* The vote least likely to carry; -1 when there is none. */
int words_gate(const struct aisle_forecast *forecast);

/* A senator's chance of a yea when present, as the bands have it; NAN when not known. */
double words_present(const struct aisle_forecast_senator *senator);

/* Does the Senate pass something once every vote carries? */
bool words_passes(const struct aisle_forecast *forecast);

#endif
