/* Two kinds of worlds. In some the Senate votes on what the House voted on, and the
 * caucus that does not put the measure divides there much as here; in the others the
 * bill is a vehicle for another text, and the House's vote says nothing. */
#include "forecast/house.h"

#include "base/mem.h"
#include "particles/kernel.h"
#include <aisle/house.h>

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "H.R. 815" to "hr815". */
static void plain_bill(const char *measure, char *out, size_t size)
{
    size_t n = 0;
    for (; *measure && n + 1 < size; measure++)
        if (isalnum((unsigned char)*measure))
            out[n++] = (char)tolower((unsigned char)*measure);
    out[n] = '\0';
}

static bool says(const struct aisle_package_vote *vote, const char *words)
{
    return strcasestr(vote->question, words) != NULL;
}

/* A yea to it is a yea to what came from the House or goes there: not to a text that
 * the Senate would put in its place. */
static bool is_on_measure(const struct aisle_package_vote *vote)
{
    switch (vote->kind) {
    case AISLE_VOTE_PROCEED:
    case AISLE_VOTE_CLOTURE_PROCEED:
    case AISLE_VOTE_PASSAGE:
        return true;
    case AISLE_VOTE_CLOTURE:
        return (!says(vote, "amdt") && !says(vote, "amendment")) ||
               says(vote, "concur") || says(vote, "conference report") ||
               says(vote, "house message");
    default:
        return false;
    }
}

/* Share of the worlds in which both chambers vote on one text. */
static double same_text(const struct aisle_forecaster *f,
                        const struct aisle_house_vote *vote)
{
    double age = (double)(f->as_of - vote->date);
    if (f->package->text_since != AISLE_DAY_NONE && vote->date < f->package->text_since)
        return 0;
    return f->settings.house_share * exp2(-age / f->settings.house_half_life_days);
}

/* `fit` [particles] is the caucus's yea share in each, and then how near it is to the
 * House's, over what that is on the average. */
static void weigh(const struct aisle_forecaster *f, struct gate *gate, double house,
                  double same, double *fit)
{
    double mean = 0;
    for (int m = 0; m < f->particles; m++) {
        double off = (fit[m] - house) / f->settings.house_width;
        fit[m] = exp(-off * off / 2);
        mean += fit[m] / f->particles;
    }
    for (int m = 0; m < f->particles; m++)
        gate->log_house[m] = log(1 - same + same * fit[m] / mean);
}

enum aisle_status house_weigh(struct aisle_ctx *ctx, struct aisle_forecaster *f, int g)
{
    struct gate *gate = &f->gates[g];
    char bill[32];
    if (!f->house || !is_on_measure(&f->package->votes[g]))
        return AISLE_OK;
    plain_bill(f->package->measure, bill, sizeof bill);
    gate->house = aisle_house_find(f->house, f->package->congress, bill, f->as_of);
    if (!gate->house)
        return AISLE_OK;
    char other = f->sign > 0 ? 'D' : 'R';
    double house = aisle_house_share(gate->house, other);
    double same = same_text(f, gate->house);
    gate->house_counts = same > 0 && !isnan(house);
    if (!gate->house_counts)
        return AISLE_OK;
    double *fit = mem_new((size_t)f->particles, sizeof *fit);
    if (!fit)
        return ctx_no_memory(ctx);
    kernel_shares(f, gate, caucus_index(other), fit);
    weigh(f, gate, house, same, fit);
    free(fit);
    return AISLE_OK;
}
