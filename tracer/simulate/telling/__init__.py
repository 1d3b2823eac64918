"""From what happened to what the notices of a city say about it, as text and as records at once."""
