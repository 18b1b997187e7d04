/*
 * The tables in SQLite, one step after the other. A step that was released is never changed: what comes later is a further step.
 * Each runs in a transaction of its own, and the file says in `user_version` how many it has had.
 */

const first = `
CREATE TABLE campaigns (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  currency TEXT NOT NULL,
  version INTEGER NOT NULL,
  published INTEGER NOT NULL,
  entries INTEGER NOT NULL DEFAULT 0,
  balance INTEGER NOT NULL DEFAULT 0,
  spent INTEGER NOT NULL DEFAULT 0,
  fees INTEGER NOT NULL DEFAULT 0,
  pending_count INTEGER NOT NULL DEFAULT 0,
  pending_amount INTEGER NOT NULL DEFAULT 0,
  booked_at TEXT
) STRICT;

CREATE TABLE sources (
  campaign INTEGER NOT NULL REFERENCES campaigns (n),
  source TEXT NOT NULL,
  gifts INTEGER NOT NULL,
  sales INTEGER NOT NULL,
  givers INTEGER NOT NULL,
  PRIMARY KEY (campaign, source)
) STRICT, WITHOUT ROWID;

-- All that is known of people. Numbers are never given twice: a line may still name the one that was erased.
CREATE TABLE people (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  message TEXT,
  email TEXT,
  public INTEGER NOT NULL,
  hide_amount INTEGER
) STRICT;

CREATE TABLE donations (
  n INTEGER PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL,
  campaign INTEGER NOT NULL REFERENCES campaigns (n),
  source TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  interval TEXT,
  status TEXT NOT NULL,
  step TEXT,
  created_at TEXT NOT NULL,
  person INTEGER
) STRICT;
CREATE INDEX donations_by_status ON donations (campaign, status, n);

CREATE TABLE entries (
  campaign INTEGER NOT NULL REFERENCES campaigns (n),
  number INTEGER NOT NULL CHECK (number > 0),
  at TEXT NOT NULL,
  flow TEXT NOT NULL CHECK (flow IN ('gift+', 'gift-', 'sale+', 'sale-', 'cost+', 'cost-')),
  reason TEXT NOT NULL,
  sum TEXT NOT NULL CHECK (sum IN ('gifts', 'sales', 'spent', 'fees')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  source TEXT NOT NULL,
  label TEXT,
  reverses INTEGER CHECK (reverses < number),
  key TEXT NOT NULL,
  donation INTEGER REFERENCES donations (n),
  balance INTEGER NOT NULL,
  person INTEGER,
  PRIMARY KEY (campaign, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX entries_by_key ON entries (campaign, key);
CREATE INDEX entries_by_donation ON entries (donation) WHERE donation IS NOT NULL;
CREATE INDEX entries_by_reversed ON entries (campaign, reverses) WHERE reverses IS NOT NULL;

CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN
  SELECT RAISE (ABORT, 'a line of the books is never changed: reverse it');
END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN
  SELECT RAISE (ABORT, 'a line of the books is never removed: reverse it');
END;

CREATE TABLE events (
  provider TEXT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  facts TEXT NOT NULL,
  donation INTEGER REFERENCES donations (n),
  PRIMARY KEY (provider, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_donation ON events (donation) WHERE donation IS NOT NULL;

CREATE TABLE provider_ids (
  id TEXT PRIMARY KEY,
  donation INTEGER NOT NULL REFERENCES donations (n)
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_ids_by_donation ON provider_ids (donation);

-- Events whose donation isn't known yet, whole, and what they wait for.
CREATE TABLE held (
  n INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  id TEXT NOT NULL,
  event TEXT NOT NULL
) STRICT;
CREATE TABLE held_for (
  id TEXT NOT NULL,
  held INTEGER NOT NULL REFERENCES held (n) ON DELETE CASCADE,
  PRIMARY KEY (id, held)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_for_by_held ON held_for (held);

CREATE TABLE shares (
  campaign INTEGER NOT NULL REFERENCES campaigns (n),
  channel TEXT NOT NULL,
  count INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (campaign, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
  n INTEGER PRIMARY KEY,
  campaign INTEGER NOT NULL REFERENCES campaigns (n),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  what TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX changes_by_campaign ON changes (campaign, n);

CREATE TABLE secrets (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  expires INTEGER NOT NULL,
  label TEXT
) STRICT, WITHOUT ROWID;
`;

const second = `
-- A line that is put in the place of another one takes it away without a word: REPLACE calls no trigger for what it removes.
CREATE TRIGGER entries_once BEFORE INSERT ON entries
WHEN EXISTS (SELECT 1 FROM entries WHERE campaign = NEW.campaign AND number = NEW.number)
  OR EXISTS (SELECT 1 FROM entries WHERE campaign = NEW.campaign AND key = NEW.key)
BEGIN
  SELECT RAISE (ABORT, 'a line of the books is never replaced: reverse it');
END;

-- Written to, to know whether it can be. In short: when lines were found to be missing from the file, empty until that was told.
CREATE TABLE pulse (n INTEGER PRIMARY KEY CHECK (n = 1), at TEXT NOT NULL, short TEXT) STRICT;
INSERT INTO pulse (n, at) VALUES (1, '');
`;

/** Givers who were named after their line was written, and what the server tells its other commands. */
const third = `
CREATE TABLE named (
  campaign INTEGER NOT NULL,
  number INTEGER NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (campaign, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** What a bank's file said of a line, so that the file is known again and a return finds its gift. */
const fourth = `
ALTER TABLE entries ADD COLUMN bank_id TEXT;
ALTER TABLE entries ADD COLUMN bank_origin TEXT;
ALTER TABLE entries ADD COLUMN bank_reference TEXT;
`;

export const migrations: readonly string[] = [first, second, third, fourth];
