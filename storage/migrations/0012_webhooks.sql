-- SPDX-License-Identifier: Apache-2.0
-- Webhooks: where news is sent to, what it is signed with, and what was or is to be delivered.
-- Numbers of states, causes and failures are those of services/news/domain/.

-- A row for every change of a webhook; the newest holds. One product and one kind a line;
-- `secret_number` counts the secrets that it has had.
CREATE TABLE webhooks (
  fact          @INT NOT NULL PRIMARY KEY,
  name          @TEXT NOT NULL,
  display_name  @TEXT,
  url           @TEXT,
  products      @TEXT NOT NULL,
  kinds         @TEXT NOT NULL,
  state         @INT NOT NULL,
  pause_cause   @INT NOT NULL,
  secret_number @INT NOT NULL
);
CREATE INDEX webhooks_by_name ON webhooks (name, fact);

-- Somebody had deliveries sent again: one, or all dead ones where `delivery` is empty.
CREATE TABLE webhook_replays (
  fact     @INT NOT NULL PRIMARY KEY,
  webhook  @TEXT NOT NULL,
  delivery @TEXT NOT NULL,
  count    @INT NOT NULL
);

-- Derived from facts: the newest row of every webhook that was not deleted.
CREATE TABLE current_webhooks (
  name        @TEXT NOT NULL PRIMARY KEY,
  fact        @INT NOT NULL,
  created_by  @TEXT NOT NULL,
  create_time @INT NOT NULL
);

-- What follows is no fact. Times are in microseconds since 1970, UTC.

-- What deliveries are signed with, each sealed under a key of its own in the key store. end_time is
-- null as long as the secret is the newest; once it has passed, key and row are erased.
CREATE TABLE webhook_secrets (
  webhook  @TEXT NOT NULL,
  number   @INT NOT NULL,
  key_id   @INT NOT NULL,
  sealed   @BLOB NOT NULL,
  end_time @INT,
  PRIMARY KEY (webhook, number)
);
CREATE INDEX webhook_secrets_by_end_time ON webhook_secrets (end_time) WHERE end_time IS NOT NULL;

-- How sending goes. failing_since is null if nothing failed since the last success.
CREATE TABLE webhook_health (
  webhook           @TEXT NOT NULL PRIMARY KEY,
  last_success_time @INT,
  failing_since     @INT
);

-- One message to one webhook; `id` is that of its news. While a process has it in hand, `holder`
-- says which, and next_try_time when others may take it. `body` is what is sent: names of
-- resources, numbers and constants.
CREATE TABLE webhook_deliveries (
  webhook       @TEXT NOT NULL,
  id            @TEXT NOT NULL,
  kind          @INT NOT NULL,
  subject       @TEXT NOT NULL,
  body          @TEXT NOT NULL,
  create_time   @INT NOT NULL,
  state         @INT NOT NULL,
  tries         @INT NOT NULL,
  failure       @INT NOT NULL,
  last_status   @INT NOT NULL,
  last_try_time @INT,
  next_try_time @INT NOT NULL,
  holder        @TEXT NOT NULL,
  PRIMARY KEY (webhook, id)
);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook, next_try_time, id)
  WHERE state = 1;
CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (webhook, id) WHERE state = 3;
CREATE INDEX webhook_deliveries_done ON webhook_deliveries (create_time) WHERE state <> 1;
