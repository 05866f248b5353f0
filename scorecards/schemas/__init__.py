"""What editors know of a team's files: names, meanings and the team's own ids.

Comes in: the models, and the ids that the team's files define.
Goes out: a JSON Schema for each kind of file, and the line of a file that names it.
"""
