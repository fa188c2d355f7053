-- SPDX-License-Identifier: Apache-2.0
-- An assessment and the part of the journal that holds it have a few thousand bytes. PostgreSQL
-- cuts rows of more than two thousand into pieces, which it keeps in a table and an index of their
-- own: half of what a submission cost it.
@POSTGRESQL ALTER TABLE assessments SET (toast_tuple_target = 6000);
@POSTGRESQL ALTER TABLE journal_parts SET (toast_tuple_target = 6000);
