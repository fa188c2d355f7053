-- SPDX-License-Identifier: Apache-2.0
-- Clearances, and what else happens to promises. Times are in microseconds since 1970, UTC; dates
-- "2026-11-21", '' for none.

-- condition_ids have a blank between; condition_texts are theirs, in the same order.
CREATE TABLE clearances (
  fact            @INT NOT NULL PRIMARY KEY,
  name            @TEXT NOT NULL,
  product         @TEXT NOT NULL,
  customer        @TEXT NOT NULL,
  item            @TEXT NOT NULL,
  quantity        @REAL,
  unit            @TEXT,
  by_date         @TEXT NOT NULL,
  condition_ids   @TEXT NOT NULL,
  condition_texts @TEXT,
  conditions_of   @TEXT NOT NULL,
  basis_kind      @INT NOT NULL,
  basis           @TEXT NOT NULL,
  expire_time     @INT NOT NULL,
  issued_to       @TEXT NOT NULL,
  recorded_by     @TEXT NOT NULL
);
CREATE UNIQUE INDEX clearances_by_name ON clearances (name);
CREATE INDEX clearances_by_product ON clearances (product, fact);
CREATE INDEX clearances_by_person ON clearances (product, issued_to, fact);
CREATE INDEX clearances_by_item ON clearances (item, fact);
CREATE INDEX clearances_by_expiry ON clearances (product, expire_time);

-- In the entry of the later promise, behind its lines.
CREATE TABLE promise_supersedings (
  fact    @INT NOT NULL PRIMARY KEY,
  promise @TEXT NOT NULL,
  earlier @TEXT NOT NULL
);
CREATE INDEX promise_supersedings_by_earlier ON promise_supersedings (earlier, fact);

-- lines have a blank between.
CREATE TABLE promise_disputes (
  fact        @INT NOT NULL PRIMARY KEY,
  promise     @TEXT NOT NULL,
  dispute     @TEXT NOT NULL,
  kind        @INT NOT NULL,
  lines       @TEXT NOT NULL,
  reason      @TEXT,
  words       @TEXT,
  disputed_by @TEXT NOT NULL
);
CREATE INDEX promise_disputes_by_promise ON promise_disputes (promise, fact);

-- kind is the dispute's: whether a promise was made at all is asked of many at once.
CREATE TABLE dispute_resolutions (
  fact        @INT NOT NULL PRIMARY KEY,
  promise     @TEXT NOT NULL,
  dispute     @TEXT NOT NULL,
  kind        @INT NOT NULL,
  upheld      @INT NOT NULL,
  reason      @TEXT,
  resolved_by @TEXT NOT NULL
);
CREATE INDEX dispute_resolutions_by_promise ON dispute_resolutions (promise, fact);

-- What may be offered is collected from the decisions that allow something.
CREATE INDEX decisions_allowing ON decisions (request, fact) WHERE outcome IN (1, 5);
