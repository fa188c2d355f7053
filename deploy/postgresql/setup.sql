-- SPDX-License-Identifier: Apache-2.0
--
-- The databases of Zusage and who may do what in them. Run once by a superuser:
--
--   ZUSAGE_PASSWORDS=/folder/with/files psql -f deploy/postgresql/setup.sql
--
-- The folder holds a file `owner` and a file `runtime` with a password each. Without it the roles
-- have none, for servers that let them in by certificate or by the operating system's user.

\set ON_ERROR_STOP on
\set owner_password `cat "$ZUSAGE_PASSWORDS/owner" 2>/dev/null`
\set runtime_password `cat "$ZUSAGE_PASSWORDS/runtime" 2>/dev/null`

-- Makes tables: `zusaged init`, and a new version's first start.
CREATE ROLE zusage_owner LOGIN PASSWORD :'owner_password';
-- Serves: reads and writes rows, and cannot alter a table or drop one.
CREATE ROLE zusage LOGIN PASSWORD :'runtime_password';

-- Keys of private data are in a database of their own, so that a backup of one never holds the
-- other.
CREATE DATABASE zusage OWNER zusage_owner ENCODING 'UTF8' TEMPLATE template0;
CREATE DATABASE zusage_keys OWNER zusage_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT, TEMPORARY ON DATABASE zusage, zusage_keys FROM PUBLIC;
GRANT CONNECT ON DATABASE zusage, zusage_keys TO zusage;

\connect zusage
ALTER DEFAULT PRIVILEGES FOR ROLE zusage_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO zusage;

\connect zusage_keys
ALTER DEFAULT PRIVILEGES FOR ROLE zusage_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO zusage;
