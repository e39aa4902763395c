"""The word filter against its tables: what hides a listed word, and what only looks like one."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Callable

import pytest

from realtime.words import Decision, Fault, Filter, Term, TermError, WordList, parse
from realtime.words.starter import starter
from tests.figures import Figure
from tests.realtime.words.tables import FILTER, Evasion, evasions, lines, without_marks

INNOCENT = lines("innocent.txt")
NARROW = Filter(parse("[block]\nlồn\ncặc\nđĩ\nbuồi\nchó\nngu\n[allow]\nchó nghiệp vụ\nđi ngủ"))


def is_found(evasion: Evasion) -> bool:
    verdict = FILTER.look(evasion.text)
    found = {(hit.start, hit.end) for hit in verdict.hits if hit.term == evasion.term}
    return verdict.decision == evasion.decision and set(evasion.spans) <= found


@pytest.mark.parametrize("evasion", evasions(), ids=lambda evasion: ascii(evasion.text))
def test_an_evasion_is_found_where_it_is(evasion: Evasion) -> None:
    assert evasion.spans, "the row says where"
    assert is_found(evasion), FILTER.look(evasion.text)


@pytest.mark.parametrize("form", ["NFC", "NFD", "capitals", "end"])
def test_innocent_sentences_are_not_hit(form: str) -> None:
    write: dict[str, Callable[[str], str]] = {
        "NFC": lambda text: unicodedata.normalize("NFC", text),
        "NFD": lambda text: unicodedata.normalize("NFD", text),
        "capitals": str.upper,
        "end": lambda text: f"{text}!!! ❤",
    }
    hit = {text: FILTER.look(write[form](text)).hits for text in INNOCENT}
    assert not {text: hits for text, hits in hit.items() if hits}


def test_recall_and_false_hits_keep_their_bounds(figure: Figure) -> None:
    rows = evasions()
    assert len(rows) >= 200
    assert len(INNOCENT) >= 300
    recall = 100 * sum(map(is_found, rows)) / len(rows)
    false = 100 * sum(bool(FILTER.look(text).hits) for text in INNOCENT) / len(INNOCENT)
    bare = [FILTER.look(without_marks(text)) for text in INNOCENT]
    held = 100 * sum(bool(verdict.hits) for verdict in bare) / len(INNOCENT)
    figure(f"Word filter, recall over {len(rows)} evasions", recall, "%, at least 95")
    figure(f"Word filter, false hits over {len(INNOCENT)} sentences", false, "%, at most 1")
    figure("The same sentences with their marks taken away, held", held, "%, at most 12, none blocked")
    assert recall >= 95
    assert false <= 1
    assert held <= 12
    assert not [verdict for verdict in bare if verdict.decision is Decision.BLOCK]


PAIRS = [
    ("đi", Decision.PASS), ("đĩ", Decision.BLOCK), ("đỉ", Decision.PASS), ("lon bia", Decision.PASS),
    ("lớn", Decision.PASS), ("lộn", Decision.PASS), ("lợn", Decision.PASS), ("các", Decision.PASS),
    ("cạc", Decision.PASS), ("cấc", Decision.PASS), ("buổi", Decision.PASS), ("bưởi", Decision.PASS),
    ("buồn", Decision.PASS), ("cho", Decision.HOLD), ("chờ", Decision.PASS), ("lon", Decision.HOLD),
    ("cac", Decision.HOLD), ("buoi", Decision.HOLD), ("di", Decision.HOLD), ("ngủ", Decision.PASS),
    ("ngu", Decision.HOLD), ("cac ban oi", Decision.PASS), ("buoi toi o nha", Decision.PASS),
    ("di cho mua lon nuoc", Decision.PASS), ("anh ấy nói l0n rồi", Decision.HOLD),
]  # fmt: skip


@pytest.mark.parametrize(("text", "decision"), PAIRS)
def test_other_marks_are_another_word_and_none_are_unsure(text: str, decision: Decision) -> None:
    assert NARROW.look(text).decision is decision


def test_allowed_phrases_win_over_what_they_contain_and_over_nothing_else() -> None:
    within = NARROW.look("xem chó nghiệp vụ biểu diễn")
    assert (within.decision, within.hits) == (Decision.PASS, ())
    assert [hit.term for hit in within.allowed] == ["chó nghiệp vụ"]
    beside = NARROW.look("chó nghiệp vụ giỏi hơn con chó kia")
    assert [(hit.term, hit.start) for hit in beside.hits] == [("chó", 27)]


def test_a_term_listed_twice_is_allowed_rather_than_blocked_rather_than_held() -> None:
    terms = [Term("chó", WordList.HOLD), Term("chó", WordList.BLOCK)]
    assert Filter(terms).look("con chó kia").decision is Decision.BLOCK
    assert Filter([*terms, Term("Chó", WordList.ALLOW)]).look("con chó kia").decision is Decision.PASS


def test_marks_count_unless_the_term_says_otherwise() -> None:
    exact, loose = (
        Filter([Term("ngu", WordList.BLOCK)]),
        Filter([Term("ngu", WordList.BLOCK, any_marks=True)]),
    )
    assert exact.look("bé ngủ say rồi").decision is Decision.PASS
    assert loose.look("bé ngủ say rồi").decision is Decision.BLOCK
    only = Filter([Term("cặc", WordList.BLOCK, bare=False)])
    assert [only.look(text).decision for text in ("cặc", "cac", "căc")] == ["block", "pass", "pass"]
    sure = Filter([Term("ngu", WordList.BLOCK, bare=False)])
    texts = ("em ngu quen mat", "ngu", "nói thế thì ngu thật")
    assert [sure.look(text).decision for text in texts] == ["pass", "hold", "block"]


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    phrase = Filter([Term("óc chó", WordList.BLOCK)])
    assert phrase.look("quả óc. Chó sủa").decision is Decision.PASS
    assert phrase.look("quả óc\nchó sủa").decision is Decision.PASS
    assert phrase.look("đồ óc  🤬 chó").decision is Decision.BLOCK


def test_hits_say_how_they_were_disguised() -> None:
    assert [d.value for d in FILTER.look("thôi l.0.n").hits[0].disguises] == ["bare", "leet", "spaced"]
    assert [d.value for d in FILTER.look("сặсссс").hits[0].disguises] == ["repeated", "look_alike"]
    assert [d.value for d in FILTER.look("đ\u200bịt").hits[0].disguises] == ["invisible"]
    assert FILTER.look("Địt").hits[0].disguises == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", Fault.EMPTY), ("…", Fault.EMPTY), ("đ", Fault.TOO_SHORT), ("a" * 101, Fault.TOO_LONG),
     ("ba " * 13, Fault.TOO_LONG)],
)  # fmt: skip
def test_what_cannot_be_listed_is_refused_with_its_reason(text: str, fault: Fault) -> None:
    with pytest.raises(TermError) as refused:
        Filter([Term(text, WordList.BLOCK)])
    assert refused.value.fault is fault


def test_more_terms_than_the_bound_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realtime.words.lexicon.MAX_TERMS", 2)
    with pytest.raises(TermError) as refused:
        Filter([Term(text, WordList.HOLD) for text in ("một", "hai", "ba")])
    assert refused.value.fault is Fault.TOO_MANY


def test_lists_are_read_from_text() -> None:
    found = parse("ở đầu\n[block]\n~ngu # với mọi dấu\n= cặc\n\n# lời ghi\n[allow]\nđi ngủ")
    assert found == [
        Term("ở đầu", WordList.HOLD),
        Term("ngu", WordList.BLOCK, any_marks=True),
        Term("cặc", WordList.BLOCK, bare=False),
        Term("đi ngủ", WordList.ALLOW),
    ]


def test_the_starting_list_is_small_and_hits_no_innocent_sentence() -> None:
    terms = starter()
    assert {term.list for term in terms} == set(WordList)
    assert len({term.text for term in terms}) == len(terms) <= 80
    begun = Filter(terms)
    assert not [text for text in INNOCENT if begun.look(text).hits]
    assert begun.look("đồ chó").decision is Decision.BLOCK
    assert begun.look("tặng mã OTP, việc nhẹ lương cao").decision is Decision.HOLD


def test_an_empty_filter_passes_everything() -> None:
    assert [Filter([]).look(text).decision for text in ("", "địt", "\ud800")] == [Decision.PASS] * 3


def test_the_engine_needs_no_django() -> None:
    code = "import sys, realtime.words; print([name for name in sys.modules if name.startswith('django')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout.split() == [b"[]"]
