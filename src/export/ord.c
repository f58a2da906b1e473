/* .ord: see src/voteview/ord.c for the columns. */
#include "data/icpsr_state.h"
#include "export/export.h"
#include <ctype.h>

#define NUMBER_MADE 80001 /* Voteview's own stand below, party switchers from 90000 */

/* Surnames in capitals and ASCII, as the columns want them: "Luján" -> "LUJAN". Of
 * what is not ASCII, Latin-1's letters lose their accents, the rest becomes '?'. */
static void plain_name(const char *name, char out[12])
{
    /* U+00C0..U+00FF, which begin with 0xC3 in UTF-8 */
    static const char letters[] =
        "AAAAAAACEEEEIIIIDNOOOOOXOUUUUYTSAAAAAAACEEEEIIIIDNOOOOO"
        "XOUUUUYTY";
    size_t n = 0;
    for (const unsigned char *p = (const unsigned char *)name; *p && n < 11; p++) {
        if (*p < 0x80)
            out[n++] = (char)toupper(*p);
        else if (*p == 0xC3 && p[1] >= 0x80)
            out[n++] = letters[*++p - 0x80];
        else if ((*p & 0xC0) == 0xC0)
            out[n++] = '?';
    }
    out[n] = '\0';
}

static void add_member(struct text *out, const struct aisle_votes *votes, int m,
                       int icpsr)
{
    const struct aisle_member *member = &votes->members[m];
    const struct icpsr_state *state = icpsr_state_by_postal(member->state);
    int party = member->party == 'D' ? 100 : member->party == 'R' ? 200 : 328;
    int district = strcmp(votes->chamber, "house") == 0; /* not known: at large */
    char name[12];
    plain_name(member->last, name);
    text_addf(out, "%3d%5d%2d%2d%-7.7s %3d00%-11s", votes->congress_first, icpsr,
              state ? state->code : 0, district, state ? state->name : "", party, name);
    for (int r = 0; r < votes->rollcall_count; r++)
        text_add_char(out, (char)('0' + aisle_votes_cast(votes, r, m)));
    text_add_char(out, '\n');
}

enum aisle_status aisle_export_ord(struct aisle_ctx *ctx,
                                   const struct aisle_votes *votes, char **out)
{
    struct text text = {0};
    int made = 0;
    enum aisle_status status = export_check(ctx, votes);
    if (status != AISLE_OK)
        return status;
    for (int m = 0; m < votes->member_count; m++) {
        int icpsr = votes->members[m].icpsr;
        bool fits = icpsr > 0 && icpsr <= 99999;
        add_member(&text, votes, m, fits ? icpsr : NUMBER_MADE + made);
        made += !fits;
    }
    if (made > 0)
        ctx_warn(ctx, (struct place){0},
                 "%d member%s without an ICPSR number: numbered from %d", made,
                 made == 1 ? "" : "s", NUMBER_MADE);
    return export_take(ctx, &text, out);
}
