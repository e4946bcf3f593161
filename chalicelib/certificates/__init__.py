"""Certificates of charge points: those that we sign, and those that are installed in them."""
