-- Who of another office opened a file or one of its papers: for the office whose file it is.
create table file_reading (
  jurisdiction  text not null,
  number        bigint generated always as identity,
  file_id       text not null,
  office        text not null,
  person        text not null,
  -- the name of a paper; null: the file itself
  paper         text,
  at            timestamptz not null,
  primary key (jurisdiction, number)
);

create index file_reading_of_file on file_reading (jurisdiction, file_id, number desc);

grant select, insert on file_reading to zhunsheng_app;

alter table file_reading enable row level security;
alter table file_reading force row level security;
create policy one_jurisdiction on file_reading
  using (jurisdiction = current_setting('zhunsheng.jurisdiction', true));
