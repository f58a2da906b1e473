-- A store as layout 8 wrote it, a row or two in each table that holds what a user made.
PRAGMA application_id = 1097429868;
PRAGMA user_version = 8;
CREATE TABLE congress (id INTEGER PRIMARY KEY, chamber TEXT NOT NULL, congress INTEGER
    NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL, members INTEGER NOT NULL,
    rollcalls INTEGER NOT NULL, first_date TEXT NOT NULL, last_date TEXT NOT NULL,
    UNIQUE (chamber, congress)) STRICT;
INSERT INTO "congress" VALUES(1,'senate',90,'byhand','h',2,1,'1967-01-11','1967-01-11');
CREATE TABLE fit (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, chamber TEXT NOT
    NULL, congress_first INTEGER NOT NULL, congress_last INTEGER NOT NULL, as_of TEXT,
    link TEXT NOT NULL, method TEXT NOT NULL, dims INTEGER NOT NULL, members INTEGER NOT
    NULL, items INTEGER NOT NULL, votes INTEGER NOT NULL, chains INTEGER NOT NULL, draws
    INTEGER NOT NULL, rhat_max REAL, ess_bulk_min REAL, ess_bulk_median REAL,
    ess_tail_min REAL, classified REAL, apre REAL, gmp REAL, gmp_heldout REAL, x_draws
    BLOB NOT NULL, periods INTEGER NOT NULL DEFAULT 0, item_draws BLOB, period_draws
    BLOB, walk_sd REAL, walk_sd_q05 REAL, walk_sd_q95 REAL) STRICT;
