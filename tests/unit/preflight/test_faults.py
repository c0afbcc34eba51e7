"""Seeded faults: each is caught by the rule that is meant, on its page, and by no other."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from helpers.outside import need_module
from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of, remedy_of
from octavo.preflight.rule_table import RULES
from octavo.printers.profile import PdfRules

#: The page that is spoilt, from 1: an odd one, in the middle of a chapter; its size.
PAGE, WIDTH, HEIGHT = 7, 432, 648
MIDDLE = "200 300"


def codes(findings) -> list[tuple[str, str]]:
    return [(item.code, str(item.severity)) for item in findings]


def draw(content: str, page: int = PAGE, **resources: Dictionary):
    """A spoiler that draws on a page; `resources` are added to the page's own."""

    def spoil(document: pikepdf.Pdf) -> None:
        target = document.pages[page - 1]
        for kind, table in resources.items():
            there = target.obj.Resources.get(f"/{kind}", Dictionary())
            target.obj.Resources[f"/{kind}"] = Dictionary({**dict(there), **dict(table)})
        target.contents_add(f"q {content} Q".encode("latin-1"))

    return spoil


def write(words: str, at: str, size: float = 11, colour: str = "0 0 0 1 k"):
    """A spoiler that writes with the font of the text, by the font's own codes."""

    def spoil(document: pikepdf.Pdf) -> None:
        target = document.pages[PAGE - 1]
        name, font = face_of_text(target)
        shown = encoded(font, words) if words else "0000"
        text = f"BT {colour} {name} {size} Tf {at} Td <{shown}> Tj ET"
        # The layout's own matrix is upside down; its content is closed with q and Q.
        target.contents_add(b"q", prepend=True)
        target.contents_add(f"Q q {text} Q".encode())

    return spoil


def face_of_text(page: pikepdf.Page) -> tuple[str, pikepdf.Object]:
    """Of the page's fonts the one with the most characters."""
    fonts = dict(page.obj.Resources.Font).items()
    return max(fonts, key=lambda item: len(item[1].ToUnicode.read_bytes()))


def encoded(font: pikepdf.Object, words: str) -> str:
    table = {}
    lines = font.ToUnicode.read_bytes().decode("latin-1").splitlines()
    for line in lines:
        parts = line.replace("<", " ").replace(">", " ").split()
        if line.startswith("<") and len(parts) == 2 and len(parts[0]) == 4:
            table[bytes.fromhex(parts[1]).decode("utf-16-be")] = parts[0]
    return "".join(table[letter] for letter in words)


#: A mask of one pixel, half seen through.
SOFT = {"Subtype": Name.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8}
SOFT["ColorSpace"] = Name.DeviceGray


def image(mode: str, size: int, colour: object, *, jpeg: bool = False, **keys: object):
    """A spoiler that shows an image an inch and a half wide, `size` pixels each way."""

    masked = keys.pop("SMask", False)

    def spoil(document: pikepdf.Pdf) -> None:
        picture = Image.new(mode, (size, size), colour)
        data, entries = picture.tobytes(), {}
        if jpeg:
            target = io.BytesIO()
            picture.save(target, "JPEG", quality=95)
            data = target.getvalue()
            entries = {"/Filter": Name.DCTDecode}
        space = {"1": "DeviceGray", "L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
        stream = pikepdf.Stream(document, data)
        stream.update(
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Image,
                "/Width": size,
                "/Height": size,
                "/BitsPerComponent": 1 if mode == "1" else 8,
                "/ColorSpace": Name(f"/{space[mode]}"),
                **entries,
                **{f"/{key}": value for key, value in keys.items()},
            }
        )
        if masked:
            stream.SMask = document.make_stream(b"\x80", **SOFT)
        draw(f"108 0 0 108 {MIDDLE} cm /Picture Do", XObject=Dictionary(Picture=stream))(document)

    return spoil


def each_page(change: Callable[[pikepdf.Object, int], None]):
    def spoil(document: pikepdf.Pdf) -> None:
        for number, page in enumerate(document.pages, 1):
            change(page.obj, number)

    return spoil


