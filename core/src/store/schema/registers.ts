/** Facts a counter writes down beside cases: consultations, and each day signed off. */
export const registerTables = `
CREATE TABLE consultation (
  id TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  day TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  person TEXT NOT NULL,
  item TEXT,
  became TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consultation_of_day ON consultation (place, day, at_ms);

CREATE TABLE sign_off (
  id TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  day TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  person TEXT NOT NULL,
  counts TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_off_of_day ON sign_off (day, place);

CREATE TABLE reserved_number (
  number TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  case_id TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL,
  reserved_ms INTEGER NOT NULL,
  used_ms INTEGER,
  void_ms INTEGER,
  void_person TEXT,
  void_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX reserved_number_of_place ON reserved_number (place, reserved_ms);
`
