"""A copy of all that cannot be made again (database and uploaded files), and the way back; see docs/operations.md.

A backup is a folder: `manifest.json`, which names every other file with its size and SHA-256 and says what is in each
table; the database; and below `files/` what people uploaded. It gets its name when it is complete.
"""
