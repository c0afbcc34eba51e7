"""Raw HTML in a chapter: what a book cannot hold, found before Markdown runs.

A book is a document, not a page of the web: scripts, frames, forms, event
handlers and attachments have no meaning on paper and are refused by stores.
Checked on the source, so that each finding has its line.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from octavo.model import Finding, Severity
from octavo.parse.source import Lines

#: Elements without content in HTML (HTML Living Standard, 13.1.2 "Void elements").
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)  # fmt: skip

# Closing tags that HTML lets an author leave out (13.1.2.4); XHTML does not, so they are not here.
_REFUSED = frozenset(
    ["script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input", "button", "select", "textarea", "base", "link", "meta", "style", "html", "head", "body"]
)

_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>")
_NOT_A_TAG = re.compile(r"<(?![a-zA-Z/!?])|<(?=[^<>]*(?:<|\Z))")


def check_raw_html(lines: Lines, file: str) -> tuple[Finding, ...]:
    """Errors for refused elements and attributes, and for tags that do not pair."""
    text = _AUTOLINK.sub(lambda found: " " * len(found[0]), lines.text)
    text = _NOT_A_TAG.sub(" ", text)
    scanner = _Scanner(lines, file)
    scanner.feed(text)
    scanner.close()
    scanner.end()
    return tuple(scanner.findings)


class _Scanner(HTMLParser):
    """Walks the tags of one chapter; `findings` gathers what is wrong."""

    CDATA_CONTENT_ELEMENTS = ()

    def __init__(self, lines: Lines, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.findings: list[Finding] = []
        self._first = lines.at(0)
        self._file = file
        self._open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check(tag, attrs)
        if tag not in VOID:
            self._open.append((tag, self._line()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        elif tag in (name for name, _ in self._open):
            name, line = self._open[-1]
            self._unpaired(f"<{name}> is not closed before </{tag}>", line)
            while self._open.pop()[0] != tag:
                pass
        else:
            self._unpaired(f"</{tag}> closes nothing", self._line())

    def end(self) -> None:
        """Reports what is still open at the chapter's end."""
        for name, line in self._open:
            self._unpaired(f"<{name}> is never closed", line)

    def _check(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _REFUSED:
            self._error("html-refused", f"<{tag}> cannot stand in a book.", "Take it out.")
        for name, value in attrs:
            words = (value or "").lower().split()
            if name.startswith("on"):
                message = f'the attribute {name}="…" runs a script; a book runs none.'
                self._error("html-refused", message, "Take it out.")
            elif name == "rel" and "attachment" in words:
                message = 'rel="attachment" would put a file of this computer into the book.'
                self._error("html-refused", message, "Take it out, or link to a web address.")
            elif name in ("href", "src") and "".join(words).startswith("javascript:"):
                self._error("html-refused", "a link runs a script.", "Take it out.")

    def _unpaired(self, message: str, line: int) -> None:
        hint = "Mend the tag, or write &lt; where you mean the sign <."
        self._error("html-malformed", f"raw HTML is not well-formed: {message}.", hint, line)

    def _error(self, code: str, message: str, hint: str, line: int | None = None) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity=Severity.ERROR,
                message=message,
                file=self._file,
                line=line or self._line(),
                hint=hint,
            )
        )

    def _line(self) -> int:
        return self._first + self.getpos()[0] - 1
