"""What was said as a file that shows if anything in it was changed."""
