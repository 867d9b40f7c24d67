"""Consultations in real time: rooms, their parties, messages."""

from consultations.models.allowance import TalkAllowance
from consultations.models.auto_reply import AutoReply, AutoReplySent
from consultations.models.beside import Beside, Mention, MessageCard, MessageFile, mentionable
from consultations.models.caution import Caution
from consultations.models.chain import ChainEntry, WordsSalt, enter
from consultations.models.desk import DeskTag, RoomDesk, people_to_talk
from consultations.models.marks import Pin, Reaction
from consultations.models.measures import RoomClosure, TalkSuspension
from consultations.models.meeting import Meeting, SlotTaken
from consultations.models.meeting_feed import MeetingFeed
from consultations.models.meeting_hours import MeetingDay, MeetingHours, MeetingWindow, Where
from consultations.models.meeting_papers import ChangedMeanwhile, MeetingPoint, MinutesSignature, MinutesVersion
from consultations.models.meeting_task import MeetingTask
from consultations.models.message import MAX_BODY, Message, MessageWording
from consultations.models.posting import Saying, say_together
from consultations.models.reply_by_mail import ReplyByMail
from consultations.models.reported import DeskLook, ReportedTalk, ShownPart
from consultations.models.room import EXCERPT, Room, mark_all_delivered
from consultations.models.sight import Sight
from consultations.models.taking_part import MOST_PARTIES, PresenceChoice, ReadMark, RoomMute, RoomParty
from consultations.models.translation import AlwaysTranslate, MessageTranslation, TranslationConsent

__all__ = [
    "EXCERPT",
    "MAX_BODY",
    "MOST_PARTIES",
    "AlwaysTranslate",
    "AutoReply",
    "AutoReplySent",
    "Beside",
    "Caution",
    "ChainEntry",
    "ChangedMeanwhile",
    "DeskLook",
    "DeskTag",
    "Meeting",
    "MeetingDay",
    "MeetingFeed",
    "MeetingHours",
    "MeetingPoint",
    "MeetingTask",
    "MeetingWindow",
    "Mention",
    "Message",
    "MessageCard",
    "MessageFile",
    "MessageTranslation",
    "MessageWording",
    "MinutesSignature",
    "MinutesVersion",
    "Pin",
    "PresenceChoice",
    "Reaction",
    "ReadMark",
    "ReplyByMail",
    "ReportedTalk",
    "Room",
    "RoomClosure",
    "RoomDesk",
    "RoomMute",
    "RoomParty",
    "Saying",
    "ShownPart",
    "Sight",
    "SlotTaken",
    "TalkAllowance",
    "TalkSuspension",
    "TranslationConsent",
    "Where",
    "WordsSalt",
    "enter",
    "mark_all_delivered",
    "mentionable",
    "people_to_talk",
    "say_together",
]