def of_page(**entries: object):
    return lambda document: document.pages[PAGE - 1].obj.update(
        {f"/{key}": value for key, value in entries.items()}
    )


def of_root(**entries: object):
    return lambda document: document.Root.update(
        {f"/{key}": document.make_indirect(value) for key, value in entries.items()}
    )


def annotation(kind: str):
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([50, 50, 90, 90]))
    return of_page(Annots=Array([note]))


def grow(page: pikepdf.Object, number: int) -> None:
    """A page half an inch wider and higher, at the fore-edge and the head."""
    left = 0 if number % 2 else -36
    for key in ("/MediaBox", "/TrimBox"):
        page[key] = Array([left, 0, left + WIDTH + 36, HEIGHT + 36])


def drop_fonts(key: str):
    def spoil(document: pikepdf.Pdf) -> None:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and key in item:
                del item[key]

    return spoil


def type_3(document: pikepdf.Pdf) -> None:
    glyph = document.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    table = document.make_stream(b"1 beginbfchar\n<61> <0061>\nendbfchar")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]), Name=Name.Dots,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97, LastChar=97, Widths=Array([500]), Resources=Dictionary(), ToUnicode=table,
    )  # fmt: skip
    draw(f"BT 0 g /Dots 11 Tf {MIDDLE} Td (aaaa) Tj ET", Font=Dictionary(Dots=font))(document)


def settings(**entries: object):
    """A spoiler that draws a grey square with an ExtGState."""
    state = Dictionary({f"/{key}": value for key, value in entries.items()})
    return draw(f"/S gs 0.5 g {MIDDLE} 50 50 re f", ExtGState=Dictionary(S=state))


def pages(count: int):
    def spoil(document: pikepdf.Pdf) -> None:
        while len(document.pages) > count:
            del document.pages[2]
        while len(document.pages) < count:
            document.add_blank_page(page_size=(WIDTH, HEIGHT))

    return spoil


def print_last(document: pikepdf.Pdf) -> None:
    last = document.pages[-1].obj
    last.Contents = document.make_stream(f"0 g {MIDDLE} 50 50 re f".encode())


def outline(document: pikepdf.Pdf) -> None:
    with document.open_outline() as items:
        items.root.append(pikepdf.OutlineItem("One", 2))


def attach(document: pikepdf.Pdf) -> None:
    document.attachments["notes.txt"] = b"notes"


def lock(**how: object):
    return pikepdf.Encryption(owner="o", **how)


def script() -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.beep(0)"))


def page_script(document: pikepdf.Pdf) -> None:
    of_page(AA=Dictionary(O=script()))(document)


def without(key: str):
    """A spoiler that takes an entry out of the catalogue."""

    def spoil(document: pikepdf.Pdf) -> None:
        del document.Root[key]

    return spoil


def untold(key: str):
    """The same, of the information dictionary."""

    def spoil(document: pikepdf.Pdf) -> None:
        del document.docinfo[key]

    return spoil


FIELD = Dictionary(Fields=Array([Dictionary(T=String("name"), FT=Name.Tx)]))

