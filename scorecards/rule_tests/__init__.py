"""The playbook's own tests, run as a build would work on their deals.

Comes in: rule tests, and the playbook that they are held against.
Goes out: where the playbook says something else than they expect, which outcomes they show, which changes they notice.
"""
