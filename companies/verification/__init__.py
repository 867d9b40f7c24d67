"""How firms are checked: what is asked for, how it is looked at, and what others can rely on."""
