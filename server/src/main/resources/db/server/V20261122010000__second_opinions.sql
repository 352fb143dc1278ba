-- What a model of the office's own network said of one thing that the comparison found.
create table look_alike_opinion (
  jurisdiction  text not null,
  file_id       text not null,
  run           text not null,
  other_id      text not null,
  model         text not null,
  -- null: it could not decide
  duplicate     boolean,
  reason        text not null check (reason <> ''),
  person        text not null,
  day           date not null,
  at            timestamptz not null,
  primary key (jurisdiction, file_id, run, other_id)
);

grant select, insert, update on look_alike_opinion to zhunsheng_app;

alter table look_alike_opinion enable row level security;
alter table look_alike_opinion force row level security;
create policy one_jurisdiction on look_alike_opinion
  using (jurisdiction = current_setting('zhunsheng.jurisdiction', true));
