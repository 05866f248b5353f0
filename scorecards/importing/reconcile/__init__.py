"""What people keep by hand.

Comes in: the export's values and those on file.
Goes out: which of them counts.
"""
