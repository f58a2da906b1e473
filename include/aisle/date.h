/* Days: dates as a count of days since 1970-01-01 (proleptic Gregorian).
 *
 * AISLE_DAY_NONE stands for "not known". Comparing and subtracting days is
 * plain integer arithmetic, which is what the as-of rule needs. */
#ifndef AISLE_DATE_H
#define AISLE_DATE_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t aisle_day;
#define AISLE_DAY_NONE INT32_MIN
#define AISLE_DATE_TEXT 16 /* bytes that aisle_day_format may write */

/* Day of a civil date; AISLE_DAY_NONE when there is no such date. */
aisle_day aisle_day_from_civil(int year, int month, int day);
void aisle_day_to_civil(aisle_day day, int *year, int *month, int *day_of_month);

/* The Congress that sits on a day: the n-th began on 3 January 1789 + 2(n - 1), as it
 * has since the Twentieth Amendment (1933). */
int aisle_day_congress(aisle_day day);

/* Parse exactly "YYYY-MM-DD"; AISLE_DAY_NONE when the text is no date. */
aisle_day aisle_day_parse(const char *text);

/* Write "YYYY-MM-DD" ("" for AISLE_DAY_NONE) and return `out`. */
const char *aisle_day_format(aisle_day day, char out[AISLE_DATE_TEXT]);

#endif
