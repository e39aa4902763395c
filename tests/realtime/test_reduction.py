"""Whatever happens in whatever order, what a client holds is what a fresh snapshot would say."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, TypeVar
from unittest import mock

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from events.enums import Role
from events.errors import DomainError
from events.models import Membership, Unit, User
from events.permissions import Standing
from events.services import ceremonies, lifecycle
from realtime import bodies
from realtime.enums import CommentState, ModerationAct
from realtime.hub import fanout, room
from realtime.hub.fanout import Desk, Viewer
from realtime.hub.joining import join_desk, join_viewer
from realtime.hub.room import LiveRoom
from realtime.hub.sides import read_sides
from realtime.models import Comment, CrewMessage, Room
from realtime.selectors.comments import room_seq
from realtime.selectors.identity import Proof
from realtime.services import crew_chat
from realtime.services.moderation import moderate
from realtime.services.posting import post_comment
from realtime.services.rooms import set_room
from tests.realtime.reader import Memory

Result = TypeVar("Result")
Step = tuple[str, int]
DEVICES = ("author-a", "author-b", "reader")
STAFF = {"desk": Role.MODERATOR, "technician": Role.TECHNICIAN}
READERS = (*DEVICES, "desk", "technician")

writing = st.one_of(
    st.tuples(st.just("post"), st.integers(0, 1)),
    st.tuples(st.sampled_from(["say", "see"]), st.integers(0, 3)),
    st.tuples(st.sampled_from(["publish", "publish", "hide", "hide", "pin", "unpin"]), st.integers(0, 3)),
)
reading = st.tuples(st.just("read"), st.just(0))
connecting = st.tuples(st.sampled_from(["connect", "drop"]), st.integers(0, 4))
rare = st.tuples(st.sampled_from(["restart", "pre", "post-moderate"]), st.just(0))
steps = st.lists(st.one_of(*[writing] * 3, *[reading] * 2, *[connecting] * 3, rare), min_size=20, max_size=80)
interruptions = st.lists(st.lists(st.one_of(writing, reading), max_size=3), max_size=20)


def finished(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine that never has to wait: no loop, so the database may be asked from right here."""
    try:
        work.send(None)
    except StopIteration as stop:
        result: Result = stop.value
        return result
    raise AssertionError("it waited")


class Inline:
    """A lane that is this thread; `meanwhile` is what happens before its answer arrives."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.meanwhile = meanwhile

    async def run(self, work: Any) -> Any:
        result = work()
        self.meanwhile()
        return result


class Screen:
    """One reader: an outlet that remembers, and survives its sockets."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.memory = Memory()
        self.member: Viewer | Desk | None = None
        self.closed = False

    def offer(self, text: str) -> None:
        self.memory.take(json.loads(text))

    def gone(self) -> None:
        """Like an outlet's."""


