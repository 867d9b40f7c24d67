"""What the scripts in bin/ share. Standard library only: they run before anything is installed."""
