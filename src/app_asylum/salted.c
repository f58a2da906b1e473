#include "app_asylum/salted.h"

#include "base/hash.h"
#include <stdlib.h>

static bool find(void *user, uint64_t key, size_t size, void *result)
{
    struct salted *s = user;
    return s->inner.keep.find(s->inner.keep.user, key ^ s->salt, size, result);
}

static void put(void *user, uint64_t key, size_t size, const void *result)
{
    struct salted *s = user;
    s->inner.keep.put(s->inner.keep.user, key ^ s->salt, size, result);
}

static uint64_t salt_of(const struct app_study *study)
{
    struct hash hash;
    char hex[65];
    hash_init(&hash);
    hash_add_text(&hash, study->run.version);
    hash_add_text(&hash, study->run.input_hash);
    hash_hex(&hash, hex);
    hex[16] = '\0';
    return strtoull(hex, NULL, 16);
}

const struct aisle_asylum_keep *salted_start(struct salted *s, struct app *app,
                                             const struct app_study *study)
{
    *s = (struct salted){.keep = {s, find, put}, .salt = salt_of(study)};
    app_keep_start(&s->inner, app_store(app));
    return s->inner.keep.find ? &s->keep : NULL;
}

void salted_end(struct salted *s, bool complete)
{
    if (s->inner.ctx)
        app_keep_end(&s->inner, complete);
}
