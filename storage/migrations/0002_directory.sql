-- SPDX-License-Identifier: Apache-2.0
-- Principals and their keys, customers and their deals: facts first, then what is looked up.

-- A row for every change of a principal; the newest holds. `grants` has one line "ROLE PRODUCT" for
-- each, roles by their numbers in the contract.
CREATE TABLE principals (
  fact         @INT NOT NULL PRIMARY KEY,
  name         @TEXT NOT NULL,
  display_name @TEXT NOT NULL,
  email        @TEXT NOT NULL,
  language     @TEXT NOT NULL,
  grants       @TEXT NOT NULL,
  active       @INT NOT NULL
);
CREATE INDEX principals_by_name ON principals (name, fact);

-- The secret itself is nowhere: token_hash is its SHA-256 in hexadecimal digits.
CREATE TABLE keys (
  fact        @INT NOT NULL PRIMARY KEY,
  name        @TEXT NOT NULL,
  principal   @TEXT NOT NULL,
  token_hash  @TEXT NOT NULL,
  label       @TEXT NOT NULL,
  expire_time @INT
);

CREATE TABLE key_revocations (
  fact @INT NOT NULL PRIMARY KEY,
  name @TEXT NOT NULL
);

-- A row for every change of a customer; the newest holds. One alias a line.
CREATE TABLE customers (
  fact             @INT NOT NULL PRIMARY KEY,
  name             @TEXT NOT NULL,
  display_name     @TEXT NOT NULL,
  aliases          @TEXT NOT NULL,
  external_id      @TEXT NOT NULL,
  segment          @TEXT NOT NULL,
  size             @TEXT NOT NULL,
  revenue_units    @INT,
  revenue_currency @TEXT
);
CREATE INDEX customers_by_name ON customers (name, fact);

-- A row for every change of a deal; the newest holds. close_date is "2026-11-21".
CREATE TABLE deals (
  fact            @INT NOT NULL PRIMARY KEY,
  name            @TEXT NOT NULL,
  customer        @TEXT NOT NULL,
  reference       @TEXT NOT NULL,
  stage           @INT NOT NULL,
  amount_units    @INT,
  amount_currency @TEXT,
  close_date      @TEXT
);
CREATE INDEX deals_by_name ON deals (name, fact);

-- What follows is derived from the facts above: `fact` is the newest of each, create_time the
-- commit time of the first.

-- `roles` has the bit 1 << role for each role held for any product.
CREATE TABLE current_principals (
  name        @TEXT NOT NULL PRIMARY KEY,
  fact        @INT NOT NULL,
  create_time @INT NOT NULL,
  sort_key    @TEXT NOT NULL,
  roles       @INT NOT NULL,
  active      @INT NOT NULL
);
CREATE INDEX current_principals_by_sort_key ON current_principals (sort_key, name);

CREATE TABLE current_keys (
  name        @TEXT NOT NULL PRIMARY KEY,
  fact        @INT NOT NULL,
  principal   @TEXT NOT NULL,
  token_hash  @TEXT NOT NULL,
  create_time @INT NOT NULL,
  revoke_time @INT
);
CREATE UNIQUE INDEX current_keys_by_token_hash ON current_keys (token_hash);
CREATE INDEX current_keys_by_principal ON current_keys (principal, fact);

-- external_id is null where there is none.
CREATE TABLE current_customers (
  name        @TEXT NOT NULL PRIMARY KEY,
  fact        @INT NOT NULL,
  create_time @INT NOT NULL,
  sort_key    @TEXT NOT NULL,
  external_id @TEXT
);
CREATE UNIQUE INDEX current_customers_by_external_id ON current_customers (external_id);
CREATE INDEX current_customers_by_sort_key ON current_customers (sort_key, name);

-- What a customer's display name and aliases are compared by. Two customers may share a name if the
-- CRM knows both.
CREATE TABLE customer_matching_keys (
  matching_key @TEXT NOT NULL,
  customer     @TEXT NOT NULL,
  PRIMARY KEY (matching_key, customer)
) @CLUSTERED;
CREATE INDEX customer_matching_keys_by_customer ON customer_matching_keys (customer);

-- matching_key is that of the reference, null where there is none.
CREATE TABLE current_deals (
  name         @TEXT NOT NULL PRIMARY KEY,
  fact         @INT NOT NULL,
  customer     @TEXT NOT NULL,
  matching_key @TEXT
);
CREATE UNIQUE INDEX current_deals_by_reference ON current_deals (customer, matching_key);
