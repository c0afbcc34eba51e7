"""One book in every theme, and small books in the languages: read back as a printer would."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest

from helpers.outside import need_module, run, run_epubcheck
from helpers.printed import Page, read_pages
from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact
from octavo.core.errors import BookError
from octavo.core.model import Finding, Severity
from octavo.findings.wording import message_of, remedy_of
from octavo.styling.scripts import load_scripts, script_of
from octavo.styling.theme import load_theme, styles_folder, theme_names

REPOSITORY = Path(__file__).parents[2]
WIDTH, INNER, OUTER, BOTTOM, TOP = 396, 57.6, 46.8, 73.5, 60
THEMES = theme_names(styles_folder())


class Made(NamedTuple):
    pdf: Path
    epub: Path
    findings: tuple[Finding, ...]


def made(root: Path) -> Made:
    events = list(build(Request(root=root, out=root / "build")))
    paths = {event.edition: event.path for event in events if isinstance(event, Artifact)}
    (findings,) = (event.findings for event in events if isinstance(event, Findings))
    return Made(paths["print"], paths["ebook"], findings)


# One book, one word in book.toml.


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    books: dict[str, Made] = {}
    for theme in THEMES:
        root = tmp_path_factory.mktemp(theme)
        shutil.copytree(REPOSITORY / "manuscript", root / "manuscript")
        toml = root / "manuscript" / "book.toml"
        text = toml.read_text("utf-8")
        assert text.count('theme = "classic"') == 2
        toml.write_text(text.replace('theme = "classic"', f'theme = "{theme}"'), "utf-8")
        books[theme] = made(root)
    return books


@pytest.fixture(params=THEMES)
def themed(request: pytest.FixtureRequest, sample: dict[str, Made]) -> tuple[str, Made]:
    return request.param, sample[request.param]


def letters(pages: list[Page]) -> str:
    """The book's letters in a row: what no theme may change."""
    text = "".join(page.text for page in pages)
    return re.sub(r"[\W_\d]", "", text).casefold()


def test_the_e_book_passes_and_readers_can_take_it(themed):
    _, book = themed
    assert run_epubcheck(book.epub) == []
    need_module("kobofix", package="kobofix==1.0.0")
    command = [sys.executable, "-m", "kobofix", "--check", str(book.epub)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout
    assert "0 error, 0 warning, 0 info" in done.stdout


def test_the_printed_book_has_only_its_themes_fonts_in_black(themed):
    theme, book = themed
    faces = load_theme(theme, styles_folder()).fonts
    families = tuple({face.family.replace(" ", "-") for face in faces})
    with pikepdf.open(book.pdf) as document:
        names = {
            str(item.FontName).partition("+")[2]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }
    assert names
    assert all(name.startswith(families) for name in names), names
    coverage = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(book.pdf), package="ghostscript")
    rows = [tuple(map(float, row.split()[:4])) for row in coverage.splitlines() if "CMYK" in row]
    assert rows
    assert all(row[:3] == (0, 0, 0) for row in rows)


def test_no_word_is_lost_between_themes(sample):
    """Every letter of a chapter, whatever its type; heads and folios depend on the pages."""
    lengths = {theme: len(letters(read_pages(book.pdf))) for theme, book in sample.items()}
    assert max(lengths.values()) < 1.06 * min(lengths.values())


def test_themes_differ_in_more_than_the_font(sample):
    pages = {theme: read_pages(book.pdf) for theme, book in sample.items()}
    lefts, dots = {}, {}
    for theme, read in pages.items():
        title = [
            line
            for page in read
            for line in page.lines
            if line.text == "The Open Hand" and 300 < line.y < 545 and page.recto
        ]
        lefts[theme] = max(line.left for line in title)
        (contents,) = [p for p in read if any(line.text == "Contents" for line in p.lines)]
        dots[theme] = contents.text.count(" .")
    assert lefts["classic"] > INNER + 50
    assert lefts["modern"] == pytest.approx(INNER, abs=3)
    assert dots["classic"] > 50
    assert dots["modern"] == 0
    assert len(pages["large-print"]) > 1.6 * len(pages["classic"])


def test_folios_of_the_modern_theme_stand_at_the_outer_edge(sample):
    folios = 0
    for page in read_pages(sample["modern"].pdf):
        for line in page.between(0, BOTTOM - 14):
            edge = WIDTH - line.right if page.recto else line.left
            assert edge == pytest.approx(OUTER, abs=2.5), page.number
            folios += 1
    assert folios > 40


