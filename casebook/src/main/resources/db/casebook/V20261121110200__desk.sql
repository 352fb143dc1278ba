-- What lies on a desk beside the record: papers, drafts, delegations, the business day, scheduled work.

-- A paper is in the file system under its digest; this says who may find it, and what it is.
CREATE TABLE attachment (
  jurisdiction text NOT NULL,
  digest text NOT NULL,
  name text NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  person text NOT NULL,
  office text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (jurisdiction, digest)
);

CREATE TABLE draft (
  jurisdiction text NOT NULL,
  person text NOT NULL,
  id text NOT NULL,
  procedure text NOT NULL,
  file_id text,
  run text,
  body jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (jurisdiction, person, id)
);

CREATE TABLE delegation (
  jurisdiction text NOT NULL,
  id text PRIMARY KEY,
  from_office text NOT NULL,
  to_office text NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  revoked_by text,
  revoked_at timestamptz
);
CREATE INDEX delegation_to ON delegation (jurisdiction, to_office);

GRANT SELECT, INSERT ON attachment TO zhunsheng_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO zhunsheng_app;
GRANT SELECT, INSERT, UPDATE ON delegation TO zhunsheng_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['attachment', 'draft', 'delegation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_jurisdiction ON %I USING (jurisdiction = current_setting(''zhunsheng.jurisdiction'', true))',
      name);
  END LOOP;
END
$$;

-- The two tables below serve the installation and hold nothing of any jurisdiction.

-- The business day of a demonstration; no row on an installation that works.
CREATE TABLE business_day (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  day date NOT NULL
);

-- As db-scheduler 16 wants it.
CREATE TABLE scheduled_tasks (
  task_name text NOT NULL,
  task_instance text NOT NULL,
  task_data bytea,
  execution_time timestamptz NOT NULL,
  picked boolean NOT NULL,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);

GRANT SELECT, INSERT, UPDATE, DELETE ON business_day, scheduled_tasks TO zhunsheng_app;
