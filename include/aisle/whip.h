/* A whip count: who said what about a package or a vote, as a table.
 *
 * What aisle_import_whip reads from CSV and the store keeps. Each row is a
 * statement like those of a package file, with three things still open, because a
 * count knows neither the roster nor the package:
 *   bioguide  "" where the row gave a name only: aisle_votes_find_senator finds it
 *   about     "package", or the id of a vote or a provision, as written;
 *             `provision` and `vote` are -1
 *   condition NONE: a count has no conditional rows */
#ifndef AISLE_WHIP_H
#define AISLE_WHIP_H

#include <aisle/package.h>

struct aisle_whip {
    char *path;    /* the file it came from */
    char hash[65]; /* SHA-256 of the file, hex */
    int statement_count;
    struct aisle_statement *statements; /* in order of the file */
};

void aisle_whip_init(struct aisle_whip *whip);
/* Release what the count owns and leave it as after init; NULL is fine. */
void aisle_whip_clear(struct aisle_whip *whip);

#endif