def test_large_print_is_large_and_never_divides_a_word(sample):
    book = sample["large-print"]
    sizes = set()
    for page in pypdfium2.PdfDocument(book.pdf):
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
            size = ctypes.c_float()
            pypdfium2.raw.FPDFTextObj_GetFontSize(item.raw, size)
            sizes.add(round(abs(size.value * item.get_matrix().d), 1))
    # 18 points (ACB), but for the numbers of notes, and code: 16 (UKAAF's least).
    assert {size for size in sizes if size < 18} <= {16.0, 16.2}, sizes
    for page in read_pages(book.pdf):
        assert not [line for line in page.lines if line.text.endswith(("\u00ad", "‐"))]


def test_covers_differ(sample):
    covers = set()
    for book in sample.values():
        with zipfile.ZipFile(book.epub) as archive:
            (name,) = (name for name in archive.namelist() if name.endswith("cover.jpg"))
            covers.add(archive.read(name))
    assert len(covers) == 3


# Languages. The small books are written here.

ARABIC = """في الميناء الذي يعرف المد ساعةٌ يقف فيها الماء. يكون الجزر قد انتهى ولم يبدأ المد بعد،
فترتخي الحبال التي كانت مشدودة منذ الفجر، وتدور المراكب حول مراسيها كما تشاء. يسمي
البحارة هذه الساعة الماء الراكد، ويعرفون أنها لا تطول. من أراد أن يعبر القناة عبرها
الآن، ومن أراد أن ينظف مروحة علق بها حبل نزل إليها الآن."""
JAPANESE = (
    "潮の満ち引きのある港には、日に四度ほど、水の止まる時がある。引き潮は終わり、満ち潮はまだ始まって"
    "いない。朝から張りつめていた綱はゆるみ、舟は思い思いの向きに回る。船乗りはこれを「憩潮」と呼び、"
    "長くは続かないことを知っている。水道を渡るなら今、もつれた綱をほどくのも今だ。"
)
FRENCH = """Dans un port à marée, il vient une heure où l’eau s’arrête ; le jusant est fini, le
flot n’a pas commencé. Les amarres, tendues depuis l’aube, mollissent : les bateaux
tournent comme bon leur semble. "Qui va là ?" demande la vieille. "Personne !" répond
la mer. Extraordinairement, les administrations portuaires recommandent de l’attendre."""
GERMAN = """In einem Hafen mit Gezeiten kommt eine Stunde, in der das Wasser stillsteht. Die
Festmacherleinen werden schlaff, die Fischereifahrzeuge drehen sich, wie sie wollen.
"Wer da?" fragt die Großmutter. Hafenverwaltungsvorschriften empfehlen
Niedrigwasserüberfahrten ausdrücklich nicht, und die Leuchtturmwärterin schreibt
Wettervorhersagen in ihr Sturmflutverzeichnis."""
SPANISH = """En un puerto con mareas llega una hora en que el agua se detiene. Las amarras se
aflojan y los barcos giran como quieren. "¿Quién va?" pregunta la abuela. Las
administraciones portuarias recomiendan extraordinariamente esperar, y los pescadores
experimentados desobedecen tranquilamente."""
ENGLISH = """In a harbour with a tide there comes an hour when the water stands. The mooring lines
go slack, and the boats turn as they please. "Who goes there?" asks the grandmother.
Administrations recommend extraordinarily careful navigation, notwithstanding
uncomfortable circumstances."""

