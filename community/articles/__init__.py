"""What a community knows: articles with versions, review, and what readers think of them."""
