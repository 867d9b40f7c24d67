"""What a community meets for: events, who comes to them, and who meets whom there."""
