"""The Chalice app: registers routes and handlers, and nothing else."""

from chalice.app import Chalice

from chalicelib.api import meta

app = Chalice(app_name="plugnexus")

for edge in (meta,):
    app.register_blueprint(edge.api)
