/* Inside the reports on a fit: small words and numbers that all of them use. */
#ifndef AISLE_FINDINGS_FINDINGS_PARTS_H
#define AISLE_FINDINGS_FINDINGS_PARTS_H

#include "base/json.h"
#include "words/text_parts.h"
#include "words/words.h"
#include <aisle/findings.h>

double findings_share(int64_t part, int64_t whole); /* NAN of nothing */
/* Share of the draws in which one member stands left of another. */
double findings_left(const struct aisle_fit *fit, int a, int b);
const char *findings_cast(enum aisle_cast cast); /* "yea", "absent" */
/* "118-49" */
struct word findings_number(const struct aisle_rollcall *r);
/* What it was about; "samdt1", "hr815", "PN27" or ""; both, cut to a cell's width. */
const char *findings_about(const struct aisle_rollcall *r);
struct word findings_paper(const struct aisle_rollcall *r);
struct word findings_title(const struct aisle_rollcall *r);
/* "Tester (D-MT)" of a fit's member; "–" for -1. */
struct word findings_name(const struct aisle_fit *fit, int member);

/* "congress", "link", "dims", "method", "draws": which fit it was. */
void json_put_findings(struct json *json, const struct aisle_findings *f);
/* "account": {"votes", "errors", "guess_errors", "classified", "pre", "gmp"} */
void json_put_account(struct json *json, const struct aisle_account *account);

/* One roll call of a list, with what the fit says of it. */
void json_put_rollcall(struct json *json, const struct aisle_findings *f, int rollcall);

/* "Senators, Congress 118: ..." */
void lines_findings_head(struct lines *lines, const struct aisle_findings *f,
                         const char *what);

#endif
