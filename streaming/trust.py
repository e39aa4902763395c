"""Whom a secure connection is believed: SSL_CERT_FILE where the machine has one, else Mozilla's list.

The ffmpeg that pip brings verifies certificates but was built without knowing where a machine keeps its
authorities, so without this no rtmps page could be reached.
"""

from __future__ import annotations

import os

import certifi


def authorities() -> str:
    """The path of a PEM file; ffmpeg and Python both read SSL_CERT_FILE."""
    return os.environ.get("SSL_CERT_FILE") or certifi.where()
