#include "words/text_parts.h"

#include "base/mem.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

struct lines lines_of(struct text *out, struct aisle_text_style style)
{
    int width = style.width <= 0   ? 80
                : style.width < 40 ? 40
                                   : (style.width > 160 ? 160 : style.width);
    return (struct lines){out, width, style.colour, out->size};
}

static bool starts_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

int lines_length(const char *s)
{
    int n = 0;
    for (; *s; s++)
        n += starts_character(*s);
    return n;
}

/* Bytes of the first `columns` characters. */
static size_t bytes_of(const char *s, int columns)
{
    size_t i = 0;
    for (; s[i]; i++)
        if (starts_character(s[i]) && columns-- == 0)
            break;
    return i;
}

static void add_blanks(struct text *out, int count)
{
    for (int i = 0; i < count; i++)
        text_add_char(out, ' ');
}

/* Control characters of a file must not reach the terminal. */
static void add_plain(struct text *out, const char *s, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)s[i];
        text_add_char(out, c < 0x20 || c == 0x7F ? ' ' : s[i]);
    }
}

void lines_cell(struct lines *lines, const char *s, int columns)
{
    int wide = abs(columns), length = lines_length(s);
    if (length > wide) {
        add_plain(lines->out, s, bytes_of(s, wide - 1));
        text_add(lines->out, "…");
        return;
    }
    if (columns < 0)
        add_blanks(lines->out, wide - length);
    add_plain(lines->out, s, strlen(s));
    if (columns > 0)
        add_blanks(lines->out, wide - length);
}

/* Bytes of the line that fit `columns`; escape sequences take no column. */
static size_t visible_bytes(const char *s, int columns)
{
    size_t i = 0;
    while (s[i]) {
        if (s[i] == '\033') {
            i += strcspn(s + i, "m") + 1;
            continue;
        }
        if (starts_character(s[i]) && columns-- == 0)
            break;
        i++;
    }
    return i;
}

void lines_end(struct lines *lines)
{
    struct text *out = lines->out;
    if (out->failed)
        return;
    char *line = out->bytes ? out->bytes + lines->start : NULL;
    if (line && line[visible_bytes(line, lines->width)] != '\0') {
        out->size = lines->start + visible_bytes(line, lines->width - 1);
        out->bytes[out->size] = '\0';
        text_add(out, lines->colour ? PLAIN "…" : "…");
    }
    while (out->size > lines->start && out->bytes && out->bytes[out->size - 1] == ' ')
        out->bytes[--out->size] = '\0';
    text_add_char(out, '\n');
    lines->start = out->size;
}

size_t lines_piece(const char *s, int columns)
{
    size_t fits = bytes_of(s, columns);
    if (s[fits] == '\0' || s[fits] == ' ')
        return fits;
    for (size_t i = fits; i > 0; i--)
        if (s[i - 1] == ' ')
            return i - 1;
    return fits;
}

void lines_wrap(struct lines *lines, const char *s, int indent, int most)
{
    int room = lines->width;
    for (int line = 1; *s; line++) {
        if (line > 1)
            add_blanks(lines->out, indent);
        if (most > 0 && line == most) {
            lines_cell(lines, s, room);
            lines_end(lines);
            return;
        }
        size_t piece = lines_piece(s, room);
        add_plain(lines->out, s, piece);
        lines_end(lines);
        s += piece;
        while (*s == ' ')
            s++;
        room = lines->width - indent;
    }
}

void lines_say(struct lines *lines, int indent, int most, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *said = mem_new((size_t)(size < 0 ? 0 : size) + 1, 1);
    if (!said) {
        lines->out->failed = true;
        return;
    }
    va_start(args, format);
    vsnprintf(said, (size_t)size + 1, format, args);
    va_end(args);
    lines_wrap(lines, said, indent, most);
    free(said);
}

static const char *bytes_of_piece(struct lines *lines, const struct text *piece)
{
    lines->out->failed = lines->out->failed || piece->failed;
    return piece->failed || !piece->bytes ? "" : piece->bytes;
}

void lines_take(struct lines *lines, struct text *piece, int indent, int most)
{
    lines_wrap(lines, bytes_of_piece(lines, piece), indent, most);
    text_clear(piece);
}

void lines_take_cell(struct lines *lines, struct text *piece, int columns)
{
    lines_cell(lines, bytes_of_piece(lines, piece), columns);
    text_clear(piece);
}

static void add_styled(struct lines *lines, const char *on, const char *s)
{
    if (lines->colour)
        text_add(lines->out, on);
    add_plain(lines->out, s, bytes_of(s, lines->width));
    if (lines->colour)
        text_add(lines->out, PLAIN);
}

void lines_heading(struct lines *lines, const char *heading)
{
    add_styled(lines, BOLD, heading);
    lines_end(lines);
}

void lines_answer(struct lines *lines, const char *heading, const char *answer)
{
    int most = lines->width - 2;
    int asked = lines_length(heading);
    int said = lines_length(answer);
    if (asked + said > most && said < asked) /* the longer of the two is cut */
        asked = most - said;
    if (lines->colour)
        text_add(lines->out, BOLD);
    lines_cell(lines, heading, asked);
    if (lines->colour)
        text_add(lines->out, PLAIN);
    text_add(lines->out, "  ");
    lines_cell(lines, answer, most - asked);
    lines_end(lines);
}

void lines_dim(struct lines *lines, const char *s)
{
    add_styled(lines, DIM, s);
    lines_end(lines);
}

void lines_notes(struct lines *lines, int count, char *const *notes)
{
    if (count > 0) {
        lines_end(lines);
        lines_heading(lines, "Assumed, and not modelled");
    }
    for (int i = 0; i < count; i++)
        lines_say(lines, 2, 0, "- %s", notes[i]);
}
