"""One line of thought a deal, from all that is known of it.

Comes in: the facts, open steps, answers and diagnosis of one opportunity.
Goes out: its situation with the facts behind it, what to do first, whom to talk to, what to ask, and the play.
"""
