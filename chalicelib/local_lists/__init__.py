"""Which tokens a charge point accepts by itself while nobody can be asked: its local authorization list."""
