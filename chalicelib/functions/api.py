"""Everything under /v1."""

from app import app
from chalicelib.functions import loaded, watched
from chalicelib.table import connection
from chalicelib.wiring import services

loaded(connection(), services().accounts)
handler = watched(app)
