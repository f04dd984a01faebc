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
`
