/* The table of roll calls in the record's format (data/senate/README.md). */
#include "export/export.h"

static void add_texts(struct text *out, const struct aisle_rollcall *r)
{
    const char *const fields[] = {aisle_category_text(r->category),
                                  r->vote_type,
                                  r->question,
                                  aisle_requires_text(r->requires),
                                  r->result,
                                  r->bill,
                                  r->bill_title,
                                  r->amendment,
                                  r->nomination,
                                  r->subject,
                                  r->purpose};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        text_add_char(out, ',');
        export_field(out, fields[i]);
    }
}

static void add_rollcall(struct text *out, const struct aisle_rollcall *r)
{
    char date[AISLE_DATE_TEXT];
    const char *tie = r->vp_tie == AISLE_CAST_YEA   ? "Yea"
                      : r->vp_tie == AISLE_CAST_NAY ? "Nay"
                                                    : "";
    text_addf(out, "%d,%d,%s,%s", r->congress, r->number,
              aisle_day_format(r->date, date), r->time);
    add_texts(out, r);
    text_addf(out, ",%d,%d,%d,%d,%s,%s\n", r->yea, r->nay, r->present, r->absent, tie,
              aisle_cloture_text(r->cloture));
}

enum aisle_status aisle_export_rollcalls(struct aisle_ctx *ctx,
                                         const struct aisle_votes *votes, char **out)
{
    struct text text = {0};
    enum aisle_status status = export_check(ctx, votes);
    if (status != AISLE_OK)
        return status;
    text_add(&text, "congress,rollnumber,date,time,category,vote_type,question,"
                    "requires,result,bill,bill_title,amendment,nomination,subject,"
                    "amendment_purpose,yea,nay,present,nv,vp_tie,cloture_kind\n");
    for (int i = 0; i < votes->rollcall_count; i++)
        add_rollcall(&text, &votes->rollcalls[i]);
    return export_take(ctx, &text, out);
}
