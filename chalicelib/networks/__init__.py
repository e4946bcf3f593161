"""Circles of people: membership, invitations, policy."""
