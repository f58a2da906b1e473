-- A store as layout 3 wrote it, with one small fit in it.
PRAGMA application_id = 1097429868;
PRAGMA user_version = 3;
CREATE TABLE congress (id INTEGER PRIMARY KEY, chamber TEXT NOT NULL, congress INTEGER
    NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL, members INTEGER NOT NULL,
    rollcalls INTEGER NOT NULL, first_date TEXT NOT NULL, last_date TEXT NOT NULL,
    UNIQUE (chamber, congress)) STRICT;
CREATE TABLE member (congress_id INTEGER NOT NULL REFERENCES congress (id) ON DELETE
    CASCADE, position INTEGER NOT NULL, bioguide TEXT NOT NULL, lis TEXT NOT NULL, icpsr
    INTEGER NOT NULL, last TEXT NOT NULL, first TEXT NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (congress_id, position), UNIQUE (congress_id, bioguide)) STRICT, WITHOUT
    ROWID;
CREATE TABLE service (congress_id INTEGER NOT NULL, position INTEGER NOT NULL,
    first_number INTEGER NOT NULL, last_number INTEGER NOT NULL, party TEXT NOT NULL,
    caucus TEXT NOT NULL, PRIMARY KEY (congress_id, position, first_number), FOREIGN KEY
    (congress_id, position) REFERENCES member ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE rollcall (congress_id INTEGER NOT NULL REFERENCES congress (id) ON DELETE
    CASCADE, number INTEGER NOT NULL, date TEXT NOT NULL, time TEXT NOT NULL, category
    TEXT NOT NULL, cloture TEXT NOT NULL, requires TEXT NOT NULL, passed INTEGER NOT
    NULL, vote_type TEXT NOT NULL, question TEXT NOT NULL, result TEXT NOT NULL, bill
    TEXT NOT NULL, bill_title TEXT NOT NULL, amendment TEXT NOT NULL, nomination TEXT
    NOT NULL, subject TEXT NOT NULL, purpose TEXT NOT NULL, yea INTEGER NOT NULL, nay
    INTEGER NOT NULL, present INTEGER NOT NULL, absent INTEGER NOT NULL, vp_tie INTEGER
    NOT NULL, casts BLOB NOT NULL, PRIMARY KEY (congress_id, number)) STRICT;
CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL, version TEXT
    NOT NULL, data_hash TEXT NOT NULL, input_hash TEXT NOT NULL, seed INTEGER NOT NULL,
    as_of TEXT, started TEXT NOT NULL, seconds REAL, cpu_seconds REAL, threads INTEGER
    NOT NULL, ranks INTEGER NOT NULL, arguments TEXT NOT NULL, result TEXT NOT NULL)
    STRICT;
CREATE INDEX run_like ON run (input_hash, verb);
CREATE TABLE fit (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, chamber TEXT NOT
    NULL, congress_first INTEGER NOT NULL, congress_last INTEGER NOT NULL, as_of TEXT,
    link TEXT NOT NULL, method TEXT NOT NULL, dims INTEGER NOT NULL, members INTEGER NOT
    NULL, items INTEGER NOT NULL, votes INTEGER NOT NULL, chains INTEGER NOT NULL, draws
    INTEGER NOT NULL, rhat_max REAL, ess_bulk_min REAL, ess_bulk_median REAL,
    ess_tail_min REAL, classified REAL, apre REAL, gmp REAL, gmp_heldout REAL, x_draws
    BLOB NOT NULL) STRICT;
CREATE TABLE fit_member (fit_id INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, bioguide TEXT NOT NULL, name TEXT NOT NULL, state TEXT
    NOT NULL, party TEXT NOT NULL, caucus TEXT NOT NULL, in_office INTEGER NOT NULL,
    thin INTEGER NOT NULL, votes INTEGER NOT NULL, rank REAL, rank_q05 REAL, rank_q95
    REAL, rhat REAL, ess_bulk REAL, PRIMARY KEY (fit_id, position)) STRICT, WITHOUT
    ROWID;
CREATE TABLE fit_point (fit_id INTEGER NOT NULL, position INTEGER NOT NULL, dim INTEGER
    NOT NULL, x REAL, sd REAL, q05 REAL, q95 REAL, PRIMARY KEY (fit_id, position, dim),
    FOREIGN KEY (fit_id, position) REFERENCES fit_member ON DELETE CASCADE) STRICT,
    WITHOUT ROWID;
CREATE TABLE fit_item (fit_id INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, rollcall INTEGER NOT NULL, congress INTEGER NOT NULL,
    number INTEGER NOT NULL, a REAL, a_sd REAL, PRIMARY KEY (fit_id, position)) STRICT,
    WITHOUT ROWID;
CREATE TABLE fit_slope (fit_id INTEGER NOT NULL, position INTEGER NOT NULL, dim INTEGER
    NOT NULL, b REAL, b_sd REAL, PRIMARY KEY (fit_id, position, dim), FOREIGN KEY
    (fit_id, position) REFERENCES fit_item ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE fit_pivot (fit_id INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, name TEXT NOT NULL, seat INTEGER NOT NULL, PRIMARY KEY
    (fit_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE fit_pivot_chance (fit_id INTEGER NOT NULL, position INTEGER NOT NULL, rank
    INTEGER NOT NULL, member INTEGER NOT NULL, p REAL, PRIMARY KEY (fit_id, position,
    rank), FOREIGN KEY (fit_id, position) REFERENCES fit_pivot ON DELETE CASCADE)
    STRICT, WITHOUT ROWID;
INSERT INTO fit VALUES (1, 'old', 'senate', 90, 90, NULL, 'logit', 'mcmc', 1, 2, 1, 2,
    1, 2, 1.5, 2.0, 2.0, 2.0, 1.0, 1.0, 0.9, NULL, X'000080bf0000803f000000bf0000003f');
INSERT INTO fit_member VALUES (1, 0, 'A000001', 'Able', 'VT', 'D', 'D', 1, 0, 1, 1.0,
    1.0, 1.0, NULL, NULL);
INSERT INTO fit_point VALUES (1, 0, 0, -0.75, 0.25, -1.0, 1.0);
INSERT INTO fit_member VALUES (1, 1, 'B000001', 'Baker', 'VT', 'R', 'R', 1, 0, 1, 2.0,
    2.0, 2.0, NULL, NULL);
INSERT INTO fit_point VALUES (1, 1, 0, 0.75, 0.25, -1.0, 1.0);
INSERT INTO fit_item VALUES (1, 0, 0, 90, 1, 0.25, 0.5);
INSERT INTO fit_slope VALUES (1, 0, 0, 1.5, 0.5);
