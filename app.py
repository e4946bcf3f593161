"""The Chalice app: registers routes and handlers, and nothing else."""

from chalice.app import Chalice

from chalicelib.api import EDGES
from chalicelib.ocpp import routes as ocpp

app = Chalice(app_name="plugnexus")
app.experimental_feature_flags.add("WEBSOCKETS")

for edge in (*EDGES, ocpp):
    app.register_blueprint(edge.api)
