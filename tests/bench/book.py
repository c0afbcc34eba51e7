"""The two books that the bench builds: a novel and a technical book, the same every time.

No word in them is anybody's: a few hundred glue words of English, and six thousand made
of syllables, drawn as often as Zipf says and as long as words are (4.4 letters in the mean).
Paragraphs, talk, notes, code, tables and pictures stand as thick as in the books that they
replace: a novel of 61 chapters and 122,000 words with 58 words to a paragraph, a handbook of
25 chapters and 200,000 words with 950 pieces of code, 13 tables and 28 pictures.
"""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import technical
from PIL import Image, ImageDraw

GLUE = (
    "the 620 of 290 and 285 to 260 a 215 in 185 was 150 he 140 that 125 it 120 his 110 her 110 "
    "she 100 had 95 with 88 as 85 for 82 not 75 at 72 on 70 you 65 but 64 be 60 him 55 is 52 "
    "so 48 they 46 all 44 have 42 from 40 by 39 which 38 were 37 this 36 would 35 there 34 or 33 "
    "when 32 been 31 who 30 one 29 if 29 no 28 could 28 what 27 said 27 an 26 very 25 into 25 "
    "their 24 them 24 out 23 will 22 up 22 then 22 some 21 more 21 than 20 now 20 only 20 before "
    "19 any 18 about 18 time 18 must 17 our 16 such 16 over 15 never 15 after 14 down 14 without 13"
).split()
_STARTS = "b c d f g h l m n p r s t v w br cl cr dr fl gr pl pr sh st str th tr wh".split()
_MIDDLES = "a a e e e i i o o u ai ea ee oa ou".split()
_ENDS = " d l m n nd ng nt r rd rn s ss st t th ck ll".split(" ")
_TAILS = ["", "", "", "", "s", "ed", "ing", "er", "ly", "ness", "ment", "able", "ation"]
_VOCABULARY = 6000
#: A chapter ends with a whole paragraph, 65 words late in the mean: 61 x 2,000 words.
CHAPTERS, WORDS = 61, 1935


@cache
def _language() -> list[str]:
    """The words, the frequent ones first; these are short, as in any language."""
    pick = random.Random(1)
    made = {_make(pick): 22 * pick.random() for _ in range(_VOCABULARY)}
    return sorted(made, key=lambda word: len(word) + made[word])


def _make(pick: random.Random) -> str:
    count = pick.choices((1, 2, 3), (45, 45, 10))[0]
    syllables = (pick.choice(_STARTS) + pick.choice(_MIDDLES) for _ in range(count))
    return "".join(syllables) + pick.choice(_ENDS) + pick.choice(_TAILS)


