#include "svg/markup.h"

#include "base/ctx.h"
#include <math.h>
#include <string.h>

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return (unsigned char)c < 0x20 || c == 0x7F ? " " : NULL;
    }
}

void markup_text(struct text *out, const char *s)
{
    while (*s) {
        const char *escaped = entity(*s);
        size_t size = text_character((const unsigned char *)s);
        if (escaped)
            text_add(out, escaped);
        else if (size == 0)
            text_add(out, "\xEF\xBF\xBD");
        else
            text_add_bytes(out, s, size);
        s += size ? size : 1;
    }
}

void markup_number(struct text *out, double value)
{
    char digits[32];
    size_t at = sizeof digits;
    CHECK(isfinite(value) && fabs(value) < 1e12);
    long long hundredths = llround(fabs(value) * 100);
    long long whole = hundredths / 100, rest = hundredths % 100;
    if (rest) {
        if (rest % 10)
            digits[--at] = (char)('0' + rest % 10);
        digits[--at] = (char)('0' + rest / 10);
        digits[--at] = '.';
    }
    do
        digits[--at] = (char)('0' + whole % 10);
    while (whole /= 10);
    if (value < 0 && hundredths)
        digits[--at] = '-';
    text_add_bytes(out, digits + at, sizeof digits - at);
}

void markup_add(struct text *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    while (*format) {
        size_t plain = strcspn(format, "%");
        text_add_bytes(out, format, plain);
        format += plain;
        if (*format == '\0')
            break;
        if (format[1] == 's')
            markup_text(out, va_arg(args, const char *));
        else if (format[1] == 'd')
            text_addf(out, "%d", va_arg(args, int));
        else if (format[1] == 'f')
            markup_number(out, va_arg(args, double));
        else {
            CHECK(format[1] == '%');
            text_add_char(out, '%');
        }
        format += 2;
    }
    va_end(args);
}
