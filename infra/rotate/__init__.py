"""Secrets of a stage are changed without anybody being logged out or locked out: python -m infra.rotate."""
