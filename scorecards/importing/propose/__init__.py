"""The files that an import proposes to write.

Comes in: what was mapped and reconciled.
Goes out: their text, read back as a build would read it; the rejected rows as files that people fix.
"""
