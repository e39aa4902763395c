"""What the plain Channels consumer of bench.peers needs of Django: a layer."""

SECRET_KEY = "bench"
CHANNEL_LAYERS = {
    "default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 10_000}}
}