#: Name: what spoils the book, the code that is meant, its severity, and the page it is on.
FAULTS = {
    "larger than the trim": (each_page(grow), "page-size", "error", 1),
    "one page larger": (lambda d: grow(d.pages[PAGE - 1].obj, PAGE), "pages-unlike", "error", PAGE),
    "a trim that cuts": (
        of_page(TrimBox=Array([9, 9, WIDTH - 9, HEIGHT - 9])), "page-bleed", "error", PAGE),
    "a bleed within the trim": (
        of_page(BleedBox=Array([9, 9, WIDTH - 9, HEIGHT - 9])), "page-boxes", "error", PAGE),
    "a page on its side": (of_page(Rotate=90), "page-turned", "error", PAGE),
    "an enlarged page": (of_page(UserUnit=2), "page-turned", "error", PAGE),
    "too few pages": (pages(22), "pages-few", "error", None),
    "too many pages": (pages(42), "pages-many", "error", None),
    "an odd page": (pages(27), "pages-odd", "warning", None),
    "print on the last page": (print_last, "page-last", "error", 26),
    "fonts left out": (drop_fonts("/FontFile2"), "font-not-embedded", "error", 1),
    "a font of dots": (type_3, "font-type-three", "warning", PAGE),
    "a sign that the font lacks": (write("", MIDDLE), "glyph-absent", "error", PAGE),
    "signs without characters": (drop_fonts("/ToUnicode"), "text-unmapped", "warning", 1),
    "an image of 200 pixels": (image("L", 300, 90), "image-coarse", "warning", PAGE),
    "an image of 100 pixels": (image("L", 150, 90), "image-coarse", "error", PAGE),
    "line art of 400 pixels": (image("1", 600, 0), "image-coarse", "warning", PAGE),
    "a red square": (draw(f"1 0 0 rg {MIDDLE} 50 50 re f"), "colour-refused", "error", PAGE),
    "a red line": (draw(f"1 0 0 RG {MIDDLE} m 250 350 l S"), "colour-refused", "error", PAGE),
    "blue text": (write("tide", MIDDLE, colour="0 0 1 rg"), "colour-refused", "error", PAGE),
    "an RGB image": (image("RGB", 450, (9, 9, 9)), "colour-refused", "error", PAGE),
    "320 % of ink": (draw(f".8 .8 .8 .8 k {MIDDLE} 50 50 re f"), "ink-heavy", "error", PAGE),
    "a heavy image": (image("CMYK", 450, (204, 204, 204, 204)), "ink-heavy", "error", PAGE),
    "a heavy JPEG": (image("CMYK", 450, (204, 204, 204, 204), jpeg=True,
        Decode=Array([1, 0, 1, 0, 1, 0, 1, 0])), "ink-heavy", "error", PAGE),
    "type on four plates": (
        write("tide", MIDDLE, colour=".5 .4 .4 1 k"), "black-mixed", "error", PAGE),
    "text at the edge": (write("tide", "200 9"), "text-outside", "error", PAGE),
    "text in the gutter": (write("tide", "20 300"), "text-in-gutter", "error", PAGE),
    "a tint that ends at the trim": (
        draw(f".5 g 300 200 {WIDTH - 300} 90 re f"), "bleed-short", "error", PAGE),
    "half seen through": (settings(ca=0.5), "pdf-transparency", "error", PAGE),
    "a blend mode": (settings(BM=Name.Multiply), "pdf-transparency", "error", PAGE),
    "a soft mask": (image("L", 450, 90, SMask=True), "pdf-transparency", "error", PAGE),
    "a link": (annotation("Link"), "pdf-links", "error", PAGE),
    "a comment": (annotation("Text"), "pdf-annotations", "error", PAGE),
    "an outline": (outline, "pdf-outline", "error", None),
    "a script": (of_root(OpenAction=script()), "pdf-actions", "error", None),
    "a page that acts": (page_script, "pdf-actions", "error", PAGE),
    "a file in the file": (attach, "pdf-attachments", "warning", None),
    "a form": (of_root(AcroForm=FIELD), "pdf-form", "warning", None),
    "layers": (of_root(OCProperties=Dictionary(OCGs=Array())), "pdf-layers", "warning", None),
    "a line over the margin": (
        write("over the flats", "330 302"), "line-overrun", "warning", PAGE),
    "small print": (write("before the light", MIDDLE, 5), "text-small", "warning", PAGE),
    "a hairline": (draw("0.1 w 100 300 m 200 300 l S"), "line-thin", "warning", PAGE),
    "the thinnest line": (draw("0 w 100 300 m 200 300 l S"), "line-thin", "warning", PAGE),
    "a thin rectangle": (draw("100 300 100 0.1 re f"), "line-thin", "warning", PAGE),
}  # fmt: skip


def test_a_clean_book_gives_none(check):
    assert check() == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_caught_by_its_rule_alone(check, name):
    spoil, code, severity, page = FAULTS[name]
    found = check(spoil)
    assert set(codes(found)) == {(code, severity)}, found
    assert found[0].page == page
    assert found[0].file == "book.pdf"


