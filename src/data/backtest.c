/* The results of a backtest as a record: made empty, released, named. */
#include <aisle/backtest.h>

#include <stdlib.h>

void aisle_backtest_init(struct aisle_backtest *backtest)
{
    *backtest = (struct aisle_backtest){0};
}

void aisle_backtest_clear(struct aisle_backtest *backtest)
{
    if (!backtest)
        return;
    for (int i = 0; i < backtest->item_count; i++)
        free(backtest->items[i].question);
    free(backtest->items);
    free(backtest->congresses);
    aisle_backtest_init(backtest);
}

const char *aisle_reveal_text(enum aisle_reveal reveal)
{
#define REVEAL_TEXT(name, text, meaning) text,
    static const char *const texts[] = {AISLE_REVEAL_LIST(REVEAL_TEXT)};
#undef REVEAL_TEXT
    return texts[reveal];
}

const char *aisle_backtest_kind_text(enum aisle_backtest_kind kind)
{
#define KIND_TEXT(name, text, meaning) text,
    static const char *const texts[] = {AISLE_BACKTEST_KIND_LIST(KIND_TEXT)};
#undef KIND_TEXT
    return texts[kind];
}
