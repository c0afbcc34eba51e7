"""Directives of MyST and Sphinx, and the chunks of knitr and Quarto: what their names mean.

```{dropdown} Tides        Markdown in a block, under a title
```{figure} boat.png       a picture; below its options its caption
```{theorem, name="X"}     bookdown's blocks of Markdown
```{r, echo=FALSE}         code that another tool runs
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LINE = re.compile(r":([\w-]+):(?:[ \t]+(.*?))?[ \t]*\Z")
_YAML = re.compile(r"([\w-]+):[ \t]*(.*?)[ \t]*\Z")
_PIPE = re.compile(r"(?:#|//|%%|--)\|[ \t]*([\w.-]+):[ \t]*(.*?)[ \t]*\Z")
#: A line that goes on with the value of the option above: YAML sets it in, or leaves it blank.
_PIPE_ON = re.compile(r"(?:#|//|%%|--)\|(?:[ \t]{2,}(\S.*?))?[ \t]*\Z")
#: How YAML announces a value of several lines.
_BLOCK_SIGN = re.compile(r"[|>][+-]?\d?\Z")
_DIRECTIVE = re.compile(r"\{([A-Za-z][\w:-]*)\}[ \t]*(.*)\Z", re.S)
_CHUNK = re.compile(r"\{([A-Za-z][\w+-]*)(?:[\s,]+([^{}]*))?\}\Z")
_OPTION = re.compile(
    r"""\s*(?:([\w.-]+)\s*=\s*)?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:\([^()]*\)|[^,()"'])+)\s*(?:,|\Z)""",
    re.S,
)
_SHOWN = re.compile(r"(?:knitr::)?include_graphics\(\s*(\"[^\"\n]+\"|'[^'\n]+')[^()]*\)\s*\Z")

_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_HERE = re.compile(r"(?:here::)?here\(\s*((?:\"[^\"\n]*\"|'[^'\n]*'|[\s,])+)\)")

