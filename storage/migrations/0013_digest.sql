-- SPDX-License-Identifier: Apache-2.0
-- Digests that are mailed. No facts: nothing here says what happened to a request or a promise,
-- only who was sent what.

-- The newest week of which a product's mails were made ready. `week` is its Monday, "2026-01-12".
CREATE TABLE digest_weeks (
  product @TEXT NOT NULL PRIMARY KEY,
  week    @TEXT NOT NULL
) @CLUSTERED;

-- A mail to one recipient about one week. state: 1 waiting, 2 sent, 3 given up, 4 no longer wanted.
-- Who sends it moves next_try_time first, so that nobody else does.
CREATE TABLE digest_mails (
  product       @TEXT NOT NULL,
  week          @TEXT NOT NULL,
  recipient     @TEXT NOT NULL,
  state         @INT NOT NULL,
  tries         @INT NOT NULL,
  create_time   @INT NOT NULL,
  next_try_time @INT NOT NULL,
  PRIMARY KEY (product, week, recipient)
);
CREATE INDEX digest_mails_waiting ON digest_mails (next_try_time) WHERE state = 1;
