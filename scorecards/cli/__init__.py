"""The command line.

Comes in: what somebody typed.
Goes out: what was done, in lines, and an exit status.
"""
