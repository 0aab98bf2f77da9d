-- The journal: one row a finished model call. A question is the list of its parts; equal parts are kept once.
CREATE TABLE calls (
    run TEXT NOT NULL,
    case_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    role TEXT NOT NULL,
    model TEXT NOT NULL,
    turn INTEGER NOT NULL,
    step INTEGER NOT NULL,
    request TEXT NOT NULL,
    parts BLOB NOT NULL,
    response TEXT NOT NULL,
    cost_usd TEXT,
    kept_at TEXT NOT NULL,
    UNIQUE (run, case_id, attempt, role, model, turn, step, request)
) STRICT;

CREATE TABLE call_parts (
    hash TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
