/* What the arguments of 'aisle import' name: a form, by its word or by the files' ending,
 * and files, with folders given for what is in them. */
#ifndef AISLE_CLI_IMPORT_FILES_H
#define AISLE_CLI_IMPORT_FILES_H

#include <aisle/context.h>

struct import_files {
    const char *form; /* its word; NULL: none is meant */
    int count;
    char **paths;
};

/* `words` says which forms there are, NULL at its end. A first argument that is none of
 * them, but a folder or a file of roll calls, is a file. Errors: IO, MEMORY, INPUT for a
 * folder with nothing to import. */
enum aisle_status import_files_find(struct aisle_ctx *ctx, int count,
                                    const char *const *arguments,
                                    const char *const *words, struct import_files *out);
void import_files_clear(struct import_files *files);

#endif
