"""What this room's API takes in and answers; the answers are for the schema, streaming.bodies makes them."""

from __future__ import annotations

from rest_framework import serializers

from events.api.serializers.common import LineIn, LinesIn, UnitRef
from events.models import Unit
from streaming.api.base import PageRef, ProblemOut, S
from streaming.api.fact_bodies import FactsOut
from streaming.api.monitor_bodies import AlertOut, MonitorOut
from streaming.api.readiness_bodies import ReadinessSummary
from streaming.api.rehearsal_bodies import RehearsalOut
from streaming.api.source_bodies import SourceOut
from streaming.enums import (
    Desired,
    KeyState,
    Mode,
    Observed,
    PageBehaviour,
    PageKind,
    Priority,
    Profile,
    ProgramPhase,
    RelayPhase,
    RunOf,
    Showing,
    Switch,
    WaitsFor,
)
from streaming.verdicts import Verdict


class PageIn(S):
    """A page to be made; PATCH takes any part of it but the unit."""

    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    name = LineIn(max_length=120)
    kind = serializers.ChoiceField(PageKind.choices)
    address = serializers.CharField(max_length=500, required=False, allow_blank=True)
    address_backup = serializers.CharField(max_length=500, required=False, allow_blank=True)
    stream_key = serializers.CharField(max_length=500, required=False, allow_blank=True, write_only=True)
    priority = serializers.ChoiceField(Priority.choices, required=False)
    max_kbps = serializers.IntegerField(min_value=300, max_value=20_000, required=False, allow_null=True)
    public_url = serializers.URLField(max_length=500, required=False, allow_blank=True)
    behaviour = serializers.ChoiceField(PageBehaviour.choices, required=False)
    contact = serializers.CharField(max_length=120, required=False, allow_blank=True)
    note = LinesIn(max_length=500, required=False, allow_blank=True)


class PageEdit(PageIn):
    """A page stays with its unit and keeps its kind."""

    unit = None  # type: ignore[assignment]
    kind = None  # type: ignore[assignment]


class PageOut(PageRef):
    """A page; its key is never in an answer."""

    address = serializers.CharField()
    address_backup = serializers.CharField()
    max_kbps = serializers.IntegerField(allow_null=True)
    priority = serializers.ChoiceField(Priority.choices)
    has_key = serializers.BooleanField()
    key_state = serializers.ChoiceField([str(state) for state in KeyState])
    public_url = serializers.CharField()
    behaviour = serializers.ChoiceField(PageBehaviour.choices)
    contact = serializers.CharField()
    key_set_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField()


class CheckOut(S):
    """The pre-flight of a page."""

    ok = serializers.BooleanField()
    code = serializers.CharField()
    message = serializers.CharField()
    ms = serializers.IntegerField()


class ProcessOut(S):
    """What the worker sees of one process."""

    bitrate_kbps = serializers.FloatField(allow_null=True)
    since = serializers.DateTimeField(allow_null=True)
    restarts = serializers.IntegerField()
    last_error = ProblemOut(allow_null=True)
    next_try_at = serializers.DateTimeField(allow_null=True)


class ShowingOut(S):
    """What goes out now, and since when."""

    what = serializers.ChoiceField(Showing.choices)
    source = serializers.IntegerField(allow_null=True)  # type: ignore[assignment]
    since = serializers.DateTimeField(allow_null=True)


class LevelsOut(S):
    """The program's sound: dB below full scale, left and right; LUFS over the last 3 s."""

    peak_db = serializers.ListField(child=serializers.FloatField())
    rms_db = serializers.ListField(child=serializers.FloatField())
    lufs_s = serializers.FloatField(allow_null=True)


class ProgramOut(ProcessOut):
    """The program."""

    showing = ShowingOut()
    levels = LevelsOut(allow_null=True)
    state = serializers.ChoiceField(ProgramPhase.choices)
    fps = serializers.FloatField(allow_null=True)


