"""The rows of an export to opportunities, reps and accounts; each row is taken, skipped or rejected."""
