"""Which checks, and which answers, told anything of how deals ended.

Comes in: closed deals as a CSV file, or the pipeline with its playbook and an executor.
Goes out: for each column or check what came before wins and losses, with intervals.
"""
