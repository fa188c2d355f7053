-- SPDX-License-Identifier: Apache-2.0
-- What comes to a request after it was submitted: evidence, studies, its withdrawal.
CREATE TABLE evidence_additions (
  fact     @INT NOT NULL PRIMARY KEY,
  request  @TEXT NOT NULL,
  evidence @TEXT,
  added_by @TEXT NOT NULL
);
CREATE INDEX evidence_additions_by_request ON evidence_additions (request, fact);

-- `request` and `element` are empty for a study that is about neither.
CREATE TABLE studies (
  fact               @INT NOT NULL PRIMARY KEY,
  name               @TEXT NOT NULL,
  product            @TEXT NOT NULL,
  request            @TEXT NOT NULL,
  element            @TEXT NOT NULL,
  kind               @INT NOT NULL,
  result             @INT NOT NULL,
  summary            @TEXT,
  limits             @TEXT,
  effort_person_days @REAL,
  valid_until        @TEXT NOT NULL,
  recorded_by        @TEXT NOT NULL
);
CREATE UNIQUE INDEX studies_by_name ON studies (name);
CREATE INDEX studies_by_product ON studies (product, fact);
CREATE INDEX studies_by_request ON studies (request, fact) WHERE request <> '';

CREATE TABLE withdrawals (
  fact         @INT NOT NULL PRIMARY KEY,
  request      @TEXT NOT NULL,
  reason       @TEXT,
  withdrawn_by @TEXT NOT NULL
);
CREATE INDEX withdrawals_by_request ON withdrawals (request, fact);

-- A request may be routed more than once; the newest routing counts.
CREATE INDEX routings_by_request ON routings (request, fact);

-- 1: what its newest assessment rests on has changed; it is checked again when it is open.
ALTER TABLE request_heads ADD COLUMN recheck @INT NOT NULL DEFAULT 0;
CREATE INDEX request_heads_to_recheck ON request_heads (fact) WHERE recheck = 1 AND state IN (2, 3);
