"""What an open tab is told when it may write, or may no longer: by a block, a closed room, a changed role."""

from consultations.live.frames import Access, Frame
from consultations.permissions import can_speak
from consultations.safety.barriers import barrier_for


def writing(access: Access) -> Frame:
    """`reason` is a sentence, empty where the person's role is the reason."""
    may_speak = can_speak(access.actor, access.room)
    barrier = None if may_speak else barrier_for(access.actor, access.room)
    return {"type": "writing", "may_speak": may_speak, "reason": barrier.words if barrier else ""}
