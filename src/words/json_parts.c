#include "words/json_parts.h"

#include <inttypes.h>

#define DIGITS 6

void json_real(struct json *json, double number)
{
    json_rounded(json, number, DIGITS);
}

void json_put_real(struct json *json, const char *key, double number)
{
    json_key(json, key);
    json_real(json, number);
}

void json_put_string(struct json *json, const char *key, const char *text)
{
    json_put_text(json, key, text && text[0] ? text : NULL);
}

void json_put_char(struct json *json, const char *key, char c)
{
    char text[2] = {c, '\0'};
    json_put_string(json, key, text);
}

void json_put_notes(struct json *json, int count, char *const *notes)
{
    json_key(json, "notes");
    json_open(json, '[');
    for (int i = 0; i < count; i++)
        json_text(json, notes[i]);
    json_close(json);
}

/* A seed is unsigned 64 bits, which json_int cannot hold. */
static void put_seed(struct json *json, uint64_t seed)
{
    json_key(json, "seed");
    text_addf(json->out, "%" PRIu64, seed);
    json->comma = true;
}

static void put_run_keys(struct json *json, const struct aisle_run *run)
{
    json_key(json, "id");
    if (run->id > 0)
        json_int(json, run->id);
    else
        json_none(json);
    json_put_string(json, "verb", run->verb);
    json_put_string(json, "version", run->version);
    json_put_string(json, "engine", run->engine);
    json_put_string(json, "data_hash", run->data_hash);
    json_put_string(json, "input_hash", run->input_hash);
    put_seed(json, run->seed);
    json_put_day(json, "as_of", run->as_of);
    json_put_string(json, "started", run->started);
    json_put_real(json, "seconds", run->seconds);
    json_put_real(json, "cpu_seconds", run->cpu_seconds);
    json_put_int(json, "threads", run->threads);
    json_put_int(json, "ranks", run->ranks);
}

void json_put_run(struct json *json, const struct aisle_run *run)
{
    json_key(json, "run");
    if (!run) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    put_run_keys(json, run);
    json_close(json);
}
