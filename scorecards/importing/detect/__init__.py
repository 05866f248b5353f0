"""How an export writes.

Comes in: its texts.
Goes out: how its dates, amounts and flags are read, or a question.
"""
