-- The record: what happened, never rewritten.

-- The role that every transaction of the application takes on; it owns nothing and bypasses nothing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhunsheng_app') THEN
    CREATE ROLE zhunsheng_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT pg_has_role(current_user, 'zhunsheng_app', 'MEMBER') THEN
    GRANT zhunsheng_app TO CURRENT_USER;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO zhunsheng_app', current_schema());
END
$$;

-- Every jurisdiction that has ever recorded something; the one list that knows them all.
CREATE TABLE jurisdiction (
  id text PRIMARY KEY CHECK (id <> '')
);

CREATE TABLE event (
  jurisdiction text NOT NULL REFERENCES jurisdiction,
  file_id text NOT NULL,
  version bigint NOT NULL CHECK (version > 0),
  schema integer NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  person text NOT NULL,
  office text NOT NULL,
  day date NOT NULL,
  at timestamptz NOT NULL,
  policy text NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  -- For followers only, and the one column outside the hash: another cluster numbers anew.
  tx_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (file_id, version)
);
CREATE INDEX event_in_commit_order ON event (jurisdiction, tx_id, file_id, version);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_is_not_truncated BEFORE TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The end of each file's chain: the concurrency control, and what shows a deleted tail.
CREATE TABLE head (
  file_id text PRIMARY KEY,
  jurisdiction text NOT NULL REFERENCES jurisdiction,
  version bigint NOT NULL,
  hash text NOT NULL
);
CREATE INDEX head_of_jurisdiction ON head (jurisdiction);

-- Answers already given, by the sender's key.
CREATE TABLE answer (
  jurisdiction text NOT NULL,
  key text NOT NULL,
  request text NOT NULL,
  file_id text NOT NULL,
  first_version bigint NOT NULL,
  last_version bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (jurisdiction, key)
);

-- Signed states of all chains; each stands on the one before it.
CREATE TABLE checkpoint (
  jurisdiction text NOT NULL,
  number bigint NOT NULL,
  at timestamptz NOT NULL,
  previous text NOT NULL,
  digest text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (jurisdiction, number)
);

-- The heads that moved since the checkpoint before.
CREATE TABLE checkpoint_head (
  jurisdiction text NOT NULL,
  number bigint NOT NULL,
  file_id text NOT NULL,
  version bigint NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (jurisdiction, number, file_id)
);
CREATE INDEX checkpoint_head_of_file ON checkpoint_head (file_id, version);

GRANT SELECT, INSERT ON jurisdiction, event, answer, checkpoint, checkpoint_head TO zhunsheng_app;
GRANT SELECT, INSERT, UPDATE ON head TO zhunsheng_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['event', 'head', 'answer', 'checkpoint', 'checkpoint_head'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY one_jurisdiction ON %I USING (jurisdiction = current_setting(''zhunsheng.jurisdiction'', true))',
      name);
  END LOOP;
END
$$;
