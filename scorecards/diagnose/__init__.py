"""Why a deal hangs.

Comes in: outcomes.
Goes out: the playbook's causes in order of their evidence, and the minimum to clear.
"""
