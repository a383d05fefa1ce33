-- H2 has no partial indexes: the state stands first, so that ended rows lie apart.
CREATE INDEX dag_run_active ON dag_run (state, dag_id);
CREATE INDEX task_instance_active ON task_instance (state, run_rank, id);
