"""The programme's pages of the demo world, in English and Korean."""
