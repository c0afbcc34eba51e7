"""What WeasyPrint does without each patch, and with it. Says so when WeasyPrint has mended it.

Each contract is a function that tells whether the fault is there. A patch stays as long as it
is; when a newer WeasyPrint no longer shows it, the test says which patch to take out.
"""

from __future__ import annotations

import ast
import gc
import io
import random
import sys
import weakref
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, page, percent
from weasyprint.text import line_break
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration

import octavo
from octavo.layout.asset_fetcher import AssetFetcher
from octavo.layout.page_inspection import find_overruns
from octavo.layout.unembedded_type import UsedFont
from octavo.layout.weasyprint import glyph_runs
from octavo.layout.weasyprint.composed_lines import COMPOSED_LINES
from octavo.layout.weasyprint.composed_text import ComposedText
from octavo.layout.weasyprint.font_files import without_files
from octavo.layout.weasyprint.full_lines import FULL_LINES
from octavo.layout.weasyprint.glyph_runs import GLYPH_RUNS
from octavo.layout.weasyprint.grid import ON_GRID
from octavo.layout.weasyprint.hyphen_limits import HYPHEN_LIMITS
from octavo.layout.weasyprint.less_measuring import BELOW_FLOATS, STRUTS, TEXT_LAYOUTS
from octavo.layout.weasyprint.level_spreads import LEVEL_SPREADS
from octavo.layout.weasyprint.margin_boxes import SHOWN_ALONE, WITHOUT_MARGIN_BOXES
from octavo.layout.weasyprint.no_circles import NO_CIRCLES
from octavo.layout.weasyprint.patch import Patch, clashes, in_place
from octavo.layout.weasyprint.patches import MENDED
from octavo.layout.weasyprint.resume import Trace, resuming, tracing
from octavo.layout.weasyprint.trailing_space import BESIDE_DROP_CAPS, CLOSED_UP
from octavo.styling.faces import PRINT_BLOCKS, cut_faces, font_face_rules
from octavo.styling.theme import load_theme, styles_folder

PAGE = "@page { size: %spx 900px; margin: 0 } body { margin: 0; font-size: 16px } "
WIDTHS = range(150, 400, 7)
WORDS = "The tide went out over the flats, and in the office the affair was left to Vera. "


def document(html: str, css: str, **more: object) -> weasyprint.Document:
    style = weasyprint.CSS(string=css)
    return weasyprint.HTML(string=f"<html lang=en><body>{html}").render(stylesheets=[style], **more)


def lines(html: str, css: str) -> list[boxes.LineBox]:
    found = document(html, css).pages
    every = [box for each in found for box in each._page_box.descendants()]
    return [box for box in every if isinstance(box, boxes.LineBox)]


