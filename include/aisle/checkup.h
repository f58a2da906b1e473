/* A checkup: what `aisle doctor` looked at, and what it found. */
#ifndef AISLE_CHECKUP_H
#define AISLE_CHECKUP_H

/* X(NAME, word) */
#define AISLE_CHECK_LIST(X) X(GOOD, "good") X(NOTE, "note") X(FAULT, "fault")
#define AISLE_CHECK_ENUM(name, word) AISLE_CHECK_##name,
enum aisle_check_state { AISLE_CHECK_LIST(AISLE_CHECK_ENUM) };
#undef AISLE_CHECK_ENUM
const char *aisle_check_word(enum aisle_check_state state);

struct aisle_check {
    enum aisle_check_state state; /* NOTE: nothing is wrong, but know it */
    const char *what;             /* "store": static */
    char *says;
    char *hint; /* "" when there is no next step */
};

struct aisle_checkup {
    int count;
    struct aisle_check *checks;
    int faults;
};

void aisle_checkup_init(struct aisle_checkup *checkup);
/* Release what it owns and leave it as after init; NULL is fine. */
void aisle_checkup_clear(struct aisle_checkup *checkup);

#endif
