/* The layout, as steps: step i brings a store from user_version i to i + 1, in one
 * transaction. A step that has been released is never edited; a change is a new
 * step. Dates are ISO texts and codes are the public ones, so that R, Python and
 * the sqlite3 shell read the file as it is. */
#include "base/mem.h"
#include "store/store.h"

/* Votes. A Congress is replaced as a whole: deleting its row takes the rest. */
static const char step_votes[] =
    "CREATE TABLE congress (id INTEGER PRIMARY KEY, chamber TEXT NOT NULL,"
    " congress INTEGER NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " members INTEGER NOT NULL, rollcalls INTEGER NOT NULL, first_date TEXT NOT NULL,"
    " last_date TEXT NOT NULL, UNIQUE (chamber, congress)) STRICT;"
    "CREATE TABLE member (congress_id INTEGER NOT NULL REFERENCES congress (id)"
    " ON DELETE CASCADE, position INTEGER NOT NULL, bioguide TEXT NOT NULL,"
    " lis TEXT NOT NULL, icpsr INTEGER NOT NULL, last TEXT NOT NULL,"
    " first TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (congress_id, position),"
    " UNIQUE (congress_id, bioguide)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE service (congress_id INTEGER NOT NULL, position INTEGER NOT NULL,"
    " first_number INTEGER NOT NULL, last_number INTEGER NOT NULL,"
    " party TEXT NOT NULL, caucus TEXT NOT NULL,"
    " PRIMARY KEY (congress_id, position, first_number),"
    " FOREIGN KEY (congress_id, position) REFERENCES member ON DELETE CASCADE)"
    " STRICT, WITHOUT ROWID;"
    /* casts: one byte a member, in order of position, enum aisle_cast */
    "CREATE TABLE rollcall (congress_id INTEGER NOT NULL REFERENCES congress (id)"
    " ON DELETE CASCADE, number INTEGER NOT NULL, date TEXT NOT NULL,"
    " time TEXT NOT NULL, category TEXT NOT NULL, cloture TEXT NOT NULL,"
    " requires TEXT NOT NULL, passed INTEGER NOT NULL, vote_type TEXT NOT NULL,"
    " question TEXT NOT NULL, result TEXT NOT NULL, bill TEXT NOT NULL,"
    " bill_title TEXT NOT NULL, amendment TEXT NOT NULL, nomination TEXT NOT NULL,"
    " subject TEXT NOT NULL, purpose TEXT NOT NULL, yea INTEGER NOT NULL,"
    " nay INTEGER NOT NULL, present INTEGER NOT NULL, absent INTEGER NOT NULL,"
    " vp_tie INTEGER NOT NULL, casts BLOB NOT NULL,"
    " PRIMARY KEY (congress_id, number)) STRICT;";

static const char step_runs[] =
    "CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL,"
    " version TEXT NOT NULL, data_hash TEXT NOT NULL, input_hash TEXT NOT NULL,"
    " seed INTEGER NOT NULL, as_of TEXT, started TEXT NOT NULL, seconds REAL,"
    " cpu_seconds REAL, threads INTEGER NOT NULL, ranks INTEGER NOT NULL,"
    " arguments TEXT NOT NULL, result TEXT NOT NULL) STRICT;"
    "CREATE INDEX run_like ON run (input_hash, verb);";

