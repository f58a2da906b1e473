/* Status codes: what every aisle function that can fail returns.
 *
 * One X-macro is the only list; the enum, the names and the exit codes of the
 * command line all come from it. */
#ifndef AISLE_STATUS_H
#define AISLE_STATUS_H

/* X(NAME, exit code, JSON code) */
#define AISLE_STATUS_LIST(X)                                                           \
    X(OK, 0, "ok")                                                                     \
    X(FAILED, 1, "failed")       /* something outside went wrong */                    \
    X(MEMORY, 1, "memory")       /* allocation failed */                               \
    X(IO, 1, "io")               /* a file could not be read or written */             \
    X(STORE, 1, "store")         /* the store is locked, read-only, full, broken */    \
    X(MISUSE, 2, "misuse")       /* the command line asks for what is not there */     \
    X(INPUT, 3, "input")         /* a file's content is wrong: path:line:column */     \
    X(NOT_FOUND, 3, "not_found") /* a name, Congress, senator that is not known */     \
    X(FALSE, 4, "false")         /* the asked condition does not hold */               \
    X(UNTRUSTED, 5, "untrusted") /* not converged, too few replications */             \
    X(CANCELLED, 130, "interrupted") /* the caller set the cancel flag */

#define AISLE_STATUS_ENUM(name, exit_code, json) AISLE_##name,
enum aisle_status { AISLE_STATUS_LIST(AISLE_STATUS_ENUM) AISLE_STATUS_COUNT };
#undef AISLE_STATUS_ENUM

/* The process exit code that stands for a status. */
int aisle_status_exit_code(enum aisle_status status);

/* The short lower-case code used in JSON errors; never NULL. */
const char *aisle_status_name(enum aisle_status status);

#endif
