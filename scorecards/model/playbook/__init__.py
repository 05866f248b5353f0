"""The playbook, a file for each noun of it.

Comes in: what a file of the playbook says.
Goes out: its rules as validated, immutable values, and all of them with their look-ups.
"""
