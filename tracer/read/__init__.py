"""Bytes to documents: which files are meant, what text they hold, and a clear word where they hold none."""
