CREATE TABLE protocols (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    protocol TEXT NOT NULL REFERENCES protocols (id),
    agent TEXT NOT NULL,
    number INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    planned_at TEXT NOT NULL
) STRICT;

-- One row a trial. A trial that failed through no fault of the agent has an owner and no score; playing it again replaces it.
CREATE TABLE trials (
    run TEXT NOT NULL REFERENCES runs (id),
    case_id TEXT NOT NULL,
    fault_owner TEXT,
    score TEXT,
    judgement TEXT,
    cost_usd TEXT,
    finished_at TEXT NOT NULL,
    PRIMARY KEY (run, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE transcripts (
    run TEXT NOT NULL,
    case_id TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (run, case_id)
) STRICT;
