/* A person in a simulated system: 16 bytes that move with their container.
 *
 * No table is indexed by person: what is known of a person stands in the record,
 * and whoever holds the record holds the person. What the flags mean is the
 * stations' affair. One record may stand for several people. */
#ifndef AISLE_QUEUE_PERSON_H
#define AISLE_QUEUE_PERSON_H

#include <stdint.h>

struct person {
    uint32_t id;
    int16_t filed; /* day of the notice to appear; days from the start */
    int16_t since; /* day this station was entered; in court: work permit due */
    uint16_t flags;
    uint8_t court;
    uint8_t judge;     /* index among the court's judges */
    uint8_t strength;  /* of the claim, 0 weakest to 255 */
    uint8_t encounter; /* how often met at the border before */
    uint8_t hearing;   /* hearings held in this stage */
    uint8_t nation;    /* nationality group */
};

_Static_assert(sizeof(struct person) == 16, "a person is 16 bytes");

#endif