CREATE TABLE fit_item (fit_id INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, rollcall INTEGER NOT NULL, congress INTEGER NOT NULL,
    number INTEGER NOT NULL, a REAL, a_sd REAL, rhat REAL, ess_bulk REAL, PRIMARY KEY
    (fit_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE fit_member (fit_id INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, bioguide TEXT NOT NULL, name TEXT NOT NULL, state TEXT
    NOT NULL, party TEXT NOT NULL, caucus TEXT NOT NULL, in_office INTEGER NOT NULL,
    thin INTEGER NOT NULL, votes INTEGER NOT NULL, rank REAL, rank_q05 REAL, rank_q95
    REAL, rhat REAL, ess_bulk REAL, PRIMARY KEY (fit_id, position)) STRICT, WITHOUT
    ROWID;
CREATE TABLE fit_period (fit_id INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, member INTEGER NOT NULL, congress INTEGER NOT NULL, party
    TEXT NOT NULL, caucus TEXT NOT NULL, votes INTEGER NOT NULL, rhat REAL, ess_bulk
    REAL, PRIMARY KEY (fit_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE fit_period_point (fit_id INTEGER NOT NULL, position INTEGER NOT NULL, dim
    INTEGER NOT NULL, x REAL, sd REAL, q05 REAL, q95 REAL, PRIMARY KEY (fit_id,
    position, dim), FOREIGN KEY (fit_id, position) REFERENCES fit_period ON DELETE
    CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE fit_pivot (fit_id INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, name TEXT NOT NULL, seat INTEGER NOT NULL, PRIMARY KEY
    (fit_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE fit_pivot_chance (fit_id INTEGER NOT NULL, position INTEGER NOT NULL, rank
    INTEGER NOT NULL, member INTEGER NOT NULL, p REAL, PRIMARY KEY (fit_id, position,
    rank), FOREIGN KEY (fit_id, position) REFERENCES fit_pivot ON DELETE CASCADE)
    STRICT, WITHOUT ROWID;
CREATE TABLE fit_point (fit_id INTEGER NOT NULL, position INTEGER NOT NULL, dim INTEGER
    NOT NULL, x REAL, sd REAL, q05 REAL, q95 REAL, PRIMARY KEY (fit_id, position, dim),
    FOREIGN KEY (fit_id, position) REFERENCES fit_member ON DELETE CASCADE) STRICT,
    WITHOUT ROWID;
CREATE TABLE fit_slope (fit_id INTEGER NOT NULL, position INTEGER NOT NULL, dim INTEGER
    NOT NULL, b REAL, b_sd REAL, PRIMARY KEY (fit_id, position, dim), FOREIGN KEY
    (fit_id, position) REFERENCES fit_item ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE kept (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
INSERT INTO "kept" VALUES(42,X'0102');
CREATE TABLE member (congress_id INTEGER NOT NULL REFERENCES congress (id) ON DELETE
    CASCADE, position INTEGER NOT NULL, bioguide TEXT NOT NULL, lis TEXT NOT NULL, icpsr
    INTEGER NOT NULL, last TEXT NOT NULL, first TEXT NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (congress_id, position), UNIQUE (congress_id, bioguide)) STRICT, WITHOUT
    ROWID;
INSERT INTO "member" VALUES(1,0,'A000001','S001',1,'Able','Ann','AK');
INSERT INTO "member" VALUES(1,1,'B000002','S002',2,'Baker','Bob','AL');
CREATE TABLE posterior (run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    draw INTEGER NOT NULL, position INTEGER NOT NULL, parameter TEXT NOT NULL, value
    REAL NOT NULL, PRIMARY KEY (run_id, draw, position)) STRICT, WITHOUT ROWID;
INSERT INTO "posterior" VALUES(1,0,0,'decision_grant_rate',0.5);
CREATE TABLE rollcall (congress_id INTEGER NOT NULL REFERENCES congress (id) ON DELETE
    CASCADE, number INTEGER NOT NULL, date TEXT NOT NULL, time TEXT NOT NULL, category
    TEXT NOT NULL, cloture TEXT NOT NULL, requires TEXT NOT NULL, passed INTEGER NOT
    NULL, vote_type TEXT NOT NULL, question TEXT NOT NULL, result TEXT NOT NULL, bill
    TEXT NOT NULL, bill_title TEXT NOT NULL, amendment TEXT NOT NULL, nomination TEXT
    NOT NULL, subject TEXT NOT NULL, purpose TEXT NOT NULL, yea INTEGER NOT NULL, nay
    INTEGER NOT NULL, present INTEGER NOT NULL, absent INTEGER NOT NULL, vp_tie INTEGER
    NOT NULL, casts BLOB NOT NULL, PRIMARY KEY (congress_id, number)) STRICT;
INSERT INTO "rollcall" VALUES(1,1,'1967-01-11','','passage','','1/2',0,'','Passage','','','','','','','',1,1,0,0,0,X'0102');
CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL, version TEXT
    NOT NULL, data_hash TEXT NOT NULL, input_hash TEXT NOT NULL, seed INTEGER NOT NULL,
    as_of TEXT, started TEXT NOT NULL, seconds REAL, cpu_seconds REAL, threads INTEGER
    NOT NULL, ranks INTEGER NOT NULL, arguments TEXT NOT NULL, result TEXT NOT NULL)
    STRICT;
INSERT INTO "run"
    VALUES(1,'simulate','0.1.0','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii',1,'2023-11-01','2026-11-24T12:00:00Z',0.5,0.75,2,1,'years=1','{"run":{}}');
CREATE TABLE service (congress_id INTEGER NOT NULL, position INTEGER NOT NULL,
    first_number INTEGER NOT NULL, last_number INTEGER NOT NULL, party TEXT NOT NULL,
    caucus TEXT NOT NULL, PRIMARY KEY (congress_id, position, first_number), FOREIGN KEY
    (congress_id, position) REFERENCES member ON DELETE CASCADE) STRICT, WITHOUT ROWID;
INSERT INTO "service" VALUES(1,0,1,1,'D','D');
INSERT INTO "service" VALUES(1,1,1,1,'R','R');
CREATE TABLE simulation (run_id INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE
    CASCADE, start TEXT NOT NULL, seed INTEGER NOT NULL, years INTEGER NOT NULL,
    replications INTEGER NOT NULL, people_per_case INTEGER NOT NULL) STRICT;
INSERT INTO "simulation" VALUES(1,'2023-10-31',1,1,2,1000);
CREATE TABLE simulation_lever (run_id INTEGER NOT NULL REFERENCES simulation (run_id) ON
    DELETE CASCADE, lever TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (run_id,
    lever)) STRICT, WITHOUT ROWID;
INSERT INTO "simulation_lever" VALUES(1,'agents',1300.0);
CREATE TABLE whip (id INTEGER PRIMARY KEY, package TEXT NOT NULL, source TEXT NOT NULL,
    sha256 TEXT NOT NULL, UNIQUE (package, source)) STRICT;
INSERT INTO "whip" VALUES(1,'border-2023','count.csv','w');
CREATE TABLE whip_statement (whip_id INTEGER NOT NULL REFERENCES whip (id) ON DELETE
    CASCADE, line INTEGER NOT NULL, date TEXT NOT NULL, senator TEXT NOT NULL, state
    TEXT NOT NULL, bioguide TEXT NOT NULL, position TEXT NOT NULL, about TEXT NOT NULL,
    source TEXT NOT NULL, quote TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (whip_id,
    line)) STRICT, WITHOUT ROWID;
INSERT INTO "whip_statement"
    VALUES(1,2,'2023-10-01','Baker','AL','B000002','yes','vote','a paper','said so','');
CREATE INDEX run_like ON run (input_hash, verb);
