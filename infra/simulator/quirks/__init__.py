"""Misbehaviour on demand: small changes of what goes out, each by its name, in any combination."""
