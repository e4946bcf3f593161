"""Networked boxes: connection, configuration, commands."""
