"""An intermediary vouches for a member of its community: what it stands for, how it knows, until when."""
