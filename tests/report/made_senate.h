/* A hundred invented senators, 51 of them in the Democratic caucus. */
#ifndef TESTS_REPORT_MADE_SENATE_H
#define TESTS_REPORT_MADE_SENATE_H

#include "base/mem.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SEATS 100
#define TEXT(s) mem_copy_text(s)

static const char *const fixture_states[50] = {
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL",
    "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT",
    "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI",
    "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY"};

static const char *const fixture_names[SEATS] = {
    "Abernathy",  "Alvarado",   "Amory",    "Applegate", "Ashby",    "Atwater",
    "Bancroft",   "Barlow",     "Bassett",  "Beckett",   "Bellamy",  "Benning",
    "Blaine",     "Bowdoin",    "Bracken",  "Bristow",   "Burnside", "Calloway",
    "Carmody",    "Carver",     "Chilton",  "Clifford",  "Colby",    "Conway",
    "Corliss",    "Crandall",   "Dalton",   "Danforth",  "Delaney",  "Denby",
    "Dorsey",     "Draper",     "Dunmore",  "Eastman",   "Eldridge", "Ellery",
    "Emmons",     "Fairfax",    "Farrar",   "Fenwick",   "Fielding", "Forsyth",
    "Galloway",   "Garrick",    "Gilmer",   "Goodhue",   "Granger",  "Greeley",
    "Hadley",     "Halloran",   "Hanley",   "Harlan",    "Hathaway", "Hawley-Price",
    "Hewitt",     "Holt",       "Houghton", "Ingalls",   "Irving",   "Jarvis",
    "Kearney",    "Keating",    "Kendrick", "Kittredge", "Lambert",  "Langdon",
    "Lathrop",    "Leland",     "Lockhart", "Lovell",    "Mabry",    "Marlowe",
    "Mercer",     "Merrill",    "Milburn",  "Montoya",   "Nesbitt",  "Norcross",
    "Oakley",     "Ormsby",     "Paxton",   "Pemberton", "Prescott", "Quincy",
    "Radcliffe",  "Ransom",     "Redfield", "Ridley",    "Rollins",  "Sargent",
    "Scott (FL)", "Scott (SC)", "Sewall",   "Talbot",    "Thayer",   "Upshur",
    "Vance-Hill", "Wadsworth",  "Whitcomb", "O’Dell"};

/* 51 in the Democratic caucus, three of them independents; x rises with the seat. */
static inline char fixture_party(int i)
{
    return i == 7 || i == 23 || i == 49 ? 'I' : i < 51 ? 'D' : 'R';
}

static inline double fixture_x(int i)
{
    double side = i < 51 ? -1.6 + 0.028 * i : 0.35 + 0.036 * (i - 51);
    return side + 0.12 * sin(2.1 * i);
}

static inline const char *fixture_state(int i)
{
    return strstr(fixture_names[i], "(FL)")   ? "FL"
           : strstr(fixture_names[i], "(SC)") ? "SC"
                                              : fixture_states[(i * 7) % 50];
}

static inline void fixture_bioguide(int i, char out[12])
{
    snprintf(out, 12, "T%06d", i + 1);
}

#endif
