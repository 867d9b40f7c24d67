"""The catalogue's pages for programme staff."""
