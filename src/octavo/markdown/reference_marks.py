r"""References and citations, and commands of TeX among words: signs that another tool would follow.

@sec-tides  @fig:boat  \@ref(fig:boat)          Quarto, pandoc-crossref, bookdown: a place
[@knuth84, p. 3]  [see @a; @b]  @knuth84        pandoc: a source
\cite{knuth84}  \ref{boat}  \newpage            TeX
{ref}`tides`  {doc}`Tides <tides>`              MyST: a place, a chapter

What points to a place is looked up where all places are known; all else stays as it is typed.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

#: What the tokens of these signs are called; the value of `meta["kind"]` is the sign's kind.
TOKEN = "foreign_tag"
REFERENCE, CITATION, COMMAND, SILENT_COMMAND = "reference", "citation", "command", "silent"

#: A key of pandoc's (manual, "Citation syntax"): no sign of a sentence at its end.
_KEY = r"@(?:\{[^{}\s]+\}|[\w](?:[\w:.#$%&+?<>~/-]*[\w/])?)"
#: The words by which Quarto ("Cross References") and pandoc-crossref know what a reference is to.
_KINDS = "fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau"
_QUARTO = re.compile(rf"@(?P<name>(?:{_KINDS})[-:][\w](?:[\w:.-]*[\w])?)")
_BOOKDOWN = re.compile(r"\\@ref\((?P<name>[^()\s]+)\)")
_LONE_KEY = re.compile(rf"-?{_KEY}")
#: Keys that say a year, as those of bibliographies do; other words behind @ may be anybody's.
_YEAR = re.compile(r"[^/]*(?:(?:1[89]|20)\d\d[^/]*|[a-z]\d\d[a-z]?)\Z", re.I)
_CITED = re.compile(
    rf"\[(?P<words>(?:[^\[\]@]{{0,200}}[\s;(])?-?{_KEY}[^\[\]]{{0,500}})\](?![(\[:{{])"
)
#: Roles that lead to places ("Cross-references", MyST); others stay as they are typed.
_ROLE = re.compile(
    r"\{(?P<role>ref|numref|eq|doc|prf:ref)\}`(?:(?P<words>[^`<>]+?) *<)?(?P<to>[^`<>]+)>?`"
)
_PLACES = re.compile(rf"\[-?@(?:{_KINDS})[-:][\w:.-]+(?:\s*[;,]\s*-?@(?:{_KINDS})[-:][\w:.-]+)*\]")
#: What stands in the braces of a command, with braces in it.
_GROUP = r"\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\}"
_BRACED = re.compile(rf"\\[A-Za-z]{{2,}}\*?(?:\[[^\[\]\n]*\])*(?!\{{\d+(?:,\d*)?\}})(?:{_GROUP})+")
#: What defines commands for formulas: it is read there (`tex_macros.py`).
_DEFINING = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator|DeclareRobustCommand|def|let)\b"
    rf"\*?[^{{}}\n]*(?:{_GROUP}[^{{}}\n\\]*)*"
)
#: Commands that set pages and spaces or make lists, and have no words in their place.
SILENT = re.compile(
    r"\\(?:index|label|vspace|hspace|pagestyle|thispagestyle|setcounter|addtocounter|setlength"
    r"|addcontentsline|markboth|markright|pagenumbering)\*?(?:\{(?:[^{}\n]|\{[^{}\n]*\})*\})+|"
    r"\\(?:newpage|pagebreak|clearpage|cleardoublepage|noindent|smallskip|medskip|bigskip|vfill"
    r"|hfill|appendix|frontmatter|mainmatter|backmatter|tableofcontents|listoffigures|listoftables"
    r"|printindex|centering|raggedright|maketitle)(?![A-Za-z])(?:\{\})?"
)

#: Commands that set words otherwise, and hold nothing but words.
_WORDED_BY = {
    "emph": "em", "textit": "em", "textsl": "em", "textbf": "strong", "texttt": "code",
    "underline": "u", "textsuperscript": "sup", "textsubscript": "sub",
}  # fmt: skip
_WORDED = re.compile(rf"\\(?P<name>{'|'.join(_WORDED_BY)})\{{(?P<words>[^{{}}\\$*_`\n]+)\}}")


def add_reference_rules(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    ruler = md.inline.ruler
    ruler.before("escape", "octavo_command", _command)
    ruler.before("octavo_tag", "octavo_role", _role)
    ruler.before("link", "octavo_citation", _citation)
    ruler.before("link", "octavo_key", _key)
    md.inline.add_terminator_char("@")


def _command(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\":
        return False
    if defining := _DEFINING.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("text", "", 0).content = defining[0]
        state.pos = defining.end()
        return True
    if worded := _WORDED.match(state.src, state.pos, state.posMax):
        if not silent:
            _push_words(state, worded["name"], worded["words"])
        state.pos = worded.end()
        return True
    for pattern, kind in ((_BOOKDOWN, REFERENCE), (SILENT, SILENT_COMMAND), (_BRACED, COMMAND)):
        if found := pattern.match(state.src, state.pos, state.posMax):
            return _push(state, found, kind, silent)
    return False


def _push_words(state: StateInline, name: str, words: str) -> None:
    element = _WORDED_BY[name]
    if element == "code":
        state.push("code_inline", "code", 0).content = words
        return
    state.push(f"{element}_open", element, 1)
    state.push("text", "", 0).content = words
    state.push(f"{element}_close", element, -1)


def _role(state: StateInline, silent: bool) -> bool:
    """Read a role that leads to a place: a link, if it has words, or a chapter's title as such."""
    if state.src[state.pos] != "{":
        return False
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if found is None or (found["words"] and "%s" in found["words"]):
        return False
    if found["role"] != "doc" and not found["words"]:
        return _push(state, found, REFERENCE, silent, name=found["to"])
    if not silent:
        href = found["to"] if found["role"] == "doc" else f"#{found['to']}"
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(href.strip())}
        if found["words"]:
            state.push("text", "", 0).content = found["words"]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or "@" not in state.src:
        return False
    if found := _PLACES.match(state.src, state.pos, state.posMax):
        return _push(state, found, REFERENCE, silent)
    found = _CITED.match(state.src, state.pos, state.posMax)
    if found is None or _is_defined(state, found["words"]):
        return False
    return _push(state, found, CITATION, silent)


def _key(state: StateInline, silent: bool) -> bool:
    """Read a key that stands among words, not within one: an address has its sign there, too.

    In the words of a link it is somebody's name.
    """
    if state.src[state.pos] != "@" or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    if state.linkLevel:
        return False
    if found := _QUARTO.match(state.src, state.pos, state.posMax):
        return _push(state, found, REFERENCE, silent)
    found = _LONE_KEY.match(state.src, state.pos, state.posMax)
    if found is None or not _YEAR.match(found[0]):
        return False
    return _push(state, found, CITATION, silent)


def _is_defined(state: StateInline, words: str) -> bool:
    return words.strip().upper() in state.env.get("references", {})


def _push(
    state: StateInline, found: re.Match[str], kind: str, silent: bool, *, name: str = ""
) -> bool:
    if not silent:
        token = state.push(TOKEN, "", 0)
        token.content = found[0]
        token.meta["kind"] = kind
        token.meta["name"] = name or found.groupdict().get("name") or ""
    state.pos = found.end()
    return True
