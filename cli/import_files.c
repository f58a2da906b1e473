#include "import_files.h"

#include "base/ctx.h"
#include "base/file.h"
#include "base/mem.h"

#include <string.h>

/* Folders in folders: unitedstates/congress has one a roll call in one a year. */
enum { DEPTH_MAX = 4 };

/* Forms that a file's ending tells, and that a folder may be given for. */
static const struct {
    const char *ending;
    const char *form;
    bool folder;
} endings[] = {{".json", "unitedstates", true},
               {".xml", "senate-xml", true},
               {".ord", "ord", false}};
enum { ENDINGS = sizeof endings / sizeof *endings };

static bool ends_in(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);
    return n > m && strcmp(path + n - m, ending) == 0;
}

void import_files_clear(struct import_files *files)
{
    for (int i = 0; i < files->count; i++)
        free(files->paths[i]);
    free(files->paths);
    *files = (struct import_files){0};
}

/* `path` becomes the files', NULL or not. */
static enum aisle_status add(struct aisle_ctx *ctx, struct import_files *files,
                             char *path)
{
    char **paths =
        path ? mem_resize(files->paths, (size_t)files->count + 1, sizeof *files->paths)
             : NULL;
    if (!paths) {
        free(path);
        return ctx_no_memory(ctx);
    }
    files->paths = paths;
    files->paths[files->count++] = path;
    return AISLE_OK;
}

/* All files in a folder, and in its folders, with an ending. */
static enum aisle_status add_folder(struct aisle_ctx *ctx, const char *folder,
                                    const char *ending, int depth,
                                    struct import_files *files)
{
    enum aisle_status status;
    char **names = NULL;
    int count = 0;
    TRY(file_list(ctx, folder, "", &count, &names));
    for (int i = 0; i < count; i++) {
        char *path = mem_format("%s/%s", folder, names[i]);
        if (path && depth < DEPTH_MAX && file_is_dir(path)) {
            status = add_folder(ctx, path, ending, depth + 1, files);
            free(path);
        } else if (path && !ends_in(path, ending)) {
            free(path);
        } else {
            status = add(ctx, files, path);
        }
        if (status != AISLE_OK)
            goto out;
    }
out:
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
    return status;
}

/* The form of a folder is that of what is in it: JSON, else XML. */
static enum aisle_status try_folder(struct aisle_ctx *ctx, const char *folder,
                                    struct import_files *files)
{
    int before = files->count;
    for (int k = 0; k < ENDINGS; k++) {
        if (!endings[k].folder ||
            (files->form && strcmp(files->form, endings[k].form) != 0))
            continue;
        enum aisle_status status = add_folder(ctx, folder, endings[k].ending, 0, files);
        if (status != AISLE_OK)
            return status;
        if (files->count > before) {
            files->form = endings[k].form;
            return AISLE_OK;
        }
    }
    return ctx_fail(ctx, AISLE_INPUT, "%s: no roll calls of that form in it", folder);
}

/* The form that the first argument with a telling ending is of; NULL: none. */
static const char *form_by_ending(int count, const char *const *arguments)
{
    for (int i = 0; i < count; i++)
        for (int k = 0; k < ENDINGS; k++)
            if (ends_in(arguments[i], endings[k].ending))
                return endings[k].form;
    return NULL;
}

static bool takes_folders(const char *form)
{
    for (int k = 0; form && k < ENDINGS; k++)
        if (strcmp(form, endings[k].form) == 0)
            return endings[k].folder;
    return !form;
}

enum aisle_status import_files_find(struct aisle_ctx *ctx, int count,
                                    const char *const *arguments,
                                    const char *const *words, struct import_files *out)
{
    struct import_files files = {0};
    enum aisle_status status = AISLE_OK;
    int first = 0;
    for (int k = 0; words[k]; k++)
        if (strcmp(words[k], arguments[0]) == 0) {
            files.form = words[k];
            first = 1;
        }
    if (!files.form)
        files.form = form_by_ending(count, arguments);
    if (!files.form && !file_is_dir(arguments[0]))
        return AISLE_OK;
    for (int i = first; i < count; i++) {
        if (takes_folders(files.form) && file_is_dir(arguments[i]))
            TRY(try_folder(ctx, arguments[i], &files));
        else
            TRY(add(ctx, &files, mem_copy_text(arguments[i])));
    }
    *out = files;
    files = (struct import_files){0};
out:
    import_files_clear(&files);
    return status;
}
