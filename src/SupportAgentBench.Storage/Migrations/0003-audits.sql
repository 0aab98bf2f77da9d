-- How well the customer kept to its part; null where that was not looked at.
ALTER TABLE trials ADD COLUMN audit TEXT;
