"""`authors` and `contributors` of book.toml → `Person`s with roles."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.core.model import Finding, Person
from octavo.findings.catalogue.book_toml import AuthorUnnamed, ContributorUnnamed, RoleUnknown
from octavo.manuscript.toml_file import TomlFile, did_you_mean

#: What people who make books are called, and the code of the MARC Code List for Relators
#: (Library of Congress, as of 2026).
ROLES = {
    "adapter": "adp",
    "afterword": "aft",
    "annotator": "ann",
    "author": "aut",
    "book designer": "bkd",
    "book producer": "bkp",
    "calligrapher": "cll",
    "cartographer": "ctg",
    "collaborator": "ctb",
    "commentator": "cmm",
    "compiler": "com",
    "consultant": "csl",
    "contributor": "ctb",
    "copyright holder": "cph",
    "cover designer": "cov",
    "creator": "cre",
    "dedicatee": "dte",
    "designer": "dsr",
    "editor": "edt",
    "engraver": "egr",
    "foreword": "aui",
    "ghostwriter": "ctb",
    "illuminator": "ilu",
    "illustrator": "ill",
    "interviewee": "ive",
    "interviewer": "ivr",
    "introduction": "aui",
    "lyricist": "lyr",
    "narrator": "nrt",
    "photographer": "pht",
    "printer": "prt",
    "proofreader": "pfr",
    "publisher": "pbl",
    "redactor": "red",
    "researcher": "res",
    "reviewer": "rev",
    "sponsor": "spn",
    "transcriber": "trc",
    "translator": "trl",
    "type designer": "tyd",
    "typesetter": "cmt",
    "typographer": "tyg",
}

#: The other codes of that list which somebody might give a book, by themselves.
_CODES = frozenset(
    "abr act anm anl ant apl arc arr art asg asn ato att auc aud aus bdd bjd bka bkp blw bnd bpd"
    " brl bsl cad cas chr clb clr clt cmp cnd cns col con cor cos cot cpe crp crr ctr cur cwt dbp"
    " dft dgg dis dln dnc dnr dpt drm drt dst dto dub edc edm elt eng etr evp exp fac fnd fmo hnr"
    " his inv isb itr lbr led len let lil lse lso ltg mcp mfr mod mon mrb mrk msd mte mus opn org"
    " orm oth own pan pat pbd plt pma pop ppm pra prc prd prf prg prm pro pte pth rbr rcp rpt rpy"
    " rsr rst rth sad sce scl scr sec sgn sht sng spk spy srv std stl tcd tch ths wac wal wam wat"
    " wdc win wit wpr wst".split()
) | frozenset(ROLES.values())


def read_people(
    book: TomlFile, key: str, role: str
) -> tuple[tuple[Person, ...], tuple[Finding, ...]]:
    """Return the people listed under `key` of `[book]`; `role` is theirs if none is stated."""
    people: list[Person] = []
    findings: list[Finding] = []
    for number, item in enumerate(book.data.get("book", {}).get(key, [])):
        given = {"name": item} if isinstance(item, str) else item
        if given.get("name", "").strip():
            people.append(_person(given, role))
        findings += _faults(book, given, key=key, number=number)
    return tuple(people), tuple(findings)


def _person(given: dict[str, str], role: str) -> Person:
    return Person(
        name=given.get("name", "").strip(),
        sort_name=given.get("sort", "").strip() or None,
        role=_code(given.get("role", "")) or role,
    )


def is_role(role: str) -> bool:
    """Return whether book.toml takes a role, given as a word or as a MARC code."""
    return bool(_code(role))


def _code(role: str) -> str:
    """Return the MARC code of a role, given as a word or as a code; empty if there is none."""
    word = " ".join(role.lower().replace("-", " ").split())
    return ROLES.get(word) or (word if word in _CODES else "")


def _faults(book: TomlFile, given: dict[str, str], *, key: str, number: int) -> Iterator[Finding]:
    if not given.get("name", "").strip():
        line = book.line_of("book", key, number, "name")
        form = AuthorUnnamed.found if key == "authors" else ContributorUnnamed.found
        yield form(file=book.name, line=line)
    role = given.get("role")
    if role is not None and not _code(role):
        line = book.line_of("book", key, number, "role")
        otherwise = "Write a word such as editor, translator or illustrator, or a MARC code."
        values = {"role": role, "suggestion": did_you_mean(role, ROLES, otherwise)}
        yield RoleUnknown.found(values, file=book.name, line=line)
