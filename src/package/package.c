/* The package reader: YAML (docs/package-format.md) into the noun.
 *
 * Everything wrong is reported in one pass; the noun is handed over only when
 * nothing was. */
#include "base/file.h"
#include "base/hash.h"
#include "package/package_read.h"
#include <aisle/import_package.h>
#include <string.h>

static const char *const SIDES[] = {"D", "R", "both"};

static void read_congress(struct package_reader *r, const struct yaml_node *root)
{
    struct aisle_package *package = r->package;
    int usual =
        package->as_of == AISLE_DAY_NONE ? 0 : aisle_day_congress(package->as_of);
    package->congress =
        yaml_int(&r->in, root, "congress", YAML_OPTIONAL, 1, 999, usual);
    if (usual && package->congress != usual)
        yaml_fail(&r->in, yaml_get(root, "congress"), NULL,
                  "Congress %d does not sit on as_of; Congress %d does",
                  package->congress, usual);
}

/* From when on votes on the measure are on the package's text. */
static void read_text_since(struct package_reader *r, const struct yaml_node *root)
{
    struct aisle_package *package = r->package;
    package->text_since = yaml_day(&r->in, root, "text_since", YAML_OPTIONAL);
    if (package->text_since == AISLE_DAY_NONE)
        return;
    const struct yaml_node *node = yaml_get(root, "text_since");
    if (package->measure && package->measure[0] == '\0')
        yaml_fail(&r->in, node, "name the bill: 'measure: H.R. 1'",
                  "text_since tells one text of a measure from another, and there is "
                  "no measure");
    if (package->as_of != AISLE_DAY_NONE && package->text_since > package->as_of)
        yaml_fail(&r->in, node, NULL, "text_since is after as_of");
}

static void read_head(struct package_reader *r, const struct yaml_node *root)
{
    static const char *const keys[] = {
        "package",      "title",    "summary",   "measure", "text_since",
        "as_of",        "proposer", "congress",  "votes",   "statements",
        "instructions", "cues",     "provisions"};
    struct aisle_package *package = r->package;
    yaml_keys(&r->in, root, (int)(sizeof keys / sizeof *keys), keys);
    package->path = package_copy(r, r->in.path);
    package->id = package_text(r, root, "package", YAML_REQUIRED);
    package->title = package_text(r, root, "title", YAML_REQUIRED);
    package->summary = package_text(r, root, "summary", YAML_OPTIONAL);
    package->measure = package_text(r, root, "measure", YAML_OPTIONAL);
    package->instructions = package_text(r, root, "instructions", YAML_OPTIONAL);
    package->as_of = yaml_day(&r->in, root, "as_of", YAML_REQUIRED);
    const struct yaml_node *as_of = yaml_get(root, "as_of");
    package->as_of_line = as_of ? as_of->line : 0;
    package->as_of_column = as_of ? as_of->column : 0;
    package->side = (enum aisle_side)yaml_choice(
        &r->in, root, "proposer", YAML_REQUIRED, 3, SIDES, AISLE_SIDE_BOTH);
    read_congress(r, root);
    read_text_since(r, root);
}

static enum aisle_status tree_read(struct aisle_ctx *ctx, const struct yaml_doc *doc,
                                   const struct aisle_rulebook *book,
                                   struct aisle_package *package)
{
    struct package_reader r = {
        .in = yaml_reader(ctx, doc), .package = package, .book = book};
    if (doc->root->kind != YAML_MAP) {
        yaml_fail(&r.in, doc->root, "begin with 'package: some-name'",
                  "a package file holds keys and values");
        return r.in.status;
    }
    read_head(&r, doc->root);
    if (!package_no_memory(&r))
        package_read_provisions(&r, doc->root);
    if (!package_no_memory(&r))
        package_read_votes(&r, doc->root);
    if (!package_no_memory(&r))
        package_read_statements(&r, doc->root);
    if (!package_no_memory(&r))
        package_read_cues(&r, doc->root);
    return r.in.status;
}

static void hash_bytes(const char *bytes, size_t size, char out[65])
{
    struct hash hash;
    hash_init(&hash);
    hash_add(&hash, bytes, size);
    hash_hex(&hash, out);
}

enum aisle_status aisle_import_package_bytes_under(struct aisle_ctx *ctx,
                                                   const struct aisle_rulebook *book,
                                                   const char *path, const char *bytes,
                                                   size_t size,
                                                   struct aisle_package *package)
{
    struct yaml_doc doc = {0};
    struct aisle_package read;
    aisle_package_init(&read);
    enum aisle_status status = yaml_read(ctx, path, bytes, size, &doc);
    if (status == AISLE_OK)
        status = tree_read(ctx, &doc, book, &read);
    yaml_clear(&doc);
    if (status != AISLE_OK) {
        aisle_package_clear(&read);
        return status;
    }
    hash_bytes(bytes, size, read.hash);
    *package = read;
    return AISLE_OK;
}

enum aisle_status aisle_import_package_bytes(struct aisle_ctx *ctx, const char *path,
                                             const char *bytes, size_t size,
                                             struct aisle_package *package)
{
    return aisle_import_package_bytes_under(ctx, NULL, path, bytes, size, package);
}

enum aisle_status aisle_import_package_under(struct aisle_ctx *ctx,
                                             const struct aisle_rulebook *book,
                                             const char *path,
                                             struct aisle_package *package)
{
    char *bytes = NULL;
    size_t size = 0;
    enum aisle_status status = file_read(ctx, path, &bytes, &size);
    if (status != AISLE_OK)
        return status;
    status = aisle_import_package_bytes_under(ctx, book, path, bytes, size, package);
    free(bytes);
    return status;
}

enum aisle_status aisle_import_package(struct aisle_ctx *ctx, const char *path,
                                       struct aisle_package *package)
{
    return aisle_import_package_under(ctx, NULL, path, package);
}
