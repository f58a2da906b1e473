/* Inside the JSON writers: each result is {"run": ..., its keys ...}, and run.json
 * holds the same objects under their names. Shapes: docs and the tests name every
 * key; fields may be added, none renamed or dropped. */
#ifndef AISLE_WORDS_JSON_PARTS_H
#define AISLE_WORDS_JSON_PARTS_H

#include "base/json.h"
#include "words/take.h"
#include <aisle/report.h>

/* Six significant digits: far more than any Monte Carlo error here deserves, few
 * enough that equal runs compare as equal text. NAN and inf become null. */
void json_put_real(struct json *json, const char *key, double number);
void json_real(struct json *json, double number);
void json_put_string(struct json *json, const char *key,
                     const char *text);                         /* "": null */
void json_put_char(struct json *json, const char *key, char c); /* 0: null */
void json_put_notes(struct json *json, int count, char *const *notes);

/* "run": the head of every result. */
void json_put_run(struct json *json, const struct aisle_run *run);

#endif