def texts(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def written(line: boxes.LineBox) -> str:
    return "".join(box.text for box in texts(line)).strip()


def counted(monkeypatch: pytest.MonkeyPatch, holder: object, name: str) -> list[object]:
    """The first argument of each call of a function."""
    calls: list[object] = []
    plain = getattr(holder, name)

    def watched(*arguments: object, **more: object) -> object:
        calls.append(arguments[0])
        return plain(*arguments, **more)

    monkeypatch.setattr(holder, name, watched)
    return calls


def off_the_grid(monkeypatch: pytest.MonkeyPatch) -> bool:
    css = PAGE % 300 + "html { line-height: 20px } p, pre { margin: 0 } pre { line-height: 13px }"
    last = lines("<p>Before.</p><pre>one\ntwo\nthree</pre><p>After.</p>", css)[-1]
    return 0.1 < last.position_y % 20 < 19.9


def layouts_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> bool:
    made = counted(monkeypatch, line_break, "get_font_description")
    count = len(lines(f"<p>{WORDS * 12}", PAGE % 300))
    assert count > 15
    return len(made) > count


def glyphs_are_written_one_by_one(monkeypatch: pytest.MonkeyPatch) -> bool:
    text = f"<p>{WORDS * 4}" * 20
    steps = 0
    files = (weasyprint.draw.text.__file__, glyph_runs.__file__)

    def watch(frame, event, _):
        nonlocal steps
        if frame.f_code.co_filename not in files:
            return None
        steps += event == "line"
        return watch

    laid = document(text, PAGE % 300)
    before = sys.gettrace()
    sys.settrace(watch)
    try:
        laid.write_pdf()
    finally:
        sys.settrace(before)
    assert steps
    return steps > 5 * len(text)


def struts_are_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> bool:
    asked = counted(monkeypatch, line_break, "_font_style_cache_key")
    count = len(lines(f"<p>{WORDS * 12}", PAGE % 300))
    return len(asked) > count


def lines_below_a_float_are_measured(monkeypatch: pytest.MonkeyPatch) -> bool:
    measured = counted(monkeypatch, inline, "inline_min_content_width")
    count = len(lines(f"<p><b style='float: left'>T</b>{WORDS * 12}", PAGE % 300))
    return len(measured) > count / 2


def full_lines_are_broken(monkeypatch: pytest.MonkeyPatch) -> bool:
    words = "was not true, take it back in plain words and leave it out from now on."
    (bare,) = lines(f"<p>{words}", PAGE % 4000)
    width = sum(child.width for child in bare.children) + 1
    first = lines(f"<p>{words} <em>The next chapter</em> has more.", PAGE % width)[0]
    return written(first) != words


RIGHT_TO_LEFT = (
    '<p dir="rtl" style="text-align: justify">ترك الباب مفتوحا في <b>الليل </b>ثم عاد '
    "<i>إلى البيت </i>وجلس أمام النافذة <b>ينظر </b>إلى البحر <i>البعيد </i>حيث تمر <b>السفن </b>"
    "ببطء ولا <i>يعود </i>منها أحد <b>قبل </b>الصباح وكانت <i>الريح </i>تحمل رائحة الملح"
)


def lines_from_right_to_left_have_holes(monkeypatch: pytest.MonkeyPatch) -> bool:
    for width in WIDTHS:
        for line in lines(RIGHT_TO_LEFT, PAGE % width):
            found = sorted((box.position_x, box.width) for box in texts(line) if box.text)
            ends = [start + wide for start, wide in found]
            gaps = [found[at + 1][0] - end for at, end in enumerate(ends[:-1])]
            if found[0][0] < -0.01 or max(gaps, default=0.0) > 0.01:
                return True
    return False


def lines_beside_a_drop_cap_run_over(monkeypatch: pytest.MonkeyPatch) -> bool:
    html = '<p style="text-align: justify"><b style="float: left; width: 30px; height: 55px">B</b>'
    html += "one two <i>three</i> four, five <i>sixty</i> seven eight <i>nine</i> ten " * 4
    return any(
        list(find_overruns(document(html, PAGE % width).pages)) for width in range(150, 400, 3)
    )


def hyphens_form_ladders(monkeypatch: pytest.MonkeyPatch) -> bool:
    return hyphened()[0] > 0


def hyphens_stand_where_a_leaf_is_turned(monkeypatch: pytest.MonkeyPatch) -> bool:
    return hyphened()[1] > 1


def hyphens_leave_a_syllable_alone(monkeypatch: pytest.MonkeyPatch) -> bool:
    return hyphened()[2] > 0


def lines_gape(monkeypatch: pytest.MonkeyPatch) -> bool:
    html = f"<p style='text-align: justify; hyphens: auto'>{WORDS * 12}"
    gaping = 0.0
    for width in range(250, 400, 7):
        for line in lines(html, PAGE % width):
            for box in texts(line):
                layout = box.pango_layout
                if isinstance(layout, ComposedText):
                    gaping = max(gaping, layout.space / layout.type.space)
                else:
                    gaping = max(gaping, 1 + layout.justification_spacing / 4)  # a space of 16 px
    return gaping > 2


LONG_WORDS = (
    "administration extraordinarily uncomfortable notwithstanding circumstances careful"
    " navigation harbour tide water grandmother recommend mooring"
).split()
NARROW = """
@page { size: 300px 420px; margin: 30px }
html { font-size: 14px; line-height: 20px }
body { margin: 0; text-align: justify; hyphens: auto; hyphenate-limit-chars: 6 3 3 }
p { margin: 0; text-indent: 1em; orphans: 2; widows: 2 }
"""


def hyphened() -> tuple[int, int, int]:
    """Ladders of three lines, last lines of right-hand pages, and short ends of paragraphs."""
    pick = random.Random(3)
    text = "".join(
        f"<p>{' '.join(pick.choice(LONG_WORDS) for _ in range(pick.randint(15, 60)))}."
        for _ in range(60)
    )
    ladders = turns = alone = 0
    for each in document(text, NARROW).pages:
        box = each._page_box
        found = [written(line) for line in box.descendants() if isinstance(line, boxes.LineBox)]
        ends = [text.endswith(("-", "\u2010")) for text in found]
        ladders += sum(all(ends[at : at + 3]) for at in range(len(ends) - 2))
        # A line that widows call to the foot was set as any other.
        turns += ends[-1] and box.page_type.side == "right"
        alone += sum(
            hyphen and " " not in text and len(text) < 7
            for hyphen, text in zip(ends, found[1:], strict=False)
        )
    return ladders, turns, alone


def facing_pages_end_unlike(monkeypatch: pytest.MonkeyPatch) -> bool:
    pick = random.Random(12)
    text = "".join(f"<p>{WORDS * pick.randint(1, 6)}" for _ in range(150))
    css = PAGE % 300 + "html { line-height: 20px } p { margin: 0; orphans: 2; widows: 2 }"
    feet = []
    for each in document(text, css).pages:
        box = each._page_box
        found = [line for line in box.descendants() if isinstance(line, boxes.LineBox)]
        feet.append(round(found[-1].position_y))
    assert len(feet) > 9
    versos, rectos = feet[1:-1:2], feet[2:-1:2]  # the first page is a recto, the last is not full
    return any(left != right for left, right in zip(versos, rectos, strict=False))


FOLIOS = PAGE % 300 + "@page { @bottom-center { content: counter(page) } }"


def pages_have_margin_boxes(monkeypatch: pytest.MonkeyPatch) -> bool:
    found = document("<p>Low water", FOLIOS).pages[0]._page_box.children
    return any(isinstance(box, boxes.MarginBox) for box in found)


def hidden_margin_boxes_take_work(monkeypatch: pytest.MonkeyPatch) -> bool:
    resolved = counted(monkeypatch, percent, "resolve_one_percentage")
    assert pages_have_margin_boxes(monkeypatch)
    return any(isinstance(box, boxes.MarginBox) and not box.is_generated for box in resolved)


FACES = cut_faces(load_theme("classic", styles_folder()), frozenset(), PRINT_BLOCKS, keep_ids=True)


def font_files_are_written(monkeypatch: pytest.MonkeyPatch) -> bool:
    fonts = FontConfiguration()
    fetcher = AssetFetcher({face.asset.name: face.asset for face in FACES})
    rules = f'{font_face_rules(FACES, "asset:")} p {{ font-family: "{FACES[0].family}" }}'
    css = weasyprint.CSS(string=rules, url_fetcher=fetcher, font_config=fonts)
    pdf = weasyprint.HTML(string="<p>Low water").write_pdf(stylesheets=[css], font_config=fonts)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return any("/Length1" in item for item in read.objects if isinstance(item, pikepdf.Stream))


def a_layout_waits_for_a_collection(_: pytest.MonkeyPatch) -> bool:
    """A document whose anonymous boxes and pages nobody has any longer is there still."""
    gc.collect()
    gc.disable()
    try:
        made = document("<div>Words<p>of several</div><table><td>boxes", PAGE % 300)
        box = weakref.ref(made.pages[0]._page_box)
        del made
        return box() is not None
    finally:
        gc.enable()


CONTRACTS: tuple[tuple[Patch, Callable[[pytest.MonkeyPatch], bool]], ...] = (
    (ON_GRID, off_the_grid),
    (TEXT_LAYOUTS, layouts_are_made_anew),
    (GLYPH_RUNS, glyphs_are_written_one_by_one),
    (STRUTS, struts_are_worked_out_anew),
    (BELOW_FLOATS, lines_below_a_float_are_measured),
    (FULL_LINES, full_lines_are_broken),
    (CLOSED_UP, lines_from_right_to_left_have_holes),
    (BESIDE_DROP_CAPS, lines_beside_a_drop_cap_run_over),
    (HYPHEN_LIMITS, hyphens_form_ladders),
    (HYPHEN_LIMITS, hyphens_stand_where_a_leaf_is_turned),
    (HYPHEN_LIMITS, hyphens_leave_a_syllable_alone),
    (NO_CIRCLES, a_layout_waits_for_a_collection),
    (COMPOSED_LINES, lines_gape),
    (COMPOSED_LINES, hyphens_form_ladders),
    (COMPOSED_LINES, hyphens_stand_where_a_leaf_is_turned),
    (COMPOSED_LINES, hyphens_leave_a_syllable_alone),
    (LEVEL_SPREADS, facing_pages_end_unlike),
    (WITHOUT_MARGIN_BOXES, pages_have_margin_boxes),
    (SHOWN_ALONE, hidden_margin_boxes_take_work),
    (without_files(FACES, list[UsedFont]()), font_files_are_written),
)

#: Faults that show only with an older Pango: with 1.50 of Debian 12, not with 1.56 of Debian 13.
OLDER_PANGO = (FULL_LINES, BESIDE_DROP_CAPS)


@pytest.mark.parametrize(
    ("patch", "is_faulty"),
    CONTRACTS,
    ids=[f"{patch.name}: {is_faulty.__name__}" for patch, is_faulty in CONTRACTS],
)
def test_weasyprint_has_the_fault_and_the_patch_mends_it(patch, is_faulty, monkeypatch):
    with monkeypatch.context() as patched:
        hidden = patch in OLDER_PANGO and pango.pango_version() >= 15100
        assert is_faulty(patched) or hidden, mended_upstream(patch)
    with in_place(patch):
        assert not is_faulty(monkeypatch), f"“{patch.name}” does not mend what it is for"


def mended_upstream(patch: Patch) -> str:
    return (
        f"WeasyPrint {weasyprint.__version__} has mended this: “{patch.why}” "
        f"Take the patch “{patch.name}” ({patch.made.__module__}) out, and its contract here."
    )


def test_a_layout_is_taken_up_at_a_page(monkeypatch):
    html = "".join(f"<p>{number} {WORDS}" for number in range(90))
    made = counted(monkeypatch, page, "make_page")
    trace = Trace()
    with in_place(tracing(trace)):
        whole = document(html, PAGE % 150)
    assert len(trace.boxes) == len(whole.pages) == len(made) > 8
    made.clear()
    assert document(html, PAGE % 150).pages and len(made) == len(whole.pages), (
        "WeasyPrint can take a layout up at a page: take octavo.layout.weasyprint.resume out."
    )
    made.clear()
    with in_place(resuming(trace, 4, 5)):
        assert len(document(html, PAGE % 150).pages) == 6
    assert len(made) == 2


def test_each_patch_has_a_contract():
    assert set(MENDED) <= {patch for patch, _ in CONTRACTS}


def test_whoever_replaces_a_name_twice_says_in_which_order():
    assert not list(clashes(MENDED))
    assert not list(clashes((*MENDED, WITHOUT_MARGIN_BOXES)))
    assert not list(clashes((*MENDED, tracing(Trace()))))
    swapped = (HYPHEN_LIMITS, FULL_LINES)
    (clash,) = clashes(swapped)
    assert clash == "layout.inline:split_first_line by “limits of hyphens” and “full lines”"
    with pytest.raises(ValueError, match="no order"), in_place(*swapped):
        pass


def replaced() -> list[object]:
    return [
        inline.split_first_line,
        inline.get_next_linebox,
        inline.remove_last_whitespace,
        inline.avoid_collisions,
        inline.strut,
        line_break.Layout.setup,
        line_break.Layout.reactivate,
        weasyprint.draw.text.draw_first_line,
        weasyprint.layout.block.block_box_layout,
        weasyprint.layout.make_all_pages,
        page.page_height,
        page.make_page,
    ]


def test_nothing_stays_changed_afterwards():
    before = replaced()
    with in_place(*MENDED):
        assert all(now is not then for now, then in zip(replaced(), before, strict=True))
    assert replaced() == before
    with pytest.raises(ZeroDivisionError), in_place(*MENDED):
        raise ZeroDivisionError
    assert replaced() == before


def test_nothing_stays_changed_where_a_patch_cannot_be_put_in_place():
    broken = Patch(name="broken", why="", replaces=("layout.inline:absent",), made=lambda *_: ())
    before = replaced()
    with pytest.raises(AttributeError), in_place(*MENDED, broken):
        pass
    assert replaced() == before


ROOT = Path(octavo.__file__).parent


#: What WeasyPrint tells the world of, and what Octavo needs besides.
PUBLIC = {
    "weasyprint": {"CSS", "HTML"},
    "weasyprint.document": {"Document", "Page"},
    "weasyprint.text.fonts": {"FontConfiguration"},
    "weasyprint.urls": {"URLFetcher", "URLFetcherResponse"},
}


def outside() -> list[Path]:
    folder = ROOT / "layout" / "weasyprint"
    return [path for path in ROOT.rglob("*.py") if folder not in path.parents]


def test_only_the_patches_know_the_inside_of_weasyprint():
    for path in outside():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weasyprint"):
                names = {name.name for name in node.names}
                assert names <= PUBLIC.get(node.module or "", set()), f"{path}: {node.module}"


def test_only_patches_replace_what_is_weasyprints():
    for path in outside():
        tree = ast.parse(path.read_text("utf-8"))
        theirs = {
            (alias.asname or alias.name).partition(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
            if getattr(node, "module", alias.name).startswith("weasyprint")
        }
        for node in ast.walk(tree):
            for target in getattr(node, "targets", ()) if isinstance(node, ast.Assign) else ():
                for part in ast.walk(target):
                    if isinstance(part, ast.Attribute):
                        assert ast.unparse(part).partition(".")[0] not in theirs, f"{path}"
