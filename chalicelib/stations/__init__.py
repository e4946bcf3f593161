"""Places on the map and their chargers."""