def test_each_finding_says_what_to_do(check):
    for spoil, *_ in list(FAULTS.values())[::3]:
        for finding in check(spoil):
            assert message_of(finding).endswith(".") and not message_of(finding).endswith("..")
            assert remedy_of(finding) and remedy_of(finding).endswith(".")


# The file itself.


@pytest.mark.parametrize(
    ("save", "code", "severity"),
    [
        ({"encryption": lock()}, "file-locked", "error"),
        ({"encryption": lock(user="u")}, "file-locked", "error"),
        ({"min_version": "2.0"}, "pdf-version", "warning"),
    ],
    ids=["a lock", "a password", "PDF 2.0"],
)
def test_a_file_that_printers_cannot_read(check, save, code, severity):
    assert codes(check(**save)) == [(code, severity)]


def test_a_damaged_file(check, clean: Path, tmp_path: Path):
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(clean.read_bytes().replace(b"startxref", b"startxxxx"))
    assert codes(check(path=damaged)) == [("file-damaged", "error")]


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf(check, tmp_path: Path, data):
    path = tmp_path / "no.pdf"
    path.write_bytes(data)
    [found] = check(path=path)
    assert codes([found]) == [("file-unreadable", "error")]
    assert "\n" not in message_of(found)


# With bleed.


def bleeding(page: pikepdf.Object, number: int) -> None:
    left = 0 if number % 2 else -9
    page.MediaBox = Array([left, -9, left + WIDTH + 9, HEIGHT + 9])
    page.BleedBox = page.MediaBox
    page.TrimBox = Array([0, 0, WIDTH, HEIGHT])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", ""),
        # It runs over the trim to the end of the bleed, and at the spine to the spine.
        (f".5 g 0 -9 {WIDTH + 9} 90 re f", ""),
        (f".5 g 300 200 {WIDTH - 300} 90 re f", "bleed-short"),
        (f"{WIDTH + 2} 320 m {WIDTH + 9} 320 l S", "pdf-marks"),
        (f"BT 0 g /Slug 6 Tf {WIDTH + 2} 320 Td <SLUG> Tj ET", "pdf-marks"),
    ],
)
def test_pages_with_bleed(check, strict, content, code):
    def spoil(document: pikepdf.Pdf) -> None:
        each_page(bleeding)(document)
        _, font = face_of_text(document.pages[PAGE - 1])
        draw(content.replace("SLUG", encoded(font, "tide")), Font=Dictionary(Slug=font))(document)

    found = check(spoil, job=replace(strict, bleed=True))
    assert codes(found) == ([(code, "error")] if code else [])


def test_bleed_that_is_not_ordered_and_bleed_that_is_missing(check, strict):
    assert codes(check(each_page(bleeding))) == [("page-size", "error")]
    assert codes(check(job=replace(strict, bleed=True))) == [("page-size", "error")]


# PDF/X.


def with_variant(job, variant: str):
    profile = replace(job.profile, pdf=PdfRules(variant=variant))
    return replace(job, profile=profile)


def test_a_variant_that_is_asked_for(check, strict):
    found = check(job=with_variant(strict, "pdf/x-1a"))
    assert codes(found) == [("pdfx-missing", "warning")]


def test_a_claim_that_is_only_a_stamp(check, strict):
    def stamp(document: pikepdf.Pdf) -> None:
        document.docinfo["/GTS_PDFXVersion"] = "PDF/X-1:2001"
        document.docinfo["/GTS_PDFXConformance"] = "PDF/X-1a:2001"

    found = check(stamp, job=with_variant(strict, ""))
    assert set(codes(found)) == {("pdfx-broken", "error")}
    said = " ".join(message_of(item) for item in found)
    assert "PDF/X-1a:2001" in said and "PDF 1.7" in said


def intent() -> Array:
    condition = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("CGATS TR 001"),
        RegistryName=String("http://www.color.org"), Info=String("SWOP"),
    )  # fmt: skip
    return Array([condition])


