"""On-line pavilions: a group of companies shown together, as in a hall of a fair."""
