"""`bin/screens`: every page of the demonstration as each role sees it, judged by machines and kept as pictures."""
