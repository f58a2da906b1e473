/* Numbers, dates and names as people read them. */
#include "words/words.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct word words_format(const char *format, ...)
{
    struct word word;
    va_list args;
    va_start(args, format);
    vsnprintf(word.s, sizeof word.s, format, args);
    va_end(args);
    return word;
}

/* ---- rounding ---- */

static double power_of_ten(double x)
{
    return pow(10, floor(log10(x) + 1e-9));
}

/* The unit of the last digit that is worth printing. */
static double digit_step(double value, double width)
{
    double size = fabs(value);
    double finest = size > 0 ? power_of_ten(size) / 1000 : 0; /* four digits */
    if (isfinite(width) && width > 0)
        return fmax(power_of_ten(width) / 10, finest);
    return size > 0 ? power_of_ten(size) / 100 : 1;
}

static int decimals_of(double step)
{
    if (!(step > 0) || step >= 1)
        return 0;
    int decimals = (int)lround(-log10(step));
    return decimals > 6 ? 6 : decimals;
}

/* Digits of a number that is not negative, with commas between thousands. */
static void add_grouped(struct word *word, double value, int decimals)
{
    char plain[64];
    snprintf(plain, sizeof plain, "%.*f", decimals, value);
    size_t whole = strcspn(plain, "."), at = strlen(word->s);
    for (size_t i = 0; plain[i] && at + 2 < sizeof word->s; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            word->s[at++] = ',';
        word->s[at++] = plain[i];
    }
    word->s[at] = '\0';
}

/* Drop zeros that say nothing, as in "$3.10 billion" of a round number. */
static void trim_zeros(struct word *word)
{
    size_t at = strlen(word->s);
    if (!strchr(word->s, '.'))
        return;
    while (at > 0 && word->s[at - 1] == '0')
        word->s[--at] = '\0';
    if (at > 0 && word->s[at - 1] == '.')
        word->s[--at] = '\0';
}

static void add_words(struct word *word, const char *more)
{
    size_t at = strlen(word->s);
    snprintf(word->s + at, sizeof word->s - at, "%s", more);
}

/* ---- units ---- */

/* How an amount is shown: divided by `scale`, between `before` and `after`. */
struct shape {
    double scale;
    const char *before;
    const char *after; /* stays close to the number */
    const char *unit;  /* stands last, "" for none */
};

static const char *unit_of(const char *unit, bool named)
{
    return named && unit ? unit : "";
}

static struct shape shape_of(double size, const char *unit, unsigned style)
{
    const char *u = unit ? unit : "";
    bool brief = style & WORDS_SHORT;
    if (strcmp(u, "share") == 0) {
        const char *points = brief ? " pts" : " points";
        return (struct shape){0.01, "", style & WORDS_SIGNED ? points : "%", ""};
    }
    bool usd = strncmp(u, "USD", 3) == 0;
    struct shape shape = {1, usd ? "$" : "", "",
                          usd ? (u[3] ? u + 4 : "") : unit_of(u, style & WORDS_NAMED)};
    if (size >= 0.9995e9) {
        shape.scale = 1e9;
        shape.after = brief ? "bn" : " billion";
    } else if (size >= 0.9995e6) {
        shape.scale = 1e6;
        shape.after = brief ? "m" : " million";
    }
    return shape;
}

static void add_sign(struct word *word, double rounded, unsigned style)
{
    if (rounded < 0)
        add_words(word, "−");
    else if (rounded > 0 && (style & WORDS_SIGNED))
        add_words(word, "+");
}

static void add_unit(struct word *word, const struct shape *shape)
{
    add_words(word, shape->after);
    if (shape->unit[0]) {
        add_words(word, " ");
        add_words(word, shape->unit);
    }
}

static void add_amount(struct word *word, double value, double step,
                       const struct shape *shape, unsigned style)
{
    double rounded = round(value / step) * step;
    add_sign(word, rounded, style);
    add_words(word, shape->before);
    add_grouped(word, fabs(rounded) / shape->scale, decimals_of(step / shape->scale));
}

struct word words_amount(double value, double width, const char *unit, unsigned style)
{
    struct word word = {""};
    if (!isfinite(value)) {
        add_words(&word, "–");
        return word;
    }
    double step = digit_step(value, width);
    struct shape shape = shape_of(fabs(value), unit, style);
    add_amount(&word, value, step, &shape, style);
    if (!isfinite(width))
        trim_zeros(&word);
    add_unit(&word, &shape);
    return word;
}

struct word words_range(double low, double high, const char *unit, unsigned style)
{
    struct word word = {""};
    if (!isfinite(low) || !isfinite(high)) {
        add_words(&word, "–");
        return word;
    }
    double size = fmax(fabs(low), fabs(high));
    double step = digit_step(size, high - low);
    /* the scale of what lies between, so that it reads beside its median */
    double middle = fmax(fabs(low + high) / 2, (high - low) / 2);
    struct shape shape = shape_of(middle, unit, style);
    add_amount(&word, low, step, &shape, style);
    if (round(low / step) != round(high / step)) {
        add_words(&word, " to ");
        add_amount(&word, high, step, &shape, style);
    }
    add_unit(&word, &shape);
    return word;
}

struct word words_count(int64_t n)
{
    struct word word = {""};
    if (n < 0)
        add_words(&word, "−");
    add_grouped(&word, fabs((double)n), 0);
    return word;
}

