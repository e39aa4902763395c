"""The camera of a phone: what its browser records comes over a websocket and goes into our own ingest.

One ffmpeg a connection turns the browser's container into FLV (H.264 is copied, anything else encoded), and
`publisher` sends that to the ingest as any encoder would, by the source's key. So taking over, silence and
recovery are the ingest's rules, and the key is in no command line. `serving.serve` is a connection's whole
life; who may open one and the socket itself are the caller's.
"""
