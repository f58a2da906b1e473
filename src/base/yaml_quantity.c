/* Numbers as people write them: "+1,300 agents", "USD 1.4 bn", "$650 million". */
#include "base/text.h"
#include "base/yaml.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

#define NUMBER_BYTES 40

static const char *skip_space(const char *s)
{
    while (*s == ' ' || *s == '\t')
        s++;
    return s;
}

/* Copy digits, dropping commas that part groups of three; NULL when a comma
 * stands elsewhere or the number is too long. */
static const char *copy_number(const char *s, char *out)
{
    size_t n = 0;
    int group = 0; /* digits since the last comma; -1 before the first comma */
    bool grouped = false, point = false;
    for (; isdigit((unsigned char)*s) || *s == ',' || *s == '.'; s++) {
        if (*s == ',') {
            bool ok = !point && (grouped ? group == 3 : group >= 1 && group <= 3) &&
                      isdigit((unsigned char)s[1]);
            if (!ok)
                return NULL;
            grouped = true;
            group = 0;
            continue;
        }
        if (*s == '.') {
            if (point || (grouped && group != 3))
                return NULL;
            point = true;
        } else if (!point) {
            group++;
        }
        if (n + 1 >= NUMBER_BYTES)
            return NULL;
        out[n++] = *s;
    }
    out[n] = '\0';
    return n == 0 || (grouped && !point && group != 3) ? NULL : s;
}

struct multiplier {
    const char *word;
    double times;
};

static const struct multiplier multipliers[] = {
    {"k", 1e3}, {"thousand", 1e3}, {"m", 1e6},       {"mn", 1e6},  {"million", 1e6},
    {"b", 1e9}, {"bn", 1e9},       {"billion", 1e9}, {"tn", 1e12}, {"trillion", 1e12}};

/* Length of the word at s. */
static size_t word_length(const char *s)
{
    size_t n = 0;
    while (isalpha((unsigned char)s[n]))
        n++;
    return n;
}

static double take_multiplier(const char **s)
{
    size_t n = word_length(*s);
    for (size_t i = 0; i < sizeof multipliers / sizeof *multipliers; i++) {
        const char *word = multipliers[i].word;
        if (strlen(word) == n && strncasecmp(*s, word, n) == 0) {
            *s = skip_space(*s + n);
            return multipliers[i].times;
        }
    }
    return 1;
}

/* "$" or "USD" before the number. */
static bool take_currency(const char **s)
{
    if (**s == '$') {
        *s = skip_space(*s + 1);
        return true;
    }
    if (strncasecmp(*s, "USD", 3) == 0 && !isalpha((unsigned char)(*s)[3])) {
        *s = skip_space(*s + 3);
        return true;
    }
    return false;
}

static void copy_unit(const char *s, char *out)
{
    size_t n = 0;
    for (; *s && n + 1 < YAML_UNIT; s++)
        out[n++] = *s;
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    if (strcasecmp(out, "dollars") == 0 || strcasecmp(out, "usd") == 0)
        strcpy(out, "USD");
}

bool yaml_quantity_parse(const char *text, struct yaml_quantity *out)
{
    char number[NUMBER_BYTES];
    const char *s = skip_space(text);
    double sign = *s == '-' ? -1 : 1;
    if (*s == '-' || *s == '+')
        s = skip_space(s + 1);
    bool currency = take_currency(&s);
    double value = 0;
    s = copy_number(s, number);
    if (!s || !text_to_double(number, &value))
        return false;
    s = skip_space(s);
    struct yaml_quantity q = {0};
    double times = take_multiplier(&s);
    if (*s == '%') {
        times /= 100;
        strcpy(q.unit, "%");
        if (*skip_space(s + 1))
            return false;
    } else {
        copy_unit(s, q.unit);
    }
    if (currency && q.unit[0] && strcmp(q.unit, "USD") != 0)
        return false;
    if (currency)
        strcpy(q.unit, "USD");
    q.value = sign * value * times;
    *out = q;
    return true;
}
