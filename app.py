"""The Chalice app: registers routes and handlers, and nothing else."""

from chalice.app import Chalice, CloudWatchEvent, Rate

from chalicelib import jobs
from chalicelib.api import EDGES
from chalicelib.kernel.ids import utc_now
from chalicelib.ocpp import routes as ocpp

app = Chalice(app_name="plugnexus")
app.experimental_feature_flags.add("WEBSOCKETS")

for edge in (*EDGES, ocpp):
    app.register_blueprint(edge.api)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def every_minute(_: CloudWatchEvent) -> None:
    """What is due."""
    jobs.every_minute(utc_now())
