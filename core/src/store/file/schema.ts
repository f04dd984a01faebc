/** The first release's tables. Facts first; projections, which `rebuild` makes again from facts, at the end. */
export const firstSchema = `
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

CREATE TABLE case_neighbour (
  case_key INTEGER NOT NULL,
  peer TEXT NOT NULL,
  PRIMARY KEY (case_key, peer)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE staged (hash BLOB NOT NULL, draft TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (hash, draft)) STRICT, WITHOUT ROWID;

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

CREATE TABLE content_want (digest BLOB PRIMARY KEY, peer TEXT, named INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;

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

CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  person TEXT NOT NULL,
  item TEXT NOT NULL,
  title TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  json TEXT NOT NULL,
  item_version INTEGER,
  aside TEXT
) STRICT;
CREATE INDEX draft_of_place ON draft (place, changed_ms);

CREATE TABLE work_act (
  work TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  person TEXT NOT NULL,
  organ TEXT,
  at_ms INTEGER NOT NULL,
  previous_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (work, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  organ TEXT NOT NULL,
  entry TEXT NOT NULL,
  json TEXT NOT NULL,
  untold INTEGER NOT NULL,
  PRIMARY KEY (organ, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_of_entry ON claim (entry);

CREATE TABLE delegation (
  id INTEGER PRIMARY KEY,
  work TEXT NOT NULL,
  item TEXT NOT NULL,
  giver TEXT,
  receiver TEXT NOT NULL,
  power TEXT NOT NULL,
  source TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT
) STRICT;

CREATE TABLE survey (id TEXT PRIMARY KEY, opened_ms INTEGER NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE survey_answer (
  survey TEXT NOT NULL,
  organ TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (survey, organ)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_count (
  item TEXT NOT NULL,
  site TEXT NOT NULL,
  count INTEGER NOT NULL,
  as_of_ms INTEGER NOT NULL,
  PRIMARY KEY (item, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_view (
  case_key INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  number TEXT NOT NULL,
  stage TEXT NOT NULL,
  item TEXT NOT NULL,
  item_digest BLOB NOT NULL,
  custodian TEXT NOT NULL,
  origin_site TEXT NOT NULL,
  origin_place TEXT NOT NULL,
  service_site TEXT NOT NULL,
  service_place TEXT NOT NULL,
  path TEXT NOT NULL,
  registered_ms INTEGER NOT NULL,
  legal_ms INTEGER NOT NULL,
  promised_due TEXT,
  legal_due TEXT,
  seizures INTEGER NOT NULL,
  tier INTEGER NOT NULL,
  moves INTEGER NOT NULL,
  head_sequence INTEGER NOT NULL,
  head_hash BLOB NOT NULL,
  head_row INTEGER NOT NULL,
  head_own INTEGER NOT NULL,
  set_aside INTEGER NOT NULL,
  frozen INTEGER NOT NULL,
  needs_upgrade INTEGER NOT NULL
) STRICT;
CREATE INDEX case_view_by_number ON case_view (number);
CREATE INDEX case_view_by_time ON case_view (registered_ms, case_key);

CREATE TABLE case_snapshot (case_key INTEGER PRIMARY KEY, hash BLOB NOT NULL, json TEXT NOT NULL) STRICT;

CREATE TABLE task_view (
  case_id TEXT NOT NULL,
  task TEXT NOT NULL,
  kind TEXT NOT NULL,
  site TEXT NOT NULL,
  place TEXT,
  person TEXT,
  from_date TEXT,
  until_date TEXT,
  given_ms INTEGER NOT NULL,
  result TEXT,
  PRIMARY KEY (case_id, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_view_open ON task_view (site) WHERE result IS NULL;

CREATE TABLE item_taker (
  level TEXT NOT NULL,
  organ TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (level, organ, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_taker_of_row ON item_taker (row);

CREATE TABLE item_view (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  level TEXT NOT NULL,
  organ TEXT,
  handling TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  name_key TEXT NOT NULL,
  sound TEXT NOT NULL,
  words TEXT NOT NULL,
  rest TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX item_view_of_id ON item_view (id);

CREATE TABLE work_view (work TEXT PRIMARY KEY, stage TEXT NOT NULL, changed_ms INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
CREATE INDEX work_view_by_time ON work_view (changed_ms);
`
