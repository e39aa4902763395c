"""What is done about each fault of a page: try again, how soon and how often; then a person is asked."""

from __future__ import annotations

from dataclasses import dataclass

from streaming.enums import PageKind

JITTER = 0.25
SOONEST_S = 1.0


@dataclass(frozen=True)
class Policy:
    """Waits grow from `first_s` by `factor` up to `last_s`; after `tries` in a row a person is asked
    (0: never). `elsewhere`: the page's backup address may do better.
    """

    first_s: float = 1.0
    last_s: float = 30.0
    factor: float = 2.0
    tries: int = 0
    elsewhere: bool = False

    def wait_s(self, failures: int, chance: float) -> float:
        """`failures` from 1; `chance` in [0, 1) spreads the relays, so that 17 do not knock in one moment."""
        grown = self.first_s * self.factor ** min(failures - 1, 10)
        spread = min(grown, self.last_s) * (1 - JITTER + 2 * JITTER * chance)
        return min(self.last_s, max(SOONEST_S, spread))

    def asks(self, in_a_row: int) -> bool:
        """Whether it is time to stop and ask a person."""
        return 0 < self.tries <= in_a_row


AGAIN, ELSEWHERE, ASKS = Policy(), Policy(elsewhere=True), Policy(tries=1)
POLICIES: dict[str, Policy] = {
    # The network or the platform: patience heals it.
    "page_unreachable": ELSEWHERE,
    "page_name_not_found": ELSEWHERE,
    "page_stalled": ELSEWHERE,
    "page_closed": ELSEWHERE,
    "page_tls_failed": Policy(2.0, 60.0, elsewhere=True),
    "page_refused": Policy(5.0, 60.0),
    "page_in_use": Policy(5.0, 5.0),
    # Knocking with a wrong key gets a page blocked: three tries in all, far apart.
    "page_refused_key": Policy(15.0, 60.0, 4.0, tries=3),
    "page_srt_passphrase": Policy(15.0, 60.0, 4.0, tries=3),
    "page_refused_settings": Policy(15.0, tries=2),
    # Only a person can change these.
    "page_time_limit": ASKS,
    "page_address_refused": ASKS,
    "key_missing": ASKS,
    "key_unreadable": ASKS,
}
LONGEST_WAIT_S = max(policy.last_s for policy in POLICIES.values())


# How long a platform lets one stream go on.
LONGEST_S: dict[str, float] = {PageKind.FACEBOOK: 8 * 3600.0}


def policy_of(code: str) -> Policy:
    """The one of this fault; whatever is not named tries again."""
    return POLICIES.get(code, AGAIN)