/* Fits. x_draws: float32, little-endian, [draw][member][dim]. */
static const char step_fits[] =
    "CREATE TABLE fit (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
    " chamber TEXT NOT NULL, congress_first INTEGER NOT NULL,"
    " congress_last INTEGER NOT NULL, as_of TEXT, link TEXT NOT NULL,"
    " method TEXT NOT NULL, dims INTEGER NOT NULL, members INTEGER NOT NULL,"
    " items INTEGER NOT NULL, votes INTEGER NOT NULL, chains INTEGER NOT NULL,"
    " draws INTEGER NOT NULL, rhat_max REAL, ess_bulk_min REAL, ess_bulk_median REAL,"
    " ess_tail_min REAL, classified REAL, apre REAL, gmp REAL, gmp_heldout REAL,"
    " x_draws BLOB NOT NULL) STRICT;"
    "CREATE TABLE fit_member (fit_id INTEGER NOT NULL REFERENCES fit (id)"
    " ON DELETE CASCADE, position INTEGER NOT NULL, bioguide TEXT NOT NULL,"
    " name TEXT NOT NULL, state TEXT NOT NULL, party TEXT NOT NULL,"
    " caucus TEXT NOT NULL, in_office INTEGER NOT NULL, thin INTEGER NOT NULL,"
    " votes INTEGER NOT NULL, rank REAL, rank_q05 REAL, rank_q95 REAL, rhat REAL,"
    " ess_bulk REAL, PRIMARY KEY (fit_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE fit_point (fit_id INTEGER NOT NULL, position INTEGER NOT NULL,"
    " dim INTEGER NOT NULL, x REAL, sd REAL, q05 REAL, q95 REAL,"
    " PRIMARY KEY (fit_id, position, dim),"
    " FOREIGN KEY (fit_id, position) REFERENCES fit_member ON DELETE CASCADE)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE fit_item (fit_id INTEGER NOT NULL REFERENCES fit (id)"
    " ON DELETE CASCADE, position INTEGER NOT NULL, rollcall INTEGER NOT NULL,"
    " congress INTEGER NOT NULL, number INTEGER NOT NULL, a REAL, a_sd REAL,"
    " PRIMARY KEY (fit_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE fit_slope (fit_id INTEGER NOT NULL, position INTEGER NOT NULL,"
    " dim INTEGER NOT NULL, b REAL, b_sd REAL, PRIMARY KEY (fit_id, position, dim),"
    " FOREIGN KEY (fit_id, position) REFERENCES fit_item ON DELETE CASCADE)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE fit_pivot (fit_id INTEGER NOT NULL REFERENCES fit (id)"
    " ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,"
    " seat INTEGER NOT NULL, PRIMARY KEY (fit_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE fit_pivot_chance (fit_id INTEGER NOT NULL, position INTEGER NOT NULL,"
    " rank INTEGER NOT NULL, member INTEGER NOT NULL, p REAL,"
    " PRIMARY KEY (fit_id, position, rank),"
    " FOREIGN KEY (fit_id, position) REFERENCES fit_pivot ON DELETE CASCADE)"
    " STRICT, WITHOUT ROWID;";

/* What a fit keeps besides: how well each item mixed, draws of the items, and the
 * places of a dynamic fit. item_draws is [draw][item][1 + dims], a then b;
 * period_draws [draw][period][dim]; both as x_draws, NULL when not kept. */
static const char step_fit_parts[] =
    "ALTER TABLE fit ADD COLUMN periods INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE fit ADD COLUMN item_draws BLOB;"
    "ALTER TABLE fit ADD COLUMN period_draws BLOB;"
    "ALTER TABLE fit_item ADD COLUMN rhat REAL;"
    "ALTER TABLE fit_item ADD COLUMN ess_bulk REAL;"
    "CREATE TABLE fit_period (fit_id INTEGER NOT NULL REFERENCES fit (id)"
    " ON DELETE CASCADE, position INTEGER NOT NULL, member INTEGER NOT NULL,"
    " congress INTEGER NOT NULL, party TEXT NOT NULL, caucus TEXT NOT NULL,"
    " votes INTEGER NOT NULL, rhat REAL, ess_bulk REAL,"
    " PRIMARY KEY (fit_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE fit_period_point (fit_id INTEGER NOT NULL,"
    " position INTEGER NOT NULL, dim INTEGER NOT NULL, x REAL, sd REAL, q05 REAL,"
    " q95 REAL, PRIMARY KEY (fit_id, position, dim),"
    " FOREIGN KEY (fit_id, position) REFERENCES fit_period ON DELETE CASCADE)"
    " STRICT, WITHOUT ROWID;";

/* Whip counts. `package` is the id of the package that a count is of, "" for any. */
static const char step_whips[] =
    "CREATE TABLE whip (id INTEGER PRIMARY KEY, package TEXT NOT NULL,"
    " source TEXT NOT NULL, sha256 TEXT NOT NULL, UNIQUE (package, source)) STRICT;"
    "CREATE TABLE whip_statement (whip_id INTEGER NOT NULL REFERENCES whip (id)"
    " ON DELETE CASCADE, line INTEGER NOT NULL, date TEXT NOT NULL,"
    " senator TEXT NOT NULL, state TEXT NOT NULL, bioguide TEXT NOT NULL,"
    " position TEXT NOT NULL, about TEXT NOT NULL, source TEXT NOT NULL,"
    " quote TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (whip_id, line))"
    " STRICT, WITHOUT ROWID;";

