"""A headless Chromium driven by Playwright, for tests that use a page as a person does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route, expect, sync_playwright

BINARY = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)
PATIENCE = 60_000
"""Milliseconds that any one thing may take."""
_LOCAL = frozenset(("file", "data", "blob", "about"))


@dataclass(slots=True)
class Browsing:
    """A browser; ``problems`` are what its pages complained of, console and errors, and what they may not
    have asked for."""

    context: BrowserContext
    problems: list[str] = field(default_factory=list)

    def page(self, address: str | Path) -> Page:
        """A new page at an address or of a file, loaded."""
        page = self.context.new_page()
        page.goto(address.resolve().as_uri() if isinstance(address, Path) else address)
        return page


@contextmanager
def browsing(
    *,
    offline: bool = False,
    scripts: bool = True,
    width: int = 1280,
    height: int = 900,
    downloads: Path | None = None,
) -> Iterator[Browsing]:
    """A browser of Debian's chromium with a profile of its own.

    ``offline``: whatever is asked for but files, data and blobs is refused and a problem. Must not be
    used where an asyncio loop runs.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BINARY,
            args=["--no-sandbox", "--disable-gpu"],
            downloads_path=downloads,
        )
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="zh-CN",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        opened = Browsing(context)
        context.on("console", lambda said: _note(opened, said.type, said.text, said.location))
        context.on("weberror", lambda error: opened.problems.append(f"error: {error.error}"))
        if offline:
            context.route("**/*", lambda route: _refuse(opened, route))
        try:
            yield opened
        finally:
            context.close()
            browser.close()


def _note(opened: Browsing, kind: str, text: str, location: object) -> None:
    if kind in ("error", "warning", "assert"):
        opened.problems.append(f"{kind}: {text} {location}")


def _refuse(opened: Browsing, route: Route) -> None:
    address = route.request.url
    if urlsplit(address).scheme in _LOCAL:
        route.continue_()
    else:
        opened.problems.append(f"request: {address}")
        route.abort()
