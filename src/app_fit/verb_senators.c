/* The verbs that browse a fit: senators and votes. Their runs are recorded without
 * the result, which the fit in the store gives again at once. */
#include "app_fit/browse.h"
#include "base/text.h"
#include <aisle/store_traits.h>

#include <ctype.h>
#include <math.h>
#include <string.h>

void app_browse_init(struct app_browse *browse)
{
    *browse = (struct app_browse){.category = -1, .bank = AISLE_BANK_ITEMS};
}

/* --- what was asked, in one text ------------------------------------------------------ */

/* Everything that the answer depends on; caller frees. */
static char *browse_about(const struct app_request *r, const struct app_browse *b)
{
    struct text text = {0};
    text_addf(&text, "from=%d ", r->congress_first);
    text_addf(&text, "name=%s with=%s sort=%d pairs=%d number=%d search=%s",
              b->name ? b->name : "", b->with ? b->with : "", b->sort, b->pairs,
              b->number, b->search ? b->search : "");
    text_addf(&text, " category=%d close=%d surprising=%d bank=%d nominations=%d",
              b->category, b->close, b->surprising, b->bank, b->nominations);
    for (int i = 0; i < b->announcement_count; i++)
        text_addf(&text, " %s", b->announcements[i]);
    return text_take(&text);
}

enum aisle_status browse_begin(struct aisle_ctx *ctx, struct app *app, const char *verb,
                               const struct app_request *request,
                               const struct app_browse *browse, struct app_study *study)
{
    enum aisle_status status;
    struct app_request with_about = *request;
    char *about = browse_about(request, browse);
    if (!about)
        return ctx_no_memory(ctx);
    with_about.about = about;
    with_about.keep_items = true;
    with_about.heldout = true;
    TRY(verb_ask(ctx, app, verb, &with_about, study));
    if (!study->cached)
        TRY(study_fit_congress(ctx, app, &with_about, request->congress, study));
    TRY(aisle_store_get_traits(ctx, app_store(app), &study->run, &study->votes,
                               &study->traits));
out:
    free(about);
    return status;
}

enum aisle_status browse_record(struct aisle_ctx *ctx, struct app *app,
                                struct app_study *study)
{
    enum aisle_status status;
    TRY(study_record_begin(ctx, app, study));
    TRY(study_record_end(ctx, app, study));
out:
    aisle_store_rollback(app_store(app));
    return status;
}

enum aisle_status browse_find(struct aisle_ctx *ctx, const struct app_study *study,
                              const char *name, int *member)
{
    /* Whoever held a seat in this Congress, not only those who hold one at its end. */
    struct aisle_votes all = study->votes;
    all.members = mem_new((size_t)all.member_count, sizeof *all.members);
    if (!all.members)
        return ctx_no_memory(ctx);
    for (int i = 0; i < all.member_count; i++) {
        all.members[i] = study->votes.members[i];
        all.members[i].in_office = true;
    }
    enum aisle_status status =
        aisle_votes_find_senator(ctx, &all, NULL, 0, name, "", member);
    free(all.members);
    return status;
}

/* --- rows in order ----------------------------------------------------------------------- */

struct keyed {
    double key;
    int index;
};

