"""The catalogue at the desk of programme staff: listings in review, appeals, flags, categories."""