class Words:
    """Draws words, sentences and paragraphs; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)
        self._glue = GLUE[::2], list(accumulate(map(int, GLUE[1::2])))
        self._content = _language()
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._content))))

    def word(self) -> str:
        """A word of the language that is no glue word."""
        return self.pick.choices(self._content, cum_weights=self._weights)[0]

    def title(self, words: int = 3) -> str:
        return " ".join(self.word().capitalize() for _ in range(words))

    def clause(self, words: int) -> list[str]:
        words_, weights = self._glue
        glue = self.pick.choices(words_, cum_weights=weights, k=words)
        return [self.word() if self.pick.random() < 0.48 else each for each in glue]

    def sentence(self, spice: float = 0.03) -> str:
        """About sixteen words, with commas; `spice` of them have an emphasis."""
        length = max(3, min(60, round(self.pick.lognormvariate(2.6, 0.55))))
        words = self.clause(length)
        for place in range(4, length - 3):
            if self.pick.random() < 0.09:
                words[place] += self.pick.choices((",", ";", " –"), (90, 6, 4))[0]
        if self.pick.random() < 0.12:
            words[self.pick.randrange(length)] = self.word().capitalize()
        if length > 4 and self.pick.random() < spice:
            words[2] = f"*{words[2].strip(',; –')}*"
        text = " ".join(words)
        return text[0].upper() + text[1:] + self.pick.choices(".?!", (90, 6, 4))[0]

    def prose(self, words: int) -> str:
        """Sentences until there are so many words, and the last one whole."""
        sentences: list[str] = []
        while words > 0:
            sentences.append(self.sentence())
            words -= len(sentences[-1].split())
        return " ".join(sentences)

    def speech(self) -> str:
        """What somebody says, and mostly who."""
        said, name = self.prose(self.pick.randint(3, 30)), self.word().capitalize()
        if self.pick.random() < 0.35:
            return f'"{said}"'
        more = f' "{self.sentence()}"' if self.pick.random() < 0.4 else ""
        return f'"{said[:-1]}," said {name}, {" ".join(self.clause(6))}.{more}'


@dataclass(frozen=True)
class Book:
    """Chapters in a folder, in order, with what lies beside them, and a cover."""

    folder: Path
    chapters: tuple[str, ...]
    title: str
    cover: str = "images/cover.png"

    @property
    def middle(self) -> str:
        """The chapter that is edited: the thirtieth of sixty-one."""
        return self.chapters[max(0, len(self.chapters) // 2 - 1)]


def note(text: str, name: str) -> str:
    """The text with a reference to a note at its end, which must not look like a picture."""
    return f"{text.rstrip('!')}[^{name}]"


def novel_chapter(number: int, words: int) -> str:
    """Narrative and talk, scenes set apart, now and then a letter or a note."""
    say = Words(1000 + number)
    blocks, left = [f"# {say.title(say.pick.randint(2, 4))}"], words
    while left > 0:
        kind = say.pick.random()
        if kind < 0.42:
            block = say.speech()
        elif kind < 0.95 or left < 200:
            block = say.prose(min(300, round(say.pick.lognormvariate(4.2, 0.6))))
        elif kind < 0.975:
            block = "* * *"
        else:
            block = "> " + say.prose(60)
        if block == blocks[-1] or (len(blocks) == 1 and block[0] in "*>"):
            continue
        blocks.append(block)
        left -= len(block.split())
    if number % 5 == 0:
        place = next(at for at, block in enumerate(blocks) if at > 3 and block[0] not in "*>")
        blocks[place] = note(blocks[place], "1")
        blocks.append(f"[^1]: {say.prose(25)}")
    return "\n\n".join(blocks) + "\n"


def novel(folder: Path, chapters: int = CHAPTERS, words: int = WORDS) -> Book:
    """A novel of so many chapters of so many words."""
    texts = {
        f"chapter-{number:03}.md": novel_chapter(number, words) for number in range(1, chapters + 1)
    }
    return _written(folder, texts, "The Long Shore")


def handbook(folder: Path, chapters: int = 25, sections: int = technical.SECTIONS) -> Book:
    """A technical book: 8,000 words and 38 pieces of code a chapter, tables, pictures."""
    texts = {}
    for number in range(1, chapters + 1):
        say = Words(5000 + number)
        texts[technical.name(number)] = technical.chapter(say, number, chapters, sections)
    technical.pictures(folder / "images", chapters)
    return _written(folder, texts, "A Handbook of Tides")


def given(source: Path, folder: Path) -> Book:
    """Anybody's folder of Markdown chapters, in the order of their names, copied."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("book.toml", "build", ".*"))
    chapters = tuple(sorted(path.name for path in folder.glob("*.md")))
    if not chapters:
        raise SystemExit(f"{source}: there is no chapter (*.md) in this folder.")
    _cover(folder)
    return Book(folder=folder, chapters=chapters, title=source.resolve().name)


def _written(folder: Path, texts: dict[str, str], title: str) -> Book:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    _cover(folder)
    return Book(folder=folder, chapters=tuple(texts), title=title)


def _cover(folder: Path) -> None:
    image = Image.new("RGB", (1600, 2560), "#1f3a4d")
    draw = ImageDraw.Draw(image)
    for row in range(40):
        draw.ellipse((800 - row * 18, 700 - row * 9, 800 + row * 18, 700 + row * 9), outline="#fff")
    path = folder / "images" / "cover.png"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        image.save(path)


def book_folder(book: Book, root: Path, *editions: str) -> Path:
    """An Octavo book of the chapters, in `root`, with these editions: `ebook`, `print`."""
    shutil.copytree(book.folder, root / "manuscript", ignore=shutil.ignore_patterns("*.typ"))
    listed = ",\n".join(f'  "{name}"' for name in book.chapters)
    lines = ["schema = 1", "[book]", f'title = "{book.title}"', 'authors = ["Ada Lovelace"]']
    lines += ['language = "en-GB"', 'date = "2026-11-22"', f'cover = "{book.cover}"']
    lines += ["[contents]", f"chapters = [\n{listed}\n]"]
    formats = {"ebook": ['format = "epub"'], "print": ['format = "pdf"', 'profile = "plain"']}
    for name in editions:
        lines += [f"[editions.{name}]", *formats[name]]
    (root / "manuscript" / "book.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def change_word(path: Path) -> None:
    """One word of the chapter's second paragraph is another one now."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    place = _paragraphs(blocks)[1]
    blocks[place] = re.sub(r"(?<= )[a-z]{3,}(?= )", "harbour", blocks[place], count=1)
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def add_pages(path: Path) -> None:
    """700 words more: two pages, so that every later one has another number.

    One page would vanish where a chapter ends on a left-hand page that was blank.
    """
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    say = Words(9)
    blocks[_paragraphs(blocks)[1] :] = [
        *(say.prose(100) for _ in range(7)),
        *blocks[_paragraphs(blocks)[1] :],
    ]
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def _paragraphs(blocks: list[str]) -> list[int]:
    """Where plain paragraphs stand that are long enough to be changed."""
    fenced, found = False, []
    for place, block in enumerate(blocks):
        plain = block[:1].isalpha() or block[:1] in "\"'“"
        if plain and not fenced and re.search(r" [a-z]{3,} ", block):
            found.append(place)
        fenced ^= block.count("```") % 2 == 1
    if len(found) < 2:
        raise SystemExit("this chapter has no two paragraphs to change a word in.")
    return found
