"""Production as code: what is merged into Chalice's template, one file for each area of it."""
