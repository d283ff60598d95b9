"""Web archives: a page and its pictures in one MIME file, as browsers and Word save them."""

from __future__ import annotations

import email.policy
from email.message import Message

from ogi_audit.errors import UnreadableError
from ogi_audit.limits import DEFAULT, Limits
from ogi_audit.readers.blocks import Content
from ogi_audit.readers.encoding import decode
from ogi_audit.readers.html import read_html


def read_mhtml(data: bytes, name: str, limits: Limits = DEFAULT) -> Content:
    """The content of the page in a web archive; other parts of the archive are not looked at.

    Raises:
        UnreadableError: the page is nested too deep, or parts of the archive are without end.
    """
    try:
        # The lenient policy: the headers of archives often break the rules of mail.
        archive = email.message_from_bytes(
            data.lstrip(b"\xef\xbb\xbf\r\n "), policy=email.policy.compat32
        )
        page = next((part for part in archive.walk() if _is_page(part)), None)
    except RecursionError as error:
        # The library goes down into parts by recursion, and has no bound of its own.
        raise UnreadableError("damaged", name, format="MHTML") from error
    if page is None:
        return Content(())
    payload = page.get_payload(decode=True)
    text = decode(payload if isinstance(payload, bytes) else b"", page.get_content_charset())
    return read_html(text or "", name, limits)


def _is_page(part: Message) -> bool:
    return part.get_content_type() in {"text/html", "application/xhtml+xml"}