static int compare_keys(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* Rows of `keys` by key, not known last. */
static enum aisle_status take_rows(struct aisle_ctx *ctx, struct keyed *keys, int count,
                                   struct app_study *study)
{
    study->rows = mem_new((size_t)count, sizeof *study->rows);
    if (!study->rows)
        return ctx_no_memory(ctx);
    for (int i = 0; i < count; i++)
        if (isnan(keys[i].key))
            keys[i].key = INFINITY;
    qsort(keys, (size_t)count, sizeof *keys, compare_keys);
    for (int i = 0; i < count; i++)
        study->rows[i] = keys[i].index;
    study->row_count = count;
    return AISLE_OK;
}

static double share(int part, int whole)
{
    return whole > 0 ? (double)part / whole : NAN;
}

/* What a member is sorted by, smallest first. */
static double member_key(const struct app_study *study, enum app_sort sort, int i)
{
    const struct aisle_fit_member *m = &study->fit.members[i];
    const struct aisle_member_diagnosis *d = &study->diagnosis.members[i];
    size_t pair = (size_t)study->with * (size_t)study->fit.member_count + (size_t)i;
    switch (sort) {
    case APP_SORT_RANK:
        return m->rank;
    case APP_SORT_UNITY:
        return share(d->united, d->united_of);
    case APP_SORT_LOYALTY:
        return share(d->loyal, d->loyal_of);
    case APP_SORT_ATTENDANCE:
        return share(d->cast, d->called);
    case APP_SORT_GMP:
        return aisle_account_gmp(&d->account);
    case APP_SORT_AGREEMENT:
        return -share(study->diagnosis.same[pair], study->diagnosis.both[pair]);
    case APP_SORT_X:
    default:
        return m->x[0];
    }
}

static enum aisle_status list_members(struct aisle_ctx *ctx, enum app_sort sort,
                                      struct app_study *study)
{
    int count = study->fit.member_count;
    struct keyed *keys = mem_new((size_t)count, sizeof *keys);
    if (!keys)
        return ctx_no_memory(ctx);
    for (int i = 0; i < count; i++)
        keys[i] = (struct keyed){member_key(study, sort, i), i};
    enum aisle_status status = take_rows(ctx, keys, count, study);
    free(keys);
    return status;
}

enum aisle_status app_senators(struct aisle_ctx *ctx, struct app *app,
                               const struct app_request *request,
                               const struct app_browse *browse, struct app_study *study)
{
    enum aisle_status status;
    int member = -1;
    struct aisle_diagnose_options options;
    aisle_diagnose_options_init(&options);
    options.threads = app_get_options(app)->threads;
    if (browse->sort == APP_SORT_AGREEMENT && !browse->with) {
        ctx_fail(ctx, AISLE_MISUSE, "--sort agreement needs somebody to agree with");
        ctx_hint(ctx, "add --with NAME");
        return AISLE_MISUSE;
    }
    study->numbers = true;
    TRY(browse_begin(ctx, app, "senators", request, browse, study));
    if (browse->name)
        TRY(browse_find(ctx, study, browse->name, &member));
    if (browse->with)
        TRY(browse_find(ctx, study, browse->with, &study->with));
    options.chances = member >= 0;
    options.only_member = member;
    TRY(aisle_diagnose(ctx, &study->votes, &study->fit, &options, &study->diagnosis));
    if (member >= 0)
        TRY(aisle_diagnose_member(ctx, &study->votes, &study->fit, &study->diagnosis,
                                  member, &study->member_page));
    else
        TRY(list_members(ctx, browse->sort, study));
    TRY(browse_record(ctx, app, study));
out:
    return status;
}

/* --- votes ----------------------------------------------------------------------------------- */

/* Yeas within this many of what was needed: "close". */
#define CLOSE_VOTES 3

/* Some word of the text begins so: "gun" is not in "begun". */
static bool begins_word(const char *text, const char *start)
{
    const char *at = text;
    for (; (at = strcasestr(at, start)); at++)
        if (at == text || !isalnum((unsigned char)at[-1]))
            return true;
    return false;
}

static bool has_word(const char *word, const struct aisle_rollcall *r)
{
    const char *const texts[] = {r->question,   r->bill,    r->bill_title, r->amendment,
                                 r->nomination, r->subject, r->purpose,    r->result};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (begins_word(texts[i], word))
            return true;
    return false;
}

/* Every word of the search begins one somewhere in the roll call's texts. */
static bool matches(const char *search, const struct aisle_rollcall *r)
{
    while (*search) {
        char word[64];
        size_t size = strcspn(search, " ");
        snprintf(word, sizeof word, "%.*s", (int)size, search);
        if (size > 0 && !has_word(word, r))
            return false;
        search += size;
        search += strspn(search, " ");
    }
    return true;
}

static bool is_asked(const struct app_browse *browse, const struct app_study *study,
                     int r)
{
    const struct aisle_rollcall *c = &study->votes.rollcalls[r];
    const struct aisle_rollcall_diagnosis *d = &study->diagnosis.rollcalls[r];
    if (browse->category >= 0 && (int)c->category != browse->category)
        return false;
    if (browse->close && abs(d->margin) > CLOSE_VOTES)
        return false;
    if (browse->surprising && d->item < 0)
        return false;
    return !browse->search || matches(browse->search, c);
}

/* The latest first, or the most surprising. */
static enum aisle_status list_votes(struct aisle_ctx *ctx,
                                    const struct app_browse *browse,
                                    struct app_study *study)
{
    int count = 0;
    struct keyed *keys = mem_new((size_t)study->votes.rollcall_count, sizeof *keys);
    if (!keys)
        return ctx_no_memory(ctx);
    for (int r = 0; r < study->votes.rollcall_count; r++)
        if (is_asked(browse, study, r))
            keys[count++] = (struct keyed){
                browse->surprising ? study->diagnosis.rollcalls[r].z : -r, r};
    enum aisle_status status = take_rows(ctx, keys, count, study);
    free(keys);
    return status;
}

static enum aisle_status find_rollcall(struct aisle_ctx *ctx,
                                       const struct app_study *study, int number,
                                       int *rollcall)
{
    const struct aisle_votes *votes = &study->votes;
    *rollcall = aisle_votes_find_rollcall(votes, votes->congress_last, number);
    if (*rollcall >= 0)
        return AISLE_OK;
    ctx_fail(ctx, AISLE_NOT_FOUND, "no roll call %d in Congress %d", number,
             votes->congress_last);
    ctx_hint(ctx, "they are numbered %d to %d", votes->rollcalls[0].number,
             votes->rollcalls[votes->rollcall_count - 1].number);
    return AISLE_NOT_FOUND;
}

enum aisle_status app_votes(struct aisle_ctx *ctx, struct app *app,
                            const struct app_request *request,
                            const struct app_browse *browse, struct app_study *study)
{
    enum aisle_status status;
    int rollcall = -1;
    struct aisle_diagnose_options options;
    aisle_diagnose_options_init(&options);
    options.threads = app_get_options(app)->threads;
    study->numbers = true;
    TRY(browse_begin(ctx, app, "votes", request, browse, study));
    if (browse->number > 0)
        TRY(find_rollcall(ctx, study, browse->number, &rollcall));
    options.chances = rollcall >= 0 || browse->surprising;
    for (int j = 0; rollcall >= 0 && j < study->fit.item_count; j++)
        if (study->fit.items[j].rollcall == rollcall)
            options.only_item = j;
    if (rollcall >= 0 && options.only_item < 0)
        options.chances = false; /* not contested: the fit says nothing of it */
    TRY(aisle_diagnose(ctx, &study->votes, &study->fit, &options, &study->diagnosis));
    if (rollcall >= 0)
        TRY(aisle_diagnose_vote(ctx, &study->votes, &study->fit, &study->diagnosis,
                                rollcall, &study->vote_page));
    else
        TRY(list_votes(ctx, browse, study));
    TRY(browse_record(ctx, app, study));
out:
    return status;
}
