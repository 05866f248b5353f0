"""What an import is asked to do.

Comes in: the command, and the pipeline's folder.
Goes out: the files to import, the rules of the mapping, and what stands on file.
"""