/* Long work as it goes, and what calibrations left. */
static const char step_kept[] =
    "CREATE TABLE kept (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE posterior (run_id INTEGER NOT NULL REFERENCES run (id)"
    " ON DELETE CASCADE, draw INTEGER NOT NULL, position INTEGER NOT NULL,"
    " parameter TEXT NOT NULL, value REAL NOT NULL,"
    " PRIMARY KEY (run_id, draw, position)) STRICT, WITHOUT ROWID;";

/* What a run simulated. */
static const char step_simulation[] =
    "CREATE TABLE simulation (run_id INTEGER PRIMARY KEY REFERENCES run (id)"
    " ON DELETE CASCADE, start TEXT NOT NULL, seed INTEGER NOT NULL,"
    " years INTEGER NOT NULL, replications INTEGER NOT NULL,"
    " people_per_case INTEGER NOT NULL) STRICT;"
    "CREATE TABLE simulation_lever (run_id INTEGER NOT NULL REFERENCES simulation"
    " (run_id) ON DELETE CASCADE, lever TEXT NOT NULL, value REAL NOT NULL,"
    " PRIMARY KEY (run_id, lever)) STRICT, WITHOUT ROWID;";

/* How far a member moves between Congresses; NULL for a static fit. */
static const char step_fit_walk[] = "ALTER TABLE fit ADD COLUMN walk_sd REAL;"
                                    "ALTER TABLE fit ADD COLUMN walk_sd_q05 REAL;"
                                    "ALTER TABLE fit ADD COLUMN walk_sd_q95 REAL;";

/* Which sources made a run; "" for one that was recorded before. */
static const char step_run_engine[] =
    "ALTER TABLE run ADD COLUMN engine TEXT NOT NULL DEFAULT '';";

/* What a run was made from. `kind` says what `name` is of (include/aisle/recipe.h); the
 * bytes of a user's own files are in `input`, once for all runs that read them. */
static const char step_recipes[] =
    "CREATE TABLE run_word (run_id INTEGER NOT NULL REFERENCES run (id)"
    " ON DELETE CASCADE, position INTEGER NOT NULL, word TEXT NOT NULL,"
    " PRIMARY KEY (run_id, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE run_input (run_id INTEGER NOT NULL REFERENCES run (id)"
    " ON DELETE CASCADE, position INTEGER NOT NULL, kind TEXT NOT NULL,"
    " name TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (run_id, position))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE input (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;";

/* What vote models found; each of their two parts where the model had that term. */
static const char step_votemodels[] =
    "CREATE TABLE votemodel (run_id INTEGER PRIMARY KEY REFERENCES run (id)"
    " ON DELETE CASCADE, chamber TEXT NOT NULL, congress_first INTEGER NOT NULL,"
    " congress_last INTEGER NOT NULL, unfolding INTEGER NOT NULL,"
    " absence INTEGER NOT NULL) STRICT;"
    "CREATE TABLE votemodel_rollcall (run_id INTEGER NOT NULL REFERENCES votemodel"
    " (run_id) ON DELETE CASCADE, congress INTEGER NOT NULL, number INTEGER NOT NULL,"
    " kind TEXT NOT NULL, p_unfolding REAL, turn REAL, ends TEXT NOT NULL,"
    " PRIMARY KEY (run_id, congress, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE votemodel_member (run_id INTEGER NOT NULL REFERENCES votemodel"
    " (run_id) ON DELETE CASCADE, bioguide TEXT NOT NULL, type TEXT NOT NULL,"
    " p_absent REAL, PRIMARY KEY (run_id, bioguide, type)) STRICT, WITHOUT ROWID;";

/* Where in its file a statement of a count stands; 0: not known. */
static const char step_whip_places[] =
    "ALTER TABLE whip_statement ADD COLUMN place INTEGER NOT NULL DEFAULT 0;";

/* What others say of a senator's vote, not what he says himself. */
static const char step_whip_hands[] =
    "ALTER TABLE whip_statement ADD COLUMN second_hand INTEGER NOT NULL DEFAULT 0;";

