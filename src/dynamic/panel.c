/* From a table of votes to careers and Congresses.
 *
 *   1. contested roll calls, Congress by Congress: the blocks
 *   2. spells: who could vote in which of a Congress's roll calls, as which career
 *   3. periods: spells with votes, and bridges over missed Congresses, in order
 *   4. signs, counts, thin careers, tiles */
#include "dynamic/dynamic.h"

#include "base/ctx.h"
#include "base/mem.h"
#include <limits.h>
#include <string.h>

static int8_t sign_of(uint8_t cast)
{
    if (cast == AISLE_CAST_YEA)
        return 1;
    return cast == AISLE_CAST_NAY ? -1 : 0;
}

/* --- roll calls --------------------------------------------------------------- */

static bool is_nomination(const struct aisle_rollcall *r)
{
    return r->category == AISLE_CATEGORY_NOMINATION ||
           r->cloture == AISLE_CLOTURE_NOMINATION;
}

/* The same roll calls as a static fit takes. */
static bool contested(const struct dyn_panel *p, int rollcall)
{
    const struct aisle_votes *votes = p->votes;
    if (p->options->drop_nominations && is_nomination(&votes->rollcalls[rollcall]))
        return false;
    int yea = 0;
    int nay = 0;
    for (int i = 0; i < votes->member_count; i++) {
        int8_t s = sign_of(aisle_votes_cast(votes, rollcall, i));
        yea += s > 0;
        nay += s < 0;
    }
    int minority = yea < nay ? yea : nay;
    return minority > 0 && minority >= p->options->minority_min * (yea + nay);
}

static enum aisle_status begin_block(struct aisle_ctx *ctx, struct dyn_panel *p,
                                     int congress)
{
    if (p->block_count == DYN_BLOCKS_MAX)
        return ctx_fail(ctx, AISLE_INPUT, "more than %d Congresses", DYN_BLOCKS_MAX);
    p->block[p->block_count++] =
        (struct dyn_block){.congress = congress, .item = p->item_count};
    return AISLE_OK;
}

static enum aisle_status find_items(struct aisle_ctx *ctx, struct dyn_panel *p)
{
    enum aisle_status status = AISLE_OK;
    const struct aisle_votes *votes = p->votes;
    p->rollcall = mem_new((size_t)votes->rollcall_count, sizeof *p->rollcall);
    p->block = mem_new(DYN_BLOCKS_MAX, sizeof *p->block);
    if (!p->rollcall || !p->block)
        return ctx_no_memory(ctx);
    for (int r = 0; r < votes->rollcall_count; r++) {
        int congress = votes->rollcalls[r].congress;
        if (!contested(p, r))
            continue;
        if (!p->block_count || p->block[p->block_count - 1].congress != congress)
            TRY(begin_block(ctx, p, congress));
        p->block[p->block_count - 1].item_count++;
        p->rollcall[p->item_count++] = r;
    }
    for (int t = 0; t + 1 < p->block_count; t++)
        p->block[t].step_weight =
            1.0 / (p->block[t + 1].congress - p->block[t].congress);
    if (p->item_count > 0)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_INPUT,
             "no contested roll call among %d: ideal points need votes with a "
             "minority of at least %.3g%%",
             votes->rollcall_count, 100 * p->options->minority_min);
    ctx_hint(ctx, "fit more roll calls, or take smaller minorities (--minority)");
    return AISLE_INPUT;
out:
    return status;
}

/* --- spells -------------------------------------------------------------------- */

/* What is known of a member while blocks are walked through. */
struct follow {
    int career; /* the present one; -1: none yet */
    int block;  /* where it was seen last */
    char caucus;
};

struct build {
    struct dyn_panel *panel;
    struct follow *follow; /* [members] */
    size_t period_capacity;
    size_t career_capacity;
};

static int count_votes(const struct dyn_panel *p, const struct dyn_period *s)
{
    const struct dyn_block *b = &p->block[s->block];
    int count = 0;
    for (int j = b->item; j < b->item + b->item_count; j++) {
        int number = p->votes->rollcalls[p->rollcall[j]].number;
        if (number >= s->first_number && number <= s->last_number)
            count +=
                sign_of(aisle_votes_cast(p->votes, p->rollcall[j], s->member)) != 0;
    }
    return count;
}

static bool add_period(struct build *b, const struct dyn_period *s)
{
    struct dyn_panel *p = b->panel;
    if (!mem_grow((void **)&p->period, &b->period_capacity, (size_t)p->period_count,
                  sizeof *p->period))
        return false;
    p->period[p->period_count++] = *s;
    p->career[s->career].length++;
    p->career[s->career].vote_count += s->vote_count;
    return true;
}

/* Put the spell into the member's career, with bridges over what was missed, or
 * begin a new one. */
