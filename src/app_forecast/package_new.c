/* A new package file from a template: the same text, with its own name. */
#include "app_forecast/package_verbs.h"
#include "base/file.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

/* "deals/mine.yaml" names the package "mine". */
static char *stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *stem = mem_copy_text(slash ? slash + 1 : path);
    char *dot = stem ? strrchr(stem, '.') : NULL;
    if (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0))
        *dot = '\0';
    return stem;
}

static bool fit_for_id(const char *stem)
{
    return stem[0] && strlen(stem) <= 60 &&
           strspn(stem, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == strlen(stem) &&
           strcmp(stem, "package") != 0 && strcmp(stem, "fair-and-efficient") != 0;
}

/* Where the shipped ones are: templates beside the data, packages beside it in a
 * built tree and within it when installed. */
static const char *const PLACES[] = {"templates", "packages", "../packages"};
#define PLACE_COUNT (sizeof PLACES / sizeof *PLACES)

static enum aisle_status find_shipped(struct aisle_ctx *ctx, const char *data_dir,
                                      const char *name, char **found)
{
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        char *path = mem_format("%s/%s/%s.yaml", data_dir, PLACES[i], name);
        if (!path)
            return ctx_no_memory(ctx);
        if (file_exists(path)) {
            *found = path;
            return AISLE_OK;
        }
        free(path);
    }
    return AISLE_NOT_FOUND;
}

/* Names of the shipped ones, for a hint; what cannot be listed is not offered. */
struct names {
    size_t count;
    char **items;
};

static void list_names(struct aisle_ctx *ctx, const char *data_dir, struct names *out)
{
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        char *dir = mem_format("%s/%s", data_dir, PLACES[i]);
        char **found = NULL;
        int count = 0;
        if (dir && file_exists(dir) &&
            file_list(ctx, dir, ".yaml", &count, &found) == AISLE_OK) {
            char **grown =
                mem_resize(out->items, out->count + (size_t)count, sizeof *grown);
            for (int f = 0; f < count; f++) {
                found[f][strlen(found[f]) - strlen(".yaml")] = '\0';
                if (grown)
                    grown[out->count++] = found[f];
                else
                    free(found[f]);
            }
            out->items = grown ? grown : out->items;
        }
        free(found);
        free(dir);
    }
}

static enum aisle_status fail_template(struct aisle_ctx *ctx, const char *data_dir,
                                       const char *from)
{
    struct names names = {0};
    list_names(ctx, data_dir, &names);
    const char *near = names.count ? text_nearest_of(from, names.count,
                                                     (const char *const *)names.items)
                                   : NULL;
    ctx_fail(ctx, AISLE_NOT_FOUND, "no template or package is named '%s'", from);
    if (near)
        ctx_hint(ctx, "did you mean '%s'?", near);
    else
        ctx_hint(ctx, "name a file, or a package of packages/");
    for (size_t i = 0; i < names.count; i++)
        free(names.items[i]);
    free(names.items);
    return AISLE_NOT_FOUND;
}

static enum aisle_status find_template(struct aisle_ctx *ctx, const char *data_dir,
                                       const char *from, char **found)
{
    if (from && file_exists(from)) {
        *found = mem_copy_text(from);
        return *found ? AISLE_OK : ctx_no_memory(ctx);
    }
    enum aisle_status status =
        find_shipped(ctx, data_dir, from ? from : "package", found);
    return status == AISLE_NOT_FOUND
               ? fail_template(ctx, data_dir, from ? from : "package")
               : status;
}

/* The text with its "package: ..." line named anew. */
static enum aisle_status rename_text(struct aisle_ctx *ctx, const char *path,
                                     const char *bytes, const char *name, char **out)
{
    struct text text = {0};
    const char *line =
        strncmp(bytes, "package:", 8) == 0 ? bytes : strstr(bytes, "\npackage:");
    if (!line)
        return ctx_fail_at(ctx, AISLE_INPUT, (struct place){path, 0, 0}, NULL,
                           "has no line 'package: NAME' of its own");
    if (line != bytes)
        line++;
    text_add_bytes(&text, bytes, (size_t)(line - bytes));
    text_addf(&text, "package: %s", name);
    text_add(&text, line + strcspn(line, "\r\n"));
    *out = text_take(&text);
    return *out ? AISLE_OK : ctx_no_memory(ctx);
}

static enum aisle_status check_target(struct aisle_ctx *ctx, const char *path,
                                      const char *stem)
{
    if (!fit_for_id(stem)) {
        ctx_fail(ctx, AISLE_INPUT, "'%s' cannot name a package", stem);
        ctx_hint(ctx, "use small letters, digits, '-', '_' and '.', as deal.yaml");
        return AISLE_INPUT;
    }
    if (file_exists(path)) {
        ctx_fail(ctx, AISLE_INPUT, "%s is there already", path);
        ctx_hint(ctx, "choose another name, or remove it first");
        return AISLE_INPUT;
    }
    return AISLE_OK;
}

enum aisle_status app_package_new(struct aisle_ctx *ctx,
                                  const struct app_options *options, const char *path,
                                  const char *from)
{
    enum aisle_status status = AISLE_OK;
    struct app_case read;
    char *template = NULL, *bytes = NULL, *text = NULL, *stem = stem_of(path);
    size_t size = 0;
    app_case_init(&read);
    if (!stem)
        TRY(ctx_no_memory(ctx));
    TRY(check_target(ctx, path, stem));
    TRY(find_template(ctx, options->data_dir, from, &template));
    /* what does not read is no template */
    TRY(app_case_open(ctx, options, template, &read));
    TRY(file_read(ctx, template, &bytes, &size));
    TRY(rename_text(ctx, template, bytes, stem, &text));
    TRY(file_write(ctx, path, text, strlen(text)));
out:
    app_case_close(&read);
    free(template);
    free(bytes);
    free(text);
    free(stem);
    return status;
}
