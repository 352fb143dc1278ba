-- The meaning of what files say of themselves: computed once, and the index rebuilt from it.
create table look_alike_vector (
  jurisdiction  text not null,
  file_id       text not null,
  -- SM3 over the text, so that another text is read anew.
  digest        text not null,
  model         text not null,
  vectors       bytea not null,
  primary key (jurisdiction, file_id)
);

-- What reviewers say of what the comparison found.
create table look_alike_verdict (
  jurisdiction  text not null,
  file_id       text not null,
  run           text not null,
  other_id      text not null,
  office        text not null,
  duplicate     boolean not null,
  reason        text not null check (reason <> ''),
  person        text not null,
  day           date not null,
  at            timestamptz not null,
  primary key (jurisdiction, file_id, run, other_id, office)
);

grant select, insert, update, delete on look_alike_vector to zhunsheng_app;
grant select, insert, update on look_alike_verdict to zhunsheng_app;

alter table look_alike_vector enable row level security;
alter table look_alike_vector force row level security;
create policy one_jurisdiction on look_alike_vector
  using (jurisdiction = current_setting('zhunsheng.jurisdiction', true));
alter table look_alike_verdict enable row level security;
alter table look_alike_verdict force row level security;
create policy one_jurisdiction on look_alike_verdict
  using (jurisdiction = current_setting('zhunsheng.jurisdiction', true));
