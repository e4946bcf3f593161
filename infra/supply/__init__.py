"""What is shipped besides our own code: a list of it, and whether any of it is known to be vulnerable."""
