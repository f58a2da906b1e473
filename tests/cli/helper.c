/* What the command line's tests need and a shell lacks.
 *
 *   helper json [PATH...] <JSON   one strict JSON object; prints what is at PATHs
 *   helper shape PATH=KIND... <JSON   every PATH is there and of its kind: text, day,
 *                                 int, number, chance, bool, list, map; a KIND? may be
 *                                 null. A * in the PATH stands for all of a list
 *   helper sql FILE QUERY         rows of a query, tab between the columns
 *   helper lock FILE              hold the write lock until standard input closes
 *
 * A PATH is keys and indices with dots between: votes.0.senators.3.name; a final
 * # counts. Exit 0 when all went well. */
#include <ctype.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "helper: %s: %s\n", what, why);
    return 1;
}

/* One step down from `node`; NULL when there is no such thing. */
static json_t *step(json_t *node, const char *key)
{
    if (json_is_array(node)) {
        char *end;
        unsigned long i = strtoul(key, &end, 10);
        return *end || end == key ? NULL : json_array_get(node, i);
    }
    return json_object_get(node, key);
}

static int print_at(json_t *root, const char *path)
{
    char *keys = strdup(path);
    json_t *node = root;
    for (char *key = strtok(keys, "."); key && node; key = strtok(NULL, ".")) {
        if (!strcmp(key, "#")) {
            printf("%zu\n", json_is_array(node) ? json_array_size(node)
                                                : json_object_size(node));
            free(keys);
            return 0;
        }
        node = step(node, key);
    }
    free(keys);
    if (!node)
        return fail(path, "not there");
    if (json_is_string(node)) {
        puts(json_string_value(node));
        return 0;
    }
    json_dumpf(node, stdout, JSON_ENCODE_ANY | JSON_COMPACT);
    putchar('\n');
    return 0;
}

/* jansson reads to the end of the file: anything after the object is an error. */
static int do_json(int count, char **paths)
{
    json_error_t error;
    json_t *root = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        return fail("not one JSON value", error.text);
    int rc = json_is_object(root) ? 0 : fail("json", "not an object");
    for (int i = 0; i < count; i++)
        rc |= print_at(root, paths[i]);
    json_decref(root);
    return rc;
}

static bool is_day(const char *text)
{
    const char *form = "0000-00-00";
    size_t i = 0;
    for (; text[i] && form[i]; i++)
        if (form[i] == '0' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
            return false;
    return !text[i] && !form[i];
}

static bool is_kind(const json_t *v, const char *kind, size_t n)
{
    if (!strncmp(kind, "text", n))
        return json_is_string(v);
    if (!strncmp(kind, "day", n))
        return json_is_string(v) && is_day(json_string_value(v));
    if (!strncmp(kind, "int", n))
        return json_is_integer(v);
    if (!strncmp(kind, "number", n))
        return json_is_number(v);
    if (!strncmp(kind, "chance", n))
        return json_is_number(v) && json_number_value(v) >= 0 &&
               json_number_value(v) <= 1;
    if (!strncmp(kind, "bool", n))
        return json_is_boolean(v);
    if (!strncmp(kind, "list", n))
        return json_is_array(v);
    return !strncmp(kind, "map", n) && json_is_object(v);
}

/* What stands at `path` below `node`, and at all places a * stands for, is of `kind`. */
static bool has_shape(json_t *node, const char *path, const char *kind)
{
    size_t n = strcspn(path, ".");
    char key[64];
    snprintf(key, sizeof key, "%.*s", (int)n, path);
    if (!*key) {
        bool nullable = kind[strlen(kind) - 1] == '?';
        return (nullable && json_is_null(node)) ||
               is_kind(node, kind, strlen(kind) - nullable);
    }
    path += n + (path[n] == '.');
    if (strcmp(key, "*") != 0) {
        json_t *next = step(node, key);
        return next && has_shape(next, path, kind);
    }
    size_t count = json_array_size(node);
    for (size_t i = 0; i < count; i++)
        if (!has_shape(json_array_get(node, i), path, kind))
            return false;
    return count > 0;
}

static int do_shape(int count, char **words)
{
    json_error_t error;
    json_t *root = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
    int rc = root ? 0 : fail("not one JSON value", error.text);
    for (int i = 0; root && i < count; i++) {
        char *kind = strchr(words[i], '=');
        if (!kind)
            return fail(words[i], "write PATH=KIND");
        *kind = '\0';
        if (!has_shape(root, words[i], kind + 1))
            rc = fail(words[i], kind + 1);
    }
    json_decref(root);
    return rc;
}

static int print_row(void *unused, int count, char **values, char **names)
{
    (void)unused;
    (void)names;
    for (int i = 0; i < count; i++)
        printf("%s%s", i ? "\t" : "", values[i] ? values[i] : "");
    putchar('\n');
    return 0;
}

static int run_sql(sqlite3 *db, const char *query)
{
    char *error = NULL;
    int rc = sqlite3_exec(db, query, print_row, NULL, &error);
    if (rc != SQLITE_OK)
        fail(query, error ? error : sqlite3_errmsg(db));
    sqlite3_free(error);
    return rc != SQLITE_OK;
}

static int do_sql(const char *path, const char *query)
{
    sqlite3 *db;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
    sqlite3_busy_timeout(db, 5000); /* another process may be writing */
    rc = rc == SQLITE_OK ? run_sql(db, query) : fail(path, sqlite3_errmsg(db));
    sqlite3_close(db);
    return rc;
}

static int do_lock(const char *path)
{
    sqlite3 *db;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
    rc = rc == SQLITE_OK ? run_sql(db, "BEGIN IMMEDIATE")
                         : fail(path, sqlite3_errmsg(db));
    if (!rc) {
        puts("locked");
        fflush(stdout);
        char byte;
        while (read(STDIN_FILENO, &byte, 1) > 0)
            ;
    }
    sqlite3_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    if (argc >= 2 && !strcmp(argv[1], "json"))
        return do_json(argc - 2, argv + 2);
    if (argc >= 3 && !strcmp(argv[1], "shape"))
        return do_shape(argc - 2, argv + 2);
    if (argc == 4 && !strcmp(argv[1], "sql"))
        return do_sql(argv[2], argv[3]);
    if (argc == 3 && !strcmp(argv[1], "lock"))
        return do_lock(argv[2]);
    return fail("usage",
                "helper json [PATH...] | shape PATH=KIND... | sql FILE QUERY | "
                "lock FILE");
}
