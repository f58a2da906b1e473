#include "score/sums.h"

#include "score/proper.h"

#include <aisle/forecast.h>
#include <math.h>
#include <stdlib.h>

void sums_add_cast(struct score_sums *sums, double p, bool yea)
{
    p = proper_clip(p);
    sums->casts++;
    sums->right += (p > 0.5) == yea;
    sums->cast_brier += proper_brier(p, yea);
    sums->cast_log += proper_log_loss(p, yea);
}

/* Is `yeas` among the fewest counts that hold `share`, the likeliest first, of two as
 * likely the lower? `size`: how many those are. */
static bool among_fewest(int count, const double *chance, double share, int yeas,
                         int *size)
{
    double before = 0; /* chance of the counts that come before `yeas` */
    double held = 0;
    bool taken[AISLE_SEATS_MAX + 1] = {false};
    for (int k = 0; k <= count; k++)
        if (chance[k] > chance[yeas] || (chance[k] == chance[yeas] && k < yeas))
            before += chance[k];
    for (*size = 0; held < share && *size <= count; (*size)++) {
        int best = -1;
        for (int k = 0; k <= count; k++)
            if (!taken[k] && (best < 0 || chance[k] > chance[best]))
                best = k;
        taken[best] = true;
        held += chance[best];
    }
    return before < share;
}

void sums_add_yeas(struct score_sums *sums, int count, const double *chance, int yeas)
{
    static const double shares[] = {0.50, 0.80, 0.90, 0.95};
    sums->yea_votes++;
    sums->mae += abs(proper_quantile(count, chance, 0.5) - yeas);
    sums->crps += proper_crps(count, chance, yeas);
    int size;
    sums->covered_fewest += among_fewest(count, chance, 0.80, yeas, &size);
    sums->size_fewest += size;
    for (int k = 0; k < 4; k++) {
        int low = proper_quantile(count, chance, (1 - shares[k]) / 2);
        int high = proper_quantile(count, chance, (1 + shares[k]) / 2);
        sums->covered[k] += low <= yeas && yeas <= high;
        if (k == 1)
            sums->width80 += high - low;
    }
}

void sums_add_result(struct score_sums *sums, double p, double base, bool passed)
{
    int bin = (int)(p * AISLE_CALIBRATION_BINS);
    bin = bin < 0 ? 0 : bin;
    bin = bin < AISLE_CALIBRATION_BINS ? bin : AISLE_CALIBRATION_BINS - 1;
    sums->votes++;
    sums->pass_brier += proper_brier(proper_clip(p), passed);
    sums->pass_log += proper_log_loss(p, passed);
    sums->pass_right += (p > 0.5) == passed;
    sums->base_brier += proper_brier(base, passed);
    sums->bin_count[bin]++;
    sums->bin_passed[bin] += passed;
    sums->bin_p[bin] += p;
}

void sums_add_joint(struct score_sums *sums, double per_senator)
{
    sums->joint_votes++;
    sums->joint += per_senator;
}

void sums_add(struct score_sums *to, const struct score_sums *from)
{
    to->votes += from->votes;
    to->casts += from->casts;
    to->covered_fewest += from->covered_fewest;
    to->size_fewest += from->size_fewest;
    to->right += from->right;
    to->joint_votes += from->joint_votes;
    to->yea_votes += from->yea_votes;
    to->cast_brier += from->cast_brier;
    to->cast_log += from->cast_log;
    to->joint += from->joint;
    to->mae += from->mae;
    to->crps += from->crps;
    to->width80 += from->width80;
    for (int k = 0; k < 4; k++)
        to->covered[k] += from->covered[k];
    to->pass_brier += from->pass_brier;
    to->pass_log += from->pass_log;
    to->pass_right += from->pass_right;
    to->base_brier += from->base_brier;
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++) {
        to->bin_count[k] += from->bin_count[k];
        to->bin_passed[k] += from->bin_passed[k];
        to->bin_p[k] += from->bin_p[k];
    }
}

static double share(double sum, int count)
{
    return count > 0 ? sum / count : (double)NAN;
}

void sums_score(const struct score_sums *s, struct aisle_score *out)
{
    *out = (struct aisle_score){
        .votes = s->votes,
        .casts = s->casts,
        .pass_brier = share(s->pass_brier, s->votes),
        .pass_log_loss = share(s->pass_log, s->votes),
        .pass_accuracy = share(s->pass_right, s->votes),
        .base_brier = share(s->base_brier, s->votes),
        .yea_mae = share(s->mae, s->yea_votes),
        .yea_crps = share(s->crps, s->yea_votes),
        .yea_cover50 = share(s->covered[0], s->yea_votes),
        .yea_cover80 = share(s->covered[1], s->yea_votes),
        .yea_cover90 = share(s->covered[2], s->yea_votes),
        .yea_cover95 = share(s->covered[3], s->yea_votes),
        .yea_cover80_fewest = share(s->covered_fewest, s->yea_votes),
        .yea_size80_fewest = share(s->size_fewest, s->yea_votes),
        .yea_width80 = share(s->width80, s->yea_votes),
        .senator_accuracy = share(s->right, s->casts),
        .senator_brier = share(s->cast_brier, s->casts),
        .senator_log_loss = share(s->cast_log, s->casts),
        .joint_log_score = share(s->joint, s->joint_votes)};
}

void sums_calibration(const struct score_sums *s,
                      struct aisle_calibration_bin bins[AISLE_CALIBRATION_BINS])
{
    const double width = 1.0 / AISLE_CALIBRATION_BINS;
    for (int k = 0; k < AISLE_CALIBRATION_BINS; k++)
        bins[k] = (struct aisle_calibration_bin){
            .low = k * width,
            .high = (k + 1) * width,
            .n = s->bin_count[k],
            .mean_p = share(s->bin_p[k], s->bin_count[k]),
            .rate = share(s->bin_passed[k], s->bin_count[k])};
}
