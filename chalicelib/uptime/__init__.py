"""How reliably charge points serve."""
