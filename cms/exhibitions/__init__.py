"""Trade fairs of the world that members may want to go to, by month, and their dates in people's own calendars."""
