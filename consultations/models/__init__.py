"""Consultations in real time: rooms, their parties, messages."""

from consultations.models.auto_reply import AutoReply, AutoReplySent
from consultations.models.caution import Caution
from consultations.models.chain import ChainEntry, WordsSalt, enter
from consultations.models.desk import DeskTag, RoomDesk, people_to_talk
from consultations.models.message import MAX_BODY, Message
from consultations.models.reply_by_mail import ReplyByMail
from consultations.models.room import EXCERPT, Room
from consultations.models.taking_part import ReadMark, RoomParty

__all__ = [
    "EXCERPT",
    "MAX_BODY",
    "AutoReply",
    "AutoReplySent",
    "Caution",
    "ChainEntry",
    "DeskTag",
    "Message",
    "ReadMark",
    "ReplyByMail",
    "Room",
    "RoomDesk",
    "RoomParty",
    "WordsSalt",
    "enter",
    "people_to_talk",
]
