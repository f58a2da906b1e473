/* Who offered an amendment, as the clerk's subject line has it: "Cornyn Amdt. No. 719",
 * "Nelson (FL) Amdt. No. 2", "Motion to Waive CBA Re: Bingaman Amdt. No. 5". */
#include <aisle/votes.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || c == '\'';
}

/* `name` stands at `at` as a whole word, with the right state where one follows. */
static bool names(const char *at, const char *end, const struct aisle_member *m)
{
    const unsigned char case_aside = 0xDF;
    if ((unsigned char)(*at ^ *m->last) & case_aside)
        return false; /* most are told apart by the first letter */
    size_t n = strlen(m->last);
    if (n == 0 || at + n > end || strncasecmp(at, m->last, n) != 0)
        return false;
    at += n;
    if (at < end && in_word(*at))
        return false;
    if (end - at >= 5 && at[0] == ' ' && at[1] == '(')
        return strncasecmp(at + 2, m->state, 2) == 0 && at[4] == ')';
    return true;
}

/* The sponsor's part of the line: what stands before "amdt" or "amendment". */
static const char *sponsor_end(const char *subject)
{
    const char *short_form = strcasestr(subject, "amdt");
    const char *long_form = strcasestr(subject, "amendment");
    if (!short_form || (long_form && long_form < short_form))
        return long_form;
    return short_form;
}

static bool is_named(const char *line, const char *end, const struct aisle_member *m)
{
    for (const char *at = line; at < end; at++)
        if ((at == line || !in_word(at[-1])) && in_word(*at) && names(at, end, m))
            return true;
    return false;
}

char aisle_votes_sponsor_caucus(const struct aisle_votes *votes, int rollcall)
{
    const char *line = votes->rollcalls[rollcall].subject;
    const char *end = sponsor_end(line);
    char found = '?';
    for (int m = 0; end && m < votes->member_count; m++) {
        if (aisle_votes_cast(votes, rollcall, m) == AISLE_CAST_OUT ||
            !is_named(line, end, &votes->members[m]))
            continue;
        char caucus = aisle_votes_caucus_at(votes, m, rollcall);
        if (found != '?' && caucus != found)
            return '?'; /* both sides, or two of one name */
        found = caucus;
    }
    return found;
}
