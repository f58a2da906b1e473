/* The board of one vote: bands, disputes, and whom to ask next. */
#include "base/ctx.h"
#include "base/mem.h"
#include <aisle/canvass.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BAND_LOW(name, text, low) low,

static enum aisle_band band_of(double p)
{
    static const double lowest[] = {AISLE_BAND_LIST(BAND_LOW)};
    for (int b = 0; b < AISLE_BAND_COUNT - 1; b++)
        if (p >= lowest[b])
            return (enum aisle_band)b;
    return AISLE_BAND_NO;
}

/* -1 against, 1 for, 0 neither. */
static int side_of(enum aisle_position position)
{
    if (position <= AISLE_POSITION_LEAN_NO)
        return -1;
    return position >= AISLE_POSITION_LEAN_YES ? 1 : 0;
}

static bool same_object(const struct aisle_statement *a,
                        const struct aisle_statement *b)
{
    return a->vote == b->vote && a->provision == b->provision;
}

/* Is this the last that its source has on the object? */
static bool is_last(const struct aisle_statement *all,
                    const struct aisle_forecast_senator *s, int k)
{
    const struct aisle_statement *this = &all[s->statements[k]];
    for (int j = 0; j < s->statement_count; j++) {
        const struct aisle_statement *other = &all[s->statements[j]];
        if (same_object(other, this) && strcmp(other->source, this->source) == 0 &&
            other->date > this->date)
            return false;
    }
    return true;
}

static bool is_disputed(const struct aisle_statement *all,
                        const struct aisle_forecast_senator *s)
{
    for (int j = 0; j < s->statement_count; j++)
        for (int k = 0; k < j; k++) {
            const struct aisle_statement *a = &all[s->statements[j]];
            const struct aisle_statement *b = &all[s->statements[k]];
            if (same_object(a, b) && strcmp(a->source, b->source) != 0 &&
                side_of(a->position) * side_of(b->position) < 0 && is_last(all, s, j) &&
                is_last(all, s, k))
                return true;
        }
    return false;
}

static int latest_of(const struct aisle_statement *all,
                     const struct aisle_forecast_senator *s)
{
    int latest = -1;
    for (int k = 0; k < s->statement_count; k++)
        if (latest < 0 || all[s->statements[k]].date >= all[latest].date)
            latest = s->statements[k];
    return latest;
}

static struct aisle_board_row row_of(const struct aisle_package *package,
                                     const struct aisle_forecast_vote *vote, int i)
{
    const struct aisle_forecast_senator *s = &vote->senators[i];
    double present = 1 - s->p_absent;
    double p = present > 0 ? s->p_yea / present : 0;
    return (struct aisle_board_row){.senator = i,
                                    .band = band_of(p),
                                    .p_yea = p,
                                    .latest = latest_of(package->statements, s),
                                    .disagreed = is_disputed(package->statements, s)};
}

static int by_chance(const void *left, const void *right)
{
    const struct aisle_board_row *a = left, *b = right;
    if (a->p_yea != b->p_yea)
        return a->p_yea > b->p_yea ? -1 : 1;
    return (a->senator > b->senator) - (a->senator < b->senator);
}

/* What an answer is worth, and of whom. */
struct asked {
    double value;
    int row;
};

static int by_value(const void *left, const void *right)
{
    const struct asked *a = left, *b = right;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* Below this an answer is worth nothing that the simulation can tell from nothing. */
#define ASK_LEAST 1e-6

static enum aisle_status rank_asks(struct aisle_ctx *ctx,
                                   const struct aisle_forecast_vote *vote,
                                   struct aisle_board *board)
{
    struct asked *asked = mem_new((size_t)board->row_count, sizeof *asked);
    board->asks = mem_new((size_t)board->row_count, sizeof *board->asks);
    if (!asked || !board->asks) {
        free(asked);
        return ctx_no_memory(ctx);
    }
    for (int r = 0; r < board->row_count; r++) {
        double value = vote->senators[board->rows[r].senator].ask_value;
        if (value > ASK_LEAST) /* NAN is not */
            asked[board->ask_count++] = (struct asked){value, r};
    }
    qsort(asked, (size_t)board->ask_count, sizeof *asked, by_value);
    for (int k = 0; k < board->ask_count; k++) {
        board->asks[k] = asked[k].row;
        board->rows[asked[k].row].ask_rank = k + 1;
    }
    free(asked);
    return AISLE_OK;
}

enum aisle_status aisle_canvass_board(struct aisle_ctx *ctx,
                                      const struct aisle_package *package,
                                      const struct aisle_forecast *forecast, int vote,
                                      struct aisle_board *out)
{
    CHECK(vote >= 0 && vote < forecast->vote_count);
    const struct aisle_forecast_vote *v = &forecast->votes[vote];
    struct aisle_board board = {.vote = vote, .variance = v->p_pass * (1 - v->p_pass)};
    board.rows = mem_new((size_t)v->senator_count, sizeof *board.rows);
    if (!board.rows)
        return ctx_no_memory(ctx);
    for (int i = 0; i < v->senator_count; i++) {
        struct aisle_board_row row = row_of(package, v, i);
        board.rows[board.row_count++] = row;
        board.band_count[row.band]++;
        board.spoken += row.latest >= 0;
        board.disagreed += row.disagreed;
    }
    qsort(board.rows, (size_t)board.row_count, sizeof *board.rows, by_chance);
    enum aisle_status status = rank_asks(ctx, v, &board);
    if (status == AISLE_OK)
        *out = board;
    else
        aisle_board_clear(&board);
    return status;
}
