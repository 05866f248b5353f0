"""Each rep worked on in two rounds, wherever that is done.

Comes in: the input, an executor, and what earlier builds kept.
Goes out: the review and the files of each rep.
"""
