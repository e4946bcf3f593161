"""Price lists and what a charge costs by them."""