SIMPLIFIED = (
    "有潮的港口，一天里总有几回，水会停下来。退潮已经结束，涨潮还没有开始；从清晨就绷紧的缆绳"
    "松了，船各自掉头，爱朝哪边就朝哪边。船家管这叫“平潮”，他们知道它不会长久。要过水道的，"
    "现在就过；螺旋桨上缠了绳子的，现在就下去解。"
)
TRADITIONAL = (
    "有潮的港口，一天裡總有幾回，水會停下來。退潮已經結束，漲潮還沒有開始；從清晨就繃緊的纜繩"
    "鬆了，船各自掉頭，愛朝哪邊就朝哪邊。船家管這叫「平潮」，他們知道它不會長久。要過水道的，"
    "現在就過；螺旋槳上纏了繩子的，現在就下去解。"
)
KOREAN = """밀물과 썰물이 있는 항구에는 하루에 몇 번씩 물이 멈추는 때가 있다. 썰물은 끝났고
밀물은 아직 시작되지 않았다. 새벽부터 팽팽하던 밧줄이 느슨해지고 배들은 저마다
원하는 쪽으로 돈다. 뱃사람들은 이것을 ‘정조’라고 부르며, 오래가지 않는다는 것을
안다."""
HEBREW = """בנמל שיש בו גאות ושפל באה שעה שבה המים עומדים. השפל תם והגאות עוד לא התחילה; החבלים
שהיו מתוחים מאז השחר נרפים, והסירות פונות לאן שהן רוצות. הימאים קוראים לזה מים
עומדים, ויודעים שזה לא נמשך."""
THAI = (
    "ในท่าเรือที่มีน้ำขึ้นน้ำลง จะมีชั่วโมงหนึ่งที่น้ำหยุดนิ่ง น้ำลงจบแล้วแต่น้ำขึ้นย"
    "ังไม่เริ่ม เชือกที่ตึงมาตั้งแต่เช้าก็หย่อนลง เรือแต่ละลำหันไปทางที่มันอยากหัน ชา"
    "วเรือเรียกสิ่งนี้ว่า น้ำนิ่ง และรู้ว่ามันอยู่ไม่นาน"
)
HINDI = """ज्वार वाले बंदरगाह में एक घड़ी ऐसी आती है जब पानी ठहर जाता है। भाटा समाप्त हो चुका
होता है और ज्वार अभी शुरू नहीं हुआ। सुबह से तनी हुई रस्सियाँ ढीली पड़ जाती हैं, और
नावें जिधर चाहें उधर घूमती हैं। नाविक इसे ठहरा पानी कहते हैं, और जानते हैं कि यह देर
तक नहीं रहता।"""

TEXTS = {
    "ar": ARABIC,
    "ja": JAPANESE,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "en": ENGLISH,
    "zh": SIMPLIFIED,
    "zh-TW": TRADITIONAL,
    "ko": KOREAN,
    "he": HEBREW,
    "th": THAI,
    "hi": HINDI,
}
TITLES = {
    "ar": "الماء الراكد",
    "ja": "憩潮",
    "fr": "L’étale",
    "de": "Stauwasser",
    "es": "Repunte",
    "zh": "平潮",
    "zh-TW": "平潮",
    "ko": "물때",
    "he": "מים עומדים",
    "th": "น้ำนิ่ง",
    "hi": "ठहरा पानी",
}


def paragraphs(text: str) -> list[str]:
    """The text nine times, each begun a word later where there are words, to break elsewhere."""
    words = text.split()
    later = range(1, 9) if len(words) > 20 else [0] * 8
    return [text, *(" ".join(words[start:]) for start in later)]


def small(root: Path, language: str, *, text: str = "", more: str = "", theme: str = "classic"):
    folder = root / "manuscript"
    folder.mkdir(parents=True)
    title = TITLES.get(language, "Slack Water")
    text = text or "\n\n".join(paragraphs(TEXTS[language].replace("\n", " ")))
    (folder / "one.md").write_text(f"# {title}\n\n{text}\n", "utf-8")
    (folder / "book.toml").write_text(
        f'schema = 1\n[book]\ntitle = "{title}"\nslug = "small"\nauthors = ["Nan Tulloch"]\n'
        f'language = "{language}"\ndate = "2026-11-22"\n[contents]\nchapters = ["one.md"]\n'
        f'[editions.ebook]\nformat = "epub"\ntheme = "{theme}"\n'
        f'[editions.print]\nformat = "pdf"\ntheme = "{theme}"\n{more}',
        "utf-8",
    )
    return root


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    return {
        language: made(small(tmp_path_factory.mktemp(language), language)) for language in TEXTS
    }


def test_each_script_has_a_book():
    scripts = load_scripts(styles_folder())
    written = {script_of(language, scripts) for language in TEXTS} - {None}
    assert written == set(scripts) and TITLES.keys() <= TEXTS.keys()


def body(pages: list[Page]) -> list[Page]:
    return [page for page in pages if sum(len(line.text) > 20 for line in page.lines) > 5]


