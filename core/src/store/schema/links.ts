/** Facts of links and lanes, and whom a case was given to. */
export const linkTables = `
CREATE TABLE link (
  peer TEXT PRIMARY KEY,
  link_id TEXT,
  peer_store TEXT,
  session INTEGER NOT NULL,
  stopped TEXT,
  stopped_detail TEXT,
  stopped_ms INTEGER,
  offset_ms INTEGER,
  uncertainty_ms INTEGER,
  heard_ms INTEGER,
  drained_ms INTEGER,
  lists_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE lane_mark (
  key INTEGER PRIMARY KEY,
  peer TEXT NOT NULL,
  lane TEXT NOT NULL,
  written INTEGER NOT NULL,
  written_digest BLOB NOT NULL,
  acknowledged INTEGER NOT NULL,
  pruned INTEGER NOT NULL,
  pruned_digest BLOB NOT NULL,
  received INTEGER NOT NULL,
  received_digest BLOB NOT NULL,
  UNIQUE (peer, lane)
) STRICT;

CREATE TABLE lane_out (
  lane INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  ref INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (lane, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX lane_out_of_row ON lane_out (ref, kind);

CREATE TABLE lane_ack (
  lane INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (lane, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE lane_result (
  lane INTEGER NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (lane, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter (row INTEGER PRIMARY KEY, kind INTEGER NOT NULL, about TEXT NOT NULL, payload BLOB NOT NULL) STRICT;

CREATE TABLE line_story (
  site TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  word TEXT NOT NULL,
  reason TEXT,
  told_by TEXT NOT NULL,
  PRIMARY KEY (site, at_ms, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_neighbour (
  case_key INTEGER NOT NULL,
  peer TEXT NOT NULL,
  PRIMARY KEY (case_key, peer)
) STRICT, WITHOUT ROWID;
`
