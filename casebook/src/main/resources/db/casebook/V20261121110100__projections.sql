-- What lists and worklists read. Everything here can be computed again from the record.

CREATE TABLE case_file (
  id text PRIMARY KEY,
  jurisdiction text NOT NULL,
  subject text NOT NULL,
  office text NOT NULL,
  policy text NOT NULL,
  name text NOT NULL,
  stage text NOT NULL,
  closed text,
  columns jsonb NOT NULL,
  amount bigint,
  search text NOT NULL,
  opened_on date NOT NULL,
  updated_on date NOT NULL,
  version bigint NOT NULL,
  -- Day of the assessment behind these rows; null when it is to be made again.
  assessed_on date,
  -- SM3 over the file's rows in each table, so that what did not change is not written again.
  digests jsonb NOT NULL
);
CREATE INDEX case_file_by_subject ON case_file (jurisdiction, subject, updated_on);
CREATE INDEX case_file_by_office ON case_file (jurisdiction, office, subject);
CREATE INDEX case_file_to_assess ON case_file (jurisdiction, assessed_on);

-- Which file refers to which by which fact; `current` is false once the fact names another.
CREATE TABLE file_link (
  jurisdiction text NOT NULL,
  file_id text NOT NULL,
  fact text NOT NULL,
  target_id text NOT NULL,
  current boolean NOT NULL,
  PRIMARY KEY (file_id, fact, target_id)
);
CREATE INDEX file_link_to ON file_link (target_id, fact);

CREATE TABLE run (
  jurisdiction text NOT NULL,
  file_id text NOT NULL,
  run text NOT NULL,
  position integer NOT NULL,
  procedure text NOT NULL,
  title text NOT NULL,
  office text NOT NULL,
  filed_on date NOT NULL,
  status text NOT NULL,
  step_title text,
  outcome text,
  ended_on date,
  returned_on date,
  PRIMARY KEY (file_id, run)
);
CREATE INDEX run_of_office ON run (jurisdiction, office, status);

CREATE TABLE turn (
  jurisdiction text NOT NULL,
  file_id text NOT NULL,
  run text NOT NULL,
  assignment text NOT NULL,
  procedure text NOT NULL,
  procedure_title text NOT NULL,
  step text NOT NULL,
  step_title text NOT NULL,
  party text NOT NULL,
  office text NOT NULL,
  filed_by text NOT NULL,
  opened_on date NOT NULL,
  due date,
  reminders integer NOT NULL,
  PRIMARY KEY (file_id, run, assignment)
);
CREATE INDEX turn_of_office ON turn (jurisdiction, office, due);

-- The state of a duty follows from its days and the day on which it is read.
CREATE TABLE duty (
  jurisdiction text NOT NULL,
  file_id text NOT NULL,
  duty text NOT NULL,
  position integer NOT NULL,
  title text NOT NULL,
  party text NOT NULL,
  offices text[] NOT NULL,
  opens date,
  remind_from date,
  due date,
  done_on date,
  procedures text[] NOT NULL,
  proposal text,
  due_certain boolean NOT NULL,
  citation jsonb NOT NULL,
  PRIMARY KEY (file_id, position)
);
CREATE INDEX duty_open ON duty (jurisdiction, due) WHERE done_on IS NULL;
CREATE INDEX duty_of_office ON duty USING gin (offices);

CREATE TABLE hold (
  jurisdiction text NOT NULL,
  file_id text NOT NULL,
  hold text NOT NULL,
  position integer NOT NULL,
  title text NOT NULL,
  message text NOT NULL,
  since date,
  blocks text[] NOT NULL,
  citation jsonb NOT NULL,
  PRIMARY KEY (file_id, position)
);
CREATE INDEX hold_of_jurisdiction ON hold (jurisdiction);

-- Offices that may read a file.
CREATE TABLE visibility (
  jurisdiction text NOT NULL,
  file_id text NOT NULL,
  office text NOT NULL,
  PRIMARY KEY (file_id, office)
);
CREATE INDEX visibility_of_office ON visibility (jurisdiction, office);

-- Not a projection: a notice was sent, and perhaps read.
CREATE TABLE notice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  jurisdiction text NOT NULL,
  office text NOT NULL,
  -- What makes it the same notice: it is sent once.
  key text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  file_id text,
  run text,
  day date NOT NULL,
  at timestamptz NOT NULL,
  read_at timestamptz,
  read_by text,
  UNIQUE (jurisdiction, office, key)
);
CREATE INDEX notice_unread ON notice (jurisdiction, office, id) WHERE read_at IS NULL;

-- How far each follower has come.
CREATE TABLE follower (
  jurisdiction text NOT NULL,
  name text NOT NULL,
  tx_id xid8 NOT NULL,
  file_id text NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (jurisdiction, name)
);

-- Typing part of a name finds it without a scan, where the extension can be had.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX case_file_search ON case_file USING gin (search gin_trgm_ops);
  END IF;
EXCEPTION
  WHEN insufficient_privilege OR undefined_object OR undefined_file THEN
    RAISE NOTICE 'pg_trgm is not available; searches scan';
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE
  ON case_file, file_link, run, turn, duty, hold, visibility, notice, follower TO zhunsheng_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'case_file', 'file_link', 'run', 'turn', 'duty', 'hold', 'visibility', 'notice', 'follower'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_jurisdiction ON %I USING (jurisdiction = current_setting(''zhunsheng.jurisdiction'', true))',
      name);
  END LOOP;
END
$$;
