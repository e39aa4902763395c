"""What this room's API takes in and answers; the answers are for the schema, bodies.py makes them."""
