-- SPDX-License-Identifier: Apache-2.0
-- What a second reader, a model elsewhere, thinks of requests. Nothing of this is a fact: it
-- rewrites no assessment, and it may be erased. Times are in microseconds since 1970, UTC; numbers
-- of states, verdicts and failures are those of services/reader/domain/ and alignment/domain/.

-- One for each assessment that a reader is to be asked about. state: 1 waiting, 2 given, 3 none.
-- Who asks moves next_try_time first, so that nobody else does. `fingerprint` is of all that was
-- sent, `elements` one id a line.
CREATE TABLE opinions (
  request       @TEXT NOT NULL,
  assessment    @INT NOT NULL,
  product       @TEXT NOT NULL,
  state         @INT NOT NULL,
  calls         @INT NOT NULL,
  next_try_time @INT NOT NULL,
  change_time   @INT NOT NULL,
  model         @TEXT NOT NULL,
  fingerprint   @TEXT NOT NULL,
  verdict       @INT NOT NULL,
  elements      @TEXT NOT NULL,
  reason        @TEXT NOT NULL,
  failure       @INT NOT NULL,
  reused        @INT NOT NULL,
  PRIMARY KEY (request, assessment)
);
CREATE INDEX opinions_waiting ON opinions (next_try_time, assessment) WHERE state = 1;
CREATE INDEX opinions_by_fingerprint ON opinions (fingerprint) WHERE state = 2;

-- Every call of a reader, with all that was sent but the key. `outcome` is null while it is under
-- way, or if its process ended meanwhile; 0 if it gave an opinion; else the failure.
CREATE TABLE reader_calls (
  request      @TEXT NOT NULL,
  assessment   @INT NOT NULL,
  number       @INT NOT NULL,
  product      @TEXT NOT NULL,
  call_time    @INT NOT NULL,
  address      @TEXT NOT NULL,
  model        @TEXT NOT NULL,
  message      @TEXT NOT NULL,
  bytes        @INT NOT NULL,
  outcome      @INT,
  PRIMARY KEY (request, assessment, number)
);
CREATE INDEX reader_calls_by_day ON reader_calls (product, call_time);

-- How far assessments were followed, by their facts. What was there before is not asked about.
CREATE TABLE opinion_follower (
  id   @INT NOT NULL PRIMARY KEY,
  fact @INT NOT NULL
);
INSERT INTO opinion_follower (id, fact)
  SELECT 1, (position + 1) * 1024 - 1 FROM journal_head WHERE id = 1;

-- The reader that is in use, as whoever asks it says now and then; no row if none ever was.
CREATE TABLE second_reader (
  id          @INT NOT NULL PRIMARY KEY,
  model       @TEXT NOT NULL,
  address     @TEXT NOT NULL,
  daily_calls @INT NOT NULL,
  daily_bytes @INT NOT NULL,
  seen_time   @INT NOT NULL
);
