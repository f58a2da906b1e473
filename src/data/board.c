#include <aisle/board.h>

#include <stdlib.h>

#define BAND_TEXT(name, text, low) text,

void aisle_board_init(struct aisle_board *board)
{
    *board = (struct aisle_board){.vote = -1};
}

void aisle_board_clear(struct aisle_board *board)
{
    if (!board)
        return;
    free(board->rows);
    free(board->asks);
    aisle_board_init(board);
}

const char *aisle_band_text(enum aisle_band band)
{
    static const char *const texts[] = {AISLE_BAND_LIST(BAND_TEXT)};
    return texts[band];
}
