-- Who an account's holder is at the platform that signs people in; recorded by the security administrator.
alter table server.account add column platform_identity text unique check (platform_identity <> '');

-- Whether the session was begun through the platform, where our passwords do not apply.
alter table server.session add column platform boolean not null default false;

-- By which code the platform knows an office, be it named by a regulation or registered here.
create table server.office_code (
  jurisdiction  text not null,
  office        text not null,
  code          text not null check (code <> ''),
  primary key (jurisdiction, office),
  unique (jurisdiction, code)
);

-- Browsers on their way to the platform and back. The cookie's token is never stored, only its digest.
create table server.platform_visit (
  token_digest  bytea primary key,
  state         text not null,
  nonce         text not null,
  verifier      text not null,
  return_to     text not null,
  target        text not null,
  begun_at      timestamptz not null
);
