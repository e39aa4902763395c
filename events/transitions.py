"""The one table of legal acts: (act) → from which review state, in which ceremony state, to what."""

from __future__ import annotations

from dataclasses import dataclass

from events.enums import Act, CeremonyState, ReviewState

DRAFT, IN_REVIEW, APPROVED = ReviewState.DRAFT, ReviewState.IN_REVIEW, ReviewState.APPROVED
SCHEDULED, LIVE, ENDED = CeremonyState.SCHEDULED, CeremonyState.LIVE, CeremonyState.ENDED
ANY_REVIEW = frozenset(ReviewState)
OPEN = frozenset({SCHEDULED, LIVE})
# What was is still put right and published anew: its text, not its times (events.services.fixed).
CORRECTED = OPEN | {ENDED}


@dataclass(frozen=True)
class Rule:
    """When an act is legal and where it leads; None leaves that state as it is."""

    review: frozenset[ReviewState]
    state: frozenset[CeremonyState]
    to_review: ReviewState | None = None
    to_state: CeremonyState | None = None


TABLE: dict[Act, Rule] = {
    Act.SUBMIT: Rule(frozenset({DRAFT}), CORRECTED, to_review=IN_REVIEW),
    Act.APPROVE: Rule(frozenset({IN_REVIEW}), CORRECTED, to_review=APPROVED),
    Act.SEND_BACK: Rule(frozenset({IN_REVIEW, APPROVED}), OPEN, to_review=DRAFT),
    # Whoever may publish may approve, so publishing a draft approves it in the same act.
    Act.PUBLISH: Rule(ANY_REVIEW, CORRECTED, to_review=APPROVED),
    Act.CANCEL: Rule(ANY_REVIEW, frozenset({SCHEDULED}), to_state=CeremonyState.CANCELLED),
    Act.REOPEN: Rule(ANY_REVIEW, frozenset({ENDED}), to_state=SCHEDULED),
    Act.GO_LIVE: Rule(ANY_REVIEW, frozenset({SCHEDULED}), to_state=LIVE),
    Act.END: Rule(ANY_REVIEW, frozenset({LIVE}), to_state=ENDED),
}
BY_PEOPLE = (Act.SUBMIT, Act.APPROVE, Act.SEND_BACK, Act.PUBLISH, Act.CANCEL, Act.REOPEN)


def is_legal(act: Act, review: str, state: str) -> bool:
    """Whether the table allows `act` in these two states."""
    rule = TABLE[act]
    return ReviewState(review) in rule.review and CeremonyState(state) in rule.state


def legal_acts(review: str, state: str) -> list[Act]:
    """What a person could do now, permission aside."""
    return [act for act in BY_PEOPLE if is_legal(act, review, state)]


def after(act: Act, review: str, state: str) -> tuple[ReviewState, CeremonyState]:
    """The two states that `act` leads to; call only where it is legal."""
    rule = TABLE[act]
    return rule.to_review or ReviewState(review), rule.to_state or CeremonyState(state)
