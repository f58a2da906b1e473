/* What a run was made from: its command, and its inputs by hash. */
#include "base/mem.h"
#include "store/store.h"
#include <aisle/store_recipe.h>
#include <string.h>

static enum aisle_status put_words(struct aisle_ctx *ctx, struct aisle_store *store,
                                   int64_t run, const struct aisle_recipe *recipe)
{
    struct statement s;
    store_start(&s, ctx, store, "record the command",
                "INSERT INTO run_word (run_id, position, word) VALUES (?, ?, ?)");
    for (int i = 0; i < recipe->word_count; i++) {
        store_bind_int(&s, run);
        store_bind_int(&s, i);
        store_bind_text(&s, recipe->words[i]);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_inputs(struct aisle_ctx *ctx, struct aisle_store *store,
                                    int64_t run, const struct aisle_recipe *recipe)
{
    struct statement s;
    store_start(&s, ctx, store, "record the inputs",
                "INSERT INTO run_input (run_id, position, kind, name, sha256)"
                " VALUES (?, ?, ?, ?, ?)");
    for (int i = 0; i < recipe->input_count; i++) {
        const struct aisle_input *input = &recipe->inputs[i];
        store_bind_int(&s, run);
        store_bind_int(&s, i);
        store_bind_text(&s, aisle_input_kind_text(input->kind));
        store_bind_text(&s, input->name);
        store_bind_text(&s, input->sha256);
        store_run(&s);
    }
    return store_end(&s);
}

static enum aisle_status put_bytes(struct aisle_ctx *ctx, struct aisle_store *store,
                                   const struct aisle_recipe *recipe)
{
    struct statement s;
    store_start(&s, ctx, store, "keep the inputs",
                "INSERT OR IGNORE INTO input (sha256, bytes) VALUES (?, ?)");
    for (int i = 0; i < recipe->input_count; i++) {
        const struct aisle_input *input = &recipe->inputs[i];
        if (!input->bytes)
            continue;
        store_bind_text(&s, input->sha256);
        store_bind_blob(&s, input->bytes, input->size);
        store_run(&s);
    }
    return store_end(&s);
}

enum aisle_status aisle_store_put_recipe(struct aisle_ctx *ctx,
                                         struct aisle_store *store, int64_t run,
                                         const struct aisle_recipe *recipe)
{
    enum aisle_status status;
    CHECK(store->in_transaction);
    TRY(put_words(ctx, store, run, recipe));
    TRY(put_inputs(ctx, store, run, recipe));
    TRY(put_bytes(ctx, store, recipe));
out:
    return status;
}

static enum aisle_status get_words(struct aisle_ctx *ctx, struct aisle_store *store,
                                   int64_t run, struct aisle_recipe *out)
{
    struct statement s;
    void *items = NULL;
    size_t capacity = 0;
    store_start(&s, ctx, store, "read the command",
                "SELECT word FROM run_word WHERE run_id = ? ORDER BY position");
    store_bind_int(&s, run);
    while (store_row(&s)) {
        if (!mem_grow(&items, &capacity, (size_t)out->word_count, sizeof *out->words)) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        out->words = items;
        out->words[out->word_count++] = store_text(&s, 0);
    }
    return store_end(&s);
}

static void read_input(struct statement *s, struct aisle_input *out)
{
    char kind[16] = "";
    store_chars(s, 0, kind, sizeof kind);
    int code = aisle_input_kind_parse(kind);
    if (code < 0)
        store_broken(s);
    else
        out->kind = (enum aisle_input_kind)code;
    out->name = store_text(s, 1);
    store_chars(s, 2, out->sha256, sizeof out->sha256);
    const void *bytes = store_blob(s, 3, &out->size);
    if (s->rc != SQLITE_OK || sqlite3_column_type(s->stmt, 3) == SQLITE_NULL)
        return;
    out->bytes = mem_new(out->size + 1, 1);
    if (!out->bytes)
        s->rc = SQLITE_NOMEM;
    else if (out->size > 0)
        memcpy(out->bytes, bytes, out->size);
}

static enum aisle_status get_inputs(struct aisle_ctx *ctx, struct aisle_store *store,
                                    int64_t run, struct aisle_recipe *out)
{
    struct statement s;
    void *items = NULL;
    size_t capacity = 0;
    store_start(&s, ctx, store, "read the inputs",
                "SELECT kind, name, run_input.sha256, bytes FROM run_input"
                " LEFT JOIN input USING (sha256) WHERE run_id = ? ORDER BY position");
    store_bind_int(&s, run);
    while (store_row(&s)) {
        if (!mem_grow(&items, &capacity, (size_t)out->input_count,
                      sizeof *out->inputs)) {
            s.rc = SQLITE_NOMEM;
            break;
        }
        out->inputs = items;
        struct aisle_input *input = &out->inputs[out->input_count++];
        *input = (struct aisle_input){0};
        read_input(&s, input);
    }
    return store_end(&s);
}

enum aisle_status aisle_store_get_recipe(struct aisle_ctx *ctx,
                                         struct aisle_store *store, int64_t run,
                                         struct aisle_recipe *out)
{
    enum aisle_status status;
    struct aisle_recipe made;
    aisle_recipe_init(&made);
    TRY(get_words(ctx, store, run, &made));
    TRY(get_inputs(ctx, store, run, &made));
    *out = made;
    aisle_recipe_init(&made);
out:
    aisle_recipe_clear(&made);
    return status;
}
