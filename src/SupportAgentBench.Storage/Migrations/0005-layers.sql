-- A run that marks the conversations of another run again; null for runs that were played.
ALTER TABLE runs ADD COLUMN source TEXT;
