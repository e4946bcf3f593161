"""How a network was shared in a span of days, told to those who run it."""
