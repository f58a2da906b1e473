/* From a name as people write it to a member in office. */
#include <aisle/votes.h>

#include "base/ctx.h"
#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

#define NAME_MAX_BYTES 96

/* A name cut into what it says: "Tim Scott (SC)" is first "tim", last "scott",
 * state "SC". Lower case, accents dropped. */
struct senator_name {
    char words[NAME_MAX_BYTES];
    char state[4];
};

/* ASCII letter that stands for a two-byte UTF-8 Latin letter (U+00C0..U+00FF). */
static char senator_fold_latin(unsigned char second)
{
    static const char plain[] =
        "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/"
        "ouuuuypy";
    return second >= 0x80 && second < 0x80 + sizeof plain - 1 ? plain[second - 0x80]
                                                              : '?';
}

static void senator_fold(const char *in, char *out, size_t size)
{
    size_t used = 0;
    for (; *in && used + 1 < size; in++) {
        unsigned char c = (unsigned char)*in;
        if (c == 0xC3 && in[1]) {
            out[used++] = senator_fold_latin((unsigned char)in[1]);
            in++;
        } else {
            out[used++] = (char)tolower(c);
        }
    }
    out[used] = '\0';
}

static void senator_parse(const char *text, const char *state,
                          struct senator_name *name)
{
    snprintf(name->state, sizeof name->state, "%.2s", state);
    senator_fold(text, name->words, sizeof name->words);
    char *open = strchr(name->words, '(');
    if (!open)
        return;
    if (strlen(open) == 4 && open[3] == ')')
        snprintf(name->state, sizeof name->state, "%c%c",
                 toupper((unsigned char)open[1]), toupper((unsigned char)open[2]));
    while (open > name->words && open[-1] == ' ')
        open--;
    *open = '\0';
}

static bool senator_matches(const struct aisle_member *member, const char *text,
                            const struct senator_name *name)
{
    if (strcmp(member->bioguide, text) == 0)
        return true;
    if (name->state[0] && strcmp(name->state, member->state) != 0)
        return false;
    char last[NAME_MAX_BYTES], first[NAME_MAX_BYTES], whole[2 * NAME_MAX_BYTES];
    senator_fold(member->last, last, sizeof last);
    senator_fold(member->first, first, sizeof first);
    snprintf(whole, sizeof whole, "%s %s", first, last);
    return strcmp(name->words, last) == 0 || strcmp(name->words, whole) == 0;
}

/* Words to offer when nothing matches: surnames of those in office. */
static const char *senator_word(const void *user, size_t i)
{
    const struct aisle_member *member = &((const struct aisle_votes *)user)->members[i];
    return member->in_office ? member->last : "";
}

static enum aisle_status senator_ambiguous(struct aisle_ctx *ctx,
                                           const struct aisle_votes *votes,
                                           struct place place, const char *text,
                                           const struct senator_name *name)
{
    char which[160] = "";
    size_t used = 0;
    for (int m = 0; m < votes->member_count; m++) {
        const struct aisle_member *member = &votes->members[m];
        if (member->in_office && senator_matches(member, text, name) &&
            used < sizeof which - 1)
            used += (size_t)snprintf(which + used, sizeof which - used, "%s'%s (%s)'",
                                     used ? " or " : "", member->last, member->state);
    }
    ctx_fail_at(ctx, AISLE_INPUT, place, NULL, "'%s' may mean several senators", text);
    ctx_hint(ctx, "say which: %s", which);
    return AISLE_INPUT;
}

enum aisle_status aisle_votes_find_senator_at(struct aisle_ctx *ctx,
                                              const struct aisle_votes *votes,
                                              const char *path, int line, int column,
                                              const char *text, const char *state,
                                              int *member)
{
    struct place place = {.path = path, .line = line, .column = column};
    struct senator_name name;
    senator_parse(text, state, &name);
    int found = -1, count = 0;
    for (int m = 0; m < votes->member_count; m++)
        if (votes->members[m].in_office &&
            senator_matches(&votes->members[m], text, &name)) {
            found = m;
            count++;
        }
    if (count > 1)
        return senator_ambiguous(ctx, votes, place, text, &name);
    if (count == 1) {
        *member = found;
        return AISLE_OK;
    }
    const char *near =
        text_nearest(name.words, (size_t)votes->member_count, senator_word, votes);
    ctx_fail_at(ctx, AISLE_NOT_FOUND, place, NULL,
                "no senator in office is named '%s'%s%s", text, state[0] ? " of " : "",
                state);
    if (near)
        ctx_hint(ctx, "did you mean '%s'?", near);
    return AISLE_NOT_FOUND;
}

enum aisle_status aisle_votes_find_senator(struct aisle_ctx *ctx,
                                           const struct aisle_votes *votes,
                                           const char *path, int line, const char *text,
                                           const char *state, int *member)
{
    return aisle_votes_find_senator_at(ctx, votes, path, line, 0, text, state, member);
}
