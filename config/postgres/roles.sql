-- Who may do what on the server: run once by psql as superuser, and harmless when run again.
-- verbatim_owner owns the database and runs the migrations; verbatim_app is what the pages and
-- the API are: it reads and writes rows, and can neither change tables nor empty them.
-- CREATEDB is for the tests, which make databases of their own.

SELECT 'CREATE ROLE verbatim_owner LOGIN CREATEDB'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'verbatim_owner') \gexec

SELECT 'CREATE ROLE verbatim_app LOGIN'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'verbatim_app') \gexec

-- Who drops a database ends its sessions, and may end only those of roles it has the rights of.
GRANT verbatim_app TO verbatim_owner;

\getenv owner_password VERBATIM_OWNER_PASSWORD
\if :{?owner_password}
ALTER ROLE verbatim_owner PASSWORD :'owner_password';
\endif

\getenv app_password VERBATIM_APP_PASSWORD
\if :{?app_password}
ALTER ROLE verbatim_app PASSWORD :'app_password';
\endif

SELECT 'CREATE DATABASE verbatim OWNER verbatim_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'verbatim') \gexec
