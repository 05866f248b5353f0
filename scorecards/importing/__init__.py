"""A CRM's export to a snapshot: open, detect, map, reconcile, propose, tell.

Comes in: an export and a mapping.
Goes out: the files to write, and a ledger.
"""
