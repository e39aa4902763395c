"""What does looking a comment through the word filter cost? `python -m bench.words [--quick]`

5,000 terms (words and phrases of Vietnamese syllables, always the same) against comments put together from
the sentences and evasions of the tests. Its peer, in the same run and on the same comments, is what one
writes first: one alternation of all terms with `re`, which knows no disguise. CPU time of this thread.

    us_per_comment   µs for one comment, 5,000 terms, in a filter that has been at work
    cold_us          the same for the first comments that a new filter sees: no word was read before
    vs_naive_regex   our time over that of the alternation
    compile_ms       making the filter ready
    contacts_us      µs for one comment, looking for links, telephone and identity numbers
    same_us          µs for one comment, its fingerprint
    chars            letters in a comment, on average
    hit_pct          % of the comments with a hit
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import time
from collections.abc import Callable, Sequence

from realtime.words import Filter, Term, WordList
from realtime.words.common import WORDS
from realtime.words.contacts import contacts
from realtime.words.sameness import fingerprint
from tests.realtime.words.tables import TERMS, evasions, lines

MANY, COMMENTS, ROUNDS = 5_000, 2_000, 7
EVASIVE = 0.05  # of the comments


def made_terms() -> list[Term]:
    """The terms of the tests, and phrases of one to four common syllables until there are enough."""
    chance, words = random.Random(20_260_425), WORDS.split()
    texts = {term.text: term for term in TERMS}
    while len(texts) < MANY:
        phrase = [chance.choice(words) for _ in range(chance.choice((1, 2, 2, 2, 3, 3, 4)))]
        text = (
            " ".join(phrase) if len(phrase) > 1 else phrase[0] + chance.choice("xjzwl") + chance.choice(words)
        )
        texts.setdefault(text, Term(text, chance.choice((WordList.BLOCK, WordList.HOLD))))
    return list(texts.values())


def made_comments() -> list[str]:
    """One to four sentences; some with something hidden in it, some with a name and number of their own."""
    chance, sentences, hidden = random.Random(7), lines("innocent.txt"), evasions()
    made = []
    for number in range(COMMENTS):
        parts = [chance.choice(sentences) for _ in range(chance.choice((1, 1, 2, 2, 3, 4)))]
        if chance.random() < EVASIVE:
            parts.append(chance.choice(hidden).text)
        if number % 4 == 0:
            parts.append(f"@nguoixem{number} {chance.randrange(10**6)}")
        made.append(" ".join(parts))
    return made


def microseconds(look: Callable[[str], object], comments: Sequence[str]) -> float:
    """CPU time a comment; as `timeit` does, without the collector, which walks what others hold."""
    gc.collect()
    gc.disable()
    try:
        began = time.thread_time()
        for comment in comments:
            look(comment)
        return 1e6 * (time.thread_time() - began) / len(comments)
    finally:
        gc.enable()


def alternation(terms: Sequence[Term]) -> Callable[[str], object]:
    """Every term as it is listed, whole words, in any case."""
    longest_first = sorted((re.escape(term.text) for term in terms), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
    return lambda text: [found.span() for found in pattern.finditer(text)]


def measure(*, quick: bool) -> dict[str, float]:
    """Ours and the peer's, the best of several rounds each, the peer on fewer comments where it is quick."""
    terms, comments = made_terms(), made_comments()
    began = time.thread_time()
    ours = Filter(terms)
    compiled = 1e3 * (time.thread_time() - began)
    cold = microseconds(ours.look, comments[: COMMENTS // 4])
    warm = [microseconds(ours.look, comments) for _ in range(3 if quick else ROUNDS)][1:]
    naive, some = alternation(terms), comments[: 50 if quick else 500]
    naive(comments[0])
    peer, same = microseconds(naive, some), min(microseconds(ours.look, some) for _ in range(3))
    return {
        "us_per_comment": round(min(warm), 1),
        "cold_us": round(cold, 1),
        "vs_naive_regex": round(same / peer, 4),
        "compile_ms": round(compiled, 1),
        "contacts_us": round(min(microseconds(contacts, comments) for _ in range(3)), 1),
        "same_us": round(min(microseconds(fingerprint, comments) for _ in range(3)), 1),
        "chars": round(sum(map(len, comments)) / len(comments), 1),
        "hit_pct": round(100 * sum(bool(ours.look(comment).hits) for comment in comments) / len(comments), 1),
        "naive_us": round(peer, 1),
    }


def main() -> None:
    """Measure, tell, and end with one line of JSON."""
    parser = argparse.ArgumentParser(prog="bench.words")
    parser.add_argument("--quick", action="store_true")
    found = measure(quick=parser.parse_args().quick)
    print(
        f"{MANY} terms, {COMMENTS} comments of {found['chars']} letters: ours {found['us_per_comment']} µs,",
        end=" ",
    )
    print(f"one alternation {found['naive_us']} µs")
    print(f"RESULT {json.dumps(found)}")


if __name__ == "__main__":
    main()
