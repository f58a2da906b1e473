#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void json_init(struct json *json, struct text *out)
{
    *json = (struct json){.out = out};
}

static void json_separate(struct json *json)
{
    if (json->comma)
        text_add_char(json->out, ',');
    json->comma = true;
}

void json_open(struct json *json, char bracket)
{
    json_separate(json);
    text_add_char(json->out, bracket);
    if (json->depth < (int)sizeof json->stack)
        json->stack[json->depth] = bracket;
    json->depth++;
    json->comma = false;
}

void json_close(struct json *json)
{
    json->depth--;
    text_add_char(json->out, json->stack[json->depth] == '{' ? '}' : ']');
    json->comma = true;
}

/* Each byte that is no UTF-8 becomes U+FFFD: JSON is UTF-8 (RFC 8259). */
static void json_escape(struct text *out, const char *s)
{
    text_add_char(out, '"');
    while (*s) {
        unsigned char c = (unsigned char)*s;
        size_t size = text_character((const unsigned char *)s);
        if (c == '"' || c == '\\') {
            text_add_char(out, '\\');
            text_add_char(out, *s);
        } else if (c == '\n') {
            text_add(out, "\\n");
        } else if (c < 0x20) {
            text_addf(out, "\\u%04x", c);
        } else if (size == 0) {
            text_add(out, "\xEF\xBF\xBD");
        } else {
            text_add_bytes(out, s, size);
        }
        s += size ? size : 1;
    }
    text_add_char(out, '"');
}

void json_key(struct json *json, const char *key)
{
    json_separate(json);
    json_escape(json->out, key);
    text_add_char(json->out, ':');
    json->comma = false;
}

void json_text(struct json *json, const char *text)
{
    if (!text) {
        json_none(json);
        return;
    }
    json_separate(json);
    json_escape(json->out, text);
}

void json_rounded(struct json *json, double number, int digits)
{
    if (!isfinite(number)) {
        json_none(json);
        return;
    }
    json_separate(json);
    text_addf(json->out, "%.*g", digits, number == 0 ? 0.0 : number);
}

void json_number(struct json *json, double number)
{
    /* The shortest text that reads back as the same number. */
    char shortest[32] = "";
    for (int digits = 15; digits <= 17 && isfinite(number); digits++) {
        double back;
        snprintf(shortest, sizeof shortest, "%.*g", digits, number);
        if (sscanf(shortest, "%lf", &back) == 1 && back == number) {
            json_rounded(json, number, digits);
            return;
        }
    }
    json_none(json);
}

void json_int(struct json *json, int64_t number)
{
    json_separate(json);
    text_addf(json->out, "%lld", (long long)number);
}

void json_bool(struct json *json, bool value)
{
    json_separate(json);
    text_add(json->out, value ? "true" : "false");
}

void json_none(struct json *json)
{
    json_separate(json);
    text_add(json->out, "null");
}

void json_day(struct json *json, aisle_day day)
{
    char date[AISLE_DATE_TEXT];
    aisle_day_format(day, date);
    json_text(json, date[0] ? date : NULL);
}

void json_put_text(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_put_number(struct json *json, const char *key, double number)
{
    json_key(json, key);
    json_number(json, number);
}

void json_put_int(struct json *json, const char *key, int64_t number)
{
    json_key(json, key);
    json_int(json, number);
}

void json_put_bool(struct json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

void json_put_day(struct json *json, const char *key, aisle_day day)
{
    json_key(json, key);
    json_day(json, day);
}
