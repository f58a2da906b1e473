#include <aisle/checkup.h>

#include <stdlib.h>

const char *aisle_check_word(enum aisle_check_state state)
{
#define CHECK_WORD(name, word) word,
    static const char *const words[] = {AISLE_CHECK_LIST(CHECK_WORD)};
#undef CHECK_WORD
    return words[state];
}

void aisle_checkup_init(struct aisle_checkup *checkup)
{
    *checkup = (struct aisle_checkup){0};
}

void aisle_checkup_clear(struct aisle_checkup *checkup)
{
    if (!checkup)
        return;
    for (int i = 0; i < checkup->count; i++) {
        free(checkup->checks[i].says);
        free(checkup->checks[i].hint);
    }
    free(checkup->checks);
    aisle_checkup_init(checkup);
}
