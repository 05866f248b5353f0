"""The site on this machine, built anew on each save.

Comes in: what builds, and the folders that people save in.
Goes out: pages that reload by themselves, or show what is wrong.
"""
