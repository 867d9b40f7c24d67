"""The pages of communities for programme staff."""
