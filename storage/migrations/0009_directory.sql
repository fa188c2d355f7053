-- SPDX-License-Identifier: Apache-2.0
-- Merged customers, customers that look alike, teams, and what became of deals: facts first.

-- From this fact on, `customer` counts as `target`, for good.
CREATE TABLE customer_mergers (
  fact      @INT NOT NULL PRIMARY KEY,
  customer  @TEXT NOT NULL,
  target    @TEXT NOT NULL,
  reason    @TEXT,
  merged_by @TEXT NOT NULL
);
CREATE UNIQUE INDEX customer_mergers_by_customer ON customer_mergers (customer);

-- Somebody said that two who look alike are two. `customer` is the lesser of the two names.
CREATE TABLE customer_distinctions (
  fact     @INT NOT NULL PRIMARY KEY,
  customer @TEXT NOT NULL,
  other    @TEXT NOT NULL,
  said_by  @TEXT NOT NULL
);
CREATE UNIQUE INDEX customer_distinctions_by_customers ON customer_distinctions (customer, other);

-- A row for every change of a team; the newest holds. One member a line.
CREATE TABLE teams (
  fact         @INT NOT NULL PRIMARY KEY,
  name         @TEXT NOT NULL,
  display_name @TEXT,
  lead         @TEXT NOT NULL,
  members      @TEXT NOT NULL
);
CREATE INDEX teams_by_name ON teams (name, fact);

-- Why a deal was won or lost; null before it was, and where nobody said.
ALTER TABLE deals ADD COLUMN outcome_reason @TEXT;

-- What follows is derived from facts.

-- Who a customer counts as now; `family` is itself unless it was merged into another. Each customer
-- has its row.
CREATE TABLE customer_families (
  customer @TEXT NOT NULL PRIMARY KEY,
  family   @TEXT NOT NULL
) @CLUSTERED;
CREATE INDEX customer_families_by_family ON customer_families (family, customer);
INSERT INTO customer_families (customer, family) SELECT name, name FROM current_customers;

-- What names that look alike have in common. `matching_key` is that of the name itself. Only of
-- customers that count as themselves.
CREATE TABLE customer_likenesses (
  likeness     @TEXT NOT NULL,
  customer     @TEXT NOT NULL,
  matching_key @TEXT NOT NULL,
  PRIMARY KEY (likeness, customer, matching_key)
) @CLUSTERED;
CREATE INDEX customer_likenesses_by_customer ON customer_likenesses (customer);

-- 0 as long as the customer's likenesses are not in their table.
ALTER TABLE current_customers ADD COLUMN likenesses_known @INT NOT NULL DEFAULT 0;
CREATE INDEX current_customers_without_likenesses ON current_customers (name)
  WHERE likenesses_known = 0;

-- close_key is the close date; where there is none '~', which sorts behind all dates.
ALTER TABLE current_deals ADD COLUMN create_time @INT NOT NULL DEFAULT 0;
ALTER TABLE current_deals ADD COLUMN stage @INT NOT NULL DEFAULT 0;
ALTER TABLE current_deals ADD COLUMN close_key @TEXT NOT NULL DEFAULT '~';
UPDATE current_deals SET
  create_time = (SELECT e.commit_time FROM journal_entries e WHERE e.position =
    (SELECT MIN(f.fact) FROM deals f WHERE f.name = current_deals.name) >> 10),
  stage = (SELECT f.stage FROM deals f WHERE f.fact = current_deals.fact),
  close_key = (SELECT COALESCE(f.close_date, '~') FROM deals f WHERE f.fact = current_deals.fact);
CREATE INDEX current_deals_by_close_key ON current_deals (close_key, name);
CREATE INDEX current_deals_by_customer ON current_deals (customer, close_key, name);

CREATE TABLE current_teams (
  name        @TEXT NOT NULL PRIMARY KEY,
  fact        @INT NOT NULL,
  create_time @INT NOT NULL,
  sort_key    @TEXT NOT NULL
);
CREATE UNIQUE INDEX current_teams_by_sort_key ON current_teams (sort_key);

-- Which team a principal belongs to: one at most.
CREATE TABLE team_members (
  principal @TEXT NOT NULL PRIMARY KEY,
  team      @TEXT NOT NULL
) @CLUSTERED;
CREATE INDEX team_members_by_team ON team_members (team);
