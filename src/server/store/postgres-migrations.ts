/*
 * The tables in PostgreSQL, one step after the other. A step that was released is never changed: what comes later is a further
 * step. All that are due run in one transaction; `glassjar_migrations` says which were done.
 */

const first = `
CREATE TABLE campaigns (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE,
  document text NOT NULL,
  currency text NOT NULL,
  version bigint NOT NULL,
  published boolean NOT NULL,
  entries bigint NOT NULL DEFAULT 0,
  balance bigint NOT NULL DEFAULT 0,
  spent bigint NOT NULL DEFAULT 0,
  fees bigint NOT NULL DEFAULT 0,
  pending_count bigint NOT NULL DEFAULT 0,
  pending_amount bigint NOT NULL DEFAULT 0,
  booked_at text
);

CREATE TABLE sources (
  campaign bigint NOT NULL REFERENCES campaigns (n),
  source text NOT NULL,
  gifts bigint NOT NULL,
  sales bigint NOT NULL,
  givers bigint NOT NULL,
  PRIMARY KEY (campaign, source)
);

-- All that is known of people.
CREATE TABLE people (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text,
  message text,
  email text,
  public boolean NOT NULL,
  hide_amount boolean
);

CREATE TABLE donations (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  key text NOT NULL UNIQUE,
  fingerprint text NOT NULL,
  campaign bigint NOT NULL REFERENCES campaigns (n),
  source text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  interval text,
  status text NOT NULL,
  step text,
  created_at text NOT NULL,
  person bigint
);
CREATE INDEX donations_by_status ON donations (campaign, status, n);

CREATE TABLE entries (
  campaign bigint NOT NULL REFERENCES campaigns (n),
  number bigint NOT NULL CHECK (number > 0),
  at text NOT NULL,
  flow text NOT NULL CHECK (flow IN ('gift+', 'gift-', 'sale+', 'sale-', 'cost+', 'cost-')),
  reason text NOT NULL,
  sum text NOT NULL CHECK (sum IN ('gifts', 'sales', 'spent', 'fees')),
  amount bigint NOT NULL CHECK (amount > 0),
  source text NOT NULL,
  label text,
  reverses bigint CHECK (reverses < number),
  key text NOT NULL,
  donation bigint REFERENCES donations (n),
  balance bigint NOT NULL,
  person bigint,
  PRIMARY KEY (campaign, number),
  UNIQUE (campaign, key)
);
CREATE INDEX entries_by_donation ON entries (donation) WHERE donation IS NOT NULL;
CREATE INDEX entries_by_reversed ON entries (campaign, reverses) WHERE reverses IS NOT NULL;

CREATE FUNCTION entries_stay () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'a line of the books is never changed: reverse it';
  END IF;
  RAISE EXCEPTION 'a line of the books is never removed: reverse it';
END $$;
CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
  FOR EACH STATEMENT EXECUTE FUNCTION entries_stay ();

CREATE TABLE events (
  provider text NOT NULL,
  id text NOT NULL,
  type text NOT NULL,
  facts text NOT NULL,
  donation bigint REFERENCES donations (n),
  PRIMARY KEY (provider, id)
);
CREATE INDEX events_by_donation ON events (donation) WHERE donation IS NOT NULL;

CREATE TABLE provider_ids (
  id text PRIMARY KEY,
  donation bigint NOT NULL REFERENCES donations (n)
);
CREATE INDEX provider_ids_by_donation ON provider_ids (donation);

-- Events whose donation isn't known yet, whole, and what they wait for.
CREATE TABLE held (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider text NOT NULL,
  id text NOT NULL,
  event text NOT NULL
);
CREATE TABLE held_for (
  id text NOT NULL,
  held bigint NOT NULL REFERENCES held (n) ON DELETE CASCADE,
  PRIMARY KEY (id, held)
);
CREATE INDEX held_for_by_held ON held_for (held);

CREATE TABLE shares (
  campaign bigint NOT NULL REFERENCES campaigns (n),
  channel text NOT NULL,
  count bigint NOT NULL,
  at text NOT NULL,
  PRIMARY KEY (campaign, channel)
);

CREATE TABLE changes (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign bigint NOT NULL REFERENCES campaigns (n),
  at text NOT NULL,
  actor text NOT NULL,
  what text NOT NULL,
  detail text
);
CREATE INDEX changes_by_campaign ON changes (campaign, n);

CREATE TABLE secrets (
  hash text PRIMARY KEY,
  kind text NOT NULL,
  expires bigint NOT NULL,
  label text
);
`;

const second = `
-- Written to, to know whether it can be.
CREATE TABLE pulse (n int PRIMARY KEY CHECK (n = 1), at text NOT NULL);
INSERT INTO pulse (n, at) VALUES (1, '');

-- Also for who copies rows as a replica does.
ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_stay;
`;

/** Givers who were named after their line was written, and what the server tells its other commands. */
const third = `
CREATE TABLE named (
  campaign bigint NOT NULL,
  number bigint NOT NULL,
  person bigint NOT NULL,
  PRIMARY KEY (campaign, number)
);

CREATE TABLE settings (
  name text PRIMARY KEY,
  value text NOT NULL
);
`;

/** What a bank's file said of a line, so that the file is known again and a return finds its gift. */
const fourth = `
ALTER TABLE entries ADD COLUMN bank_id text;
ALTER TABLE entries ADD COLUMN bank_origin text;
ALTER TABLE entries ADD COLUMN bank_reference text;
`;

export const migrations: readonly string[] = [first, second, third, fourth];
