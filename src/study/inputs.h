/* What a verb is made from, as it is read: every file, and what it takes of the store
 * beside the votes. It goes into the run's hash and, with the command, into the store,
 * so that the run can be made again. */
#ifndef AISLE_STUDY_INPUTS_H
#define AISLE_STUDY_INPUTS_H

#include "base/ctx.h"
#include "base/hash.h"
#include <aisle/recipe.h>

struct app_inputs {
    struct ctx_reader reader;         /* looks on; points back here */
    const char *data_dir;             /* files below it are the shipped data */
    const struct aisle_recipe *stead; /* whose kept bytes stand in for files; or NULL */
    struct aisle_recipe recipe;       /* without words */
    size_t capacity;
    bool failed; /* memory was short: the recipe is not whole */
};

void app_inputs_init(struct app_inputs *inputs, const char *data_dir,
                     const struct aisle_recipe *stead);
void app_inputs_clear(struct app_inputs *inputs);
/* Forget what was read: another verb begins. */
void app_inputs_restart(struct app_inputs *inputs);
/* Note something that came from the store, by the hash of what it says. */
void app_inputs_note(struct app_inputs *inputs, const char *name,
                     const char sha256[65]);
/* Where a user keeps a file changes nothing: only what it says is hashed. */
void app_inputs_hash(const struct app_inputs *inputs, struct hash *hash);

#endif
