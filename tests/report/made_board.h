/* The board of its hardest vote, what each senator would change, and a track record. */
#ifndef TESTS_REPORT_MADE_BOARD_H
#define TESTS_REPORT_MADE_BOARD_H

#include "report/made_forecast.h"
#include <aisle/backtest.h>
#include <aisle/board.h>
#include <aisle/whatif.h>

static inline enum aisle_band fixture_band(double p)
{
    return p >= 0.9   ? AISLE_BAND_YES
           : p >= 0.6 ? AISLE_BAND_LEAN_YES
           : p >= 0.4 ? AISLE_BAND_TOSS_UP
           : p >= 0.1 ? AISLE_BAND_LEAN_NO
                      : AISLE_BAND_NO;
}

/* Of the first vote; seats stand from the likeliest yea to the least as they are. */
static inline void fixture_board(struct aisle_board *b, const struct aisle_forecast *f)
{
    const struct aisle_forecast_vote *v = &f->votes[0];
    *b = (struct aisle_board){.row_count = SEATS,
                              .variance = v->p_pass * (1 - v->p_pass),
                              .disagreed = 1,
                              .ask_count = 2};
    b->rows = mem_new(SEATS, sizeof *b->rows);
    b->asks = mem_new(2, sizeof *b->asks);
    for (int i = 0; i < SEATS; i++) {
        const struct aisle_forecast_senator *s = &v->senators[i];
        struct aisle_board_row *row = &b->rows[i];
        row->senator = i;
        row->p_yea = s->p_yea / (1 - s->p_absent);
        row->band = fixture_band(row->p_yea);
        row->latest = s->statement_count ? s->statements[s->statement_count - 1] : -1;
        row->disagreed = i == 60;
        row->ask_rank = i == 60 ? 1 : i == 61 ? 2 : 0;
        b->band_count[row->band]++;
        b->spoken += row->latest >= 0;
    }
    b->asks[0] = 60;
    b->asks[1] = 61;
}

/* Every yea adds four points, every nay takes three; the last senator is supposed. */
static inline void fixture_whatif(struct aisle_whatif *w,
                                  const struct aisle_forecast *f)
{
    *w = (struct aisle_whatif){.vote_count = f->vote_count, .senator_count = SEATS};
    w->if_yea = mem_new((size_t)f->vote_count * SEATS, sizeof *w->if_yea);
    w->if_nay = mem_new((size_t)f->vote_count * SEATS, sizeof *w->if_nay);
    for (int v = 0; v < f->vote_count; v++)
        for (int i = 0; i < SEATS; i++) {
            bool supposed = i == SEATS - 1;
            double p = f->votes[v].p_pass;
            w->if_yea[v * SEATS + i] = supposed ? (double)NAN : fmin(1, p + 0.04);
            w->if_nay[v * SEATS + i] = supposed ? (double)NAN : fmax(0, p - 0.03);
        }
}

static inline void fixture_record(struct aisle_backtest *b)
{
    memset(b, 0, sizeof *b);
    b->options =
        (struct aisle_backtest_options){.congress_first = 116, .congress_last = 118};
    b->score = (struct aisle_score){.votes = 41,
                                    .pass_brier = 0.201,
                                    .base_brier = 0.249,
                                    .pass_log_loss = 0.6,
                                    .yea_mae = 13.4,
                                    .yea_cover50 = 0.5,
                                    .yea_cover80 = 0.81,
                                    .yea_cover95 = 0.96,
                                    .senator_accuracy = 0.77};
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++)
        b->calibration[k] = (struct aisle_calibration_bin){
            .low = k / 10.0,
            .high = (k + 1) / 10.0,
            .n = k % 3 ? 3 * k : 0,
            .mean_p = k % 3 ? k / 10.0 + 0.04 : (double)NAN,
            .rate = k % 3 ? k / 10.0 + 0.1 : (double)NAN};
    for (int k = 0; k < AISLE_BASELINE_COUNT; k++) {
        b->baselines[k].name = "a simple rule";
        b->baselines[k].score.senator_accuracy = (double)NAN;
    }
}

#endif
