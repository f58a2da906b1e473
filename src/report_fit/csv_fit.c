#include "words/csv_parts.h"
#include "words/take.h"
#include <aisle/report.h>

enum aisle_status aisle_report_fit_csv(struct aisle_ctx *ctx,
                                       const struct aisle_fit *fit, char **out)
{
    struct text text = {0};
    text_add(&text, "bioguide,name,state,party,caucus");
    for (int k = 1; k <= fit->dims; k++)
        text_addf(&text, ",x%d,sd%d,q05_%d,q95_%d", k, k, k, k);
    text_add(&text, ",rank,rank_q05,rank_q95,votes,thin\n");
    for (int m = 0; m < fit->member_count; m++) {
        const struct aisle_fit_member *member = &fit->members[m];
        text_addf(&text, "%s,", member->bioguide);
        csv_put_text(&text, member->name, false);
        text_addf(&text, ",%s,%c,%c", member->state, member->party, member->caucus);
        for (int k = 0; k < fit->dims; k++) {
            csv_put_number(&text, member->x[k]);
            csv_put_number(&text, member->sd[k]);
            csv_put_number(&text, member->q05[k]);
            csv_put_number(&text, member->q95[k]);
        }
        csv_put_number(&text, member->rank);
        csv_put_number(&text, member->rank_q05);
        csv_put_number(&text, member->rank_q95);
        text_addf(&text, ",%d,%d\n", member->vote_count, member->thin);
    }
    return report_take(ctx, &text, out);
}
