#include "study/inputs.h"

#include "base/mem.h"

#include <string.h>

/* What is below the data folder, NULL for another file. */
static const char *shipped_name(const struct app_inputs *in, const char *path)
{
    size_t n = strlen(in->data_dir);
    return strncmp(path, in->data_dir, n) == 0 && path[n] == '/' ? path + n + 1 : NULL;
}

static void add(struct app_inputs *in, struct aisle_input *input)
{
    void *items = in->recipe.inputs;
    if (input->name && mem_grow(&items, &in->capacity, (size_t)in->recipe.input_count,
                                sizeof *input)) {
        in->recipe.inputs = items;
        in->recipe.inputs[in->recipe.input_count++] = *input;
        return;
    }
    free(input->name);
    free(input->bytes);
    in->failed = true;
}

static bool find(void *user, const char *path, char **bytes, size_t *size)
{
    const struct app_inputs *in = user;
    const struct aisle_input *kept =
        in->stead ? aisle_recipe_find(in->stead, AISLE_INPUT_FILE, path) : NULL;
    if (!kept || !kept->bytes)
        return false;
    *bytes = mem_copy_bytes(kept->bytes, kept->size);
    *size = kept->size;
    return *bytes != NULL;
}

static void seen(void *user, const char *path, const char *bytes, size_t size)
{
    struct app_inputs *in = user;
    struct hash hash;
    const char *shipped = shipped_name(in, path);
    struct aisle_input input = {.kind = shipped ? AISLE_INPUT_DATA : AISLE_INPUT_FILE,
                                .size = size};
    const char *name = shipped ? shipped : path;
    if (aisle_recipe_find(&in->recipe, input.kind, name))
        return;
    hash_init(&hash);
    hash_add(&hash, bytes, size);
    hash_hex(&hash, input.sha256);
    input.name = mem_copy_text(name);
    if (!shipped && size <= AISLE_INPUT_KEPT_MAX) {
        input.bytes = mem_copy_bytes(bytes, size);
        in->failed |= !input.bytes;
    }
    add(in, &input);
}

void app_inputs_init(struct app_inputs *in, const char *data_dir,
                     const struct aisle_recipe *stead)
{
    *in = (struct app_inputs){
        .reader = {in, find, seen}, .data_dir = data_dir, .stead = stead};
    aisle_recipe_init(&in->recipe);
}

void app_inputs_clear(struct app_inputs *in)
{
    aisle_recipe_clear(&in->recipe);
}

void app_inputs_restart(struct app_inputs *in)
{
    aisle_recipe_clear(&in->recipe);
    in->capacity = 0;
    in->failed = false;
}

void app_inputs_note(struct app_inputs *in, const char *name, const char sha256[65])
{
    struct aisle_input input = {.kind = AISLE_INPUT_STORE};
    memcpy(input.sha256, sha256, sizeof input.sha256);
    input.name = mem_copy_text(name);
    add(in, &input);
}

void app_inputs_hash(const struct app_inputs *in, struct hash *hash)
{
    for (int i = 0; i < in->recipe.input_count; i++) {
        const struct aisle_input *input = &in->recipe.inputs[i];
        hash_add_text(hash, aisle_input_kind_text(input->kind));
        if (input->kind != AISLE_INPUT_FILE)
            hash_add_text(hash, input->name);
        hash_add_text(hash, input->sha256);
    }
}
