"""What protects people who talk: blocks, cautions, pace, reports."""
