"""Every route, by hand: who gets in. The test enumerates the routes itself and misses none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

EVERYBODY = "everybody"
LOGGED_IN = "logged in"
O, T, M = "organizer", "technician", "moderator"  # noqa: E741  the columns' own letters
STAFF = frozenset({O, T, M})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """Who passes: roles held in the unit or above it, and roles in the ceremony's own crew."""

    unit: frozenset[str] | str
    crew: frozenset[str] = NOBODY
    body: dict[str, Any] = field(default_factory=dict)


def both(*roles: str, **body: Any) -> Row:
    """These roles, through the unit or through the crew."""
    return Row(frozenset(roles), frozenset(roles), body)


def unit_only(*roles: str, **body: Any) -> Row:
    """These roles in the unit; a guest in the crew is not enough."""
    return Row(frozenset(roles), NOBODY, body)


PUBLIC, ANY_LOGIN = Row(EVERYBODY), Row(LOGGED_IN)
C = "api/v1/ceremonies/<slug:slug>/"
B = f"{C}broadcast/"
ANY_ROLE = both(O, T, M)
CASE, CREW_M = "api/v1/cases/<int:case_id>/", frozenset({M})
CASE_STAFF = Row(STAFF, CREW_M)  # the unit's staff, and who moderates the ceremony that it was said in
START, END = "2030-01-01T00:00:00Z", "2030-01-01T01:00:00Z"

