"""An export's files, opened.

Comes in: bytes.
Goes out: tables of text whose rows know their lines.
"""
