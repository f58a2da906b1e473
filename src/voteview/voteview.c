#include "voteview/voteview.h"
#include "base/mem.h"
#include "base/text.h"
#include <string.h>

struct work {
    struct aisle_ctx *ctx;
    struct voteview_scope scope;
    struct record_rollcalls rollcalls;
    struct voteview_members members;
    struct aisle_votes votes;
    struct aisle_import_report report;
};

/* Read all three, so that the errors of all are told at once. */
static enum aisle_status read_all(struct work *w, const struct record_file *members,
                                  const struct record_file *votes,
                                  const struct record_file *rollcalls)
{
    enum aisle_status first =
        voteview_read_rollcalls(w->ctx, rollcalls->path, rollcalls->bytes,
                                rollcalls->size, &w->scope, &w->rollcalls, &w->report);
    if (first == AISLE_MEMORY)
        return first;
    enum aisle_status second =
        voteview_read_members(w->ctx, members->path, members->bytes, members->size,
                              &w->scope, &w->members, &w->votes, &w->report);
    if (second == AISLE_MEMORY)
        return second;
    enum aisle_status third = voteview_read_votes(
        w->ctx, votes->path, votes->bytes, votes->size, &w->scope,
        first == AISLE_OK ? &w->rollcalls : NULL,
        second == AISLE_OK ? &w->members : NULL, &w->votes, &w->report);
    if (first != AISLE_OK)
        return first;
    return second != AISLE_OK ? second : third;
}

static int by_member_and_time(const void *a, const void *b)
{
    const struct aisle_service *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->first_number > y->first_number) - (x->first_number < y->first_number);
}

/* A label with casts is a service; one without never voted and is left out. */
static enum aisle_status make_services(struct work *w, const char *members_path)
{
    struct aisle_votes *v = &w->votes;
    v->services = mem_new(w->members.label_count, sizeof *v->services);
    if (!v->services)
        return ctx_no_memory(w->ctx);
    for (size_t i = 0; i < w->members.label_count; i++) {
        const struct voteview_label *l = &w->members.labels[i];
        if (l->first_number == 0) {
            if (!import_skip(&w->report, "member without a vote",
                             (struct place){members_path, l->line, 1}, "icpsr %d",
                             l->icpsr))
                return ctx_no_memory(w->ctx);
            continue;
        }
        v->services[v->service_count++] = (struct aisle_service){
            l->member,      w->scope.congress, l->first_number,
            l->last_number, l->party,          l->party == 'I' ? '?' : l->party};
    }
    qsort(v->services, (size_t)v->service_count, sizeof *v->services,
          by_member_and_time);
    return AISLE_OK;
}

static bool has_service(const struct aisle_votes *v, int member)
{
    for (int i = 0; i < v->service_count; i++) {
        if (v->services[i].member == member)
            return true;
    }
    return false;
}

/* Take out a member who has no cast: close the gap in every row of casts. */
static void drop_member(struct aisle_votes *v, int rollcalls, int member)
{
    size_t count = (size_t)v->member_count, kept = 0;
    for (size_t i = 0; i < (size_t)rollcalls * count; i++) {
        if (i % count != (size_t)member)
            v->casts[kept++] = v->casts[i];
    }
    free(v->members[member].last);
    free(v->members[member].first);
    for (int m = member; m + 1 < v->member_count; m++)
        v->members[m] = v->members[m + 1];
    for (int i = 0; i < v->service_count; i++)
        v->services[i].member -= v->services[i].member > member;
    v->member_count--;
}

/* Two labels of one person must not overlap: the sides would be in doubt. */
static enum aisle_status check_services(struct work *w, const char *votes_path)
{
    const struct aisle_votes *v = &w->votes;
    enum aisle_status status = AISLE_OK;
    for (int i = 1; i < v->service_count; i++) {
        const struct aisle_service *s = &v->services[i], *before = s - 1;
        if (s->member == before->member && s->first_number <= before->last_number)
            status =
                ctx_fail_at(w->ctx, AISLE_INPUT, (struct place){votes_path, 0, 0}, NULL,
                            "%s votes under two party labels at roll call %d",
                            v->members[s->member].bioguide, s->first_number);
    }
    return status;
}

static enum aisle_status assemble(struct work *w, const char *members_path,
                                  const char *votes_path, const char *rollcalls_path)
{
    struct aisle_votes *v = &w->votes;
    enum aisle_status status;
    TRY(make_services(w, members_path));
    TRY(check_services(w, votes_path));
    if (v->service_count == 0)
        return ctx_fail_at(w->ctx, AISLE_INPUT, (struct place){votes_path, 0, 0}, NULL,
                           "no vote of a member of the chamber in the file");
    for (int m = v->member_count - 1; m >= 0; m--) {
        if (!has_service(v, m))
            drop_member(v, (int)w->rollcalls.count, m);
    }
    TRY(record_take_rollcalls(w->ctx, &w->rollcalls, v));
    text_fit(v->chamber, sizeof v->chamber,
             strcmp(w->scope.chamber, "House") == 0 ? "house" : "senate");
    v->congress_first = v->congress_last = w->scope.congress;
    TRY(record_tally(w->ctx, rollcalls_path, &w->rollcalls, v, &w->report));
    TRY(record_caucus(w->ctx, members_path, v));
    for (int m = 0; m < v->member_count; m++)
        v->members[m].in_office =
            aisle_votes_cast(v, v->rollcall_count - 1, m) != AISLE_CAST_OUT;
    TRY(aisle_votes_validate(w->ctx, v));
    import_count(&w->report, v);
out:
    return status;
}

enum aisle_status voteview_from_bytes(struct aisle_ctx *ctx,
                                      const struct record_file *members_file,
                                      const struct record_file *votes_file,
                                      const struct record_file *rollcalls_file,
                                      struct aisle_votes *votes,
                                      struct aisle_import_report *report)
{
    struct work w = {.ctx = ctx};
    aisle_votes_init(&w.votes);
    aisle_import_report_init(&w.report);
    enum aisle_status status;
    TRY(read_all(&w, members_file, votes_file, rollcalls_file));
    TRY(assemble(&w, members_file->path, votes_file->path, rollcalls_file->path));
    *votes = w.votes;
    *report = w.report;
out:
    if (status != AISLE_OK) {
        aisle_votes_clear(&w.votes);
        aisle_import_report_clear(&w.report);
    }
    record_rollcalls_clear(&w.rollcalls);
    free(w.members.labels);
    return status;
}

enum aisle_status aisle_import_voteview(struct aisle_ctx *ctx, const char *members_path,
                                        const char *votes_path,
                                        const char *rollcalls_path,
                                        struct aisle_votes *votes,
                                        struct aisle_import_report *report)
{
    struct record_file files[] = {
        {.path = members_path}, {.path = votes_path}, {.path = rollcalls_path}};
    enum aisle_status status = record_read_files(ctx, 3, files);
    if (status == AISLE_OK)
        status =
            voteview_from_bytes(ctx, &files[0], &files[1], &files[2], votes, report);
    record_free_files(3, files);
    return status;
}
