"""Events and conferences of the programme. Places, waiting list, letters and meetings are those of a community's
calendar (community/calendar): a page here may lead to an event there, and tells what only editors have to tell."""
