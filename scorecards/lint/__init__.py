"""Rules that are valid and still can't do what they seem to.

Comes in: the files of a playbook, and what its checks say of the team's deals.
Goes out: problems with stable codes, each an error, a warning or a note.
"""
