-- SPDX-License-Identifier: Apache-2.0
-- Promises and what happened to them. Times are in microseconds since 1970, UTC; days are
-- "2026-11-21", '' for none. How a promise stands is stored nowhere: it is judged.
CREATE TABLE promises (
  fact        @INT NOT NULL PRIMARY KEY,
  name        @TEXT NOT NULL,
  product     @TEXT NOT NULL,
  customer    @TEXT NOT NULL,
  deal        @TEXT NOT NULL,
  promised_by @TEXT NOT NULL,
  recorded_by @TEXT NOT NULL,
  made_time   @INT NOT NULL,
  source      @TEXT
);
CREATE UNIQUE INDEX promises_by_name ON promises (name);
CREATE INDEX promises_by_product ON promises (product, made_time, fact);
CREATE INDEX promises_by_customer ON promises (product, customer, made_time, fact);
CREATE INDEX promises_by_promiser ON promises (product, promised_by, made_time, fact);

-- In the entry of their promise, behind it. carried_conditions are ids with a blank between.
CREATE TABLE promise_lines (
  fact               @INT NOT NULL PRIMARY KEY,
  promise            @TEXT NOT NULL,
  line               @TEXT NOT NULL,
  text               @TEXT,
  item               @TEXT NOT NULL,
  quantity           @REAL,
  unit               @TEXT,
  due                @TEXT NOT NULL,
  carried_conditions @TEXT NOT NULL,
  carried_approval   @TEXT NOT NULL
);
CREATE INDEX promise_lines_by_item ON promise_lines (item) WHERE item <> '';

CREATE TABLE promise_links (
  fact      @INT NOT NULL PRIMARY KEY,
  promise   @TEXT NOT NULL,
  line      @TEXT NOT NULL,
  item      @TEXT NOT NULL,
  linked_by @TEXT NOT NULL
);
CREATE INDEX promise_links_by_promise ON promise_links (promise, fact);
CREATE INDEX promise_links_by_item ON promise_links (item) WHERE item <> '';

CREATE TABLE promise_deliveries (
  fact           @INT NOT NULL PRIMARY KEY,
  promise        @TEXT NOT NULL,
  line           @TEXT NOT NULL,
  delivered_date @TEXT NOT NULL,
  marked_by      @TEXT NOT NULL
);
CREATE INDEX promise_deliveries_by_promise ON promise_deliveries (promise, fact);

CREATE TABLE promise_retractions (
  fact         @INT NOT NULL PRIMARY KEY,
  promise      @TEXT NOT NULL,
  reason       @TEXT,
  retracted_by @TEXT NOT NULL
);
CREATE INDEX promise_retractions_by_promise ON promise_retractions (promise, fact);
