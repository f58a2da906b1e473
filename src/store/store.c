/* Open, transactions, close.
 *
 * Writing uses a write-ahead log: readers go on while one process writes, and a
 * process killed at any moment leaves the last commit. Reading works on a medium
 * where no log can be made, as long as none is there that would be missed. */
#include "store/store.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void release(struct aisle_store *store)
{
    sqlite3_close(store->db);
    free(store->path);
    free(store);
}

/* A message of our own for what SQLite would call "unable to open". */
static enum aisle_status check_path(struct aisle_ctx *ctx, const char *path,
                                    enum aisle_store_mode mode)
{
    struct stat info;
    struct place place = {path, 0, 0};
    if (stat(path, &info) == 0) {
        if (S_ISDIR(info.st_mode))
            return ctx_fail_at(ctx, AISLE_IO, place, "name a file in it",
                               "the store is a folder");
        return AISLE_OK;
    }
    if (mode == AISLE_STORE_READ)
        return ctx_fail_at(ctx, AISLE_IO, place, "import the record first",
                           "there is no store here");
    const char *slash = strrchr(path, '/');
    char *folder =
        slash ? mem_format("%.*s", (int)(slash - path) + 1, path) : mem_copy_text(".");
    if (!folder)
        return ctx_no_memory(ctx);
    bool there = stat(folder, &info) == 0 && S_ISDIR(info.st_mode);
    free(folder);
    return there ? AISLE_OK
                 : ctx_fail_at(ctx, AISLE_IO, place, "make the folder first",
                               "the folder of the store is not there");
}

static enum aisle_status connect_db(struct aisle_ctx *ctx, struct aisle_store *store,
                                    const char *name, int flags)
{
    sqlite3_close(store->db);
    store->db = NULL;
    int rc = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_busy_timeout(store->db, STORE_BUSY_MS);
    return rc == SQLITE_OK ? AISLE_OK : store_fail(ctx, store, rc, "open the store");
}

static enum aisle_status open_write(struct aisle_ctx *ctx, struct aisle_store *store)
{
    enum aisle_status status;
    TRY(connect_db(ctx, store, store->path,
                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    if (sqlite3_db_readonly(store->db, "main") == 1) {
        status = store_fail(ctx, store, SQLITE_READONLY, "open the store for writing");
        goto out;
    }
    TRY(store_exec(ctx, store, "open the store",
                   "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL"));
    TRY(store_schema_open(ctx, store, true));
    /* Only now is it known to be ours; the mode stays with the file. */
    TRY(store_exec(ctx, store, "open the store", "PRAGMA journal_mode = WAL"));
out:
    return status;
}

/* "file:...?immutable=1", with what a URI would misread escaped. */
static char *immutable_name(const char *path)
{
    struct text name = {0};
    text_add(&name, "file:");
    for (const char *p = path; *p; p++) {
        if (*p == '%' || *p == '?' || *p == '#')
            text_addf(&name, "%%%02X", (unsigned)(unsigned char)*p);
        else
            text_add_char(&name, *p);
    }
    text_add(&name, "?immutable=1");
    if (name.failed) {
        text_clear(&name);
        return NULL;
    }
    return text_take(&name);
}

static bool has_log(const char *path)
{
    struct stat info;
    char *log = mem_format("%s-wal", path);
    bool there = !log || (stat(log, &info) == 0 && info.st_size > 0);
    free(log);
    return there;
}

/* Can the file be read as it lies? In a folder where SQLite may not write, its
 * shared-memory file can't be made and reading fails with CANTOPEN. */
static int try_read(struct aisle_store *store)
{
    return sqlite3_exec(store->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL,
                        NULL);
}

static enum aisle_status open_read(struct aisle_ctx *ctx, struct aisle_store *store)
{
    enum aisle_status status;
    TRY(connect_db(ctx, store, store->path, SQLITE_OPEN_READONLY));
    int rc = try_read(store), primary = rc & 0xff;
    if ((primary == SQLITE_CANTOPEN || primary == SQLITE_READONLY) &&
        !has_log(store->path)) {
        char *name = immutable_name(store->path);
        if (!name)
            return ctx_no_memory(ctx);
        status = connect_db(ctx, store, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
        free(name);
        if (status != AISLE_OK)
            return status;
        rc = try_read(store);
    }
    if (rc != SQLITE_OK) {
        status = store_fail(ctx, store, rc, "read the store");
        goto out;
    }
    TRY(store_schema_open(ctx, store, false));
out:
    return status;
}

enum aisle_status aisle_store_open(struct aisle_ctx *ctx, const char *path,
                                   enum aisle_store_mode mode, struct aisle_store **out)
{
    enum aisle_status status = check_path(ctx, path, mode);
    if (status != AISLE_OK)
        return status;
    struct aisle_store *store = mem_new(1, sizeof *store);
    if (!store)
        return ctx_no_memory(ctx);
    store->path = mem_copy_text(path);
    if (!store->path)
        status = ctx_no_memory(ctx);
    else
        status =
            mode == AISLE_STORE_READ ? open_read(ctx, store) : open_write(ctx, store);
    if (status == AISLE_OK)
        *out = store;
    else
        release(store);
    return status;
}

void aisle_store_close(struct aisle_store *store)
{
    if (!store)
        return;
    aisle_store_rollback(store);
    release(store);
}

enum aisle_status aisle_store_begin(struct aisle_ctx *ctx, struct aisle_store *store)
{
    CHECK(!store->in_transaction);
    enum aisle_status status =
        store_exec(ctx, store, "begin to write", "BEGIN IMMEDIATE");
    store->in_transaction = status == AISLE_OK;
    return status;
}

enum aisle_status aisle_store_commit(struct aisle_ctx *ctx, struct aisle_store *store)
{
    CHECK(store->in_transaction);
    enum aisle_status status = store_exec(ctx, store, "commit", "COMMIT");
    if (status == AISLE_OK)
        store->in_transaction = false;
    else
        aisle_store_rollback(store);
    return status;
}

void aisle_store_rollback(struct aisle_store *store)
{
    if (!store->in_transaction)
        return;
    /* SQLite has rolled back by itself after some errors; then this says so. */
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->in_transaction = false;
}
