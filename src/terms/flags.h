/* What a person's flags mean. The three lowest name a kind: tables go by them. */
#ifndef AISLE_TERMS_FLAGS_H
#define AISLE_TERMS_FLAGS_H

enum person_flag {
    PERSON_FAMILY = 1 << 0,      /* neither this nor MINOR: a single adult */
    PERSON_MINOR = 1 << 1,       /* unaccompanied */
    PERSON_PORT = 1 << 2,        /* came to a port of entry */
    PERSON_BORDER = 1 << 3,      /* came over the southwest border in this run */
    PERSON_DETAINED = 1 << 4,    /* holds a bed since `filed` */
    PERSON_MEXICO = 1 << 5,      /* waits in Mexico */
    PERSON_REPRESENTED = 1 << 6, /* has a lawyer */
    PERSON_COUNSEL = 1 << 7,     /* whom the package gave */
    PERSON_ASYLUM = 1 << 8,      /* has an asylum application */
    PERSON_EARLY = 1 << 9,       /* on an expedited docket */
    PERSON_HEARING = 1 << 10,    /* past the master calendar */
    PERSON_OFFICE = 1 << 11,     /* applied at an asylum office first */
    PERSON_ROUND = 1 << 12,      /* two bits: how often back in court */
    PERSON_ROUND_MOST = 3 << 12,
    PERSON_SUPERVISED = 1 << 14 /* took a place in an alternative to detention */
};
enum { PERSON_KIND = PERSON_FAMILY | PERSON_MINOR | PERSON_PORT };

#endif
