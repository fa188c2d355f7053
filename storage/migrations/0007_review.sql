-- SPDX-License-Identifier: Apache-2.0
-- What product managers do beside deciding. Columns that facts get later are null in older ones, so
-- that their journal entries go on saying all of them.

-- How a request came to its owner, and who gave it to them with which words.
ALTER TABLE routings ADD COLUMN cause @INT;
ALTER TABLE routings ADD COLUMN assigned_by @TEXT;
ALTER TABLE routings ADD COLUMN note @TEXT;

ALTER TABLE decisions ADD COLUMN on_behalf_of @TEXT;
ALTER TABLE decisions ADD COLUMN duplicate_of @TEXT;

CREATE TABLE condition_changes (
  fact         @INT NOT NULL PRIMARY KEY,
  approval     @TEXT NOT NULL,
  request      @TEXT NOT NULL,
  condition_id @TEXT NOT NULL,
  state        @INT NOT NULL,
  note         @TEXT,
  changed_by   @TEXT NOT NULL
);
CREATE INDEX condition_changes_by_request ON condition_changes (request, fact);

CREATE TABLE evidence_questions (
  fact     @INT NOT NULL PRIMARY KEY,
  request  @TEXT NOT NULL,
  question @TEXT,
  asked_by @TEXT NOT NULL
);
CREATE INDEX evidence_questions_by_request ON evidence_questions (request, fact);

CREATE TABLE reopenings (
  fact        @INT NOT NULL PRIMARY KEY,
  request     @TEXT NOT NULL,
  reason      @TEXT,
  reopened_by @TEXT NOT NULL
);
CREATE INDEX reopenings_by_request ON reopenings (request, fact);

-- `request` became part of `target`. `customers` are those that it brings: its own first, then of
-- those that had been merged into it. `added` are the items that `target` got by it.
CREATE TABLE mergings (
  fact      @INT NOT NULL PRIMARY KEY,
  request   @TEXT NOT NULL,
  target    @TEXT NOT NULL,
  customers @TEXT NOT NULL,
  items     @TEXT NOT NULL,
  added     @TEXT,
  merged_by @TEXT NOT NULL
);
CREATE INDEX mergings_by_request ON mergings (request, fact);
CREATE INDEX mergings_by_target ON mergings (target, fact);

-- Roadmap items that an approval pushed off, beside the terms that say so: to be found by element.
CREATE TABLE displacements (
  fact     @INT NOT NULL PRIMARY KEY,
  element  @TEXT NOT NULL,
  approval @TEXT NOT NULL,
  request  @TEXT NOT NULL
);
CREATE INDEX displacements_by_element ON displacements (element, fact);

-- Who decides for whom while they are away; the newest fact of a name counts. Days are like
-- "2026-11-21", both inclusive; last_day before first_day: it was called off.
CREATE TABLE substitutes (
  fact       @INT NOT NULL PRIMARY KEY,
  name       @TEXT NOT NULL,
  principal  @TEXT NOT NULL,
  substitute @TEXT NOT NULL,
  first_day  @TEXT NOT NULL,
  last_day   @TEXT NOT NULL,
  set_by     @TEXT NOT NULL
);
CREATE INDEX substitutes_by_name ON substitutes (name, fact);
CREATE INDEX substitutes_by_principal ON substitutes (principal, fact);
CREATE INDEX substitutes_by_substitute ON substitutes (substitute, fact);

-- A projection: what approvals take of which quarter, to be summed.
CREATE TABLE approval_efforts (
  approval    @TEXT NOT NULL PRIMARY KEY,
  request     @TEXT NOT NULL,
  fact        @INT NOT NULL,
  product     @TEXT NOT NULL,
  quarter     @TEXT NOT NULL,
  person_days @REAL NOT NULL
);
CREATE INDEX approval_efforts_by_quarter ON approval_efforts (product, quarter);

-- What is due, for the escalation.
CREATE INDEX request_heads_due ON request_heads (due_time, fact) WHERE state IN (1, 2, 3);