@pytest.mark.parametrize("language", TEXTS)
def test_a_book_in_each_language_is_made_without_a_word(spoken, language):
    # Words of Octavo's own are another matter: text/added_words.toml.
    assert {item.code for item in spoken[language].findings} <= {"words-missing"}
    assert run_epubcheck(spoken[language].epub) == []


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_words_are_divided_where_a_language_does(spoken, language):
    lines = [line.text for page in body(read_pages(spoken[language].pdf)) for line in page.lines]
    assert any(text.endswith(("\u00ad", "‐", "-", "\ufffe", "\u0002")) for text in lines), lines


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en", "“Who goes there?”"),
        ("de", "„Wer da?“"),
        ("fr", "«\u00a0Qui va là\u00a0?\u00a0»"),
        ("es", "«¿Quién va?»"),
    ],
)
def test_quotation_marks_are_the_languages(spoken, language, quoted):
    with zipfile.ZipFile(spoken[language].epub) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("text/one.xhtml"))
        assert quoted in archive.read(name).decode()


def test_no_french_mark_begins_a_line(spoken):
    for page in body(read_pages(spoken["fr"].pdf)):
        assert not [line for line in page.lines if line.text[0] in ";:!?»"]
        assert not [line for line in page.lines if line.text.rstrip().endswith("«")]


@pytest.mark.parametrize("language", ["ja", "zh", "zh-TW"])
def test_no_line_of_han_begins_with_what_may_not(spoken, language):
    """JIS X 4051, the characters not to begin a line; CLREQ 3.1.5 has the same."""
    pages = body(read_pages(spoken[language].pdf))
    lines = [line for page in pages for line in page.between(BOTTOM, 612 - TOP) if page.lines]
    assert len(lines) > 30
    assert not [line.text for line in lines if line.text[0] in "、。」』）ーっゃゅょ"]
    assert not [line.text for line in lines if line.text.endswith(("「", "『", "（"))]


def test_an_arabic_book_is_bound_at_the_right(spoken):
    pages = body(read_pages(spoken["ar"].pdf))
    assert {page.recto for page in pages} == {True, False}
    for page in pages:
        lines = [line for line in page.between(BOTTOM, 612 - TOP) if line.right - line.left > 200]
        right = INNER if page.recto else OUTER
        assert max(line.right for line in lines) == pytest.approx(WIDTH - right, abs=2.5)


def test_an_arabic_book_begins_its_lines_at_the_right(spoken):
    starts, ends = set(), []
    for page in body(read_pages(spoken["ar"].pdf)):
        inner = INNER if page.recto else OUTER
        for line in page.between(BOTTOM, 612 - TOP):
            if line.right - line.left > 120:
                starts.add(round(WIDTH - inner - line.right))
                ends.append(line.left)
    # The first lines of paragraphs are set in by the indent, from the right.
    assert max(starts) == pytest.approx(14.5, abs=2.5)
    assert {start for start in starts if start > 2} <= {12, 13, 14, 15, 16}
    assert max(ends) > min(ends) + 15


def test_the_e_book_in_arabic_says_which_way_it_goes(spoken):
    with zipfile.ZipFile(spoken["ar"].epub) as archive:
        (opf,) = (name for name in archive.namelist() if name.endswith(".opf"))
        assert 'page-progression-direction="rtl"' in archive.read(opf).decode()


# Fonts: the author's own, and what none of them has.


def failure(root: Path) -> tuple[Finding, ...]:
    with pytest.raises(BookError) as caught:
        list(build(Request(root=root, out=root / "build", editions=("print",))))
    return caught.value.findings


def lacking(root: Path, edition: str) -> Finding:
    """Build an edition; return the one finding about characters that no font has."""
    (*_, built) = build(Request(root=root, out=root / "build", editions=(edition,)))
    (finding,) = (item for item in built.findings if item.code == "glyph-missing")
    assert finding.severity is Severity.WARNING
    return finding


@pytest.mark.parametrize("edition", ["ebook", "print"])
def test_a_missing_character_is_named_with_its_place_and_a_remedy(tmp_path, edition):
    root = small(tmp_path, "en", text="One line.\n\nThe signs 𓁀 and\n𓀀 are Egyptian.")
    finding = lacking(root, edition)
    assert (finding.file, finding.line) == ("manuscript/one.md", 5)
    signs = (
        '"𓁀" (U+13040, EGYPTIAN HIEROGLYPH A055)',
        '"𓀀" (U+13000, EGYPTIAN HIEROGLYPH A001; line 6)',
    )
    assert ", ".join(signs) in message_of(finding)
    assert "[[fonts]]" in remedy_of(finding)


