"""Honest sales reviews: a playbook and a pipeline in, a static site out."""
