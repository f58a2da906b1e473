#include "findings/findings_parts.h"

#include "words/json_parts.h"
#include <math.h>
#include <string.h>

double findings_share(int64_t part, int64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

double findings_left(const struct aisle_fit *fit, int a, int b)
{
    size_t d = (size_t)fit->dims, row = (size_t)fit->member_count * d;
    double left = 0.0;
    for (size_t s = 0; s < (size_t)fit->draw_count; s++)
        left += fit->x_draws[s * row + (size_t)a * d] <
                fit->x_draws[s * row + (size_t)b * d];
    return fit->draw_count > 0 ? left / fit->draw_count : NAN;
}

const char *findings_cast(enum aisle_cast cast)
{
    switch (cast) {
    case AISLE_CAST_YEA:
        return "yea";
    case AISLE_CAST_NAY:
        return "nay";
    case AISLE_CAST_PRESENT:
        return "present";
    case AISLE_CAST_ABSENT:
        return "absent";
    case AISLE_CAST_OUT:
    default:
        return "not in office";
    }
}

struct word findings_number(const struct aisle_rollcall *r)
{
    return words_format("%d-%d", r->congress, r->number);
}

/* Who is nominated to what stands in the question alone: "On the Nomination PN1:
 * Brendan Owens, of Virginia, to be ...". */
const char *findings_about(const struct aisle_rollcall *r)
{
    const char *colon = strstr(r->question, ": ");
    if (r->nomination[0])
        return colon ? colon + 2 : r->question;
    const char *const texts[] = {r->purpose, r->bill_title, r->subject};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i][0])
            return texts[i];
    return r->question;
}

struct word findings_paper(const struct aisle_rollcall *r)
{
    if (r->nomination[0])
        return words_format("PN%s", r->nomination);
    return words_format("%s", r->amendment[0] ? r->amendment : r->bill);
}

struct word findings_title(const struct aisle_rollcall *r)
{
    struct word paper = findings_paper(r);
    return words_format("%s%s%s", paper.s, paper.s[0] ? ", " : "", findings_about(r));
}

struct word findings_name(const struct aisle_fit *fit, int member)
{
    if (member < 0)
        return words_format("–");
    const struct aisle_fit_member *m = &fit->members[member];
    return words_senator(m->name, m->party, m->state);
}

void json_put_findings(struct json *json, const struct aisle_findings *f)
{
    const struct aisle_fit *fit = f->fit;
    json_put_int(json, "congress", fit->congress_last);
    json_put_int(json, "congress_first", fit->congress_first);
    json_put_string(json, "chamber", fit->chamber);
    json_put_day(json, "as_of", fit->as_of);
    json_put_text(json, "link", aisle_link_text(fit->link));
    json_put_int(json, "dims", fit->dims);
    json_put_text(json, "method", aisle_method_text(fit->method));
    json_put_int(json, "draws", fit->draw_count);
}

void json_put_account(struct json *json, const struct aisle_account *account)
{
    json_key(json, "account");
    json_open(json, '{');
    json_put_int(json, "votes", account->votes);
    json_put_int(json, "errors", account->errors);
    json_put_real(json, "guess_errors", account->guess_errors);
    json_put_real(json, "classified", aisle_account_classified(account));
    json_put_real(json, "pre", aisle_account_pre(account));
    json_put_real(json, "gmp", aisle_account_gmp(account));
    json_close(json);
}

void lines_findings_head(struct lines *lines, const struct aisle_findings *f,
                         const char *what)
{
    const struct aisle_fit *fit = f->fit;
    struct text head = {0};
    text_addf(&head, "%s, Congress %d", what, fit->congress_last);
    if (fit->as_of != AISLE_DAY_NONE)
        text_addf(&head, ", votes before %s", words_day(fit->as_of).s);
    text_addf(&head, ": %d members, %s roll calls, %s contested", fit->member_count,
              words_count(f->votes->rollcall_count).s, words_count(fit->item_count).s);
    lines_take(lines, &head, 4, 0);
}
