"""Logs that charge points are asked for, and put into our bucket."""
