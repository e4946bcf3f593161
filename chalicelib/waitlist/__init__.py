"""Who waits for a charger, in what order, and what they are offered when one is free."""
