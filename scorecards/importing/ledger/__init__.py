"""What an import did, counted and told."""
