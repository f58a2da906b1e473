#include "text_parts.h"

#include <stdlib.h>
#include <string.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

struct lines lines_of(struct text *out, struct aisle_text_style style)
{
    int width = style.width <= 0   ? 80
                : style.width < 60 ? 60
                                   : (style.width > 160 ? 160 : style.width);
    return (struct lines){out, width, style.colour};
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

void lines_end(struct lines *lines)
{
    struct text *out = lines->out;
    while (out->size > 0 && out->bytes[out->size - 1] == ' ')
        out->bytes[--out->size] = '\0';
    text_add_char(out, '\n');
}

/* Length in bytes of the piece of `s` that fits `columns`, broken at a blank. */
static size_t piece_of(const char *s, int columns)
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
        size_t piece = piece_of(s, room);
        add_plain(lines->out, s, piece);
        lines_end(lines);
        s += piece;
        while (*s == ' ')
            s++;
        room = lines->width - indent;
    }
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
    add_styled(lines, BOLD, heading);
    text_add(lines->out, "  ");
    lines_cell(lines, answer, lines->width - lines_length(heading) - 2);
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
    for (int i = 0; i < count; i++) {
        struct text note = {0};
        text_add(&note, "- ");
        text_add(&note, notes[i]);
        lines_wrap(lines, note.failed ? "" : note.bytes, 2, 0);
        lines->out->failed = lines->out->failed || note.failed;
        text_clear(&note);
    }
}

void lines_next(struct lines *lines, const char *command, const char *argument)
{
    text_add(lines->out, "Next: aisle ");
    text_add(lines->out, command);
    if (argument[0]) {
        text_add_char(lines->out, ' ');
        add_plain(lines->out, argument, strlen(argument));
    }
    lines_end(lines);
}

const char *lines_path(const struct aisle_package *package)
{
    return package && package->path && package->path[0] ? package->path
                                                        : "PACKAGE.yaml";
}
