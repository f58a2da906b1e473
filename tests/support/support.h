/* What several tests need: a scratch folder, files, messages, made-up votes, and
 * the loop that makes every allocation fail in turn. */
#ifndef AISLE_TESTS_SUPPORT_H
#define AISLE_TESTS_SUPPORT_H

#include <aisle/context.h>
#include <aisle/votes.h>

/* A fresh scratch folder; free with support_remove, which deletes it. */
char *support_scratch(void);
void support_remove(char *folder);

/* "folder/name" in a ring of eight static buffers: good for a few at a time. */
const char *support_path(const char *folder, const char *name);
/* A file of the source tree, as "tests/import/data/x.csv". */
const char *support_source(const char *name);

void support_write(const char *path, const char *text);
/* Whole file, 0-terminated; caller frees. Fails the test when it is not there. */
char *support_read(const char *path);

/* Is there a message with this text (a part of it), about this line (0: any)? */
bool support_says(const struct aisle_ctx *ctx, const char *part, int line);
/* Print all messages: for a test that fails without a word. */
void support_show(const struct aisle_ctx *ctx);

/* Run `work` with the 1st, 2nd, ... allocation failing until none is left to
 * fail. Each failure must come back as MEMORY with at least one message, or, for
 * what can do without, as OK. Returns the number of failures tried. */
typedef enum aisle_status support_work(struct aisle_ctx *ctx, void *user);
long support_fail_allocations(support_work *work, void *user);

/* Votes of a Congress made from a seed: `members` persons (ids from `first_id`),
 * `rollcalls` roll calls on consecutive days, every code and kind used, one
 * member who leaves, one who comes, one who changes party. */
void support_make_votes(struct aisle_votes *votes, int congress, int members,
                        int rollcalls, int first_id, unsigned seed);

/* Are the two tables equal in every field? */
bool support_same_votes(const struct aisle_votes *a, const struct aisle_votes *b);

#endif
