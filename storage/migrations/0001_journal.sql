-- SPDX-License-Identifier: Apache-2.0
-- The journal, the keys of its private parts, and stored answers.

-- One row: the newest position and its commit time. Locked by every batch of mutations.
CREATE TABLE journal_head (
  id          @INT NOT NULL PRIMARY KEY,
  position    @INT NOT NULL,
  commit_time @INT NOT NULL
);
INSERT INTO journal_head (id, position, commit_time) VALUES (1, 0, 0);

-- Commit times rise with positions, so that a time is found by bisection, without an index.
CREATE TABLE journal_entries (
  position    @INT NOT NULL PRIMARY KEY,
  commit_time @INT NOT NULL,
  leaf        @BLOB NOT NULL
);

-- id = position * 1024 + index of the part in the leaf. key_id is null for plain parts; salt and
-- body are null once erased.
CREATE TABLE journal_parts (
  id     @INT NOT NULL PRIMARY KEY,
  key_id @INT,
  salt   @BLOB,
  body   @BLOB
);

-- Whose private parts are encrypted under which key of the key store.
CREATE TABLE owner_keys (
  owner  @TEXT NOT NULL PRIMARY KEY,
  key_id @INT NOT NULL
) @CLUSTERED;

-- The answers of mutations by request id and hash of principal, on-behalf-of and method.
-- `position` is that of the mutation's entry, if it made one. Kept for good where expire_time is
-- null.
CREATE TABLE answers (
  key          @BLOB NOT NULL PRIMARY KEY,
  content_hash @BLOB NOT NULL,
  answer       @BLOB NOT NULL,
  position     @INT NOT NULL,
  expire_time  @INT
);
CREATE INDEX answers_by_expire_time ON answers (expire_time) WHERE expire_time IS NOT NULL;

-- What follows is derived from the entries by the journal's follower.

-- How far the follower has come, and which process may follow until when.
CREATE TABLE journal_follower (
  id          @INT NOT NULL PRIMARY KEY,
  tree_size   @INT NOT NULL,
  holder      @TEXT NOT NULL,
  expire_time @INT NOT NULL
);
INSERT INTO journal_follower (id, tree_size, holder, expire_time) VALUES (1, 0, '', 0);

-- The Merkle tree as tiles of up to 256 hashes (C2SP tlog-tiles).
CREATE TABLE journal_tiles (
  level  @INT NOT NULL,
  tile   @INT NOT NULL,
  hashes @BLOB NOT NULL,
  PRIMARY KEY (level, tile)
);

-- Signed checkpoints (C2SP tlog-checkpoint).
CREATE TABLE journal_checkpoints (
  tree_size   @INT NOT NULL PRIMARY KEY,
  create_time @INT NOT NULL,
  note        @TEXT NOT NULL
);

-- Which entries are about a resource, up to the follower's tree_size.
CREATE TABLE journal_resources (
  resource @TEXT NOT NULL,
  position @INT NOT NULL,
  PRIMARY KEY (resource, position)
) @CLUSTERED;
