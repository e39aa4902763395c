"""The REST views of this room."""
