/** Facts of the catalogue: lists, editions, contents, proofs. */
export const listTables = `
CREATE TABLE item_version (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  digest BLOB NOT NULL UNIQUE,
  at_ms INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX item_version_of_id ON item_version (id, version);

CREATE TABLE catalogue_list (
  list TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  hash BLOB NOT NULL,
  digest BLOB NOT NULL,
  since_ms INTEGER NOT NULL,
  held INTEGER NOT NULL,
  repaired INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_edition (
  row INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  number INTEGER NOT NULL,
  hash BLOB NOT NULL,
  digest BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  payload BLOB NOT NULL,
  UNIQUE (list, number)
) STRICT;

CREATE TABLE catalogue_entry (
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  digest BLOB NOT NULL,
  size_bytes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('published', 'suspended', 'cancelled')),
  from_date TEXT NOT NULL,
  before_version INTEGER,
  before_digest BLOB,
  before_size INTEGER,
  edition INTEGER NOT NULL,
  PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX catalogue_entry_of_key ON catalogue_entry (key);
CREATE INDEX catalogue_entry_of_digest ON catalogue_entry (digest);
CREATE INDEX catalogue_entry_of_before ON catalogue_entry (before_digest) WHERE before_digest IS NOT NULL;
CREATE INDEX catalogue_entry_from ON catalogue_entry (from_date);

CREATE TABLE catalogue_sent (
  peer TEXT NOT NULL,
  list TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (peer, list)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_part (
  list TEXT NOT NULL,
  number INTEGER NOT NULL,
  part INTEGER NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (list, number, part)
) STRICT;

CREATE TABLE content (
  row INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX content_of_key ON content (kind, key, version);

CREATE TABLE content_want (
  digest BLOB PRIMARY KEY,
  peer TEXT,
  last_peer TEXT,
  named INTEGER NOT NULL,
  way INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  list TEXT,
  number INTEGER,
  place INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX content_want_placed ON content_want (list, number) WHERE list IS NOT NULL;

CREATE TABLE aside_ask (row INTEGER PRIMARY KEY, peer TEXT NOT NULL, payload BLOB NOT NULL) STRICT;

CREATE TABLE content_ask (
  digest BLOB NOT NULL,
  peer TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (digest, peer)
) STRICT, WITHOUT ROWID;

CREATE TABLE parcel (row INTEGER PRIMARY KEY, name BLOB, part INTEGER NOT NULL, at_ms INTEGER NOT NULL, payload BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX parcel_of_name ON parcel (name, part) WHERE name IS NOT NULL;

CREATE TABLE catalogue_ledger (
  site TEXT NOT NULL,
  list TEXT NOT NULL,
  number INTEGER NOT NULL,
  held INTEGER NOT NULL,
  digest BLOB,
  missing INTEGER NOT NULL,
  repaired INTEGER NOT NULL,
  since_ms INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  alarmed INTEGER NOT NULL,
  PRIMARY KEY (site, list)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_stop (
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  until_number INTEGER NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_stop_of_key ON item_stop (key);
`
