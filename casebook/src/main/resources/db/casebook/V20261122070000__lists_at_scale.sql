-- Lists stay quick among a million files: each order in which they are shown has an index, which ends in the id so that
-- pages do not overlap.

ALTER TABLE case_file
  -- The earliest day by which something open must be done; null if nothing is.
  ADD COLUMN next_due date;

-- As its owner, over all jurisdictions.
ALTER TABLE case_file NO FORCE ROW LEVEL SECURITY;
ALTER TABLE duty NO FORCE ROW LEVEL SECURITY;
UPDATE case_file f
SET next_due = d.due
FROM (SELECT file_id, min(due) AS due FROM duty WHERE done_on IS NULL AND due IS NOT NULL GROUP BY file_id) d
WHERE d.file_id = f.id;
ALTER TABLE case_file FORCE ROW LEVEL SECURITY;
ALTER TABLE duty FORCE ROW LEVEL SECURITY;

DROP INDEX case_file_by_subject;
DROP INDEX case_file_by_office;
CREATE INDEX case_file_by_update ON case_file (jurisdiction, subject, updated_on, id);
CREATE INDEX case_file_by_opening ON case_file (jurisdiction, subject, opened_on, id);
-- A name may be longer than an index takes.
CREATE INDEX case_file_by_name ON case_file (jurisdiction, subject, left(name, 100), id);
CREATE INDEX case_file_by_stage ON case_file (jurisdiction, subject, stage, updated_on, id);
CREATE INDEX case_file_by_office ON case_file (jurisdiction, subject, office, updated_on, id);
CREATE INDEX case_file_of_office ON case_file (jurisdiction, office);
CREATE INDEX case_file_by_next_due ON case_file (jurisdiction, subject, next_due, id);
CREATE INDEX case_file_by_next_due_backwards ON case_file (jurisdiction, subject, next_due DESC NULLS LAST, id DESC);

-- What is under way is little beside what is done.
CREATE INDEX run_under_way ON run (jurisdiction, status, file_id) WHERE status IN ('IN_ROUTE', 'RETURNED');
CREATE INDEX run_filed ON run (jurisdiction, filed_on);
CREATE INDEX run_ended ON run (jurisdiction, ended_on);
