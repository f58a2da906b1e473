#include "support/support.h"
#include "base/mem.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the four headers above. */
#include <cmocka.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *support_scratch(void)
{
    /* In memory where there is such a place: tests sync and delete a great deal. */
    bool memory = access("/dev/shm", W_OK) == 0;
    char *folder =
        strdup(memory ? "/dev/shm/aisle-test-XXXXXX" : "/tmp/aisle-test-XXXXXX");
    assert_non_null(folder);
    assert_non_null(mkdtemp(folder));
    return folder;
}

void support_remove(char *folder)
{
    char command[128];
    assert_non_null(strstr(folder, "/aisle-test-"));
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
    free(folder);
}

const char *support_path(const char *folder, const char *name)
{
    static char ring[8][512];
    static int next;
    char *out = ring[next++ % 8];
    snprintf(out, sizeof ring[0], "%s/%s", folder, name);
    return out;
}

const char *support_source(const char *name)
{
    return support_path(AISLE_SOURCE_DIR, name);
}

void support_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

char *support_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("no file %s", path);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    rewind(file);
    char *text = calloc((size_t)size + 1, 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    return text;
}

bool support_says(const struct aisle_ctx *ctx, const char *part, int line)
{
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++) {
        const struct aisle_message *m = aisle_ctx_message(ctx, i);
        bool found =
            (m->text && strstr(m->text, part)) || (m->hint && strstr(m->hint, part));
        if (found && (line == 0 || m->line == line))
            return true;
    }
    return false;
}

void support_show(const struct aisle_ctx *ctx)
{
    for (size_t i = 0; i < aisle_ctx_message_count(ctx); i++) {
        const struct aisle_message *m = aisle_ctx_message(ctx, i);
        print_message("%s:%d:%d: %s (%s)\n", m->path ? m->path : "-", m->line,
                      m->column, m->text ? m->text : "", m->hint ? m->hint : "");
    }
}

long support_fail_allocations(support_work *work, void *user)
{
    long failed = 0;
    for (long k = 1;; k++) {
        struct aisle_ctx *ctx = aisle_ctx_new();
        assert_non_null(ctx);
        mem_fail_at(k);
        enum aisle_status status = work(ctx, user);
        bool all_made = mem_count() < k;
        mem_fail_at(0);
        if (status != AISLE_OK && status != AISLE_MEMORY)
            support_show(ctx);
        assert_true(status == AISLE_OK || status == AISLE_MEMORY);
        if (status == AISLE_MEMORY)
            assert_true(aisle_ctx_error_count(ctx) > 0);
        aisle_ctx_free(ctx);
        if (all_made) {
            assert_int_equal(status, AISLE_OK);
            return failed;
        }
        failed++;
    }
}

static char *own(const char *text)
{
    char *copy = strdup(text);
    assert_non_null(copy);
    return copy;
}

static char *owned_number(const char *word, int number)
{
    char text[64];
    snprintf(text, sizeof text, "%s %d", word, number);
    return own(text);
}

