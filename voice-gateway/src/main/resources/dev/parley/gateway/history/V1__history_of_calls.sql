-- Read by PostgreSQL and by H2 in its PostgreSQL mode. Times of day are UTC, durations are milliseconds;
-- NULL is unknown. Rows carry channel and engines themselves, so that one lost record of a call's beginning
-- does not hide its turns.

create table parley.calls (
  call_id varchar(64) primary key,
  channel varchar(32) not null,
  client varchar(200) not null,
  language varchar(35) not null,
  stt varchar(100),
  llm varchar(100),
  tts varchar(100),
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone
);
create index calls_opened_at on parley.calls (opened_at);

create table parley.turns (
  call_id varchar(64) not null,
  turn bigint not null,
  channel varchar(32) not null,
  stt varchar(100),
  llm varchar(100),
  tts varchar(100),
  at timestamp with time zone not null,
  heard_at timestamp with time zone,
  gap_ms double precision,
  client_buffer_ms double precision,
  client_gap_ms double precision,
  outcome varchar(16),
  caller_text text,
  bot_text text,
  bot_heard_text text,
  primary key (call_id, turn)
);
create index turns_at on parley.turns (at, call_id, turn);

create table parley.segments (
  call_id varchar(64) not null,
  turn bigint not null,
  position smallint not null,
  at timestamp with time zone not null,
  name varchar(40) not null,
  ms double precision not null,
  primary key (call_id, turn, position)
);
create index segments_at on parley.segments (at, name, ms);

create table parley.overlaps (
  call_id varchar(64) not null,
  turn bigint not null,
  at timestamp with time zone not null,
  channel varchar(32) not null,
  stt varchar(100),
  llm varchar(100),
  tts varchar(100),
  yield_ms double precision,
  hold_ms double precision,
  resume_ms double precision,
  cut_ms double precision,
  result varchar(16) not null,
  probability double precision not null,
  primary key (call_id, turn, at)
);
create index overlaps_at on parley.overlaps (at);

create table parley.troubles (
  call_id varchar(64) not null,
  at timestamp with time zone not null,
  code varchar(64) not null,
  channel varchar(32) not null,
  stt varchar(100),
  llm varchar(100),
  tts varchar(100),
  message varchar(1000) not null,
  primary key (call_id, at, code)
);
create index troubles_at on parley.troubles (at);
