"""The container of ocpp_ws/: chargers' sockets that stay open, in a task of ECS."""