/* A small generator of its own, so that made-up votes never change. */
static unsigned draw(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void make_members(struct aisle_votes *v, int first_id)
{
    for (int m = 0; m < v->member_count; m++) {
        struct aisle_member *who = &v->members[m];
        snprintf(who->bioguide, sizeof who->bioguide, "T%06d", first_id + m);
        snprintf(who->lis, sizeof who->lis, "S%d", (first_id + m) % 1000);
        who->icpsr = 40000 + first_id + m;
        who->last = owned_number("Élan", first_id + m);
        who->first = own("Test \"Quote\", Jr.");
        snprintf(who->state, sizeof who->state, "%c%c", 'A' + m % 26,
                 'A' + m / 26 % 26);
        who->party = who->caucus = m % 2 ? 'R' : 'D';
        who->in_office = true;
    }
}

static void add_service(struct aisle_votes *v, int m, int first, int last, char party,
                        char caucus)
{
    v->services[v->service_count++] =
        (struct aisle_service){m, v->congress_first, first, last, party, caucus};
    v->members[m].party = party;
    v->members[m].caucus = caucus;
}

/* Member 0 leaves half way, member 1 comes then, member 2 turns independent. */
static void make_services(struct aisle_votes *v)
{
    int n = v->rollcall_count, half = n / 2;
    for (int m = 0; m < v->member_count; m++) {
        char party = m % 2 ? 'R' : 'D';
        if (m == 2) {
            add_service(v, m, 1, half, party, party);
            add_service(v, m, half + 1, n, 'I', party);
        } else {
            add_service(v, m, m == 1 ? half + 1 : 1, m == 0 ? half : n, party, party);
        }
    }
    v->members[0].in_office = false;
}

static void make_casts(struct aisle_votes *v, int i, unsigned *state)
{
    static const uint8_t codes[] = {1, 1, 1, 1, 6, 6, 6, 6, 7, 9};
    struct aisle_rollcall *r = &v->rollcalls[i];
    bool late = i >= v->rollcall_count / 2;
    for (int m = 0; m < v->member_count; m++) {
        uint8_t cast = codes[draw(state) % 10];
        if ((m == 0 && late) || (m == 1 && !late))
            cast = AISLE_CAST_OUT;
        v->casts[i * v->member_count + m] = cast;
        r->yea += cast == AISLE_CAST_YEA;
        r->nay += cast == AISLE_CAST_NAY;
        r->present += cast == AISLE_CAST_PRESENT;
        r->absent += cast == AISLE_CAST_ABSENT;
    }
}

static void make_rollcall(struct aisle_votes *v, int i)
{
    struct aisle_rollcall *r = &v->rollcalls[i];
    r->congress = v->congress_first;
    r->number = i + 1;
    r->date = aisle_day_from_civil(1789 + 2 * r->congress, 1, 20) + i;
    snprintf(r->time, sizeof r->time, "%02d:30:00", i % 24);
    r->category = (enum aisle_category)(i % AISLE_CATEGORY_COUNT);
    r->cloture = (enum aisle_cloture)(i % AISLE_CLOTURE_COUNT);
    r->requires = (enum aisle_requires)(i % 3);
    r->passed = i % 2 == 0;
    r->vote_type = own("On the Motion");
    r->question = owned_number("On the Motion, question", i);
    r->result = own(i % 2 ? "Motion Rejected" : "Motion Agreed to");
    r->bill = owned_number("s", i % 7);
    r->bill_title = own(i % 3 ? "" : "A bill, \"so called\"");
    r->amendment = own("");
    r->nomination = own("");
    r->subject = own("line one\nline two");
    r->purpose = own("");
}

void support_make_votes(struct aisle_votes *votes, int congress, int members,
                        int rollcalls, int first_id, unsigned seed)
{
    aisle_votes_init(votes);
    strcpy(votes->chamber, "senate");
    votes->congress_first = votes->congress_last = congress;
    votes->member_count = members;
    votes->rollcall_count = rollcalls;
    votes->members = calloc((size_t)members, sizeof *votes->members);
    votes->rollcalls = calloc((size_t)rollcalls, sizeof *votes->rollcalls);
    votes->services = calloc((size_t)members + 1, sizeof *votes->services);
    votes->casts = calloc((size_t)members * (size_t)rollcalls, 1);
    assert_true(votes->members && votes->rollcalls && votes->services && votes->casts);
    make_members(votes, first_id);
    make_services(votes);
    unsigned state = seed;
    for (int i = 0; i < rollcalls; i++) {
        make_rollcall(votes, i);
        make_casts(votes, i, &state);
    }
}

static bool same_member(const struct aisle_member *a, const struct aisle_member *b)
{
    return strcmp(a->bioguide, b->bioguide) == 0 && strcmp(a->lis, b->lis) == 0 &&
           a->icpsr == b->icpsr && strcmp(a->last, b->last) == 0 &&
           strcmp(a->first, b->first) == 0 && strcmp(a->state, b->state) == 0 &&
           a->party == b->party && a->caucus == b->caucus &&
           a->in_office == b->in_office;
}

static bool same_texts(const struct aisle_rollcall *a, const struct aisle_rollcall *b)
{
    return strcmp(a->vote_type, b->vote_type) == 0 &&
           strcmp(a->question, b->question) == 0 && strcmp(a->result, b->result) == 0 &&
           strcmp(a->bill, b->bill) == 0 && strcmp(a->bill_title, b->bill_title) == 0 &&
           strcmp(a->amendment, b->amendment) == 0 &&
           strcmp(a->nomination, b->nomination) == 0 &&
           strcmp(a->subject, b->subject) == 0 && strcmp(a->purpose, b->purpose) == 0;
}

static bool same_rollcall(const struct aisle_rollcall *a,
                          const struct aisle_rollcall *b)
{
    return a->congress == b->congress && a->number == b->number && a->date == b->date &&
           strcmp(a->time, b->time) == 0 && a->category == b->category &&
           a->cloture == b->cloture && a->requires == b->requires &&
           a->passed == b->passed && same_texts(a, b) && a->yea == b->yea &&
           a->nay == b->nay && a->present == b->present && a->absent == b->absent &&
           a->vp_tie == b->vp_tie;
}

static bool same_service(const struct aisle_service *a, const struct aisle_service *b)
{
    return a->member == b->member && a->congress == b->congress &&
           a->first_number == b->first_number && a->last_number == b->last_number &&
           a->party == b->party && a->caucus == b->caucus;
}

bool support_same_votes(const struct aisle_votes *a, const struct aisle_votes *b)
{
    if (strcmp(a->chamber, b->chamber) != 0 || a->congress_first != b->congress_first ||
        a->congress_last != b->congress_last || a->as_of != b->as_of ||
        a->member_count != b->member_count || a->rollcall_count != b->rollcall_count ||
        a->service_count != b->service_count)
        return false;
    for (int m = 0; m < a->member_count; m++) {
        if (!same_member(&a->members[m], &b->members[m]))
            return false;
    }
    for (int i = 0; i < a->rollcall_count; i++) {
        if (!same_rollcall(&a->rollcalls[i], &b->rollcalls[i]))
            return false;
    }
    for (int i = 0; i < a->service_count; i++) {
        if (!same_service(&a->services[i], &b->services[i]))
            return false;
    }
    return memcmp(a->casts, b->casts,
                  (size_t)a->member_count * (size_t)a->rollcall_count) == 0;
}
