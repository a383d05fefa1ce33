-- Partial: ended rows are in none of them, however many there are.
CREATE INDEX dag_run_active ON dag_run (dag_id) WHERE state IN ('queued', 'running');
CREATE INDEX task_instance_claimable ON task_instance (run_rank, id)
  WHERE state IN ('queued', 'deferred', 'up_for_retry');
CREATE INDEX task_instance_held ON task_instance (state) WHERE state IN ('running', 'deferred');

-- Room in each page, so that a heartbeat, or the end of an attempt, writes beside the row and no index.
ALTER TABLE task_instance SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE dag_run SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE task_attempt SET (fillfactor = 70);
ALTER TABLE counter SET (fillfactor = 10);
ALTER TABLE pool SET (fillfactor = 50);
ALTER TABLE host SET (fillfactor = 50);
