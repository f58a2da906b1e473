#include "base/mem.h"
#include "base/text.h"
#include "voteview/voteview.h"
#include <ctype.h>
#include <string.h>

/* X(NAME, column, required) */
#define COLUMN_LIST(X)                                                                 \
    X(CONGRESS, "congress", true)                                                      \
    X(CHAMBER, "chamber", true)                                                        \
    X(ICPSR, "icpsr", true)                                                            \
    X(STATE, "state_abbrev", true)                                                     \
    X(PARTY, "party_code", true)                                                       \
    X(NAME, "bioname", true)                                                           \
    X(BIOGUIDE, "bioguide_id", true)                                                   \
    /* known, not read */                                                              \
    X(STATE_ICPSR, "state_icpsr", false)                                               \
    X(DISTRICT, "district_code", false)                                                \
    X(OCCUPANCY, "occupancy", false)                                                   \
    X(LAST_MEANS, "last_means", false)                                                 \
    X(BORN, "born", false)                                                             \
    X(DIED, "died", false)                                                             \
    X(DIM1, "nominate_dim1", false)                                                    \
    X(DIM2, "nominate_dim2", false)                                                    \
    X(LOG_LIKELIHOOD, "nominate_log_likelihood", false)                                \
    X(GMP, "nominate_geo_mean_probability", false)                                     \
    X(VOTES, "nominate_number_of_votes", false)                                        \
    X(ERRORS, "nominate_number_of_errors", false)                                      \
    X(CONDITIONAL, "conditional", false)                                               \
    X(POOLE_DIM1, "nokken_poole_dim1", false)                                          \
    X(POOLE_DIM2, "nokken_poole_dim2", false)

enum { COLUMN_LIST(CSV_PLACE) C_COUNT };
static const struct csv_wanted columns[] = {COLUMN_LIST(CSV_WANTED)};

struct reader {
    struct csv csv;
    int at[C_COUNT];
    struct voteview_members *out;
    struct aisle_votes *votes;
    size_t member_capacity;
};

/* Voteview's party codes: 100 Democrat, 200 Republican; all others (328
 * independent, 329 independent Democrat, 331 independent Republican, ...) sit
 * outside the two parties. */
static char party_of(int code)
{
    return code == 100 ? 'D' : code == 200 ? 'R' : 'I';
}

static bool read_person(struct reader *r, struct aisle_member *out)
{
    struct csv *csv = &r->csv;
    const char *state = csv_field(csv, r->at[C_STATE]);
    if (strlen(state) != 2 || !isupper((unsigned char)state[0]) ||
        !isupper((unsigned char)state[1]))
        csv_fail(csv, r->at[C_STATE], NULL, "'%s' is no state", state);
    else
        text_fit(out->state, sizeof out->state, state);
    const char *name = csv_field(csv, r->at[C_NAME]);
    if (!*name)
        csv_fail(csv, r->at[C_NAME], NULL, "a member without a name");
    if (voteview_name(name, &out->last, &out->first))
        return true;
    csv->status = ctx_no_memory(csv->ctx);
    return false;
}

static void clear_person(struct aisle_member *m)
{
    free(m->last);
    free(m->first);
    *m = (struct aisle_member){0};
}

/* Index of the person of this row, new or met before under another number; -1
 * when the row is wrong or memory short. */
static int find_person(struct reader *r, int icpsr)
{
    struct aisle_votes *votes = r->votes;
    const char *id = csv_field(&r->csv, r->at[C_BIOGUIDE]);
    struct aisle_member person = {.icpsr = icpsr};
    if (!*id || strlen(id) >= sizeof person.bioguide) {
        csv_fail(&r->csv, r->at[C_BIOGUIDE], "a capital letter and six digits",
                 "'%s' is no Bioguide id", id);
        return -1;
    }
    int known = aisle_votes_find_member(votes, id);
    if (known >= 0) {
        if (icpsr < votes->members[known].icpsr)
            votes->members[known].icpsr = icpsr; /* the number he began with */
        return known;
    }
    text_fit(person.bioguide, sizeof person.bioguide, id);
    void *members = votes->members;
    if (read_person(r, &person) &&
        mem_grow(&members, &r->member_capacity, (size_t)votes->member_count,
                 sizeof *votes->members)) {
        votes->members = members;
        votes->members[votes->member_count] = person;
        return votes->member_count++;
    }
    clear_person(&person);
    r->csv.status = ctx_no_memory(r->csv.ctx);
    return -1;
}

static void read_row(struct reader *r)
{
    int icpsr = 0, party = 0;
    struct voteview_members *out = r->out;
    bool fine = voteview_id(&r->csv, r->at[C_ICPSR], 9999999, &icpsr);
    fine = voteview_id(&r->csv, r->at[C_PARTY], 99999, &party) && fine;
    if (!fine)
        return;
    int member = find_person(r, icpsr);
    if (member < 0)
        return;
    void *labels = out->labels;
    if (!mem_grow(&labels, &out->label_capacity, out->label_count,
                  sizeof *out->labels)) {
        r->csv.status = ctx_no_memory(r->csv.ctx);
        return;
    }
    out->labels = labels;
    out->labels[out->label_count++] =
        (struct voteview_label){icpsr, member, r->csv.line, party_of(party), 0, 0};
}

static int by_icpsr(const void *a, const void *b)
{
    const struct voteview_label *x = a, *y = b;
    if (x->icpsr != y->icpsr)
        return x->icpsr < y->icpsr ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static void sort_labels(struct csv *csv, struct voteview_members *out)
{
    if (out->label_count == 0) {
        csv_fail(csv, -1, NULL, "no member of the chamber in the file");
        return;
    }
    qsort(out->labels, out->label_count, sizeof *out->labels, by_icpsr);
    for (size_t i = 1; i < out->label_count; i++) {
        if (out->labels[i].icpsr != out->labels[i - 1].icpsr)
            continue;
        csv->line = out->labels[i].line;
        csv_fail(csv, -1, NULL, "icpsr %d stands on line %d already",
                 out->labels[i].icpsr, out->labels[i - 1].line);
    }
}

enum aisle_status voteview_read_members(struct aisle_ctx *ctx, const char *path,
                                        const char *bytes, size_t size,
                                        struct voteview_scope *scope,
                                        struct voteview_members *out,
                                        struct aisle_votes *votes,
                                        struct aisle_import_report *report)
{
    struct reader r = {.out = out, .votes = votes};
    struct csv *csv = &r.csv;
    enum aisle_status status = csv_open(csv, ctx, path, bytes, size);
    if (status != AISLE_OK)
        return status;
    csv_find_columns(csv, C_COUNT, columns, r.at);
    if (csv->error_count == 0) {
        while (csv_next(csv)) {
            if (voteview_in_scope(csv, r.at[C_CONGRESS], r.at[C_CHAMBER], scope,
                                  report))
                read_row(&r);
        }
        if (csv->status == AISLE_OK || csv->status == AISLE_INPUT)
            sort_labels(csv, out);
    }
    return csv_close(csv);
}
