"""What an import did.

Comes in: what became of every row.
Goes out: a ledger that adds up, in words and as JSON.
"""
