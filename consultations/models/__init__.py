"""Consultations in real time: rooms, their parties, messages."""

from consultations.models.message import MAX_BODY, Message
from consultations.models.room import EXCERPT, Room
from consultations.models.taking_part import ReadMark, RoomParty

__all__ = ["EXCERPT", "MAX_BODY", "Message", "ReadMark", "Room", "RoomParty"]
