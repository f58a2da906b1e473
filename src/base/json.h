/* JSON writer: commas, nesting and escapes are its business.
 *
 *   json_open(j, '{'); json_key(j, "p"); json_number(j, 0.4); json_close(j);
 */
#ifndef AISLE_BASE_JSON_H
#define AISLE_BASE_JSON_H

#include "base/text.h"
#include <aisle/date.h>

struct json {
    struct text *out;
    bool comma; /* the next value needs a comma before it */
    int depth;
    char stack[32]; /* '{' or '[' of each open level */
};

void json_init(struct json *json, struct text *out);
void json_open(struct json *json, char bracket); /* '{' or '[' */
void json_close(struct json *json);
void json_key(struct json *json, const char *key);
void json_text(struct json *json, const char *text); /* NULL gives null */
void json_number(struct json *json,
                 double number); /* NAN, inf give null; %.17g trimmed */
void json_rounded(struct json *json, double number,
                  int digits); /* significant digits */
void json_int(struct json *json, int64_t number);
void json_bool(struct json *json, bool value);
void json_none(struct json *json);
void json_day(struct json *json, aisle_day day); /* "YYYY-MM-DD" or null */
/* key and value at once */
void json_put_text(struct json *json, const char *key, const char *text);
void json_put_number(struct json *json, const char *key, double number);
void json_put_int(struct json *json, const char *key, int64_t number);
void json_put_bool(struct json *json, const char *key, bool value);
void json_put_day(struct json *json, const char *key, aisle_day day);

#endif
