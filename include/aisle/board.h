/* A whip board: one vote of a package, senator by senator, with who has said what,
 * how likely each is, and whom to ask next. */
#ifndef AISLE_BOARD_H
#define AISLE_BOARD_H

#include <aisle/forecast.h>

/* Five bands of the chance of a yea when present. X(NAME, text, lowest chance) */
#define AISLE_BAND_LIST(X)                                                             \
    X(YES, "yes", 0.9)                                                                 \
    X(LEAN_YES, "lean yes", 0.6)                                                       \
    X(TOSS_UP, "toss-up", 0.4)                                                         \
    X(LEAN_NO, "lean no", 0.1)                                                         \
    X(NO, "no", 0.0)
#define AISLE_BAND_ENUM(name, text, low) AISLE_BAND_##name,
enum aisle_band { AISLE_BAND_LIST(AISLE_BAND_ENUM) AISLE_BAND_COUNT };
#undef AISLE_BAND_ENUM

/* One senator. Indices are into the forecast's vote and the package's statements. */
struct aisle_board_row {
    int senator;
    enum aisle_band band;
    double p_yea;   /* when present */
    int latest;     /* last statement used, -1 when silent */
    bool disagreed; /* sources say opposite things of the same object */
    int ask_rank;   /* 1: ask first; 0: nothing to learn, or not computed */
};

struct aisle_board {
    int vote;        /* of the forecast */
    double variance; /* of the outcome, p (1 - p) */
    int band_count[AISLE_BAND_COUNT];
    int spoken; /* senators with a statement in use */
    int disagreed;
    int row_count;
    struct aisle_board_row *rows; /* likeliest yea first */
    int ask_count;
    int *asks; /* rows, most to learn from first */
};

void aisle_board_init(struct aisle_board *board);
void aisle_board_clear(struct aisle_board *board);
const char *aisle_band_text(enum aisle_band band);

#endif
