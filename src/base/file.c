#include "base/file.h"

#include "base/ctx.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX ((off_t)1 << 30)

static enum aisle_status file_error(struct aisle_ctx *ctx, const char *path,
                                    const char *what)
{
    struct place place = {.path = path};
    const char *hint = errno == ENOSPC ? "free some disk space and start again" : NULL;
    return ctx_fail_at(ctx, AISLE_IO, place, hint, "cannot %s: %s", what,
                       strerror(errno));
}

static enum aisle_status file_read_fd(struct aisle_ctx *ctx, const char *path, int fd,
                                      char **bytes, size_t *size)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return file_error(ctx, path, "read");
    if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return file_error(ctx, path, "read");
    }
    size_t capacity = info.st_size > 0 ? (size_t)info.st_size : 4096;
    char *buffer = mem_new(capacity + 1, 1);
    size_t used = 0;
    for (;;) {
        if (!buffer)
            return ctx_no_memory(ctx);
        ssize_t got = read(fd, buffer + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || (off_t)used > FILE_MAX) {
            free(buffer);
            errno = got < 0 ? errno : EFBIG;
            return file_error(ctx, path, "read");
        }
        used += (size_t)got;
        if (got == 0 && used < capacity)
            break;
        if (used == capacity) { /* perhaps more: pipes and /proc tell no size */
            char probe;
            ssize_t more = read(fd, &probe, 1);
            if (more == 0)
                break;
            char *bigger = mem_resize(buffer, capacity * 2 + 1, 1);
            if (!bigger)
                free(buffer);
            buffer = bigger;
            if (buffer && more == 1)
                buffer[used++] = probe;
            capacity *= 2;
        }
    }
    buffer[used] = '\0';
    *bytes = buffer;
    *size = used;
    return AISLE_OK;
}

enum aisle_status file_read(struct aisle_ctx *ctx, const char *path, char **bytes,
                            size_t *size)
{
    const struct ctx_reader *reader = ctx_get_reader(ctx);
    if (!reader || !reader->find(reader->user, path, bytes, size)) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return file_error(ctx, path, "open");
        enum aisle_status status = file_read_fd(ctx, path, fd, bytes, size);
        close(fd);
        if (status != AISLE_OK)
            return status;
    }
    if (reader)
        reader->seen(reader->user, path, *bytes, *size);
    return AISLE_OK;
}

static bool file_write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t put = write(fd, bytes, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        size -= (size_t)put;
    }
    return fsync(fd) == 0;
}

enum aisle_status file_write(struct aisle_ctx *ctx, const char *path, const char *bytes,
                             size_t size)
{
    char *temporary = mem_format("%s.tmp.%ld", path, (long)getpid());
    if (!temporary)
        return ctx_no_memory(ctx);
    enum aisle_status status = AISLE_OK;
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        status = file_error(ctx, path, "write");
    } else {
        bool written = file_write_all(fd, bytes, size);
        int why = errno;
        if (close(fd) != 0 && written) {
            written = false;
            why = errno;
        }
        if (written && rename(temporary, path) != 0) {
            written = false;
            why = errno;
        }
        if (!written) {
            unlink(temporary);
            errno = why;
            status = file_error(ctx, path, "write");
        }
    }
    free(temporary);
    return status;
}

enum aisle_status file_make_dir(struct aisle_ctx *ctx, const char *path)
{
    char *copy = mem_copy_text(path);
    if (!copy)
        return ctx_no_memory(ctx);
    enum aisle_status status = AISLE_OK;
    for (char *p = copy + 1; status == AISLE_OK; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        char kept = *p;
        *p = '\0';
        if (mkdir(copy, 0755) != 0 && errno != EEXIST)
            status = file_error(ctx, copy, "make directory");
        *p = kept;
        if (kept == '\0')
            break;
    }
    struct stat info;
    if (status == AISLE_OK && (stat(path, &info) != 0 || !S_ISDIR(info.st_mode))) {
        errno = ENOTDIR;
        status = file_error(ctx, path, "make directory");
    }
    free(copy);
    return status;
}

static int file_compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool file_ends_in(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);
    return n > m && strcmp(name + n - m, suffix) == 0;
}

enum aisle_status file_list(struct aisle_ctx *ctx, const char *dir, const char *suffix,
                            int *count, char ***names)
{
    DIR *handle = opendir(dir);
    if (!handle)
        return file_error(ctx, dir, "open");
    void *list = NULL;
    size_t used = 0, capacity = 0;
    enum aisle_status status = AISLE_OK;
    for (struct dirent *entry; (entry = readdir(handle)) != NULL;) {
        if (entry->d_name[0] == '.' || !file_ends_in(entry->d_name, suffix))
            continue;
        char *name = mem_copy_text(entry->d_name);
        if (!name || !mem_grow(&list, &capacity, used, sizeof(char *))) {
            free(name);
            status = ctx_no_memory(ctx);
            break;
        }
        ((char **)list)[used++] = name;
    }
    closedir(handle);
    if (status != AISLE_OK) {
        for (size_t i = 0; i < used; i++)
            free(((char **)list)[i]);
        free(list);
        return status;
    }
    if (used)
        qsort(list, used, sizeof(char *), file_compare_names);
    *names = list;
    *count = (int)used;
    return AISLE_OK;
}

bool file_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

bool file_is_dir(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}