/* A result in other forms than JSON, by the name of the form. */
static const char step_views[] =
    "CREATE TABLE run_view (run_id INTEGER NOT NULL REFERENCES run (id)"
    " ON DELETE CASCADE, form TEXT NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY (run_id, form)) STRICT;";

static const char *const steps[] = {
    step_votes,      step_runs,        step_fits,       step_fit_parts,  step_whips,
    step_kept,       step_simulation,  step_fit_walk,   step_run_engine, step_recipes,
    step_votemodels, step_whip_places, step_whip_hands, step_views};
#define STEP_COUNT ((int)(sizeof steps / sizeof steps[0]))

int store_schema_version(void)
{
    return STEP_COUNT;
}

static enum aisle_status read_number(struct aisle_ctx *ctx, struct aisle_store *store,
                                     const char *sql, int64_t *out)
{
    struct statement s;
    store_start(&s, ctx, store, "open the store", sql);
    if (store_row(&s))
        *out = store_int(&s, 0);
    return store_end(&s);
}

struct header {
    int64_t application;
    int64_t version;
    int64_t tables;
};

static enum aisle_status read_header(struct aisle_ctx *ctx, struct aisle_store *store,
                                     struct header *out)
{
    enum aisle_status status;
    *out = (struct header){0};
    TRY(read_number(ctx, store, "PRAGMA application_id", &out->application));
    TRY(read_number(ctx, store, "PRAGMA user_version", &out->version));
    TRY(read_number(ctx, store, "SELECT count(*) FROM sqlite_schema", &out->tables));
out:
    return status;
}

/* Is it ours, and not from a later aisle? An empty file is ours to fill. */
static enum aisle_status check_header(struct aisle_ctx *ctx, struct aisle_store *store,
                                      const struct header *h)
{
    struct place place = {store->path, 0, 0};
    bool empty = h->application == 0 && h->version == 0 && h->tables == 0;
    if (h->application != STORE_APPLICATION_ID && !empty)
        return ctx_fail_at(ctx, AISLE_STORE, place, "name another file with --store",
                           "this is an SQLite file, but no aisle store");
    if (h->version > STEP_COUNT)
        return ctx_fail_at(
            ctx, AISLE_STORE, place,
            "use the newer aisle, or name another file with --store",
            "the store was written by a newer aisle (layout %d; this one "
            "knows up to %d)",
            (int)h->version, STEP_COUNT);
    return AISLE_OK;
}

static enum aisle_status run_steps(struct aisle_ctx *ctx, struct aisle_store *store,
                                   int from)
{
    enum aisle_status status = AISLE_OK;
    for (int i = from; i < STEP_COUNT; i++)
        TRY(store_exec(ctx, store, "lay out the store", steps[i]));
    char sql[96];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             STORE_APPLICATION_ID, STEP_COUNT);
    TRY(store_exec(ctx, store, "lay out the store", sql));
out:
    return status;
}

/* Look again once the lock is held: another process may have been faster. */
static enum aisle_status migrate(struct aisle_ctx *ctx, struct aisle_store *store)
{
    struct header h;
    enum aisle_status status;
    TRY(aisle_store_begin(ctx, store));
    TRY(read_header(ctx, store, &h));
    TRY(check_header(ctx, store, &h));
    if (h.version < STEP_COUNT)
        TRY(run_steps(ctx, store, (int)h.version));
    TRY(aisle_store_commit(ctx, store));
out:
    if (status != AISLE_OK)
        aisle_store_rollback(store);
    return status;
}

enum aisle_status store_schema_open(struct aisle_ctx *ctx, struct aisle_store *store,
                                    bool writable)
{
    struct header h;
    enum aisle_status status;
    TRY(read_header(ctx, store, &h));
    TRY(check_header(ctx, store, &h));
    if (h.version < STEP_COUNT && writable)
        TRY(migrate(ctx, store));
    else if (h.version < STEP_COUNT)
        status =
            ctx_fail_at(ctx, AISLE_STORE, (struct place){store->path, 0, 0},
                        "import something into it once, which brings it up to date",
                        "the store has an older layout (%d; this aisle reads %d)",
                        (int)h.version, STEP_COUNT);
out:
    return status;
}
