"""Pages for programme staff: inquiries that were reported as spam."""
