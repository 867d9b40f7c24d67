"""What stands in a consultation: messages, their cards, files and addresses, and the timeline they make."""