def make_x(document: pikepdf.Pdf) -> None:
    """Everything that the rules ask of a PDF/X-1a, on a book that is clean already."""
    document.Root.OutputIntents = intent()
    for key, value in {
        "GTS_PDFXVersion": "PDF/X-1:2001", "GTS_PDFXConformance": "PDF/X-1a:2001",
        "Title": "Low Tide", "CreationDate": "D:20261122000000Z", "ModDate": "D:20261122000000Z",
    }.items():  # fmt: skip
        document.docinfo[f"/{key}"] = String(value)
    document.docinfo["/Trapped"] = Name("/False")
    for page in document.pages:
        if "/Group" in page:
            del page.obj["/Group"]


def untrimmed(document: pikepdf.Pdf) -> None:
    del document.pages[PAGE - 1].obj["/TrimBox"]


OLD = {
    "object_stream_mode": pikepdf.ObjectStreamMode.disable,
    "force_version": "1.3",
    "min_version": "1.3",
}


def test_a_true_pdfx_gives_none(check, strict):
    assert check(make_x, job=with_variant(strict, "pdf/x-1a"), **OLD) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (without("/OutputIntents"), "output intent"),
        (untold("/Trapped"), "trapped"),
        (untold("/ModDate"), "dates"),
        (untrimmed, "TrimBox"),
        (of_page(Group=Dictionary(S=Name.Transparency)), "transparent"),
        (draw("1 0 0 rg 200 300 50 50 re f"), "RGB"),
        (annotation("Text"), "annotations"),
        (of_root(OpenAction=script()), "actions"),
        (of_root(Lost=Dictionary(Filter=Name.LZWDecode)), "LZW"),
        (of_root(Lost=Dictionary(TR=Name.Identity)), "transfer curves"),
        (of_root(Lost=Dictionary(Subtype=Name.PS)), "PostScript"),
        (of_root(OCProperties=Dictionary()), "layers"),
    ],
)
def test_each_rule_of_pdfx(check, strict, change, word):
    def spoil(document: pikepdf.Pdf) -> None:
        make_x(document)
        change(document)

    found = check(spoil, job=with_variant(strict, "pdf/x-1a"), **OLD)
    broken = [item for item in found if item.code == "pdfx-broken"]
    assert len(broken) == 1 and word in message_of(broken[0])


# For a screen.


@pytest.fixture
def digital(strict):
    return replace(strict, edition="digital", checks=all_kinds()["digital"].checks, language="en")


def test_a_clean_digital_edition_gives_none(check, screen, digital):
    assert check(path=screen, job=digital) == []


def title(document: pikepdf.Pdf) -> None:
    document.Root.ViewerPreferences.DisplayDocTitle = False


def figures(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            del item["/Alt"]


def unstamped(document: pikepdf.Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False) as xmp:
        del xmp["pdfuaid:part"]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (without("/Lang"), "digital-language"),
        (lambda d: d.Root.update({"/Lang": String("fr")}), "digital-language"),
        (title, "digital-title"),
        (without("/StructTreeRoot"), "digital-untagged"),
        (unstamped, "digital-unnamed"),
        (figures, "digital-undescribed"),
        (without("/Outlines"), ""),
    ],
)
def test_a_fault_for_a_screen(check, screen, digital, spoil, code):
    found = check(spoil, path=screen, job=digital)
    assert codes(found) == ([(code, "error")] if code else [])


def test_a_validator_is_asked_where_there_is_one(check, screen, digital):
    need_module("page", package="page-validation")

    def spoil(document: pikepdf.Pdf) -> None:
        # A link without words for it (PDF/UA-1, 7.18.5): none of our own rules looks there.
        for page in document.pages:
            for item in page.get("/Annots", []):
                del item["/StructParent"]

    assert {item.code for item in check(spoil, path=screen, job=digital)} == {"pdf-ua"}


def test_every_rule_has_been_seen_to_catch_something():
    """The faults above name every rule's module at least once by its code."""
    assert len({rule.check for rule in RULES}) == len(RULES)
    assert len({code for _, code, *_ in FAULTS.values()}) >= 30
