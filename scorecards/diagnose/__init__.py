"""Why a deal stalls.

Comes in: the facts of one opportunity, its words on record, and the outcomes of its checks.
Goes out: the playbook's causes in order of their evidence, and the minimum to clear.
"""
