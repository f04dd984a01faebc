/** Facts of requests and their answers. */
export const requestTables = `
CREATE TABLE request (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  body_hash BLOB NOT NULL,
  own INTEGER NOT NULL,
  source TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'sent', 'waiting', 'answered', 'closed')),
  code TEXT,
  detail TEXT,
  sent_to TEXT,
  at_ms INTEGER NOT NULL,
  outcome_row INTEGER,
  trail TEXT NOT NULL,
  seal_scheme TEXT NOT NULL,
  seal BLOB NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX request_unanswered ON request (case_id) WHERE state NOT IN ('answered', 'closed');

CREATE TABLE unknown_answer (
  request_id TEXT PRIMARY KEY,
  body_hash BLOB NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE seizure_ask (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  body_hash BLOB NOT NULL,
  from_site TEXT NOT NULL,
  county TEXT NOT NULL,
  person TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  code TEXT,
  detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seizure_ask_of_case ON seizure_ask (case_id);
`
