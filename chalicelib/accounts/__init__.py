"""Who drives and who runs networks: accounts, how they prove themselves, and their cars."""
