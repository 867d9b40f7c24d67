"""What members of a community talk about: threads and their posts."""
