-- SPDX-License-Identifier: Apache-2.0
-- Published strategies. `document_hash` is the SHA-256 of the document in hex; caches know it by
-- that.
CREATE TABLE strategies (
  fact      @INT NOT NULL PRIMARY KEY,
  product   @TEXT NOT NULL,
  version   @INT NOT NULL,
  document  @TEXT,
  document_hash @TEXT NOT NULL,
  memo      @TEXT,
  publisher @TEXT NOT NULL
);
CREATE UNIQUE INDEX strategies_by_version ON strategies (product, version);
