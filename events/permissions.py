"""Who may what: pure predicates over a Standing, for REST, sockets and screens alike.

A Standing is what a person is to one thing, gathered by events.selectors: the roles that reach it
through the tree of units, and the places in the ceremony's own crew.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from events.enums import Act, Role

ORGANIZER, TECHNICIAN, MODERATOR = Role.ORGANIZER, Role.TECHNICIAN, Role.MODERATOR
NOBODY: frozenset[Role] = frozenset()
ANYONE = frozenset(Role)


@dataclass(frozen=True)
class Standing:
    """Roles through units, and roles through the crew of this ceremony."""

    unit_roles: frozenset[Role] = NOBODY
    crew_roles: frozenset[Role] = NOBODY
    superuser: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        """All roles, whichever way they came."""
        return ANYONE if self.superuser else self.unit_roles | self.crew_roles


STRANGER = Standing()


class May(StrEnum):
    """Everything that permission is asked for."""

    SEE_DESK = "see_desk"
    CREATE_CEREMONY = "create_ceremony"
    EDIT_CEREMONY = "edit_ceremony"
    SUBMIT = "submit"
    REVIEW = "review"
    REOPEN = "reopen"
    EDIT_CREW = "edit_crew"
    CUE = "cue"
    READ_AUDIT = "read_audit"
    SEE_BROADCAST = "see_broadcast"
    RUN_BROADCAST = "run_broadcast"
    MANAGE_PAGES = "manage_pages"
    LEND_PAGE = "lend_page"
    PURGE_RECORDING = "purge_recording"
    MODERATE = "moderate"
    SET_ROOM = "set_room"
    EDIT_WORDS = "edit_words"
    SEE_PEOPLE = "see_people"
    SEE_UNIT = "see_unit"
    ANSWER_CASE = "answer_case"


# What a role may do wherever it reaches, through the unit or through the crew.
BY_ANY_WAY: dict[May, frozenset[Role]] = {
    May.SEE_DESK: ANYONE,
    May.EDIT_CEREMONY: frozenset({ORGANIZER}),
    May.SUBMIT: frozenset({ORGANIZER}),
    May.REOPEN: frozenset({ORGANIZER, TECHNICIAN}),
    May.EDIT_CREW: frozenset({ORGANIZER}),
    May.CUE: frozenset({ORGANIZER, TECHNICIAN}),
    May.READ_AUDIT: ANYONE,
    May.SEE_BROADCAST: ANYONE,
    May.RUN_BROADCAST: frozenset({TECHNICIAN}),
    May.MODERATE: frozenset({MODERATOR}),
    May.SET_ROOM: frozenset({MODERATOR, ORGANIZER}),
    May.SEE_UNIT: ANYONE,
}
# What only a role in the unit may do: a guest in the crew speaks for no unit.
BY_UNIT_ONLY: dict[May, frozenset[Role]] = {
    May.CREATE_CEREMONY: frozenset({ORGANIZER}),
    May.REVIEW: frozenset({ORGANIZER}),
    May.MANAGE_PAGES: frozenset({TECHNICIAN}),
    May.LEND_PAGE: frozenset({TECHNICIAN}),
    May.PURGE_RECORDING: frozenset({TECHNICIAN}),
    May.SEE_PEOPLE: ANYONE,
    May.EDIT_WORDS: frozenset({MODERATOR}),
    May.ANSWER_CASE: ANYONE,
}
FOR_ACT: dict[Act, May] = {
    Act.SUBMIT: May.SUBMIT,
    Act.APPROVE: May.REVIEW,
    Act.SEND_BACK: May.REVIEW,
    Act.PUBLISH: May.REVIEW,
    Act.CANCEL: May.REVIEW,
    Act.REOPEN: May.REOPEN,
}


def allowed(may: May, standing: Standing) -> bool:
    """Whether somebody of this standing may do this."""
    if standing.superuser:
        return True
    if may in BY_UNIT_ONLY:
        return bool(BY_UNIT_ONLY[may] & standing.unit_roles)
    return bool(BY_ANY_WAY[may] & standing.roles)


def act_allowed(act: Act, standing: Standing) -> bool:
    """Whether somebody of this standing may carry out this act; the system's own acts are nobody's."""
    return act in FOR_ACT and allowed(FOR_ACT[act], standing)


def case_allowed(in_unit: Standing, in_ceremony: Standing) -> bool:
    """Whether somebody may read and handle a case: staff of the unit responsible, and who moderates the
    ceremony that it was said in; to answer it takes ANSWER_CASE in the unit."""
    return allowed(May.ANSWER_CASE, in_unit) or allowed(May.MODERATE, in_ceremony)
