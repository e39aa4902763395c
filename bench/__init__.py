"""Measured comparisons: one script a question, each prints a ratio against a peer run beside it."""