#: Statements of mathematics that tools number: bookdown's engines ("Authoring Books with R
#: Markdown", 2.2.2), Quarto's ("Theorems and Proofs"), and sphinx-proof's behind `prf:`.
STATEMENTS = frozenset(
    "theorem lemma corollary proposition conjecture definition example exercise hypothesis proof"
    " remark solution axiom criterion algorithm property observation assumption".split()
)
#: The beginnings of names by which Quarto knows them.
_QUARTO = {
    "thm": "theorem", "lem": "lemma", "cor": "corollary", "prp": "proposition",
    "cnj": "conjecture", "def": "definition", "exm": "example", "exr": "exercise",
    "sol": "solution", "rem": "remark", "alg": "algorithm",
}  # fmt: skip
#: Directives whose argument is a title; what they hold is Markdown.
_TITLED = frozenset(
    "aside card deprecated details dropdown grid-item-card group-tab margin rubric sidebar"
    " tab tab-item topic versionadded versionchanged".split()
)
#: Directives that hold Markdown, and whose argument is not for readers.
_HOLDING = frozenset(
    "blockquote card-carousel compound container div epigraph figure-md glossary grid grid-item"
    " highlights hlist only pull-quote subfigure tab-set tabs".split()
)
_PICTURES = frozenset({"figure", "image"})
#: Directives that show nothing in their place; lists of contents and of chapters are the book's.
_NOTHING = frozenset("contents exercise-end index solution-end tableofcontents toctree".split())
#: Directives that hold code.
CODE = frozenset({"code", "code-block", "code-cell", "sourcecode", "prompt", "parsed-literal"})
#: What tells a tool how to show code, and is nothing to read.
_SILENT = frozenset(
    "class dedent emphasize-lines force label lineno-start linenos name number-lines tags".split()
)
#: What another tool runs, or draws, beside the languages that Pygments knows.
_RUN = frozenset({"code-cell", "mermaid", "ojs", "webr", "webr-r", "pyodide-python"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """A directive: what is behind its name, its options, and what it holds.

    `skipped` are the lines of the options, above what it holds.
    """

    name: str
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict)
    content: str = ""
    skipped: int = 0

    @property
    def is_picture(self) -> bool:
        """Whether it shows a picture, whose path is its argument."""
        return self.name in _PICTURES and bool(self.argument)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is to be seen where it stands."""
        return self.name in _NOTHING

    @property
    def is_raw(self) -> bool:
        """Whether it holds what is written in the format that its argument names."""
        return self.name == "raw" and bool(self.argument)

    @property
    def is_code(self) -> bool:
        """Whether it holds code."""
        return self.name in CODE

    @property
    def statement(self) -> str:
        """The kind of statement that it is (`theorem`); empty if it is none."""
        bare = self.name.removeprefix("prf:").removesuffix("-start").lower()
        return bare if bare in STATEMENTS else ""

    @property
    def title(self) -> str:
        """The words above what it holds, as Markdown."""
        if kind := self.statement:
            # Behind `solution` stands the name of the exercise.
            given = "" if kind == "solution" else self.argument or self.options.get("name", "")
            return statement_title(kind, given if " " in given or ":" not in given else "")
        return self.argument if self.name in _TITLED else ""

    @property
    def holds_markdown(self) -> bool:
        """Whether what it holds is Markdown, to be read as what is around it."""
        return self.name in _TITLED or self.name in _HOLDING or bool(self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A chunk of code: its language, its label, the options of its head and its first lines."""

    language: str
    label: str = ""
    options: dict[str, str] = field(default_factory=dict)

    @property
    def is_unseen(self) -> bool:
        """Whether neither the code nor what it prints would be shown."""
        return self.options.get("include", "").lower() in ("false", "f")

    @property
    def picture(self) -> str:
        """The caption of what it shows."""
        return self.options.get("fig-cap", "")


def statement_title(kind: str, name: str = "") -> str:
    """Return the title of a statement: its kind as it is typed, and its own name."""
    return f"{kind.capitalize()} ({name})" if name else kind.capitalize()


def statement_of(attributes: dict[str, str]) -> str:
    """Return the kind of statement that a fenced division is, by its classes or its id."""
    for name in attributes.get("class", "").split():
        if name in STATEMENTS:
            return name
    head, mark, _ = attributes.get("id", "").partition("-")
    return _QUARTO.get(head, "") if mark else ""


def read_directive(info: str, content: str) -> Directive | None:
    """Read a directive from the words behind a fence and what it holds; None if it is none."""
    found = _DIRECTIVE.match(info.strip())
    if found is None:
        return None
    options, rest, skipped = read_options(content)
    return Directive(
        name=found[1],
        argument=found[2].strip(),
        options=options,
        content=rest,
        skipped=skipped,
    )


def read_options(content: str) -> tuple[dict[str, str], str, int]:
    """Read the options at the head of a directive: them, what is below, and how many lines."""
    lines, options, at = content.split("\n"), dict[str, str](), 0
    if lines[0].strip() == "---":
        end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        pairs = [_YAML.match(line) for line in lines[1:end]]
        if not all(pairs):
            return {}, content, 0  # tables within it may have words, such as a caption's
        options = {found[1]: _unquoted(found[2]) for found in pairs if found}
        at = end + 1 if end else 0
    while at < len(lines) and (found := _LINE.match(lines[at].strip())):
        options[found[1]] = found[2] or ""
        at += 1
    return options, "\n".join(lines[at:]), at


def glossary(content: str) -> str:
    """Return a glossary as Sphinx has it, terms above what is set in, as a list of definitions."""
    lines: list[str] = []
    term = False
    for line in content.split("\n"):
        if line[:1] in (" ", "\t") and line.strip():
            mark = ":   " if term and not line.lstrip().startswith(":") else "    "
            lines.append(mark + line.strip() if term else f"    {line.strip()}")
            term = False
        else:
            term = bool(line.strip())
            lines.append(line)
    return "\n".join(lines)


def said(options: dict[str, str]) -> dict[str, str]:
    """Return the options of a directive that holds code which a reader would see."""
    return {name: value for name, value in options.items() if name not in _SILENT}


def read_chunk(info: str, content: str) -> Chunk | None:
    """Read the head of a chunk; None if a fence's words are no such head."""
    found = _CHUNK.match(info.strip())
    if found is None:
        return None
    options, label = dict[str, str](), ""
    for item in _OPTION.finditer(found[2] or ""):
        if item[1]:
            options[item[1].replace(".", "-")] = _unquoted(item[2].strip())
        else:
            label = label or item[2].strip()
    for name, value, _ in _piped(content.split("\n")):
        options[name.replace(".", "-")] = _unquoted(value)
    return Chunk(language=found[1], label=label or options.pop("label", ""), options=options)


def without_options(content: str) -> str:
    """Return code without the lines at its head that say how it is to be run; captions stay."""
    lines = content.split("\n")
    head = list(_piped(lines))
    kept = [line for name, _, own in head if name.endswith(("cap", "alt")) for line in own]
    return "\n".join([*kept, *lines[sum(len(own) for _, _, own in head) :]])


def _piped(lines: Sequence[str]) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield the options at the head of a chunk: name, value on one line, and their lines."""
    at = 0
    while at < len(lines) and (pair := _PIPE.match(lines[at].strip())):
        end = at + 1
        said = [] if _BLOCK_SIGN.match(pair[2]) else [pair[2]]
        while end < len(lines) and (more := _PIPE_ON.match(lines[end].strip())):
            said.append(more[1] or "")
            end += 1
        yield pair[1], " ".join(filter(None, said)), lines[at:end]
        at = end


def picture_of(content: str) -> str:
    """Return the path of the picture that a chunk does nothing else than show; else nothing."""
    lines = [line for line in content.split("\n") if not line.lstrip().startswith("#")]
    code = [line for line in lines if line.strip() and "library(knitr)" not in line]
    # The package "here" puts a path together from the book's root.
    text = _HERE.sub(_joined, " ".join(code).strip())
    found = _SHOWN.match(text)
    return found[1][1:-1] if found else ""


def _joined(found: re.Match[str]) -> str:
    return f'"{"/".join(part[1:-1] for part in _QUOTED.findall(found[1]))}"'


def is_run(name: str, options: dict[str, str]) -> bool:
    """Tell whether another tool would run the code, by its language and options."""
    return options.get("eval", "").lower() not in ("false", "f") and name not in CODE - _RUN


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value
