-- How far a run is, without reading scores.
CREATE INDEX trials_progress ON trials (run, fault_owner, finished_at);
