"""Who looks at what, and is told that it changed. No data goes down: whoever is told asks the API again."""
