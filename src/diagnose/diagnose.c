/* aisle_diagnose: from the votes, by the estimates, from the draws, by the rules. */
#include "diagnose/diagnose.h"

#include <math.h>

void aisle_diagnose_options_init(struct aisle_diagnose_options *options)
{
    *options = (struct aisle_diagnose_options){
        .only_member = -1,
        .only_item = -1,
        .replications = 200,
        .seed = 1,
    };
}

static enum aisle_status tables_new(const struct view *v, struct aisle_diagnosis *d)
{
    d->members = mem_new((size_t)v->member_count, sizeof *d->members);
    d->rollcalls = mem_new((size_t)v->rollcall_count, sizeof *d->rollcalls);
    if (!d->members || !d->rollcalls)
        return ctx_no_memory(v->ctx);
    d->member_count = v->member_count;
    d->rollcall_count = v->rollcall_count;
    d->item_count = v->item_count;
    for (int i = 0; i < v->member_count; i++) {
        d->members[i].z = NAN;
        d->members[i].elpd_loo = NAN;
    }
    for (int r = 0; r < v->rollcall_count; r++)
        d->rollcalls[r] = (struct aisle_rollcall_diagnosis){
            .item = -1,
            .decider = -1,
            .cut = NAN,
            .cut_q05 = NAN,
            .cut_q95 = NAN,
            .angle = NAN,
            .angle_q05 = NAN,
            .angle_q95 = NAN,
            .p_right = NAN,
            .z = NAN,
            .elpd_loo = NAN,
            .p_loo = NAN,
            .k_max = NAN,
        };
    return AISLE_OK;
}

enum aisle_status aisle_diagnose(struct aisle_ctx *ctx, const struct aisle_votes *votes,
                                 const struct aisle_fit *fit,
                                 const struct aisle_diagnose_options *options,
                                 struct aisle_diagnosis *out)
{
    struct view v = {0};
    struct aisle_diagnosis d;
    enum aisle_status status;
    aisle_diagnosis_init(&d);
    TRY(diagnose_view_new(ctx, votes, fit, options->threads, &v));
    TRY(tables_new(&v, &d));
    TRY(diagnose_record_fill(&v, &d));
    TRY(diagnose_account_fill(&v, &d));
    TRY(diagnose_cut_fill(&v, &d));
    diagnose_care(&v, &d);
    if (options->chances)
        TRY(diagnose_chances_fill(&v, options, &d));
    if (options->replicate)
        TRY(diagnose_replicate_fill(&v, options, &d));
    if (options->judge)
        TRY(diagnose_judge_fill(&v, &d));
    *out = d;
out:
    if (status != AISLE_OK)
        aisle_diagnosis_clear(&d);
    diagnose_view_clear(&v);
    return status;
}
