"""A company's inbox: its list, search, prepared replies, hours, and answers by link."""