class World:
    """A room with its readers, and everything that can happen to it."""

    def __init__(self, interruptions: list[list[Step]]) -> None:
        self.interruptions = iter(interruptions)
        unit = Unit.objects.create(name="Xã", slug="xa")
        self.actor = User.objects.create(username="m")
        Membership.objects.create(user=self.actor, unit=unit, role=Role.MODERATOR)
        start = timezone.now()
        ceremony = ceremonies.create(
            self.actor, unit=unit, title="Lễ", starts_at=start, ends_at=start + timedelta(hours=1)
        )
        self.ceremony = lifecycle.publish(self.actor, ceremony)
        set_room(self.actor, self.ceremony, moderation="post")
        self.screens = [Screen(name) for name in READERS]
        self.posted = 0
        self.restart()
        for screen in self.screens:
            self.connect(screen)

    def restart(self) -> None:
        """Another process: nothing is remembered but in the database and on the screens."""
        for screen in self.screens:
            screen.member = None
        sides = read_sides(self.ceremony.pk, ())
        assert sides is not None
        seq, joins = room_seq(self.ceremony.pk), Inline(self.interrupt)
        self.room = LiveRoom(self.ceremony.pk, seq, sides, Inline(), joins, process="here")

    def interrupt(self) -> None:
        """While somebody joins, others write and the room reads on."""
        for what, which in next(self.interruptions, []):
            self.step(what, which)

    def step(self, what: str, which: int) -> None:
        """One thing happens."""
        comments = list(Comment.objects.order_by("id"))
        if what == "post":
            self.post(DEVICES[which])
        elif what in ("say", "see"):
            self.talk(what, which)
        elif what in list(ModerationAct) and comments:
            with contextlib.suppress(DomainError):
                moderate(self.actor, comments[which % len(comments)], ModerationAct(what))
        elif what in ("pre", "post-moderate"):
            set_room(self.actor, self.ceremony, moderation=what.partition("-")[0])
        else:
            self.connection(what, which)

    def talk(self, what: str, which: int) -> None:
        """The crew among itself."""
        said = list(CrewMessage.objects.values_list("pk", flat=True))
        self.posted += 1
        if what == "say":
            crew_chat.say(self.actor, self.ceremony.pk, ref=str(self.posted), body="Sẵn sàng", urgent=True)
        elif said:
            crew_chat.seen(self.actor, self.ceremony, said[which % len(said)])

    def post(self, device: str) -> None:
        self.posted += 1
        post_comment(
            self.ceremony.pk, device=device, ref=str(self.posted), name="", body=f"Lời {self.posted}"
        )

    def connection(self, what: str, which: int) -> None:
        if what == "read":
            finished(self.room._read_comments())
        elif what == "restart":
            self.restart()
        elif what == "connect":
            self.connect(self.screens[which])
        elif what == "drop":
            self.drop(self.screens[which])

    def connect(self, screen: Screen) -> None:
        """Come back with the number that is held."""
        if screen.member is not None:
            return
        outlet: Any = screen
        if screen.name in STAFF:
            standing = Standing(frozenset({STAFF[screen.name]}))
            proof = Proof("token", "", self.actor.pk)
            desk = Desk(outlet, proof, "vi", standing, asked_at=float("inf"))
            finished(join_desk(self.room, desk, screen.memory.seq))
            screen.member = desk
        else:
            viewer = Viewer(outlet, screen.name)
            assert finished(join_viewer(self.room, viewer, screen.memory.seq, new=False))
            screen.member = viewer

    def drop(self, screen: Screen) -> None:
        if screen.member is not None:
            self.room.leave(screen.member)
            screen.member = None

    def truth(self, name: str) -> dict[int, Any]:
        """What this reader must see, straight from the rows."""
        rows = Comment.objects.select_related("handled_by")
        if name == "desk":
            return {row.pk: bodies.desk_comment(row) for row in rows}
        if name == "technician":
            return {}
        seen = [row for row in rows if row.state == CommentState.PUBLISHED or row.device == name]
        own = {row.pk: bodies.author_comment(row) for row in seen if row.device == name}
        return {row.pk: bodies.public_comment(row) for row in seen} | own

    def said(self, name: str) -> dict[int, Any]:
        """What this reader knows of the crew's talk: everything or nothing."""
        rows = CrewMessage.objects.all() if name in STAFF else CrewMessage.objects.none()
        return {row.pk: bodies.crew_message(row) for row in rows}


class Reduction(TestCase):
    """Zulip's `verify_action`, for every interleaving that hypothesis finds."""

    @given(steps, interruptions)
    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_a_screen_that_lived_through_it_shows_what_a_fresh_one_shows(
        self, happened: list[Step], meanwhile: list[list[Step]]
    ) -> None:
        small: list[contextlib.AbstractContextManager[Any]] = [
            mock.patch.object(fanout, "RECENT", 4),
            mock.patch.object(room, "MAX_BATCH", 3),
            mock.patch("realtime.limits.DEVICE_COMMENTS", 10**6),
            mock.patch("events.announce._send_now"),
        ]
        with contextlib.ExitStack() as patched:
            for each in small:
                patched.enter_context(each)
            world = World(meanwhile)
            for what, which in happened:
                world.step(what, which)
            self.check(world)

    def check(self, world: World) -> None:
        """Everybody comes back and reads on; then a fresh screen beside each."""
        world.interruptions = iter(())
        for screen in world.screens:
            world.connect(screen)
        finished(world.room._read_comments())
        for screen in world.screens:
            fresh = Screen(screen.name)
            world.connect(fresh)
            assert screen.memory.comments == fresh.memory.comments == world.truth(screen.name)
            assert screen.memory.crew == fresh.memory.crew == world.said(screen.name)
            assert fresh.memory.seq == Room.objects.get().seq
