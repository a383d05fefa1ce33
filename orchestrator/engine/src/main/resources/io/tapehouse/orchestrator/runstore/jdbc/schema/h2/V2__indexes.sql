-- H2 has no partial indexes: the state stands first, so that ended rows lie apart; then the pool, so that a claim
-- passes over what waits for a full one.
CREATE INDEX dag_run_active ON dag_run (state, dag_id);
CREATE INDEX task_instance_active ON task_instance (state, pool, run_rank, id);
