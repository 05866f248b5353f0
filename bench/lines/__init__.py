"""What is measured, a file a line of the table.

Comes in: a setup.  Goes out: the line's figures.
"""
