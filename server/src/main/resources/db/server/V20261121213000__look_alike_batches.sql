-- Many files held against everything at once, in the background: what is asked, how far it is, what was found.
create table look_alike_batch (
  jurisdiction  text not null,
  id            text not null,
  title         text not null,
  -- The whole directory: the map is drawn from the last one.
  everything    boolean not null,
  account       text not null,
  state         text not null check (state in ('running', 'done', 'cancelled')),
  day           date not null,
  begun_at      timestamptz not null,
  ended_at      timestamptz,
  primary key (jurisdiction, id)
);

create table look_alike_batch_file (
  jurisdiction  text not null,
  batch         text not null,
  file_id       text not null,
  position      integer not null,
  checked       boolean not null default false,
  -- Why nothing was compared, which is not the same as nothing found.
  reason        text,
  primary key (jurisdiction, batch, file_id),
  foreign key (jurisdiction, batch) references look_alike_batch
);

create table look_alike_pair (
  jurisdiction  text not null,
  batch         text not null,
  file_id       text not null,
  other_id      text not null,
  score         integer not null,
  level         text not null,
  -- One unit's own, or among those that its regulation holds against splitting.
  own           boolean not null,
  passages      text not null,
  new_parts     text not null,
  primary key (jurisdiction, batch, file_id, other_id),
  foreign key (jurisdiction, batch) references look_alike_batch
);

grant select, insert, update on look_alike_batch to zhunsheng_app;
grant select, insert, update on look_alike_batch_file to zhunsheng_app;
grant select, insert, update on look_alike_pair to zhunsheng_app;

alter table look_alike_batch enable row level security;
alter table look_alike_batch force row level security;
create policy one_jurisdiction on look_alike_batch
  using (jurisdiction = current_setting('zhunsheng.jurisdiction', true));
alter table look_alike_batch_file enable row level security;
alter table look_alike_batch_file force row level security;
create policy one_jurisdiction on look_alike_batch_file
  using (jurisdiction = current_setting('zhunsheng.jurisdiction', true));
alter table look_alike_pair enable row level security;
alter table look_alike_pair force row level security;
create policy one_jurisdiction on look_alike_pair
  using (jurisdiction = current_setting('zhunsheng.jurisdiction', true));
