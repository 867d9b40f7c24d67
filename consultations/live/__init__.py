"""What happens while people are here: sockets and their frames, presence, counts."""
