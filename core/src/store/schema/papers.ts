/** Facts of papers: what is held for which case, wanted, passed on. */
export const paperTables = `
CREATE TABLE blob (
  key INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  size_bytes INTEGER NOT NULL,
  scheme TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE blob_journal (
  blob_key INTEGER PRIMARY KEY REFERENCES blob (key) ON DELETE CASCADE,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE blob_case (
  case_key INTEGER NOT NULL,
  blob_key INTEGER NOT NULL REFERENCES blob (key),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_key, blob_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_case_of_blob ON blob_case (blob_key);

CREATE TABLE want (
  case_key INTEGER NOT NULL,
  hash BLOB NOT NULL,
  for_site TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (case_key, hash, for_site)
) STRICT, WITHOUT ROWID;

CREATE TABLE spool (
  case_key INTEGER NOT NULL,
  hash BLOB NOT NULL,
  for_site TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_key, hash, for_site)
) STRICT, WITHOUT ROWID;
CREATE INDEX spool_of_blob ON spool (hash);

CREATE TABLE case_erased (case_key INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, kept BLOB NOT NULL) STRICT;

CREATE TABLE staged (hash BLOB NOT NULL, draft TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (hash, draft)) STRICT, WITHOUT ROWID;
`
