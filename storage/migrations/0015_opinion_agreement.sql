-- SPDX-License-Identifier: Apache-2.0
-- How an opinion that was given stands to the assessment it is beside, by which the queue is
-- filtered: the numbers of services/reader/domain/opinion.h, 0 for none. Of older ones with the
-- check's verdict it is not compared any more whether their elements were the check's.
ALTER TABLE opinions ADD COLUMN agreement @INT NOT NULL DEFAULT 0;
UPDATE opinions SET agreement = CASE WHEN verdict =
  (SELECT a.verdict FROM assessments a WHERE a.fact = opinions.assessment) THEN 1 ELSE 3 END
  WHERE state = 2;
