"""The plan, as a table: what is wanted and what is seen on the left, what is done on the right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.policies import POLICIES
from streaming.worker.backoff import delay
from streaming.worker.plan import Action, Cut, Key, Restart, Seen, Start, Stop, Wanted, What, plan

NOW = 1000.0
# A page that would be blocked, or a fault that heals slowly; see streaming.policies.
LONGEST = dict.fromkeys(["page_refused", "page_refused_key", "page_srt_passphrase", "page_tls_failed"], 60.0)
P, R, R2 = Key(What.PROGRAM, 1, 1), Key(What.RELAY, 7, 1), Key(What.RELAY, 8, 1)
SINK, OTHER = Key(What.SINK, 7, 1), Key(What.PROGRAM, 2, 2)
FILM, OTHER_FILM = Wanted("film"), Wanted("other film")
ALIVE = Seen(alive=True, spec="film")
ENDING = Seen(alive=True, stopping=True, spec="film")

TABLE: list[tuple[str, dict[Key, Wanted], dict[Key, Seen], list[Action]]] = [
    ("nothing wanted, nothing seen", {}, {}, []),
    ("a start", {P: FILM}, {}, [Start(P)]),
    ("what runs goes on", {P: FILM}, {P: ALIVE}, []),
    ("what is not ready waits", {R: Wanted("key", ready=False)}, {}, []),
    ("not ready is no reason to end", {R: Wanted("film", ready=False)}, {R: ALIVE}, []),
    ("the program is started before its relays", {R: FILM, P: FILM}, {}, [Start(P), Start(R)]),
    (
        "another source restarts the program alone",
        {P: OTHER_FILM, R: FILM},
        {P: ALIVE, R: ALIVE},
        [Restart(P)],
    ),
    ("a restart is asked for once", {P: OTHER_FILM}, {P: ENDING}, []),
    ("a restarted one starts when it has ended", {P: OTHER_FILM}, {P: Seen(spec="film")}, [Start(P)]),
    ("a backoff that lasts", {R: FILM}, {R: Seen(not_before=NOW + 0.1)}, []),
    ("a backoff that is over", {R: FILM}, {R: Seen(not_before=NOW)}, [Start(R)]),
    ("given up for this wish", {R: Wanted("k", "1")}, {R: Seen(given_up="1")}, []),
    ("a person asks again", {R: Wanted("k", "2")}, {R: Seen(given_up="1")}, [Start(R)]),
    ("a stalled one is cut", {R: FILM}, {R: Seen(alive=True, spec="film", stalled=True)}, [Cut(R)]),
    (
        "a stalled one is cut once",
        {R: FILM},
        {R: Seen(alive=True, stopping=True, spec="film", stalled=True)},
        [],
    ),
    ("a stalled one that nobody wants is ended", {}, {R: Seen(alive=True, stalled=True)}, [Stop(R)]),
    ("off: the relay alone", {P: FILM}, {P: ALIVE, R: ALIVE}, [Stop(R)]),
    ("off air: relays first", {}, {P: ALIVE, R: ALIVE, R2: ALIVE}, [Stop(R), Stop(R2)]),
    ("off air: the program waits for ending relays", {}, {P: ALIVE, R: ENDING}, []),
    ("off air: then the program", {}, {P: ALIVE, R: Seen()}, [Stop(P)]),
    ("off air: another broadcast goes on", {OTHER: FILM}, {P: ALIVE, OTHER: ALIVE}, [Stop(P)]),
    ("off air: a stop is asked for once", {}, {P: ENDING}, []),
    ("a rehearsal's listener goes after its relay", {P: FILM}, {P: ALIVE, SINK: ALIVE, R: ALIVE}, [Stop(R)]),
    ("the listener is there first", {SINK: FILM, R: FILM}, {}, [Start(SINK), Start(R)]),
]


@pytest.mark.parametrize(
    ("wanted", "seen", "done"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_the_plan(wanted: dict[Key, Wanted], seen: dict[Key, Seen], done: list[Action]) -> None:
    assert plan(wanted, seen, NOW) == done


keys = st.builds(Key, st.sampled_from(What), st.integers(1, 3), st.integers(1, 2))
wants = st.builds(Wanted, st.sampled_from("ab"), st.sampled_from("12"), st.booleans())
lives = st.builds(
    Seen, st.booleans(), st.booleans(), st.sampled_from("ab"), st.floats(0, 2 * NOW), st.sampled_from("12")
)


@given(st.dictionaries(keys, wants), st.dictionaries(keys, lives))
def test_whatever_is_seen_nothing_is_ever_started_twice_or_touched_while_ending(
    wanted: dict[Key, Wanted], seen: dict[Key, Seen]
) -> None:
    actions = plan(wanted, seen, NOW)
    assert len({action.key for action in actions}) == len(actions)
    for action in actions:
        life = seen.get(action.key, Seen())
        assert life.alive != isinstance(action, Start)
        assert not (life.alive and life.stopping)


def test_a_key_survives_being_written_down() -> None:
    assert Key.parse(str(R)) == R


@pytest.mark.parametrize(
    ("what", "failures", "chance", "code", "wait"),
    [
        (What.PROGRAM, 1, 0.5, "", 0.2),
        (What.PROGRAM, 3, 0.5, "", 1.0),
        (What.PROGRAM, 99, 0.5, "", 10.0),
        (What.RELAY, 1, 0.5, "page_closed", 1.0),
        (What.RELAY, 1, 0.0, "page_closed", 1.0),  # never sooner than a second
        (What.RELAY, 3, 0.5, "page_closed", 4.0),
        (What.RELAY, 3, 0.0, "page_closed", 3.0),
        (What.RELAY, 3, 1.0, "page_closed", 5.0),
        (What.RELAY, 99, 0.9, "page_closed", 30.0),
        (What.RELAY, 1, 0.5, "page_refused_key", 15.0),
        (What.RELAY, 2, 0.5, "page_refused_key", 60.0),
        (What.RELAY, 99, 0.5, "page_tls_failed", 60.0),
        (What.SINK, 1, 0.5, "", 0.2),
    ],
)
def test_the_wait_grows_to_its_bound_and_is_spread(
    what: What, failures: int, chance: float, code: str, wait: float
) -> None:
    assert delay(what, failures, chance, code) == pytest.approx(wait)


@given(st.integers(1, 10**6), st.floats(0, 1), st.sampled_from(sorted(POLICIES)))
def test_no_page_is_knocked_at_more_than_once_a_second_and_what_is_not_named_waits_30_s_at_most(
    failures: int, chance: float, code: str
) -> None:
    assert 1.0 <= delay(What.RELAY, failures, chance, code) <= LONGEST.get(code, 30.0)
