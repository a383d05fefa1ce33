-- Times are the store's own. Rows of a run are removed by its number, in Cleaning: no foreign keys, since each would
-- cost a look-up for every row that is written.

CREATE TABLE store_identity (
  tag VARCHAR(16) NOT NULL PRIMARY KEY
);
-- Random, made once: attempt ids are <tag>-<fence>, so a store made anew never repeats those of a lost one.
INSERT INTO store_identity (tag) VALUES (substr(replace(CAST(${uuid} AS VARCHAR(36)), '-', ''), 1, 16));

-- The highest number given out. Rows, not sequences: whoever takes a number holds the row until it commits, so that
-- numbers become visible in their order, and fences can be raised without a gap for others to slip into.
CREATE TABLE counter (
  name VARCHAR(20) NOT NULL PRIMARY KEY,
  last_value BIGINT NOT NULL
);
INSERT INTO counter (name, last_value) VALUES ('run', 0);
INSERT INTO counter (name, last_value) VALUES ('task', 0);
INSERT INTO counter (name, last_value) VALUES ('backfill', 0);
INSERT INTO counter (name, last_value) VALUES ('fence', 0);
INSERT INTO counter (name, last_value) VALUES ('event', 0);

CREATE TABLE dag (
  dag_id VARCHAR(250) NOT NULL PRIMARY KEY,
  paused BOOLEAN NOT NULL,
  start_date DATE NOT NULL,
    cleaned_to DATE
);

CREATE TABLE pool (
  name VARCHAR(250) NOT NULL PRIMARY KEY,
  slots INTEGER NOT NULL
);

CREATE TABLE dag_run (
  id BIGINT NOT NULL PRIMARY KEY,
  dag_id VARCHAR(250) NOT NULL,
  logical_date DATE NOT NULL,
  type VARCHAR(20) NOT NULL,
  state VARCHAR(20) NOT NULL,
  run_group VARCHAR(250) NOT NULL,
  run_rank BIGINT NOT NULL,
  note VARCHAR NOT NULL,
  backfill_id BIGINT,
  cancel_requested BOOLEAN NOT NULL,
  deadline TIMESTAMP WITH TIME ZONE,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  queued_at TIMESTAMP WITH TIME ZONE NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE,
  ended_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT dag_run_date UNIQUE (dag_id, logical_date)
);

-- The DAG, group and rank of its run stand here again, so that claims need not look at runs.
CREATE TABLE task_instance (
  id BIGINT NOT NULL PRIMARY KEY,
  run_id BIGINT NOT NULL,
  dag_id VARCHAR(250) NOT NULL,
  run_group VARCHAR(250) NOT NULL,
  run_rank BIGINT NOT NULL,
  task_id VARCHAR(250) NOT NULL,
  depth INTEGER NOT NULL,
  pool VARCHAR(250) NOT NULL,
  batch VARCHAR(250),
  state VARCHAR(20) NOT NULL,
  short_circuit BOOLEAN NOT NULL,
  number INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  throttles INTEGER NOT NULL,
  takeovers INTEGER NOT NULL,
  deferrals INTEGER NOT NULL,
  attempt_id VARCHAR(40),
  fence BIGINT,
  node VARCHAR(250),
  batch_id BIGINT,
  external_id VARCHAR(1000),
  message VARCHAR NOT NULL,
  output VARCHAR,
  -- When it could first begin since it was last cleared.
  queued_at TIMESTAMP WITH TIME ZONE,
  -- Queued, deferred or up for retry: when it may begin or go on.
  ready_at TIMESTAMP WITH TIME ZONE,
  -- When the first attempt since it was last cleared began.
  since TIMESTAMP WITH TIME ZONE,
  -- When the newest attempt began.
  started_at TIMESTAMP WITH TIME ZONE,
  ended_at TIMESTAMP WITH TIME ZONE,
  -- In no index: on PostgreSQL a heartbeat changes no index then.
  heartbeat_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT task_instance_name UNIQUE (run_id, task_id)
);

CREATE TABLE task_attempt (
  run_id BIGINT NOT NULL,
  task_instance_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  attempt_id VARCHAR(40) NOT NULL,
  fence BIGINT NOT NULL,
  node VARCHAR(250) NOT NULL,
  state VARCHAR(20) NOT NULL,
  message VARCHAR NOT NULL,
  external_id VARCHAR(1000),
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (run_id, task_instance_id, number)
);

CREATE TABLE task_event (
  id BIGINT NOT NULL,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  run_id BIGINT NOT NULL,
  -- Of the run at that time.
  run_group VARCHAR(250) NOT NULL,
  task_instance_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  from_state VARCHAR(20) NOT NULL,
  to_state VARCHAR(20) NOT NULL,
  message VARCHAR NOT NULL,
  PRIMARY KEY (run_id, id)
);

CREATE TABLE backfill (
  id BIGINT NOT NULL PRIMARY KEY,
  dag_id VARCHAR(250) NOT NULL,
  from_date DATE NOT NULL,
  to_date DATE NOT NULL,
  max_active_runs INTEGER NOT NULL,
  reprocess VARCHAR(20) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  state VARCHAR(20) NOT NULL,
  created_by VARCHAR NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE
);

CREATE TABLE backfill_date (
  backfill_id BIGINT NOT NULL,
  position INTEGER NOT NULL,
  logical_date DATE NOT NULL,
  state VARCHAR(20) NOT NULL,
  run_id BIGINT,
  -- When the backfill queued the run. Null: it waits for a run of somebody else. When the run has been queued since,
  -- it is no more the backfill's.
  taken_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (backfill_id, position)
);

CREATE TABLE host (
  name VARCHAR(250) NOT NULL PRIMARY KEY,
  next_turn TIMESTAMP WITH TIME ZONE,
  held_until TIMESTAMP WITH TIME ZONE,
  banned_until TIMESTAMP WITH TIME ZONE
);

CREATE INDEX dag_run_group ON dag_run (run_group);
CREATE INDEX task_event_group ON task_event (run_group, id);
CREATE INDEX backfill_date_state ON backfill_date (backfill_id, state, position);