MATRIX: dict[tuple[str, str], Row] = {
    ("GET", "api/v1/session/"): PUBLIC,
    ("POST", "api/v1/session/"): PUBLIC,
    ("DELETE", "api/v1/session/"): PUBLIC,
    ("POST", "api/v1/token/"): PUBLIC,
    ("GET", "api/v1/units/"): ANY_LOGIN,
    ("GET", "api/v1/units/<int:unit_id>/people/"): unit_only(O, T, M),
    ("GET", "api/v1/units/<int:unit_id>/words/"): unit_only(M),
    ("PUT", "api/v1/units/<int:unit_id>/words/"): unit_only(M, text="[hold]\nngu", version=0),
    ("POST", "api/v1/units/<int:unit_id>/words/try/"): unit_only(M, body="Chào"),
    ("GET", "api/v1/ceremonies/"): PUBLIC,
    ("POST", "api/v1/ceremonies/"): unit_only(
        O, unit="{unit_id}", title="Lễ", starts_at=START, ends_at=END, place="", summary=""
    ),
    ("GET", C): PUBLIC,
    ("PATCH", C): both(O),
    ("POST", f"{C}submit/"): both(O),
    ("POST", f"{C}approve/"): unit_only(O),
    ("POST", f"{C}send_back/"): unit_only(O),
    ("POST", f"{C}publish/"): unit_only(O),
    ("POST", f"{C}cancel/"): unit_only(O),
    ("POST", f"{C}reopen/"): both(O, T),
    ("GET", f"{C}rundown/"): ANY_ROLE,
    ("PUT", f"{C}rundown/"): both(O),
    ("POST", f"{C}cue/"): both(O, T),
    ("POST", f"{C}marks/"): both(O, T),
    ("GET", f"{C}crew/"): ANY_ROLE,
    ("PUT", f"{C}crew/"): both(O),
    ("GET", f"{C}audit/"): ANY_ROLE,
    ("GET", "api/v1/pages/"): ANY_LOGIN,
    ("POST", "api/v1/pages/"): unit_only(T, unit="{unit_id}", name="Trang", kind="rehearsal"),
    ("GET", "api/v1/pages/loans/"): ANY_LOGIN,
    ("GET", "api/v1/pages/<int:page_id>/"): unit_only(T),
    ("PATCH", "api/v1/pages/<int:page_id>/"): unit_only(T),
    ("DELETE", "api/v1/pages/<int:page_id>/"): unit_only(T),
    ("POST", "api/v1/pages/<int:page_id>/check/"): unit_only(T),
    ("GET", "api/v1/library/"): ANY_LOGIN,
    ("GET", B): ANY_ROLE,
    ("PATCH", B): both(T),
    ("POST", f"{B}start/"): both(T),
    ("POST", f"{B}stop/"): both(T),
    ("GET", f"{B}sources/"): ANY_ROLE,
    ("POST", f"{B}sources/"): both(T),
    ("PATCH", f"{B}sources/<int:source_id>/"): both(T),
    ("DELETE", f"{B}sources/<int:source_id>/"): both(T),
    ("POST", f"{B}sources/<int:source_id>/rotate/"): both(T),
    ("GET", f"{B}sources/<int:source_id>/qr/"): both(T),
    ("PUT", f"{B}sources/order/"): both(T),
    ("POST", f"{B}take/"): both(T),
    ("POST", f"{B}preview/"): both(T),
    ("POST", f"{B}arm/"): both(T),
    ("POST", f"{B}arm/seen/"): both(T),
    ("POST", f"{B}extend/"): both(T),
    ("POST", f"{B}slate/"): both(T),
    ("GET", f"{B}slate/picture/"): ANY_ROLE,
    ("PUT", f"{B}slate/picture/"): both(T),
    ("DELETE", f"{B}slate/picture/"): both(T),
    ("POST", f"{B}unslate/"): both(T),
    ("POST", f"{B}pause/"): both(T),
    ("POST", f"{B}relays/start/"): both(T),
    ("POST", f"{B}relays/stop/"): both(T),
    ("POST", f"{B}relays/retry/"): both(T),
    ("POST", f"{B}relays/<int:page_id>/start/"): both(T),
    ("POST", f"{B}relays/<int:page_id>/stop/"): both(T),
    ("DELETE", f"{B}relays/<int:page_id>/"): both(T),
    ("POST", f"{B}relays/<int:page_id>/seen/"): both(T),
    ("DELETE", f"{B}relays/<int:page_id>/seen/"): both(T),
    ("GET", f"{C}incidents/"): ANY_ROLE,
    ("GET", f"{C}incidents.csv"): ANY_ROLE,
    ("GET", f"{B}alerts/"): ANY_ROLE,
    ("POST", f"{B}alerts/<int:alert_id>/ack/"): both(T),
    ("GET", f"{B}monitor/picture/"): ANY_ROLE,
    ("GET", f"{B}load/"): ANY_ROLE,
    ("GET", f"{B}readiness/"): ANY_ROLE,
    ("POST", f"{B}readiness/"): both(T),
    ("GET", f"{B}rehearsals/"): ANY_ROLE,
    ("POST", f"{B}rehearsals/"): both(T, length_s=120),
    ("GET", f"{B}rehearsals/<int:rehearsal_id>/"): ANY_ROLE,
    ("GET", f"{B}rehearsals/<int:rehearsal_id>.csv"): ANY_ROLE,
    ("POST", f"{B}rehearsals/<int:rehearsal_id>/stop/"): both(T),
    ("GET", f"{B}runs/"): ANY_ROLE,
    ("GET", f"{C}recording/"): ANY_ROLE,
    ("POST", f"{C}recording/purge/"): unit_only(T),
    ("POST", f"{C}recording/retry/"): both(T),
    ("GET", f"{C}recording/download/"): ANY_ROLE,
    ("GET", "api/v1/storage/"): ANY_LOGIN,
    ("GET", f"{C}room/"): PUBLIC,
    ("PATCH", f"{C}room/"): both(M, O),
    ("GET", f"{C}comments/"): PUBLIC,
    ("POST", f"{C}comments/"): PUBLIC,
    ("GET", f"{C}crew-chat/"): ANY_ROLE,
    ("POST", f"{C}crew-chat/"): ANY_ROLE,
    ("POST", f"{C}crew-chat/<int:message_id>/seen/"): ANY_ROLE,
    ("GET", f"{C}moderation/"): both(M),
    ("POST", f"{C}moderation/"): both(M),
    ("POST", f"{C}moderation/<int:entry_id>/undo/"): both(M),
    ("GET", f"{C}sanctions/"): both(M),
    ("POST", "api/v1/sanctions/<int:sanction_id>/lift/"): both(M),
    ("GET", f"{C}answers/"): PUBLIC,
    ("GET", "api/v1/cases/"): ANY_LOGIN,
    ("GET", "api/v1/cases.csv"): ANY_LOGIN,
    ("GET", CASE): CASE_STAFF,
    ("PATCH", CASE): CASE_STAFF,
    ("POST", f"{CASE}notes/"): Row(STAFF, CREW_M, {"body": "Đã gọi"}),
    ("POST", f"{CASE}answer/"): unit_only(O, T, M, text="Đã sửa"),
    ("POST", f"{CASE}close/"): Row(STAFF, CREW_M, {"reason": "Trùng"}),
    ("GET", "api/v1/receipts/"): PUBLIC,
    ("GET", "api/v1/receipts/<str:code>/"): PUBLIC,
    ("POST", "api/v1/receipts/<str:code>/contact/"): PUBLIC,
    ("GET", "api/v1/comments/<int:comment_id>/case/"): both(M),
    ("POST", "api/v1/comments/<int:comment_id>/case/"): both(M, subject="Đèn đường"),
    ("POST", "api/v1/comments/<int:comment_id>/author/"): both(M),
    ("POST", "api/v1/comments/<int:comment_id>/publish/"): both(M),
    ("POST", "api/v1/comments/<int:comment_id>/hide/"): both(M),
    ("POST", "api/v1/comments/<int:comment_id>/pin/"): both(M),
    ("POST", "api/v1/comments/<int:comment_id>/unpin/"): both(M),
    ("GET", "api/v1/schema/"): PUBLIC,
    ("GET", "api/v1/docs/"): PUBLIC,
    ("GET", "^api/"): PUBLIC,
    ("GET", "live/<slug:slug>/<str:name>"): PUBLIC,
    ("GET", "^media/(?P<path>covers/[\\w-]+\\.(?:jpg|png|webp))$"): PUBLIC,
    ("GET", "preview/<int:source_id>/<str:name>"): ANY_ROLE,
    ("GET", "recordings/<slug:slug>/index.m3u8"): PUBLIC,
    ("GET", "recordings/<slug:slug>/chapters.json"): PUBLIC,
    ("GET", "healthz"): PUBLIC,
    ("GET", "readyz"): PUBLIC,
    ("GET", "metrics"): PUBLIC,
    ("GET", "^(?!_app/|live/|preview/|media/|static/|ws/).*$"): PUBLIC,
}
SOCKETS: dict[str, Row] = {
    "ws/ceremonies/<slug:slug>/": PUBLIC,
    "ws/ceremonies/<slug:slug>/desk/": ANY_ROLE,
    "ws/sources/<int:source_id>/camera/": both(T),
}
