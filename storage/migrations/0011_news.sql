-- SPDX-License-Identifier: Apache-2.0
-- Who has to know what. Nothing of this is a fact: news follows from the journal, and whether it
-- was read is the reader's own affair. Times are in microseconds since 1970, UTC. What people wrote
-- or are called is not in here: the words of a notice are made from facts when it is read.

-- `occasion` is the same for the same occasion, so that nothing is told twice. `position` is the
-- journal's, that it came about by; `details` a JSON object of names, numbers and constants.
CREATE TABLE news (
  id          @TEXT NOT NULL PRIMARY KEY,
  occasion    @TEXT NOT NULL,
  kind        @INT NOT NULL,
  product     @TEXT NOT NULL,
  subject     @TEXT NOT NULL,
  actor       @TEXT NOT NULL,
  position    @INT NOT NULL,
  create_time @INT NOT NULL,
  details     @TEXT NOT NULL
);
CREATE UNIQUE INDEX news_by_occasion ON news (occasion);

-- Who is told; `kind` and `product` are those of the news, read_time is null until they read it.
CREATE TABLE notices (
  principal @TEXT NOT NULL,
  news      @TEXT NOT NULL,
  kind      @INT NOT NULL,
  product   @TEXT NOT NULL,
  read_time @INT,
  PRIMARY KEY (principal, news)
) @CLUSTERED;
CREATE INDEX notices_unread ON notices (principal, news) WHERE read_time IS NULL;

-- How far the follower has come, and which process may follow until when. What came about before
-- start_time or up to the first position was there before there was news: nobody is told of it.
CREATE TABLE news_follower (
  id          @INT NOT NULL PRIMARY KEY,
  position    @INT NOT NULL,
  start_time  @INT NOT NULL,
  holder      @TEXT NOT NULL,
  expire_time @INT NOT NULL
);
INSERT INTO news_follower (id, position, start_time, holder, expire_time)
  SELECT 1, position, commit_time, '', 0 FROM journal_head WHERE id = 1;
