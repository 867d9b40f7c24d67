"""The desk of programme staff: what waits, firms, duplicates, and looking through a person's eyes."""
