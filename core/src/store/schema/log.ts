/** Facts of cases: what was written, what came and waits. */
export const logTables = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE case_key (key INTEGER PRIMARY KEY, case_id TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE event (
  row INTEGER PRIMARY KEY,
  case_key INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  previous_hash BLOB NOT NULL,
  seizures INTEGER NOT NULL,
  tier INTEGER NOT NULL,
  moves INTEGER NOT NULL,
  author_site TEXT NOT NULL,
  own INTEGER NOT NULL,
  source TEXT,
  legal_ms INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  seal_scheme TEXT NOT NULL,
  seal BLOB NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_of_case ON event (case_key, sequence, hash);

CREATE TABLE held (
  case_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  previous_hash BLOB NOT NULL,
  source TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  seal_scheme TEXT NOT NULL,
  seal BLOB NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (case_id, sequence, hash)
) STRICT;

CREATE TABLE parked (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  source TEXT NOT NULL,
  case_id TEXT,
  hash BLOB,
  at_ms INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  payload BLOB NOT NULL
) STRICT;
`
