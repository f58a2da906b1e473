#include "prior/bank.h"

#include "base/mem.h"
#include "num/special.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BANK_MIN = 10 };

void bank_clear(struct bank *bank)
{
    free(bank->atoms);
    free(bank->kin);
    *bank = (struct bank){0};
}

/* "H.R. 815" and "hr815" name the same measure. */
bool bank_same_measure(const struct aisle_package *package,
                       const struct aisle_rollcall *rollcall)
{
    const char *a = package->measure;
    const char *b = rollcall->bill;
    if (!*a || !*b || rollcall->congress != package->congress)
        return false;
    for (;;) {
        while (*a && !isalnum((unsigned char)*a))
            a++;
        while (*b && !isalnum((unsigned char)*b))
            b++;
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
        if (!*a)
            return true;
        a++;
        b++;
    }
}

bool bank_same_text(const struct aisle_package *package,
                    const struct aisle_rollcall *rollcall)
{
    return bank_same_measure(package, rollcall) &&
           (package->text_since == AISLE_DAY_NONE ||
            rollcall->date >= package->text_since);
}

double bank_logit(const struct item *t, const struct seat *seat)
{
    const double pi_8 = 0.39269908169872414;
    double spread = t->b1 * t->b1 * seat->v[0] + 2 * t->b1 * t->b2 * seat->v[1] +
                    t->b2 * t->b2 * seat->v[2];
    double z = t->a + t->b1 * seat->x[0] + t->b2 * seat->x[1] +
               t->c * caucus_sign(seat->caucus);
    return z / sqrt(1 + pi_8 * fmax(spread, 0));
}

/* The majority leader's nay on a cloture that fails keeps the right to have it
 * reconsidered: procedure, not preference. */
int bank_procedural(const struct bank_question *q, const struct aisle_rollcall *r)
{
    if (r->category != AISLE_CATEGORY_CLOTURE || r->passed)
        return -1;
    const struct aisle_leader *leader =
        aisle_leaders_at(q->leaders, AISLE_ROLE_MAJORITY, r->date);
    return leader ? aisle_votes_find_member(q->votes, leader->bioguide) : -1;
}

static struct item fit(const struct bank_question *q, int rollcall)
{
    struct item_block *casts = q->memo->casts;
    int skip = bank_procedural(q, &q->votes->rollcalls[rollcall]);
    int count = 0;
    for (int m = 0; m < q->votes->member_count; m++) {
        uint8_t cast = aisle_votes_cast(q->votes, rollcall, m);
        const double *at = q->roster->member_x + 2 * m;
        if ((cast != AISLE_CAST_YEA && cast != AISLE_CAST_NAY) || m == skip ||
            isnan(at[0]))
            continue;
        item_put(casts, count++, at[0], at[1], caucus_sign(q->votes->members[m].caucus),
                 cast == AISLE_CAST_YEA);
    }
    return item_fit(count, casts, q->settings->item_prior_sd,
                    q->settings->item_party_sd);
}

struct item bank_item(const struct bank_question *q, int rollcall)
{
    struct memo *memo = q->memo;
    if (!memo->fitted[rollcall]) {
        memo->items[rollcall] = fit(q, rollcall);
        memo->fitted[rollcall] = true;
    }
    return memo->items[rollcall];
}

static bool is_anchor(const struct aisle_package *package,
                      const struct aisle_rollcall *r)
{
    for (int p = 0; p < package->provision_count; p++)
        for (int k = 0; k < package->provisions[p].anchor_count; k++) {
            const struct aisle_anchor *a = &package->provisions[p].anchors[k];
            if (a->congress == r->congress && a->number == r->number)
                return true;
        }
    return false;
}

