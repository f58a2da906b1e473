/* Who proposes matters more than what is proposed, so an anchor's slope is taken
 * apart into its proposer's effect and its content's: see content_regress. When
 * only one side has ever offered like content the two cannot be told apart, and
 * the posterior says so by itself: its mean stays near 0 and its sd near the
 * prior's. Summing anchors as if they were separable utilities fails badly out of
 * time (docs/model/forecast.md), which is why content_weight is small. */
#include "forecast/content.h"

#include "base/mem.h"
#include "forecast/notes.h"
#include "num/rng.h"
#include "num/special.h"

#include <math.h>
#include <stdlib.h>

enum { ANCHORS_MAX = 256, SAMPLE_MAX = 100 };

void content_clear(struct aisle_forecaster *f)
{
    for (int p = 0; f->contents && p < f->package->provision_count; p++) {
        free(f->contents[p].draws[0]);
        free(f->contents[p].draws[1]);
    }
    free(f->contents);
    f->contents = NULL;
}

struct content_effect content_regress(int count, const double *y, const double *side,
                                      const double *sign, const double *noise_sd,
                                      double b_mean, double b_sd, double prior_sd)
{
    /* normal equations of the two unknowns (B - b_mean, beta) */
    double h00 = 1 / (b_sd * b_sd);
    double h11 = 1 / (prior_sd * prior_sd);
    double h01 = 0;
    double g0 = 0;
    double g1 = 0;
    for (int j = 0; j < count; j++) {
        double w = 1 / (noise_sd[j] * noise_sd[j]);
        double rest = y[j] - side[j] * b_mean;
        h00 += w * side[j] * side[j];
        h01 += w * side[j] * sign[j];
        h11 += w * sign[j] * sign[j];
        g0 += w * side[j] * rest;
        g1 += w * sign[j] * rest;
    }
    double det = h00 * h11 - h01 * h01;
    return (struct content_effect){(h00 * g1 - h01 * g0) / det, sqrt(h00 / det)};
}

/* The usual intercept and proposer's slope of a category of vote. */
struct usual {
    bool known;
    double intercept;
    double slope;
};

struct workspace {
    struct bank_question question;
    struct usual usual[AISLE_CATEGORY_COUNT];
};

/* Mean over the latest roll calls of the category; a vote's proposer is nearly
 * always on its yea side, so the size of the slope stands for his effect. */
static struct usual usual_of(struct workspace *w, enum aisle_category category)
{
    struct usual *u = &w->usual[category];
    if (u->known)
        return *u;
    const struct aisle_votes *votes = w->question.votes;
    int count = 0;
    for (int r = votes->rollcall_count - 1; r >= 0 && count < SAMPLE_MAX; r--) {
        if (votes->rollcalls[r].category != category)
            continue;
        struct item item = bank_item(&w->question, r);
        u->intercept += item.a;
        u->slope += fabs(item.b1 + item.c);
        count++;
    }
    u->intercept /= count ? count : 1;
    u->slope /= count ? count : 1;
    u->known = true;
    return *u;
}

static enum aisle_status missing_anchor(struct aisle_ctx *ctx,
                                        const struct aisle_forecaster *f,
                                        const struct aisle_anchor *a)
{
    const struct aisle_rollcall *last =
        &f->votes->rollcalls[f->votes->rollcall_count - 1];
    struct place place = {f->package->path, a->line, a->column};
    char day[AISLE_DATE_TEXT];
    aisle_day_format(f->as_of, day);
    if (a->congress > last->congress ||
        (a->congress == last->congress && a->number > last->number))
        return ctx_fail_at(ctx, AISLE_INPUT, place,
                           "an anchor must be a roll call before the as-of date",
                           "the record has no roll call %d-%d before the as-of date %s",
                           a->congress, a->number, day);
    return ctx_fail_at(ctx, AISLE_NOT_FOUND, place, NULL,
                       "there is no roll call %d of the %dth Congress", a->number,
                       a->congress);
}

struct anchor_rows {
    int count;
    int early;     /* before the history's first Congress */
    bool stands_d; /* the Democratic side has stood for the content */
    bool stands_r;
    double intercept[ANCHORS_MAX];
    double slope[ANCHORS_MAX];
    double side[ANCHORS_MAX];
    double sign[ANCHORS_MAX];
    double noise[ANCHORS_MAX];
    struct usual usual; /* of the last anchor's category */
};