struct word words_all_votes(int n)
{
    return n == 2 ? words_format("both votes") : words_format("all %d votes", n);
}

struct word words_years(int n)
{
    return words_format("%d year%s", n, n == 1 ? "" : "s");
}

struct word words_real(double value, int decimals, bool sign)
{
    struct word word = {""};
    if (!isfinite(value)) {
        add_words(&word, "–");
        return word;
    }
    double step = pow(10, -decimals), rounded = round(value / step) * step;
    add_sign(&word, rounded, sign ? WORDS_SIGNED : WORDS_BARE);
    add_grouped(&word, fabs(rounded), decimals);
    return word;
}

struct word words_usd(double usd)
{
    if (usd == 0) {
        struct word none = {"no money"};
        return none;
    }
    return words_amount(usd, (double)NAN, "USD", WORDS_BARE);
}

struct word words_tick(double value, const char *unit)
{
    struct word word = {""};
    const char *u = unit ? unit : "";
    bool share = strcmp(u, "share") == 0, usd = strncmp(u, "USD", 3) == 0;
    double v = share ? value * 100 : value, size = fabs(v);
    double scale = size >= 1e9 ? 1e9 : size >= 1e6 ? 1e6 : size >= 1e4 ? 1e3 : 1;
    snprintf(word.s, sizeof word.s, "%s%s%.6g%s%s", v < 0 ? "−" : "", usd ? "$" : "",
             size / scale,
             scale == 1e9   ? "bn"
             : scale == 1e6 ? "M"
             : scale == 1e3 ? "k"
                            : "",
             share ? "%" : "");
    return word;
}

const char *words_direction(const struct aisle_spread *difference)
{
    if (difference->q05 > 0)
        return "up";
    if (difference->q95 < 0)
        return "down";
    if (difference->q50 == 0 && difference->q05 == 0 && difference->q95 == 0)
        return "unchanged";
    return isfinite(difference->q50) ? "no clear change" : "not known";
}

/* ---- dates and names ---- */

static const char *const months[12] = {"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};

struct word words_day(aisle_day day)
{
    struct word word = {"date not known"};
    if (day == AISLE_DAY_NONE)
        return word;
    int y, m, d;
    aisle_day_to_civil(day, &y, &m, &d);
    snprintf(word.s, sizeof word.s, "%s %d, %d", months[m - 1], d, y);
    return word;
}

struct word words_month(aisle_day day)
{
    struct word word = {"date not known"};
    if (day == AISLE_DAY_NONE)
        return word;
    int y, m, d;
    aisle_day_to_civil(day, &y, &m, &d);
    snprintf(word.s, sizeof word.s, "%s %d", months[m - 1], y);
    return word;
}

struct word words_surname(const char *name)
{
    size_t bare = strcspn(name, "(");
    while (bare > 0 && name[bare - 1] == ' ')
        bare--;
    if (bare > 80)
        bare = 80;
    while (bare > 0 && ((unsigned char)name[bare] & 0xC0) == 0x80)
        bare--; /* never half a character */
    return words_format("%.*s", (int)bare, name);
}

struct word words_senator(const char *name, char party, const char *state)
{
    return words_format("%s (%c%s%s)", words_surname(name).s, party ? party : '?',
                        state[0] ? "-" : "", state);
}

static const char *title_of(const struct aisle_provision *p)
{
    return p->short_title && p->short_title[0] ? p->short_title : p->title;
}

struct word words_concession(const struct aisle_package *package,
                             const struct aisle_concession *concession)
{
    int p = concession->provision;
    if (!package || p < 0 || p >= package->provision_count)
        return words_format("%.100s", concession->change);
    return words_format("%s %s", concession->added ? "add" : "drop",
                        title_of(&package->provisions[p]));
}

bool words_neutral(const struct aisle_package *package)
{
    struct aisle_scenario scenario;
    if (!package)
        return false;
    aisle_package_scenario(package, aisle_package_selection(package), &scenario);
    return aisle_scenario_is_neutral(&scenario);
}

struct word words_stop(const char *sentence)
{
    size_t size = strlen(sentence);
    bool has = size > 0 && strchr(".?!", sentence[size - 1]);
    return words_format("%s", has ? "" : ".");
}

/* Titles of the chosen provisions, each after its sign; true when there are any. */
static bool add_titles(struct text *out, const struct aisle_package *package,
                       uint64_t selection, const char *sign, bool blank)
{
    for (int p = 0; p < package->provision_count; p++) {
        if (!(selection >> p & 1))
            continue;
        text_addf(out, "%s%s %s", blank ? " " : "", sign,
                  title_of(&package->provisions[p]));
        blank = true;
    }
    return blank;
}

void words_deal(struct text *out, const struct aisle_package *package,
                uint64_t selection)
{
    if (!package) {
        text_addf(out, "selection %" PRIu64, selection);
        return;
    }
    uint64_t written = aisle_package_selection(package);
    if (selection == written) {
        text_add(out, "as written");
        return;
    }
    bool any = add_titles(out, package, selection & ~written, "+", false);
    add_titles(out, package, written & ~selection, "−", any);
}

double words_present(const struct aisle_forecast_senator *senator)
{
    return senator->p_absent >= 1 ? (double)NAN
                                  : senator->p_yea / (1 - senator->p_absent);
}