/* List the roll calls of at least likeness `like`; false when memory is short. */
static bool list_atoms(const struct bank_question *q, int like, struct bank *bank)
{
    size_t capacity = 0;
    free(bank->atoms);
    bank->atoms = NULL;
    bank->count = 0;
    for (int r = 0; r < q->votes->rollcall_count; r++) {
        const struct aisle_rollcall *roll = &q->votes->rollcalls[r];
        if (roll->date >= q->as_of || bank_like(roll, q->kind) < like ||
            bank_same_text(q->package, roll) || bank_proposer(q, r) == 0 ||
            !bank_same_standing(q, r))
            continue;
        if (!mem_grow((void **)&bank->atoms, &capacity, (size_t)bank->count,
                      sizeof *bank->atoms))
            return false;
        bank->atoms[bank->count++] = (struct atom){.rollcall = r};
    }
    return true;
}

static double control_weight(const struct bank_question *q, aisle_day day,
                             const struct aisle_leader *majority)
{
    const struct aisle_leader *vice =
        aisle_leaders_at(q->leaders, AISLE_ROLE_VICE_PRESIDENT, day);
    bool now = q->roster->majority == q->roster->president;
    bool then = !vice || majority->party == vice->party;
    return now == then ? 1 : q->settings->bank_other_control;
}

static void weigh_atoms(const struct bank_question *q, struct bank *bank)
{
    const struct settings *s = q->settings;
    double sum = 0;
    double plain = 0;
    for (int k = 0; k < bank->count; k++) {
        struct atom *atom = &bank->atoms[k];
        const struct aisle_rollcall *r = &q->votes->rollcalls[atom->rollcall];
        const struct aisle_leader *majority =
            aisle_leaders_at(q->leaders, AISLE_ROLE_MAJORITY, r->date);
        double age = (double)(q->as_of - r->date);
        atom->likeness = similarity_of(q->memo->similarity, atom->rollcall);
        atom->plain = exp2(-age / s->bank_half_life_days) *
                      control_weight(q, r->date, majority) *
                      exp(s->bank_text_weight * atom->likeness);
        atom->weight = atom->plain;
        if (is_anchor(q->package, r)) {
            atom->weight *= s->bank_anchor_weight;
            bank->anchor_count++;
        }
        sum += atom->weight;
        plain += atom->plain;
    }
    for (int k = 0; k < bank->count; k++) {
        bank->atoms[k].weight /= sum;
        bank->atoms[k].plain /= plain;
    }
}

static void fit_atoms(const struct bank_question *q, struct bank *bank)
{
    for (int k = 0; k < bank->count; k++) {
        struct atom *atom = &bank->atoms[k];
        atom->item = bank_item(q, atom->rollcall);
        atom->turned = bank_proposer(q, atom->rollcall) != q->sign;
        if (atom->turned) {
            atom->item.b1 = -atom->item.b1;
            atom->item.c = -atom->item.c;
        }
        for (int i = 0; i < q->roster->count; i++)
            atom->yeas += num_logistic(bank_logit(&atom->item, &q->roster->seats[i]));
    }
}

/* A yea on it is a yea to the measure. */
static bool on_law(const struct aisle_rollcall *r)
{
    return bank_like(r, AISLE_VOTE_CLOTURE) > 0 ||
           bank_like(r, AISLE_VOTE_PASSAGE) == 2;
}

static bool asks_for_law(enum aisle_vote_kind kind)
{
    return kind == AISLE_VOTE_CLOTURE || kind == AISLE_VOTE_CLOTURE_PROCEED ||
           kind == AISLE_VOTE_PASSAGE;
}

/* For a cloture or passage, the clotures and passages on like texts that are no atoms;
 * false when memory is short. */
