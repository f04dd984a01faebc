/** Facts of what is being written: drafts at counters, versions, claims, surveys. */
export const workTables = `
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  person TEXT NOT NULL,
  item TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  item_version INTEGER,
  sealed BLOB NOT NULL
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
`
