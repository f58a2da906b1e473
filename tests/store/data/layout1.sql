-- A store as layout 1 wrote it: votes only, before runs and fits were kept.
-- Never edit this file: it stands for stores that are out there.
CREATE TABLE congress (id INTEGER PRIMARY KEY, chamber TEXT NOT NULL,
 congress INTEGER NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL,
 members INTEGER NOT NULL, rollcalls INTEGER NOT NULL, first_date TEXT NOT NULL,
 last_date TEXT NOT NULL, UNIQUE (chamber, congress)) STRICT;
CREATE TABLE member (congress_id INTEGER NOT NULL REFERENCES congress (id)
 ON DELETE CASCADE, position INTEGER NOT NULL, bioguide TEXT NOT NULL,
 lis TEXT NOT NULL, icpsr INTEGER NOT NULL, last TEXT NOT NULL,
 first TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (congress_id, position),
 UNIQUE (congress_id, bioguide)) STRICT, WITHOUT ROWID;
CREATE TABLE service (congress_id INTEGER NOT NULL, position INTEGER NOT NULL,
 first_number INTEGER NOT NULL, last_number INTEGER NOT NULL,
 party TEXT NOT NULL, caucus TEXT NOT NULL,
 PRIMARY KEY (congress_id, position, first_number),
 FOREIGN KEY (congress_id, position) REFERENCES member ON DELETE CASCADE)
 STRICT, WITHOUT ROWID;
CREATE TABLE rollcall (congress_id INTEGER NOT NULL REFERENCES congress (id)
 ON DELETE CASCADE, number INTEGER NOT NULL, date TEXT NOT NULL,
 time TEXT NOT NULL, category TEXT NOT NULL, cloture TEXT NOT NULL,
 requires TEXT NOT NULL, passed INTEGER NOT NULL, vote_type TEXT NOT NULL,
 question TEXT NOT NULL, result TEXT NOT NULL, bill TEXT NOT NULL,
 bill_title TEXT NOT NULL, amendment TEXT NOT NULL, nomination TEXT NOT NULL,
 subject TEXT NOT NULL, purpose TEXT NOT NULL, yea INTEGER NOT NULL,
 nay INTEGER NOT NULL, present INTEGER NOT NULL, absent INTEGER NOT NULL,
 vp_tie INTEGER NOT NULL, casts BLOB NOT NULL,
 PRIMARY KEY (congress_id, number)) STRICT;
INSERT INTO congress VALUES (1, 'senate', 90, 'old', 'abc', 2, 1, '1967-02-01',
 '1967-02-01');
INSERT INTO member VALUES (1, 0, 'A000001', 'S001', 101, 'Able', 'Ann', 'AA');
INSERT INTO member VALUES (1, 1, 'B000002', 'S002', 102, 'Baker', 'Bob', 'BB');
INSERT INTO service VALUES (1, 0, 1, 1, 'D', 'D');
INSERT INTO service VALUES (1, 1, 1, 1, 'R', 'R');
INSERT INTO rollcall VALUES (1, 1, '1967-02-01', '', 'passage', '', '1/2', 0,
 'On Passage', 'On Passage of S. 1', 'Bill Defeated', 's1', '', '', '', '', '',
 1, 1, 0, 0, 0, x'0106');
PRAGMA application_id = 1097429868;
PRAGMA user_version = 1;
