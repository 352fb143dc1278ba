create schema server;

create table server.office (
  jurisdiction text not null,
  id           text not null check (id ~ '^[a-z][a-z0-9_]{0,63}$'),
  name         text not null check (name <> ''),
  primary key (jurisdiction, id),
  unique (jurisdiction, name)
);

create table server.account (
  id            text primary key,
  username      text not null unique check (username = lower(username)),
  jurisdiction  text not null,
  name          text not null,
  office        text not null,
  roles         text[] not null,
  password      text not null,
  password_set  timestamptz not null,
  must_change   boolean not null,
  disabled      boolean not null default false,
  failures      int not null default 0,
  failed_at     timestamptz,
  locked_until  timestamptz,
  created_at    timestamptz not null
);
create index account_jurisdiction on server.account (jurisdiction, username);

-- The cookie's token is never stored, only its digest.
create table server.session (
  token_digest  bytea primary key,
  account       text not null references server.account (id) on delete cascade,
  created_at    timestamptz not null,
  last_used     timestamptz not null
);
create index session_account on server.session (account);

create table server.audit (
  number        bigint primary key,
  at            timestamptz not null,
  jurisdiction  text,
  account       text,
  person        text,
  address       text,
  kind          text not null,
  success       boolean not null,
  detail        text not null,
  hash          bytea not null
);
create index audit_jurisdiction on server.audit (jurisdiction, number desc);

create function server.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to';
end $$;
create trigger audit_is_append_only before update or delete or truncate on server.audit
  for each statement execute function server.refuse_change();

-- The user's own copy of a regulation's official text, one row for each article; 0 is an annex.
create table server.official_text (
  jurisdiction  text not null,
  policy        text not null,
  article       int not null,
  text          text not null,
  imported_by   text not null,
  imported_at   timestamptz not null,
  primary key (jurisdiction, policy, article)
);

create table server.interpretation (
  id            bigint generated always as identity primary key,
  jurisdiction  text not null,
  policy        text not null,
  norm          text not null,
  day           date not null,
  office        text not null,
  person        text not null,
  text          text not null check (text <> '')
);
create index interpretation_norm on server.interpretation (jurisdiction, policy, norm);

-- Packs whose demonstration was made to its end.
create table server.demonstration (
  pack text primary key
);
