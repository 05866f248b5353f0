"""A CRM's export to a snapshot, by a mapping; ``imported`` is the way in."""