class RelayOut(ProcessOut):
    """One relay. `flowing`: bytes leave its socket now; null where nothing is sent."""

    page = PageRef()
    priority = serializers.ChoiceField(Priority.choices)
    desired = serializers.ChoiceField(Switch.choices)
    withdrawn = serializers.BooleanField()
    state = serializers.ChoiceField(RelayPhase.choices)
    flowing = serializers.BooleanField(allow_null=True)
    on_backup = serializers.BooleanField()
    node = serializers.CharField(help_text="the worker that sends it")
    waits_for = serializers.ChoiceField(WaitsFor.choices, allow_blank=True)
    public_url = serializers.CharField(allow_blank=True)
    facts = FactsOut()
    verdict = serializers.ChoiceField([str(word) for word in Verdict])


class LoanedTo(S):
    """A ceremony that a page is lent to, as much as the page's unit has to know."""

    slug = serializers.SlugField()
    title = serializers.CharField()
    unit = UnitRef()
    starts_at = serializers.DateTimeField()


class LoanOut(S):
    """A page's place in a ceremony; `runs`: the caller runs that broadcast, and stops it there."""

    page = serializers.IntegerField()
    ceremony = LoanedTo()
    wanted = serializers.BooleanField()
    withdrawn = serializers.BooleanField()
    on_air = serializers.BooleanField()
    state = serializers.ChoiceField(RelayPhase.choices)
    runs = serializers.BooleanField()


class UplinkOut(S):
    """What this server's line carries, in kb/s. `known`: set by NHIPCAU_UPLINK_KBPS; `measured`: when
    it was short last; `needed`, `flowing`: all relays; `viewers`: of the own page; `waiting`: pages."""

    known_kbps = serializers.IntegerField(allow_null=True)
    measured_kbps = serializers.IntegerField(allow_null=True)
    needed_kbps = serializers.IntegerField()
    flowing_kbps = serializers.IntegerField()
    viewers_kbps = serializers.IntegerField()
    waiting = serializers.IntegerField()


class WorkerOut(S):
    """Whether anybody carries out what is wanted."""

    alive = serializers.BooleanField()
    seen_at = serializers.DateTimeField(allow_null=True)
    uplink = UplinkOut(allow_null=True)
    count = serializers.IntegerField(help_text="workers that live; the pages are shared among them")


class BroadcastOut(S):
    """The streaming side of one ceremony: what is wanted and what is."""

    version = serializers.IntegerField()
    desired = serializers.ChoiceField(Desired.choices)
    observed = serializers.ChoiceField([str(word) for word in Observed])
    mode = serializers.ChoiceField(Mode.choices)
    source = SourceOut(allow_null=True)  # type: ignore[assignment]
    sources = SourceOut(many=True)
    take = serializers.IntegerField(allow_null=True)
    own_slate = serializers.BooleanField()
    profile = serializers.ChoiceField(Profile.choices)
    loudness = serializers.BooleanField()
    gain_db = serializers.FloatField()
    av_offset_ms = serializers.IntegerField()
    armed_at = serializers.DateTimeField(allow_null=True)
    ends_itself_at = serializers.DateTimeField(allow_null=True)
    not_started = ProblemOut(allow_null=True)
    started_at = serializers.DateTimeField(allow_null=True)
    first_segment_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    server_now = serializers.DateTimeField()
    program = ProgramOut()
    relays = RelayOut(many=True)
    available_pages = PageRef(many=True)
    stream = serializers.CharField()
    viewers = serializers.IntegerField()
    worker = WorkerOut()
    readiness = ReadinessSummary(allow_null=True)
    monitor = MonitorOut()
    alerts = AlertOut(many=True)
    rehearsal = RehearsalOut(allow_null=True)


class RunOut(S):
    """One life of one process, with its true exit code."""

    id = serializers.IntegerField()
    what = serializers.ChoiceField(RunOf.choices)
    page = PageRef(allow_null=True)
    started_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    exit_code = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()
    message = serializers.CharField()
    tail = serializers.ListField(child=serializers.CharField())


class LibraryOut(S):
    """A video file on the server."""

    path = serializers.CharField()
    size = serializers.IntegerField()
    modified_at = serializers.DateTimeField()
