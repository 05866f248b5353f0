"""What stood on file before an import, what of it is carried on, and what differs."""
