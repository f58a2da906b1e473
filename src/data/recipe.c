#include <aisle/recipe.h>

#include <stdlib.h>
#include <string.h>

#define KIND_TEXT(name, text) text,
static const char *const kind_texts[] = {AISLE_INPUT_KIND_LIST(KIND_TEXT)};
#undef KIND_TEXT
enum { KIND_COUNT = sizeof kind_texts / sizeof kind_texts[0] };

const char *aisle_input_kind_text(enum aisle_input_kind kind)
{
    return kind_texts[kind];
}

int aisle_input_kind_parse(const char *text)
{
    for (int i = 0; i < KIND_COUNT; i++)
        if (strcmp(kind_texts[i], text) == 0)
            return i;
    return -1;
}

void aisle_recipe_init(struct aisle_recipe *recipe)
{
    *recipe = (struct aisle_recipe){0};
}

void aisle_recipe_clear(struct aisle_recipe *recipe)
{
    if (!recipe)
        return;
    for (int i = 0; i < recipe->word_count; i++)
        free(recipe->words[i]);
    for (int i = 0; i < recipe->input_count; i++) {
        free(recipe->inputs[i].name);
        free(recipe->inputs[i].bytes);
    }
    free(recipe->words);
    free(recipe->inputs);
    aisle_recipe_init(recipe);
}

const struct aisle_input *aisle_recipe_find(const struct aisle_recipe *recipe,
                                            enum aisle_input_kind kind,
                                            const char *name)
{
    for (int i = 0; i < recipe->input_count; i++)
        if (recipe->inputs[i].kind == kind && strcmp(recipe->inputs[i].name, name) == 0)
            return &recipe->inputs[i];
    return NULL;
}
