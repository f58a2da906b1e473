#include "store/store.h"
#include <string.h>

struct trouble {
    int rc; /* primary result code */
    enum aisle_status status;
    const char *text;
    const char *hint;
};

static const struct trouble troubles[] = {
    {SQLITE_BUSY, AISLE_STORE, "the store is locked by another process",
     "wait until the other aisle is done, or stop it"},
    {SQLITE_LOCKED, AISLE_STORE, "the store is locked by another process",
     "wait until the other aisle is done, or stop it"},
    {SQLITE_READONLY, AISLE_STORE, "the store is read-only",
     "make the file and its folder writable, or name another one with --store"},
    {SQLITE_FULL, AISLE_STORE, "the disk is full",
     "free some space; the store is as it was before"},
    {SQLITE_NOTADB, AISLE_STORE, "this file is no aisle store",
     "name another file with --store"},
    {SQLITE_CORRUPT, AISLE_STORE, "the store is damaged",
     "move it away: the next start makes a new one from the shipped record"},
    {SQLITE_IOERR, AISLE_IO, "the store could not be read or written",
     "check the disk; the store is as it was before"},
    {SQLITE_CANTOPEN, AISLE_IO, "the store could not be opened",
     "check the path and its permissions"},
    {SQLITE_PERM, AISLE_IO, "access to the store was denied",
     "check the permissions of the file"},
    {SQLITE_AUTH, AISLE_IO, "access to the store was denied",
     "check the permissions of the file"},
};

enum aisle_status store_fail(struct aisle_ctx *ctx, struct aisle_store *store, int rc,
                             const char *doing)
{
    int primary = rc & 0xff;
    struct place place = {store->path, 0, 0};
    if (primary == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM)
        return ctx_no_memory(ctx);
    for (size_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++) {
        const struct trouble *t = &troubles[i];
        if (t->rc == primary)
            return ctx_fail_at(ctx, t->status, place, t->hint,
                               "%s (while trying to %s)", t->text, doing);
    }
    const char *why = store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(rc);
    return ctx_fail_at(ctx, AISLE_STORE, place, NULL, "could not %s: %s", doing, why);
}
