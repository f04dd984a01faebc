/** Facts of the roster, of machines let in, and of seizures that wait for a second person. */
export const doorTables = `
CREATE TABLE roster_change (version INTEGER PRIMARY KEY, hash BLOB NOT NULL, at_ms INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;

CREATE TABLE enrolment_code (
  id TEXT PRIMARY KEY,
  code_hash BLOB NOT NULL UNIQUE,
  site TEXT NOT NULL,
  by_person TEXT NOT NULL,
  made_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  needs_approval INTEGER NOT NULL,
  fingerprint BLOB,
  used_ms INTEGER,
  approved_by TEXT,
  admitted_ms INTEGER
) STRICT;

CREATE TABLE flagged_act (
  case_id TEXT NOT NULL,
  hash BLOB NOT NULL,
  person TEXT NOT NULL,
  action TEXT NOT NULL,
  version INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX flagged_act_by_time ON flagged_act (at_ms);

CREATE TABLE seizure_proposal (
  id TEXT PRIMARY KEY,
  case_id TEXT,
  from_site TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_person TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE admission (
  site TEXT PRIMARY KEY,
  generation INTEGER NOT NULL,
  fingerprint BLOB NOT NULL,
  previous_fingerprint BLOB,
  bus_user TEXT,
  issued_ms INTEGER NOT NULL,
  renew_by_ms INTEGER NOT NULL,
  revoked_ms INTEGER,
  by_person TEXT NOT NULL,
  certificate TEXT NOT NULL,
  authority_certificate TEXT
) STRICT, WITHOUT ROWID;
`
