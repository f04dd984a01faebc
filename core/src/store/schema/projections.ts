/** Made again from facts by `rebuild`. */
export const projectionTables = `
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
CREATE INDEX case_view_by_due ON case_view (custodian, coalesce(promised_due, legal_due, '9999'), registered_ms)
  WHERE stage NOT IN ('completed', 'withdrawn');

CREATE INDEX case_view_open ON case_view (origin_place, coalesce(promised_due, legal_due, '9999'))
  WHERE stage NOT IN ('completed', 'withdrawn');
CREATE INDEX case_view_completed ON case_view (legal_ms, origin_place) WHERE stage = 'completed';
CREATE INDEX case_view_of_stage ON case_view (stage, registered_ms, case_key);
CREATE INDEX case_view_of_item ON case_view (item, registered_ms, case_key);

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

CREATE TABLE applicant_view (case_key INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;

CREATE TABLE applicant_digest (digest BLOB NOT NULL, case_key INTEGER NOT NULL, PRIMARY KEY (digest, case_key)) STRICT, WITHOUT ROWID;

CREATE TABLE notice_view (
  case_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  issued_ms INTEGER NOT NULL,
  opened_ms INTEGER,
  PRIMARY KEY (case_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_view_of_place ON notice_view (place);

CREATE TABLE original_view (
  case_key INTEGER NOT NULL,
  part INTEGER NOT NULL,
  materials TEXT NOT NULL,
  holder TEXT NOT NULL,
  to_place TEXT,
  bag TEXT,
  since_ms INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  PRIMARY KEY (case_key, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX original_view_of_holder ON original_view (holder);
CREATE INDEX original_view_of_receiver ON original_view (to_place) WHERE to_place IS NOT NULL;
CREATE INDEX original_view_of_bag ON original_view (bag) WHERE bag IS NOT NULL;

CREATE TABLE external_view (
  case_id TEXT NOT NULL,
  step TEXT NOT NULL,
  custodian TEXT NOT NULL,
  system TEXT NOT NULL,
  number TEXT,
  state TEXT NOT NULL,
  as_of_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX external_view_of_custodian ON external_view (custodian, as_of_ms);

CREATE TABLE case_moment (
  case_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  what TEXT NOT NULL,
  place TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (case_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_moment_of_day ON case_moment (day, place, what);

CREATE TABLE item_taker (
  level TEXT NOT NULL,
  organ TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (level, organ, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_taker_of_row ON item_taker (row);

CREATE TABLE item_subject (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (kind, key, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_subject_of_row ON item_subject (row);

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