def test_signs_that_ask_for_colour_are_set_in_the_books_own_faces(tmp_path):
    signs = "1️⃣ #️⃣ 0⃣ ❤️ ©️ 👍🏽 👨‍❤️‍👨 🏃‍♀️ 👨‍👩‍👧 🏳️‍🌈"
    book = made(
        small(
            tmp_path,
            "en",
            text=f"At the lock in the long grey night of the flood, press {signs} twice.",
        )
    )
    assert [item.code for item in book.findings] == []
    with zipfile.ZipFile(book.epub) as archive:
        assert signs in archive.read("EPUB/text/one.xhtml").decode()


def test_a_missing_character_of_a_known_script_names_its_extra(tmp_path, monkeypatch):
    from dataclasses import replace

    from octavo.compose import missing_glyphs as glyphs
    from octavo.styling import fallback_faces as faces
    from octavo.styling import scripts

    def none_installed(styles: Path):
        return tuple(replace(item, fonts=None) for item in load(styles))

    load = scripts.load_scripts
    monkeypatch.setattr(scripts, "load_scripts", none_installed)
    monkeypatch.setattr(faces, "load_scripts", none_installed)
    monkeypatch.setattr(glyphs, "load_scripts", none_installed)
    root = small(tmp_path, "en", text="The word 漢 is Chinese.")
    assert "pip install 'octavo[chinese]'" in remedy_of(lacking(root, "print"))


def test_the_authors_own_font_sets_the_text(tmp_path):
    more = '[[fonts]]\nfile = "fonts/Mine.ttf"\nfamily = "Mine"\n'
    root = small(tmp_path, "en", more=more)
    (root / "manuscript" / "fonts").mkdir()
    source = next(
        font.path
        for font in load_theme("large-print", styles_folder()).fonts
        if "Regular" in font.path.name
    )
    shutil.copy(source, root / "manuscript" / "fonts" / "Mine.ttf")
    book = made(root)
    assert "Mine" in run("pdffonts", str(book.pdf), package="poppler-utils")
    with zipfile.ZipFile(book.epub) as archive:
        assert any(name.endswith("fonts/mine-400-normal.ttf") for name in archive.namelist())


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        ('[[fonts]]\nfile = "fonts/None.ttf"\n', "font-missing", 17),
        ('[[fonts]]\nrole = "text"\n', "font-missing", 16),
        ('[[fonts]]\nfile = "../../etc/x.ttf"\n', "path-outside", 17),
        ('[[fonts]]\nfile = "one.md"\nrole = "txt"\n', "font-choice", 18),
        ('[[fonts]]\nfile = "one.md"\nweight = 7000\n', "font-choice", 18),
        ('[[fonts]]\nfile = "one.md"\nfamily = "A; } *"\n', "font-choice", 18),
        ('[[fonts]]\nfile = "one.md"\n', "font-unreadable", 17),
    ],
)
def test_a_font_that_cannot_be_used_is_passed_over_with_its_line(tmp_path, more, code, line):
    root = small(tmp_path, "en", more=more)
    *_, last = build(Request(root=root, out=root / "build", editions=("ebook",)))
    assert isinstance(last, Findings)
    assert (code, line, "warning") in {(i.code, i.line, i.severity) for i in last.findings}


@pytest.mark.parametrize("words", range(48, 92, 4))
def test_a_drop_cap_at_the_foot_of_a_page_breaks_nothing(tmp_path, words):
    """A title so long that the text begins wherever on the page, its last line included."""
    root = small(tmp_path, "en")
    chapter = root / "manuscript" / "one.md"
    text = chapter.read_text("utf-8").replace("# Slack Water", "# " + "Slack " * words)
    chapter.write_text(text, "utf-8")
    (pdf,) = [
        event.path
        for event in build(Request(root=root, out=root / "build", editions=("print",)))
        if isinstance(event, Artifact)
    ]
    text = "".join(letters(read_pages(pdf)))
    assert text.count("thegrandmother") == 9
