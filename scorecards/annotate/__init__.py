"""Problems and what the lint finds, as other programs read them.

Comes in: problems, each with its severity.
Goes out: lines or a file in the format of a CI system or an editor.
"""
