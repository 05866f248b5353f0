"""An export's files, opened.

Comes in: the files to import, and the columns that the mapping names.
Goes out: tables of text whose rows know their lines, each with what it is for; fixed rows in their places.
"""
