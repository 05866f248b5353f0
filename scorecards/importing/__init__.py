"""A CRM's export to a snapshot: open, detect, map, reconcile, propose, tell.

Comes in: an export, a mapping, and what stands in the pipeline's folder.
Goes out: the files to write, the rejected rows, and a ledger of what was done.
"""
