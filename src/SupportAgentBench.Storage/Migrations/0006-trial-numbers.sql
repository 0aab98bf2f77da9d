-- Trials have numbers, and calls stand under them: the calls of trials that are played at the same time stand together in the index, so that keeping them
-- writes few pages. A call names the parts of its question that the call before it had not.
CREATE TABLE call_trials (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    case_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    UNIQUE (run, case_id, attempt)
) STRICT;

INSERT INTO call_trials (run, case_id, attempt)
SELECT run, case_id, attempt FROM calls GROUP BY run, case_id, attempt ORDER BY min(rowid);

CREATE TABLE trial_calls (
    id INTEGER PRIMARY KEY,
    trial INTEGER NOT NULL,
    role TEXT NOT NULL,
    model TEXT NOT NULL,
    turn INTEGER NOT NULL,
    step INTEGER NOT NULL,
    follows INTEGER,        -- the call whose first parts this one begins with
    shared INTEGER NOT NULL, -- how many those are
    parts BLOB NOT NULL,    -- the others: 16 bytes each
    response TEXT NOT NULL,
    cost_usd TEXT,
    kept_at TEXT NOT NULL
) STRICT;

INSERT INTO trial_calls (id, trial, role, model, turn, step, follows, shared, parts, response, cost_usd, kept_at)
SELECT calls.rowid, call_trials.id, role, model, turn, step, NULL, 0, parts, response, cost_usd, kept_at
FROM calls JOIN call_trials USING (run, case_id, attempt)
ORDER BY calls.rowid;

DROP TABLE calls;
ALTER TABLE trial_calls RENAME TO calls;
CREATE INDEX calls_of_trial ON calls (trial);
