-- SPDX-License-Identifier: Apache-2.0
-- Change requests and what was said about them. Times are in microseconds since 1970, UTC.
CREATE TABLE change_requests (
  fact        @INT NOT NULL PRIMARY KEY,
  name        @TEXT NOT NULL,
  product     @TEXT NOT NULL,
  title       @TEXT,
  wish        @TEXT,
  problem     @TEXT,
  area        @TEXT NOT NULL,
  customer    @TEXT NOT NULL,
  deal        @TEXT NOT NULL,
  context     @INT NOT NULL,
  evidence    @TEXT,
  wanted_by   @TEXT NOT NULL,
  items       @TEXT,
  submitter   @TEXT NOT NULL,
  recorded_by @TEXT NOT NULL
);

CREATE TABLE assessments (
  fact    @INT NOT NULL PRIMARY KEY,
  request @TEXT NOT NULL,
  verdict @INT NOT NULL,
  body    @TEXT
);
CREATE INDEX assessments_by_request ON assessments (request, fact);

-- One for each request, in the entry that adds the request: found by `fact`, without an index.
CREATE TABLE routings (
  fact             @INT NOT NULL PRIMARY KEY,
  request          @TEXT NOT NULL,
  owner            @TEXT NOT NULL,
  due_time         @INT NOT NULL,
  priority         @INT NOT NULL,
  priority_reasons @TEXT NOT NULL
);

CREATE TABLE decisions (
  fact            @INT NOT NULL PRIMARY KEY,
  request         @TEXT NOT NULL,
  outcome         @INT NOT NULL,
  reason          @TEXT,
  decider         @TEXT NOT NULL,
  as_is_element   @TEXT NOT NULL,
  approval        @TEXT NOT NULL,
  terms           @TEXT,
  condition_texts @TEXT,
  items           @TEXT
);
CREATE INDEX decisions_by_request ON decisions (request, fact);
CREATE INDEX decisions_by_approval ON decisions (approval) WHERE approval <> '';

CREATE TABLE revocations (
  fact       @INT NOT NULL PRIMARY KEY,
  approval   @TEXT NOT NULL,
  request    @TEXT NOT NULL,
  reason     @TEXT,
  revoked_by @TEXT NOT NULL
);
CREATE INDEX revocations_by_request ON revocations (request, fact);

-- A projection: where each request stands now. `fact` is the request's; `head` the position of the
-- newest entry about it; `queue_rank` is 100 - priority, so that the queue is one ascending index.
CREATE TABLE request_heads (
  fact       @INT NOT NULL PRIMARY KEY,
  name       @TEXT NOT NULL,
  product    @TEXT NOT NULL,
  customer   @TEXT NOT NULL,
  submitter  @TEXT NOT NULL,
  state      @INT NOT NULL,
  outcome    @INT NOT NULL,
  owner      @TEXT NOT NULL,
  due_time   @INT NOT NULL,
  queue_rank @INT NOT NULL,
  head       @INT NOT NULL
);
CREATE UNIQUE INDEX request_heads_by_name ON request_heads (name);
CREATE INDEX request_heads_by_product ON request_heads (product, fact);
CREATE INDEX request_heads_by_customer ON request_heads (customer, fact);
CREATE INDEX request_heads_by_submitter ON request_heads (submitter, fact);
CREATE INDEX request_heads_in_queue ON request_heads (product, queue_rank, due_time, fact)
  WHERE state IN (1, 2, 3);
CREATE INDEX request_heads_unchecked ON request_heads (fact) WHERE state = 1;
