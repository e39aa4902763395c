"""The mixer: one broadcast's program, which never stops."""
