"""What communities achieve: figures by month with their definitions, for a community and for the programme."""
