"""What a build costs in time and memory, measured beside rivals and held against limits."""
