"""The reference pages.

Comes in: models, codes, commands.
Goes out: tables that cannot be out of date.
"""
