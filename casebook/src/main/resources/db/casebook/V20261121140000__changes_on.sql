-- A file is assessed again on the first day on which time alone may change it, not every day.

ALTER TABLE case_file
  -- That day; null if no day does.
  ADD COLUMN changes_on date;
CREATE INDEX case_file_changing ON case_file (jurisdiction, changes_on);

-- The pack by which files were last assessed: another one may say something else on the same day.
CREATE TABLE pack_seen (
  jurisdiction text NOT NULL,
  policy text NOT NULL,
  digest text NOT NULL,
  PRIMARY KEY (jurisdiction, policy)
);

GRANT SELECT, INSERT, UPDATE ON pack_seen TO zhunsheng_app;
ALTER TABLE pack_seen ENABLE ROW LEVEL SECURITY;
ALTER TABLE pack_seen FORCE ROW LEVEL SECURITY;
CREATE POLICY one_jurisdiction ON pack_seen USING (jurisdiction = current_setting('zhunsheng.jurisdiction', true));
