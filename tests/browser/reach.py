"""Walks a screen by the Tab key alone: what is reached, what is not, and what cannot be seen when it is."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

MOST = 250  # presses; more than any screen has

WANTED = """() => {
    const all = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]'
    )].filter(it => !it.disabled && !it.closest('[inert]') && it.tabIndex >= 0
        && it.type !== 'hidden' && it.checkVisibility({ visibilityProperty: true }));
    const groups = new Set();
    window.wanted = all.filter(it => {
        if (it.type !== 'radio') return true;  // the arrows go on within a group
        const group = it.name || it.closest('fieldset, [role=radiogroup]');
        return !groups.has(group) && groups.add(group);
    });
    window.reached = new Set();
    document.body.tabIndex = -1;  // Tab goes on from where somebody pressed last: that is the top now
    document.body.focus();
    document.body.removeAttribute('tabindex');
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    return window.wanted.length;
}"""

LOOK = """() => {
    const it = document.activeElement;
    if (it && it === window.last && it.type === 'datetime-local') return "";  // day, month, year: a stop each
    window.last = it;
    if (!it || it === document.body || window.reached.has(it)) return null;
    window.reached.add(it);
    const says = (it.ariaLabel || it.innerText || it.name || it.id || '').trim().slice(0, 40);
    const name = `${it.tagName.toLowerCase()} ${it.dataset.testid ?? ''} ${says}`;
    const shown = it.closest('label') ?? it;  // a radio's own box may be no larger than a point
    const rings = [it, shown, shown.querySelector('input + *')].filter(Boolean).some(one => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
    const box = shown.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    const free = !!top && (shown.contains(top) || top.contains(shown));
    return { name, rings, free };
}"""

LEFT = """() => window.wanted.filter(it => it.isConnected && it.checkVisibility()
    && !window.reached.has(it) && it.type !== 'radio')
    .map(it => `${it.tagName.toLowerCase()} ${it.dataset.testid ?? ''} ${it.innerText?.slice(0, 40)}`)"""


@dataclass
class Walk:
    """`missed`: never reached; `dark`: no ring around it; `hidden`: something lay over it."""

    reached: list[str]
    missed: list[str]
    dark: list[str]
    hidden: list[str]


def walk(page: Page) -> Walk:
    """From the top, until it begins anew; AssertionError where it never does: a trap."""
    count = int(page.evaluate(WANTED))
    found = Walk([], [], [], [])
    for _ in range(min(MOST, 2 * count + 10)):
        page.keyboard.press("Tab")
        seen = page.evaluate(LOOK)
        if seen is None:
            break
        if not seen:
            continue
        found.reached.append(seen["name"])
        if not seen["rings"]:
            found.dark.append(seen["name"])
        if not seen["free"]:
            found.hidden.append(seen["name"])
    else:
        raise AssertionError(f"Tab does not leave: {found.reached[-5:]}")
    found.missed = page.evaluate(LEFT)
    return found
