"""People: sign-up, log-in, profile, cars."""
