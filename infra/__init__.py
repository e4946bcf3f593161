"""Everything in the cloud, and the same on one machine, as code."""
