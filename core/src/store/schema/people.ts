/** What people prove themselves by, and their sessions. */
export const peopleTables = `
CREATE TABLE verifier (
  person TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  secret BLOB NOT NULL,
  must_change INTEGER NOT NULL,
  set_at_ms INTEGER NOT NULL,
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  person TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL,
  verifier_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session (person);

CREATE TABLE known_machine (
  device_hash BLOB NOT NULL,
  person TEXT NOT NULL,
  given_ms INTEGER NOT NULL,
  PRIMARY KEY (device_hash, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE wrong_attempt (key TEXT PRIMARY KEY, count INTEGER NOT NULL, last_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE used_code (person TEXT PRIMARY KEY, step INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE account_ask (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  change TEXT NOT NULL,
  by_person TEXT NOT NULL,
  second TEXT,
  at_ms INTEGER NOT NULL,
  from_site TEXT,
  code TEXT,
  detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE password_reset (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  new_seed INTEGER NOT NULL,
  by_person TEXT NOT NULL,
  second TEXT,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hand_over (
  id TEXT PRIMARY KEY,
  from_person TEXT NOT NULL,
  to_person TEXT NOT NULL,
  place TEXT NOT NULL,
  drafts INTEGER NOT NULL,
  tasks INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  by_person TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hand_over_of_person ON hand_over (place, from_person);
`
