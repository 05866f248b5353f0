"""What an import is asked to do.

Comes in: a command, and a pipeline's folder.
Goes out: the files to import, the rules of the mapping, and what stands on file.
"""
