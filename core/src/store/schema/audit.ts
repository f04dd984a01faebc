/** Facts of who did what: this site's audit log, and copies of those below it. */
export const auditTables = `
CREATE TABLE audit_chain (
  key INTEGER PRIMARY KEY,
  chain TEXT NOT NULL UNIQUE,
  site TEXT,
  head INTEGER NOT NULL,
  head_hash BLOB NOT NULL,
  sent INTEGER NOT NULL,
  pruned INTEGER NOT NULL DEFAULT 0,
  pruned_hash BLOB,
  trouble TEXT,
  trouble_sequence INTEGER,
  trouble_ms INTEGER
) STRICT;

CREATE TABLE audit_entry (
  row INTEGER PRIMARY KEY,
  chain_key INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  person TEXT,
  place TEXT,
  subject TEXT NOT NULL,
  outcome TEXT NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (chain_key, sequence)
) STRICT;
CREATE INDEX audit_entry_by_time ON audit_entry (at_ms);
CREATE INDEX audit_entry_of_person ON audit_entry (person, at_ms) WHERE person IS NOT NULL;
CREATE INDEX audit_entry_of_subject ON audit_entry (subject, at_ms);
`