static bool follow_spell(struct build *b, struct dyn_period *s)
{
    struct dyn_panel *p = b->panel;
    struct follow *f = &b->follow[s->member];
    bool split = p->options->split_switchers && s->caucus != f->caucus;
    if (f->career < 0 || split) {
        if (!mem_grow((void **)&p->career, &b->career_capacity, (size_t)p->career_count,
                      sizeof *p->career))
            return false;
        p->career[p->career_count] = (struct dyn_career){.member = s->member};
        f->career = p->career_count++;
        f->block = s->block - 1;
    }
    for (int t = f->block + 1; t < s->block; t++) {
        struct dyn_period bridge = {.block = t,
                                    .career = f->career,
                                    .member = s->member,
                                    .first_number = INT_MAX,
                                    .party = s->party,
                                    .caucus = s->caucus};
        if (!add_period(b, &bridge))
            return false;
    }
    s->career = f->career;
    f->block = s->block;
    f->caucus = s->caucus;
    return add_period(b, s);
}

/* The next spell of the spell's member in its Congress: services in a row under one
 * caucus (all of them, when switchers stay one person). Services of one member in
 * one Congress stand in order. False when there is none left. */
static bool next_spell(const struct dyn_panel *p, int *service, struct dyn_period *s)
{
    const struct aisle_votes *v = p->votes;
    bool any = false;
    for (; *service < v->service_count; (*service)++) {
        const struct aisle_service *from = &v->services[*service];
        if (from->member != s->member || from->congress != p->block[s->block].congress)
            continue;
        if (any && p->options->split_switchers && from->caucus != s->caucus) {
            s->last_number = from->first_number - 1;
            return true;
        }
        if (!any)
            s->first_number = p->options->split_switchers ? from->first_number : 0;
        s->party = from->party;
        s->caucus = from->caucus;
        any = true;
    }
    s->last_number = INT_MAX;
    return any;
}

/* A table without services knows one label a member. */
static bool add_spells(struct build *b, int block, int member)
{
    struct dyn_panel *p = b->panel;
    const struct aisle_member *m = &p->votes->members[member];
    struct dyn_period s = {.block = block,
                           .member = member,
                           .previous = -1,
                           .next = -1,
                           .last_number = INT_MAX,
                           .party = m->party,
                           .caucus = m->caucus};
    int service = 0;
    bool known = next_spell(p, &service, &s);
    do {
        if (!known)
            s.first_number = 0;
        s.vote_count = count_votes(p, &s);
        if (s.vote_count > 0 && !follow_spell(b, &s))
            return false;
    } while (known && service < p->votes->service_count && next_spell(p, &service, &s));
    return true;
}

static enum aisle_status find_spells(struct aisle_ctx *ctx, struct dyn_panel *p)
{
    struct build b = {.panel = p};
    int members = p->votes->member_count;
    b.follow = mem_new((size_t)members, sizeof *b.follow);
    bool good = b.follow != NULL;
    for (int i = 0; i < members && good; i++)
        b.follow[i].career = -1;
    for (int t = 0; t < p->block_count && good; t++)
        for (int i = 0; i < members && good; i++)
            good = add_spells(&b, t, i);
    free(b.follow);
    return good ? AISLE_OK : ctx_no_memory(ctx);
}

/* --- periods ------------------------------------------------------------------- */

static int compare_periods(const void *left, const void *right)
{
    const struct dyn_period *a = left;
    const struct dyn_period *b = right;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    return (a->career > b->career) - (a->career < b->career);
}

static enum aisle_status link_periods(struct aisle_ctx *ctx, struct dyn_panel *p)
{
    int *last = mem_new((size_t)p->career_count + 1, sizeof *last);
    if (!last)
        return ctx_no_memory(ctx);
    qsort(p->period, (size_t)p->period_count, sizeof *p->period, compare_periods);
    for (int c = 0; c < p->career_count; c++)
        last[c] = -1;
    for (int i = 0; i < p->period_count; i++) {
        struct dyn_period *s = &p->period[i];
        struct dyn_block *b = &p->block[s->block];
        if (b->period_count++ == 0)
            b->period = i;
        s->previous = last[s->career];
        s->next = -1;
        if (s->previous >= 0)
            p->period[s->previous].next = i;
        else
            p->career[s->career].first = i;
        last[s->career] = i;
    }
    free(last);
    return AISLE_OK;
}

static void count_careers(struct dyn_panel *p)
{
    int needed = p->options->votes_min > 1 ? p->options->votes_min : 1;
    for (int c = 0; c < p->career_count; c++) {
        struct dyn_career *career = &p->career[c];
        career->thin = career->vote_count < needed;
        if (career->thin)
            continue;
        p->step_count += career->length - 1;
        p->vote_count += career->vote_count;
    }
    for (int i = 0; i < p->period_count; i++)
        p->fitted_count += dyn_is_fitted(p, i);
}