static bool list_kin(const struct bank_question *q, int like, struct bank *bank)
{
    size_t capacity = 0;
    bool ok = true;
    for (int r = 0; ok && asks_for_law(q->kind) && r < q->votes->rollcall_count; r++) {
        const struct aisle_rollcall *roll = &q->votes->rollcalls[r];
        if (!on_law(roll) || roll->date >= q->as_of ||
            bank_like(roll, q->kind) >= like || bank_same_text(q->package, roll))
            continue;
        double likeness = similarity_of(q->memo->similarity, r);
        if (likeness < q->settings->subject_likeness_min)
            continue;
        ok = mem_grow((void **)&bank->kin, &capacity, (size_t)bank->kin_count,
                      sizeof *bank->kin);
        if (ok)
            bank->kin[bank->kin_count++] = (struct atom){
                .rollcall = r, .likeness = likeness, .item = bank_item(q, r)};
    }
    return ok;
}

static int compare_atoms(const void *a, const void *b)
{
    const struct atom *x = a;
    const struct atom *y = b;
    if (x->yeas != y->yeas)
        return x->yeas < y->yeas ? -1 : 1;
    return x->rollcall < y->rollcall ? -1 : 1;
}

/* Roll calls on one measure of one Congress are one another's echo. */
static void set_clusters(const struct aisle_votes *votes, struct bank *bank)
{
    for (int k = 0; k < bank->count; k++) {
        const struct aisle_rollcall *r = &votes->rollcalls[bank->atoms[k].rollcall];
        bank->atoms[k].cluster = -1;
        for (int j = 0; *r->bill && j < k && bank->atoms[k].cluster < 0; j++) {
            const struct aisle_rollcall *o = &votes->rollcalls[bank->atoms[j].rollcall];
            if (o->congress == r->congress && strcmp(o->bill, r->bill) == 0)
                bank->atoms[k].cluster = bank->atoms[j].cluster;
        }
        if (bank->atoms[k].cluster < 0)
            bank->atoms[k].cluster = bank->cluster_count++;
    }
}

static void set_base_rate(const struct aisle_votes *votes, struct bank *bank)
{
    int carried = 0;
    bank->first = votes->rollcalls[bank->atoms[0].rollcall].date;
    bank->last = bank->first;
    for (int k = 0; k < bank->count; k++) {
        const struct aisle_rollcall *r = &votes->rollcalls[bank->atoms[k].rollcall];
        carried += r->passed;
        bank->first = r->date < bank->first ? r->date : bank->first;
        bank->last = r->date > bank->last ? r->date : bank->last;
    }
    bank->base_rate = (double)carried / bank->count;
}

/* Votes of another kind say nothing of this one. */
static enum aisle_status fail_few(struct aisle_ctx *ctx, const struct bank_question *q,
                                  int count)
{
    struct place place = {q->package->path, 0, 0};
    for (int v = 0; v < q->package->vote_count && !place.line; v++)
        if (q->package->votes[v].kind == q->kind)
            place.line = q->package->votes[v].line;
    return ctx_fail_at(ctx, AISLE_INPUT, place, NULL,
                       "only %d past votes are of the kind '%s'; a forecast needs %d",
                       count, aisle_vote_kind_text(q->kind), BANK_MIN);
}

enum aisle_status bank_build(struct aisle_ctx *ctx, const struct bank_question *q,
                             struct bank *out)
{
    enum aisle_status status = AISLE_OK;
    struct bank bank = {0};
    int like = 2;
    bool listed = list_atoms(q, like, &bank);
    if (listed && bank.count < (int)q->settings->bank_items_min)
        listed = list_atoms(q, like = 1, &bank);
    listed = listed && list_kin(q, like, &bank);
    if (!listed)
        TRY(ctx_no_memory(ctx));
    if (bank.count < BANK_MIN)
        TRY(fail_few(ctx, q, bank.count));
    weigh_atoms(q, &bank);
    fit_atoms(q, &bank);
    qsort(bank.atoms, (size_t)bank.count, sizeof *bank.atoms, compare_atoms);
    set_clusters(q->votes, &bank);
    set_base_rate(q->votes, &bank);
    *out = bank;
    bank = (struct bank){0};
out:
    bank_clear(&bank);
    return status;
}
