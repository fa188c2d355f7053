-- SPDX-License-Identifier: Apache-2.0
-- Who has read which version of a strategy; once each.
CREATE TABLE strategy_acknowledgements (
  fact      @INT NOT NULL PRIMARY KEY,
  product   @TEXT NOT NULL,
  version   @INT NOT NULL,
  principal @TEXT NOT NULL
);
CREATE UNIQUE INDEX strategy_acknowledgements_by_version
  ON strategy_acknowledgements (product, version, principal);

-- What cites an element that a new version no longer has.
CREATE INDEX decisions_by_as_is_element ON decisions (as_is_element) WHERE as_is_element <> '';
