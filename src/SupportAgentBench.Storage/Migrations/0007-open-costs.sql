-- Calls that were asked and of which nobody said what they cost: at most how much. A budget counts them.
CREATE TABLE open_costs (
    run TEXT NOT NULL,
    most_usd TEXT NOT NULL,
    kept_at TEXT NOT NULL
) STRICT;
CREATE INDEX open_costs_of_run ON open_costs (run);
