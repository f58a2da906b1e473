#include "base/mem.h"
#include "base/text.h"
#include "voteview/voteview.h"
#include <ctype.h>
#include <string.h>

/* Surnames come in capitals. A letter stays a capital at the start of a word and
 * after a small letter ("McCONNELL" -> "McConnell"). Beyond ASCII, the capitals
 * of Latin-1 (U+00C0..U+00DE, "\xC3\x80".."\xC3\x9E") are lowered. */
static void lower_surname(char *name)
{
    bool start = true, after_small = false;
    for (char *p = name; *p; p++) {
        unsigned char c = (unsigned char)*p;
        unsigned char next = (unsigned char)p[1];
        bool latin = c == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97;
        bool keep = start || after_small;
        after_small = islower(c) != 0;
        start = !isalpha(c) && c < 0x80;
        if (latin && !keep)
            p[1] = (char)(next + 0x20);
        else if (isupper(c) && !keep)
            *p = (char)tolower(c);
        p += c == 0xC3 && next != '\0';
    }
}

/* Given names end at a comma before "Jr.", "III" and the like. */
static char *copy_span(const char *text, size_t size)
{
    while (size > 0 && isspace((unsigned char)*text)) {
        text++;
        size--;
    }
    while (size > 0 && isspace((unsigned char)text[size - 1]))
        size--;
    return mem_copy_bytes(text, size);
}

bool voteview_name(const char *bioname, char **last, char **first)
{
    size_t n = strcspn(bioname, ",");
    const char *given = bioname + n + (bioname[n] == ',');
    *last = copy_span(bioname, n);
    *first = copy_span(given, strcspn(given, ","));
    if (!*last || !*first)
        return false;
    lower_surname(*last);
    return true;
}