static void add_anchor(const struct aisle_forecaster *f, struct workspace *w,
                       const struct aisle_anchor *a, int rollcall,
                       struct anchor_rows *rows)
{
    const struct aisle_rollcall *r = &f->votes->rollcalls[rollcall];
    int k = rows->count++;
    struct item item = bank_item(&w->question, rollcall);
    double drift = f->settings.content_drift_sd_year;
    double base = f->settings.content_anchor_sd;
    double years = (double)(f->as_of - r->date) / 365.25;
    rows->usual = usual_of(w, r->category);
    rows->side[k] = a->side == AISLE_SIDE_R ? 1 : a->side == AISLE_SIDE_D ? -1 : 0;
    rows->sign[k] = a->sign < 0 ? -1 : 1;
    rows->noise[k] = sqrt(base * base + drift * drift * years);
    rows->intercept[k] = item.a - rows->usual.intercept;
    rows->slope[k] = item.b1 + item.c; /* caucus means stand at -1 and +1 */
    double stands = rows->side[k] * rows->sign[k];
    rows->stands_r |= stands >= 0;
    rows->stands_d |= stands <= 0;
}

static enum aisle_status read_anchors(struct aisle_ctx *ctx,
                                      const struct aisle_forecaster *f,
                                      struct workspace *w,
                                      const struct aisle_provision *provision,
                                      struct anchor_rows *rows)
{
    enum aisle_status status = AISLE_OK;
    *rows = (struct anchor_rows){0};
    for (int k = 0; k < provision->anchor_count; k++) {
        const struct aisle_anchor *a = &provision->anchors[k];
        if (a->congress < f->votes->congress_first) {
            rows->early++;
            continue;
        }
        int r = aisle_votes_find_rollcall(f->votes, a->congress, a->number);
        if (r < 0)
            status = missing_anchor(ctx, f, a);
        else if (rows->count < ANCHORS_MAX)
            add_anchor(f, w, a, r, rows);
    }
    return status;
}

static void fit_content(const struct aisle_forecaster *f,
                        const struct anchor_rows *rows, struct content *out)
{
    const struct settings *s = &f->settings;
    const double none[ANCHORS_MAX] = {0};
    double prior = fmax(s->content_prior_sd, 1e-6);
    struct content_effect a = content_regress(rows->count, rows->intercept, none,
                                              rows->sign, rows->noise, 0, 1, prior);
    struct content_effect b =
        content_regress(rows->count, rows->slope, rows->side, rows->sign, rows->noise,
                        rows->usual.slope, prior, prior);
    out->anchor_count = rows->count;
    out->identified = rows->count > 0 && rows->stands_d && rows->stands_r;
    out->mean[0] = a.mean;
    out->sd[0] = a.sd;
    out->mean[1] = b.mean;
    out->sd[1] = b.sd;
}

static bool draw_content(const struct aisle_forecaster *f, int provision,
                         struct content *c)
{
    size_t room = (size_t)f->blocks * LANES;
    c->draws[0] = mem_new(room, sizeof(float));
    c->draws[1] = mem_new(room, sizeof(float));
    if (!c->draws[0] || !c->draws[1])
        return false;
    for (int m = 0; m < f->particles; m++) {
        struct rng_words w =
            rng_words_at(f->seed, USE_CONTENT, (uint32_t)provision, (uint32_t)m, 0);
        for (int k = 0; k < 2; k++) {
            double z = num_normal_quantile(rng_unit32(w.w[k]));
            c->draws[k][m] =
                (float)(f->settings.content_weight * (c->mean[k] + c->sd[k] * z));
        }
    }
    return true;
}

enum aisle_status content_build(struct aisle_ctx *ctx, struct aisle_forecaster *f)
{
    enum aisle_status status = AISLE_OK;
    int early = 0;
    struct workspace w = {.question = {.votes = f->votes,
                                       .roster = &f->roster,
                                       .settings = &f->settings,
                                       .leaders = f->leaders,
                                       .memo = &f->memo}};
    struct anchor_rows *rows = mem_new(1, sizeof *rows);
    f->contents = mem_new((size_t)f->package->provision_count, sizeof *f->contents);
    if (!rows || !f->contents)
        TRY(ctx_no_memory(ctx));
    for (int p = 0; p < f->package->provision_count; p++) {
        enum aisle_status one =
            read_anchors(ctx, f, &w, &f->package->provisions[p], rows);
        if (one != AISLE_OK)
            status = one;
        early += rows->early;
        fit_content(f, rows, &f->contents[p]);
        if (!draw_content(f, p, &f->contents[p]))
            TRY(ctx_no_memory(ctx));
    }
    if (status == AISLE_OK && early > 0)
        TRY(notes_add(ctx, f,
                      "%d comparable roll call%s before the %dth Congress: outside the "
                      "history that was fitted, not used.",
                      early, early == 1 ? " is" : "s are", f->votes->congress_first));
out:
    free(rows);
    return status;
}
