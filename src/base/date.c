#include <aisle/date.h>

#include <stdio.h>
#include <string.h>

/* Days from civil and back: era arithmetic on years that begin in March, so that
 * the leap day is last (H. Hinnant, "chrono-compatible low-level date
 * algorithms", 2013). */
static aisle_day days_from(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void aisle_day_to_civil(aisle_day day, int *year, int *month, int *day_of_month)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) /
        365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted + (shifted < 10 ? 3 : -9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

int aisle_day_congress(aisle_day day)
{
    int year = 0, month = 0, of_month = 0;
    aisle_day_to_civil(day, &year, &month, &of_month);
    return ((month == 1 && of_month < 3 ? year - 1 : year) - 1789) / 2 + 1;
}

aisle_day aisle_day_from_civil(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return AISLE_DAY_NONE;
    aisle_day result = days_from(year, month, day);
    int y, m, d;
    aisle_day_to_civil(result, &y, &m, &d);
    return y == year && m == month && d == day ? result : AISLE_DAY_NONE;
}

aisle_day aisle_day_parse(const char *text)
{
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return AISLE_DAY_NONE;
    int part[3] = {0, 0, 0};
    int which = 0;
    for (int i = 0; i < 10; i++) {
        if (i == 4 || i == 7) {
            which++;
            continue;
        }
        if (text[i] < '0' || text[i] > '9')
            return AISLE_DAY_NONE;
        part[which] = part[which] * 10 + (text[i] - '0');
    }
    return aisle_day_from_civil(part[0], part[1], part[2]);
}

const char *aisle_day_format(aisle_day day, char out[AISLE_DATE_TEXT])
{
    out[0] = '\0';
    if (day == AISLE_DAY_NONE)
        return out;
    int y, m, d;
    aisle_day_to_civil(day, &y, &m, &d);
    if (y < 0 || y > 9999)
        return out;
    snprintf(out, AISLE_DATE_TEXT, "%04u-%02u-%02u", (unsigned)y % 10000u,
             (unsigned)m % 100u, (unsigned)d % 100u);
    return out;
}
