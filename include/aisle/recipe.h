/* A recipe: all that a run was made from, so that it can be made again.
 *
 * The command as it was given, and every file that was read, with its hash. Of the
 * user's own files (a package, a whip count) the bytes are there, too, up to
 * AISLE_INPUT_KEPT_MAX each; the shipped data has its hashes only. */
#ifndef AISLE_RECIPE_H
#define AISLE_RECIPE_H

#include <stddef.h>
#include <stdint.h>

#define AISLE_INPUT_KEPT_MAX ((size_t)1 << 20)

/* Where an input came from: X(NAME, text in the store and in JSON). `name` of an input
 * is a file's path as it was given; below the data folder; or what of the store. */
#define AISLE_INPUT_KIND_LIST(X) X(FILE, "file") X(DATA, "data") X(STORE, "store")
#define AISLE_INPUT_KIND_ENUM(name, text) AISLE_INPUT_##name,
enum aisle_input_kind { AISLE_INPUT_KIND_LIST(AISLE_INPUT_KIND_ENUM) };
#undef AISLE_INPUT_KIND_ENUM

struct aisle_input {
    enum aisle_input_kind kind;
    char *name;
    char sha256[65];
    size_t size;
    char *bytes; /* owned; NULL: not kept */
};

struct aisle_recipe {
    int word_count; /* 0: the command is not known */
    char **words;   /* "forecast", "packages/border-2023.yaml", "--seed", "2" */
    int input_count;
    struct aisle_input *inputs; /* in order of reading */
};

void aisle_recipe_init(struct aisle_recipe *recipe);
/* Release what the recipe owns and leave it as after init; NULL is fine. */
void aisle_recipe_clear(struct aisle_recipe *recipe);
const char *aisle_input_kind_text(enum aisle_input_kind kind);
/* -1 for a text that is no kind. */
int aisle_input_kind_parse(const char *text);
/* The input of that kind and name; NULL when there is none. */
const struct aisle_input *aisle_recipe_find(const struct aisle_recipe *recipe,
                                            enum aisle_input_kind kind,
                                            const char *name);

#endif
