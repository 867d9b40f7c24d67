// On the page for no connection, under the address that was asked for: the line is back, so ask again.
addEventListener("online", () => location.reload());
