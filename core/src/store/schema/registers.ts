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
`
