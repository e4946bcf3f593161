"""One command to many charge points."""
