r"""The commands and environments of TeX that a formula may use, and why it may not use others."""

from __future__ import annotations

import re

from latex2mathml import commands, symbols_parser
from latex2mathml.converter import MOVABLE_LIMIT_TEXTS

from octavo.markdown.tex_macros import Macro

#: Environments → what latex2mathml calls them. Numbers are not set: `align` is `align*`.
ENVIRONMENTS = {
    **{name: name for name in ("array", "cases", "smallmatrix", "substack")},
    **{f"{kind}matrix": f"{kind}matrix" for kind in ("", *"pbBvV")},
    **{f"{kind}matrix*": f"{kind}matrix*" for kind in ("", *"pbBvV")},
    **dict.fromkeys(("align", "align*", "aligned", "split", "flalign", "flalign*"), "align*"),
    **dict.fromkeys(("alignat", "alignat*", "alignedat"), "align*"),
    **dict.fromkeys(("gather", "gather*", "gathered"), "displaylines"),
    **dict.fromkeys(("multline", "multline*", "multlined"), "displaylines"),
    **dict.fromkeys(("eqnarray", "eqnarray*", "subarray"), "array"),
    **dict.fromkeys(("dcases", "rcases", "drcases"), "cases"),
    **dict.fromkeys(("displaymath", "equation", "equation*", "math"), ""),
}  # fmt: skip

TEXT = frozenset(
    f"\\{name}"
    for name in (
        "emph hbox mbox text textbf textit textmd textnormal textrm textsf texttt textup"
    ).split()
)
NAMES = frozenset({r"\operatorname", r"\operatorname*"})
DELIMITERS = frozenset(r"""( ) [ ] | / . < > \{ \} \| \lbrace \rbrace \lbrack \rbrack \langle
    \rangle \lvert \rvert \lVert \rVert \vert \Vert \lceil \rceil \lfloor \rfloor \lgroup \rgroup
    \lmoustache \rmoustache \backslash \uparrow \downarrow \updownarrow \Uparrow \Downarrow
    \Updownarrow \ulcorner \urcorner \llcorner \lrcorner \lparen \rparen""".split())  # fmt: skip

#: Stands for the colon of `f: A → B`, which stands close to the name before it.
COLON = "\uefff"

OTHER = "Say it with other commands."
_LINK = "Take it out; link from the text instead."
#: What latex2mathml knows and a book cannot have, or what it and e-readers show wrongly.
REFUSED = {
    **dict.fromkeys("href ref eqref".split(), _LINK),
    **dict.fromkeys(
        "cancel bcancel xcancel sout".split(), "Say it in words: many e-readers show no stroke."
    ),
    **dict.fromkeys("matrix pmatrix bmatrix cases array eqalign eqalignno displaylines".split(),
                    r"Write \begin{…} … \end{…} instead."),
    "unicode": "Write the character itself.",
    **dict.fromkeys(
        "above abovewithdelims align atopwithdelims Bmatrix class clap fbox genfrac"
        " hdashline hfil hskip kern LaTeX leftroot llap lower mathchoice mathclap mathllap"
        " mathrlap mathstrut mkern moveleft moveright mskip mspace of oldstyle pmb raise rlap root"
        " rule shoveleft shoveright sideset skew smallmatrix smash split strut style TeX"
        " underbar uproot vcenter verb Vmatrix vmatrix".split(), ""
    ),
}  # fmt: skip
_STILL = frozenset({r"\hspace", r"\limits", r"\nolimits", r"\not", r"\substack"})

#: Commands that other readers of TeX know, by commands that latex2mathml knows. Colours are
#: dropped (a formula is black, and a reader's own colour at night), and names of places.
MEANINGS = {
    r"\color": Macro(body="", arguments=2, default=""),
    r"\textcolor": Macro(body="{#3}", arguments=3, default=""),
    r"\colorbox": Macro(body=r"\text{#2}", arguments=2),
    r"\fcolorbox": Macro(body=r"\text{#3}", arguments=3),
    r"\label": Macro(body="", arguments=1),
    r"\tag": Macro(body=r"\qquad\text{(#1)}", arguments=1),
    r"\tag*": Macro(body=r"\qquad\text{#1}", arguments=1),
    r"\mathds": Macro(body=r"\mathbb{#1}", arguments=1),
    r"\textsc": Macro(body=r"\text{#1}", arguments=1),
    r"\coloneqq": Macro(body=":="),
    r"\colon": Macro(body=COLON),
    r"\sim": Macro(body="∼"),
    r"\degree": Macro(body=r"^\circ"),
}


def _known_commands() -> frozenset[str]:
    tables = (
        commands.CONVERSION_MAP,
        symbols_parser.SYMBOLS,
        commands.FUNCTIONS,
        commands.LOCAL_FONTS,
        commands.GLOBAL_FONTS,
        MOVABLE_LIMIT_TEXTS,
        commands.COMMANDS_WITH_ONE_PARAMETER,
        commands.COMMANDS_WITH_TWO_PARAMETERS,
        (r"\atop", r"\over", r"\choose", r"\idotsint", r"\space", r"\nobreakspace"),
    )
    names = {name for table in tables for name in table if re.fullmatch(r"\\[a-zA-Z]+\*?", name)}
    refused = {f"\\{name}" for name in REFUSED}
    return frozenset((names - refused) | _STILL | TEXT | NAMES)


#: The commands that a formula may use, with their backslash.
KNOWN = _known_commands()