static enum aisle_status read_signs(struct aisle_ctx *ctx, struct dyn_panel *p)
{
    size_t size = 0;
    for (int t = 0; t < p->block_count; t++) {
        p->block[t].sign = size;
        size += (size_t)p->block[t].item_count * (size_t)p->block[t].period_count;
    }
    p->sign = mem_new(size + 1, sizeof *p->sign);
    if (!p->sign)
        return ctx_no_memory(ctx);
    for (int t = 0; t < p->block_count; t++) {
        const struct dyn_block *b = &p->block[t];
        int8_t *sign = p->sign + b->sign;
        for (int j = b->item; j < b->item + b->item_count; j++) {
            int number = p->votes->rollcalls[p->rollcall[j]].number;
            for (int i = b->period; i < b->period + b->period_count; i++, sign++) {
                const struct dyn_period *s = &p->period[i];
                if (number >= s->first_number && number <= s->last_number)
                    *sign =
                        sign_of(aisle_votes_cast(p->votes, p->rollcall[j], s->member));
            }
        }
    }
    return AISLE_OK;
}

static enum aisle_status check_size(struct aisle_ctx *ctx, const struct dyn_panel *p)
{
    int careers = 0;
    for (int c = 0; c < p->career_count; c++)
        careers += !p->career[c].thin;
    if (careers >= 3)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_INPUT,
             "%d of %d members have the %d contested votes asked for; paths need at "
             "least 3",
             careers, p->votes->member_count, p->options->votes_min);
    ctx_hint(ctx, "fit more roll calls, or ask for fewer votes a member (--min-votes)");
    return AISLE_INPUT;
}

/* Without a member who votes on both sides nothing ties two Congresses' scales. */
static enum aisle_status check_bridges(struct aisle_ctx *ctx, const struct dyn_panel *p)
{
    enum aisle_status status = AISLE_OK;
    for (int t = 0; t + 1 < p->block_count; t++) {
        const struct dyn_block *b = &p->block[t];
        int bridges = 0;
        for (int i = b->period; i < b->period + b->period_count; i++)
            bridges += p->period[i].next >= 0 && !p->career[p->period[i].career].thin;
        if (bridges > 0)
            continue;
        status = ctx_fail(ctx, AISLE_INPUT,
                          "no member with %d contested votes serves in both "
                          "Congresses %d and %d: nothing ties their scales",
                          p->options->votes_min, b->congress, b[1].congress);
        ctx_hint(ctx, "fit either side alone");
    }
    return status;
}

static int compare_names(const void *left, const void *right)
{
    const struct aisle_member *const *a = left;
    const struct aisle_member *const *b = right;
    return strcmp((*a)->bioguide, (*b)->bioguide);
}

static enum aisle_status check_members(struct aisle_ctx *ctx,
                                       const struct aisle_votes *votes)
{
    enum aisle_status status = AISLE_OK;
    size_t count = (size_t)votes->member_count;
    const struct aisle_member **sorted = mem_new(count, sizeof *sorted);
    if (!sorted)
        return ctx_no_memory(ctx);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &votes->members[i];
    qsort(sorted, count, sizeof *sorted, compare_names);
    for (size_t i = 1; i < count; i++)
        if (sorted[i]->bioguide[0] && compare_names(&sorted[i - 1], &sorted[i]) == 0)
            status =
                ctx_fail(ctx, AISLE_INPUT, "member %s (%s) stands in the votes twice",
                         sorted[i]->last, sorted[i]->bioguide);
    free(sorted);
    return status;
}

enum aisle_status dyn_panel_new(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                                const struct aisle_dynamic_options *options,
                                struct dyn_panel *out)
{
    struct dyn_panel p = {.votes = votes, .options = options};
    enum aisle_status status;
    if (votes->member_count < 1 || votes->rollcall_count < 1)
        return ctx_fail(ctx, AISLE_INPUT, "no votes to fit: %d members, %d roll calls",
                        votes->member_count, votes->rollcall_count);
    TRY(check_members(ctx, votes));
    TRY(find_items(ctx, &p));
    TRY(find_spells(ctx, &p));
    TRY(link_periods(ctx, &p));
    count_careers(&p);
    TRY(check_size(ctx, &p));
    TRY(check_bridges(ctx, &p));
    TRY(read_signs(ctx, &p));
    TRY(dyn_lay_tiles(ctx, &p));
    *out = p;
out:
    if (status != AISLE_OK)
        dyn_panel_clear(&p);
    return status;
}

void dyn_panel_clear(struct dyn_panel *p)
{
    free(p->block);
    free(p->period);
    free(p->career);
    free(p->rollcall);
    free(p->sign);
    dyn_tiles_clear(&p->by_item);
    dyn_tiles_clear(&p->by_period);
    *p = (struct dyn_panel){0};
}
