"""Everything under /v1."""

from app import app as handler
from chalicelib.functions import loaded
from chalicelib.table import connection
from chalicelib.wiring import services

__all__ = ["handler"]

loaded(connection(), services().accounts)
