-- SPDX-License-Identifier: Apache-2.0
-- What a second reader thinks that customers call elements of strategies. No facts: they are
-- proposals until somebody publishes them. Times are in microseconds since 1970, UTC; states and
-- failures as in 0014.

-- One for each element as it reads, by a digest of `question`, which is all a reader is told of it.
-- state: 1 waiting, 2 given, 3 none. `aliases` and `examples` are one a line.
CREATE TABLE element_suggestions (
  product       @TEXT NOT NULL,
  element       @TEXT NOT NULL,
  digest        @TEXT NOT NULL,
  question      @TEXT NOT NULL,
  state         @INT NOT NULL,
  calls         @INT NOT NULL,
  next_try_time @INT NOT NULL,
  change_time   @INT NOT NULL,
  model         @TEXT NOT NULL,
  failure       @INT NOT NULL,
  aliases       @TEXT NOT NULL,
  examples      @TEXT NOT NULL,
  PRIMARY KEY (product, element, digest)
);
CREATE INDEX element_suggestions_waiting ON element_suggestions (next_try_time) WHERE state = 1;
