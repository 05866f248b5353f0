"""Conclusions: one line of thought a deal.

Comes in: facts, outcomes, open steps, answers and the diagnosis of one opportunity.
Goes out: the situation, what to do first, whom to talk to, what to ask, which play helps, and the facts that led to it.
"""
