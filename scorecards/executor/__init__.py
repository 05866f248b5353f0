"""Where the reps are worked on: in this process, in several on this machine, or on a cluster.

Comes in: a function, and what it is to be done for.
Goes out: the same results, in the same order, wherever it was done.
"""
