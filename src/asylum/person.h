/* A person in the simulated system: 16 bytes that move with their container.
 *
 * No table is indexed by person: what is known of a person stands in the record,
 * and whoever holds the record holds the person. With people_per_case n, one
 * record stands for n people. */
#ifndef AISLE_ASYLUM_PERSON_H
#define AISLE_ASYLUM_PERSON_H

#include <stdint.h>

enum person_flag {
    PERSON_FAMILY = 1 << 0,      /* neither this nor MINOR: a single adult */
    PERSON_MINOR = 1 << 1,       /* unaccompanied */
    PERSON_PORT = 1 << 2,        /* came to a port of entry */
    PERSON_BORDER = 1 << 3,      /* came over the southwest border in this run */
    PERSON_DETAINED = 1 << 4,    /* holds a bed since `filed` */
    PERSON_MEXICO = 1 << 5,      /* waits in Mexico */
    PERSON_REPRESENTED = 1 << 6, /* has a lawyer */
    PERSON_ASYLUM = 1 << 7,      /* has an asylum application in court */
    PERSON_EARLY = 1 << 8,       /* on an expedited docket */
    PERSON_HEARING = 1 << 9      /* past the master calendar */
};

struct person {
    uint32_t id;
    int16_t filed; /* day of the notice to appear; days from the start */
    int16_t since; /* day this station was entered */
    uint16_t flags;
    uint8_t court;
    uint8_t judge;     /* index among the court's judges */
    uint8_t strength;  /* of the claim, 0 weakest to 255 */
    uint8_t encounter; /* how often met at the border before */
    uint8_t hearing;   /* hearings held in this stage */
    uint8_t unused;
};

_Static_assert(sizeof(struct person) == 16, "a person is 16 bytes");

#endif
