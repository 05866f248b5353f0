"""What a change of the playbook would do.

Comes in: two playbooks, as folders or revisions of git, and one pipeline.
Goes out: the rules that differ, and the findings, conclusions and decisions due that change with them.
"""
