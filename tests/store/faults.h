/* Faults for the tests of the store: a VFS that stands before SQLite's own, counts the
 * calls that change files and fails or kills at one of them; and an allocator of SQLite's
 * that fails on demand. */
#ifndef AISLE_TESTS_STORE_FAULTS_H
#define AISLE_TESTS_STORE_FAULTS_H

#include "store/store.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h wants the headers above. */
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum fault_kind { FAULT_NONE, FAULT_FULL, FAULT_IO, FAULT_KILL, FAULT_TEAR };

static struct {
    enum fault_kind kind;
    long at;   /* the call that fails; disks stay full from then on */
    long seen; /* calls so far */
} fault;

static void set_fault(enum fault_kind kind, long at)
{
    fault.kind = kind;
    fault.at = at;
    fault.seen = 0;
}

/* Count one call that changes a file; SQLITE_OK when it may go on. */
static int strike(void)
{
    long now = ++fault.seen;
    if ((fault.kind == FAULT_KILL || fault.kind == FAULT_TEAR) && now == fault.at)
        raise(SIGKILL);
    if (fault.kind == FAULT_FULL && now >= fault.at)
        return SQLITE_FULL;
    if (fault.kind == FAULT_IO && now == fault.at)
        return SQLITE_IOERR_WRITE;
    return SQLITE_OK;
}

/* A file of the shim: SQLite's own file lies right behind it. */
struct shim {
    sqlite3_file base;
    sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct shim *)file)->real;
}

static int shim_write(sqlite3_file *f, const void *bytes, int size, sqlite3_int64 at)
{
    if (fault.kind == FAULT_TEAR && fault.seen + 1 == fault.at) {
        real_of(f)->pMethods->xWrite(real_of(f), bytes, size / 2, at);
        raise(SIGKILL);
    }
    int rc = strike();
    return rc != SQLITE_OK ? rc
                           : real_of(f)->pMethods->xWrite(real_of(f), bytes, size, at);
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    int rc = strike();
    return rc != SQLITE_OK ? rc : real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int shim_sync(sqlite3_file *f, int flags)
{
    (void)f;
    (void)flags;
    return strike(); /* a killed process loses no write: the disk may be spared */
}

static int shim_close(sqlite3_file *f)
{
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int shim_read(sqlite3_file *f, void *bytes, int size, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), bytes, size, at);
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int shim_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int shim_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int shim_reserved(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int shim_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int shim_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int shim_features(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int shim_map(sqlite3_file *f, int page, int size, int extend,
                    void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void shim_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int shim_unmap(sqlite3_file *f, int delete_it)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), delete_it);
}

static const sqlite3_io_methods shim_methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_reserved,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector,
    .xDeviceCharacteristics = shim_features,
    .xShmMap = shim_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_barrier,
    .xShmUnmap = shim_unmap,
};

static sqlite3_vfs *real_vfs;

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
                     int *out_flags)
{
    (void)vfs;
    struct shim *shim = (struct shim *)f;
    shim->real = (sqlite3_file *)(shim + 1);
    shim->base.pMethods = NULL;
    int rc = real_vfs->xOpen(real_vfs, name, shim->real, flags, out_flags);
    if (rc == SQLITE_OK || shim->real->pMethods)
        shim->base.pMethods = &shim_methods;
    return rc;
}

static void install_shim(void)
{
    static sqlite3_vfs shim;
    real_vfs = sqlite3_vfs_find(NULL);
    assert_non_null(real_vfs);
    shim = *real_vfs;
    shim.zName = "fault";
    shim.szOsFile = (int)sizeof(struct shim) + real_vfs->szOsFile;
    shim.xOpen = shim_open;
    assert_int_equal(sqlite3_vfs_register(&shim, 1), SQLITE_OK);
}

/* SQLite's allocator, failing on demand. */
static sqlite3_mem_methods real_memory;
static long memory_fail_at, memory_seen;

static bool memory_fails(void)
{
    memory_seen++;
    return memory_fail_at > 0 && memory_seen >= memory_fail_at;
}

static void *failing_malloc(int size)
{
    return memory_fails() ? NULL : real_memory.xMalloc(size);
}

static void *failing_realloc(void *p, int size)
{
    return memory_fails() ? NULL : real_memory.xRealloc(p, size);
}

static void install_memory(void)
{
    sqlite3_mem_methods failing;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory), SQLITE_OK);
    failing = real_memory;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &failing), SQLITE_OK);
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK);
}

/* With all that stands beside it. */
static void remove_store(const char *store)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (int i = 0; i < 4; i++) {
        char path[300];
        snprintf(path, sizeof path, "%s%s", store, endings[i]);
        unlink(path);
    }
}

static void check_integrity(struct aisle_store *store)
{
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(
        sqlite3_prepare_v2(store->db, "PRAGMA integrity_check", -1, &stmt, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal(sqlite3_column_text(stmt, 0), "ok");
    sqlite3_finalize(stmt);
}

#endif
