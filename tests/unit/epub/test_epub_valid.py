"""EPUBCheck 5.3 has nothing to say about our e-books, not even a usage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from helpers.epub_samples import FIGURE, Opened, composition, document, metadata
from octavo.core.model import Composition, ContentsEntry, Edition, Matter, Person
from octavo.editions.known_kinds import all_kinds
from octavo.epub.write_epub import write_epub

pytestmark = pytest.mark.slow

Check = Callable[[bytes], list[str]]
MATH = '<p><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math></p>'
DRAWING = """<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" role="img">
<title>A wave</title><path d="M0 0h1"/></svg></figure>"""


def awkward() -> Composition:
    """An ISBN, two authors and a translator, markup in the titles, MathML, SVG, deep contents."""
    people = (
        Person(name="Ada Lovelace"),
        Person(name='Mary & "Percy" <Shelley>'),
        Person(name="Jo March", role="trl"),
    )
    deep = ContentsEntry(title="Sums & <signs>", href="text/sums.xhtml#deep", kind="section")
    sums = ContentsEntry(
        title="Sums", href="text/sums.xhtml#sums", kind="chapter", number="1", children=(deep,)
    )
    part = ContentsEntry(
        title="<Part>", href="text/sums.xhtml#sums", kind="part", number="I", children=(sums,)
    )
    body = f'{MATH}{DRAWING}{FIGURE}<h2 id="deep">Deep</h2><p><img src="../images/harbour.png" \
alt="" role="presentation"/></p>'
    return composition(
        edition=Edition(name="ebook", kind=all_kinds()["ebook"], isbn="978-0-306-40615-7"),
        metadata=metadata(title="Sums & <Signs>", subtitle='"Why?"', authors=people),
        documents=(document("sums", body=body), document("cover", "afterword", Matter.BACK)),
        contents=(part,),
    )


def from_the_right() -> Composition:
    """An Arabic book without a cover, a subtitle or an author."""
    texts = (
        document("title", "titlepage", Matter.FRONT, language="ar"),
        document("one", body="<p>كلمات قليلة.</p>", language="ar"),
    )
    entry = ContentsEntry(title="المد", href="text/one.xhtml#one", kind="chapter", number="1")
    arabic = metadata(language="ar", title="المد", subtitle="", authors=(), subjects=())
    return composition(
        metadata=arabic, documents=texts, contents=(entry,), cover=None, images=(), words={}
    )


def downwards() -> Composition:
    """A Japanese book in vertical lines, the second of a series, with helpers."""
    helpers = (Person(name="Mary Shelley", role="trl"), Person(name="Jo March", role="ill"))
    japanese = metadata(
        language="ja",
        title="潮",
        title_sort="しお",
        writing="vertical",
        series="海辺",
        series_number="2",
        contributors=helpers,
    )
    texts = (document("one", body="<p>短い言葉。</p>", language="ja"),)
    return composition(metadata=japanese, documents=texts, contents=(), images=())


@pytest.mark.parametrize("make", [composition, awkward, from_the_right, downwards])
def test_epubcheck_is_content(make: Callable[[], Composition], epubcheck: Check) -> None:
    assert epubcheck(write_epub(make())) == []


def test_epubcheck_would_say_so_if_something_were_wrong(epubcheck: Check) -> None:
    """The check itself works: a link to nowhere is reported."""
    broken = document("one", body='<p><a href="nowhere.xhtml">A</a></p>')
    messages = epubcheck(write_epub(composition(documents=(broken,), contents=())))
    assert any("RSC-007" in message for message in messages)


def test_a_book_without_an_alternative_text_is_still_valid(epubcheck: Check) -> None:
    bare = document("bare", body='<p><img src="../images/harbour.png" alt=""/></p>')
    book = composition(documents=(bare,), contents=())
    data = write_epub(replace(book, edition=replace(book.edition, isbn="0-306-40615-2")))
    assert "textual" not in Opened(data).meta("schema:accessModeSufficient")
    assert epubcheck(data) == []
