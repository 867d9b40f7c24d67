"""Reports: what people of companies tell our staff about listings and offers of others, and what becomes of it."""
