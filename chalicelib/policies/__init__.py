"""How a community shares its chargers: the rules of a policy, for whom and where they differ."""
