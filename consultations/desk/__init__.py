"""Pages for programme staff: what was shown of reported consultations, and who of them looked at it."""
