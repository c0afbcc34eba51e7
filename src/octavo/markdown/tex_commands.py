r"""The commands and environments of TeX that a formula may use, and why it may not use others."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

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
    **dict.fromkeys(("eqnarray", "eqnarray*", "subarray", "darray"), "array"),
    **dict.fromkeys(("dcases", "rcases", "drcases"), "cases"),
    **dict.fromkeys(("displaymath", "equation", "equation*", "math", "subequations"), ""),
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
    **dict.fromkeys("bmatrix array eqalignno".split(), r"Write \begin{…} … \end{…} instead."),
    "sout": r"Write \cancel{…}.",
    "unicode": "Write the character itself.",
    **dict.fromkeys(
        "above abovewithdelims align atopwithdelims Bmatrix genfrac"
        " hdashline LaTeX leftroot lower moveleft moveright mspace of oldstyle raise root"
        " rule shoveleft shoveright sideset skew smallmatrix split style TeX"
        " uproot verb Vmatrix vmatrix".split(), ""
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
    r"\tag": Macro(body=r"\qquad\text{(#1)}", arguments=1),
    r"\tag*": Macro(body=r"\qquad\text{#1}", arguments=1),
    r"\degree": Macro(body=r"^\circ"),
    # amsmath, mathtools, nicefrac, cancel, and plain TeX.
    r"\intertext": Macro(body=r"&\text{#1}\\", arguments=1),
    r"\shortintertext": Macro(body=r"&\text{#1}\\", arguments=1),
    r"\nicefrac": Macro(body=r"{}^{#2}\!/\!{}_{#3}", arguments=3, default=""),
    r"\sfrac": Macro(body=r"{}^{#2}\!/\!{}_{#3}", arguments=3, default=""),
    r"\cancelto": Macro(body=r"{\cancel{#2}}^{#1}", arguments=2),
    r"\fbox": Macro(body=r"\boxed{\text{#1}}", arguments=1),
    r"\framebox": Macro(body=r"\boxed{\text{#1}}", arguments=1),
    r"\matrix": Macro(body=r"\begin{matrix}#1\end{matrix}", arguments=1),
    r"\pmatrix": Macro(body=r"\begin{pmatrix}#1\end{pmatrix}", arguments=1),
    r"\cases": Macro(body=r"\begin{cases}#1\end{cases}", arguments=1),
    r"\eqalign": Macro(body=r"\begin{aligned}#1\end{aligned}", arguments=1),
    r"\displaylines": Macro(body=r"\begin{gathered}#1\end{gathered}", arguments=1),
    r"\mathchoice": Macro(body="{#1}", arguments=4),
    r"\prescript": Macro(body="{}^{#1}_{#2}{#3}", arguments=3),
    r"\accentset": Macro(body=r"\overset{#1}{#2}", arguments=2),
    r"\raisebox": Macro(body=r"\text{#2}", arguments=2),
    # physics: its brackets and derivatives.
    r"\abs": Macro(body=r"\left\lvert #1\right\rvert", arguments=1),
    r"\norm": Macro(body=r"\left\lVert #1\right\rVert", arguments=1),
    r"\dv": Macro(body=r"\frac{\mathrm{d}#1}{\mathrm{d}#2}", arguments=2),
    r"\pdv": Macro(body=r"\frac{\partial #1}{\partial #2}", arguments=2),
    r"\ev": Macro(body=r"\left\langle #1\right\rangle", arguments=1),
    r"\comm": Macro(body=r"\left[#1, #2\right]", arguments=2),
    r"\order": Macro(body=r"\mathcal{O}\left(#1\right)", arguments=1),
    r"\qq": Macro(body=r"\quad\text{#1}\quad", arguments=1),
    **{
        name: Macro(body=rf"{meant}{{#1}}", arguments=1)
        for name, meant in {
            r"\mathds": r"\mathbb", r"\mathbbm": r"\mathbb", r"\pmb": r"\boldsymbol",
            r"\textsc": r"\text", r"\underbar": r"\underline", r"\overarc": r"\overparen",
            r"\vb": r"\mathbf", r"\va": r"\vec",
        }.items()
    },
    # What only moves or hides a box: what is in it stays.
    **{
        rf"\{name}": Macro(body="{#1}", arguments=1)
        for name in "smash vcenter ensuremath clap llap rlap mathclap mathllap mathrlap".split()
    },
    **{rf"\{name}": Macro(body="{#2}", arguments=2) for name in "class cssId".split()},
    **{
        rf"\{name}": Macro(body="", arguments=1)
        for name in "label require mathversion vspace".split()
    },
    **{
        rf"\{name}": Macro(body="")
        for name in "mathstrut strut bigskip medskip smallskip allowbreak displaybreak".split()
    },
    **{
        rf"\{name}": Macro(body=rf"\operatorname{{{name}}}")
        for name in "arg arccot arcsec arccsc erf Tr tr rank sgn diag Var Cov".split()
    },
    **{
        name: Macro(body=meant)
        for name, meant in {
            r"\coloneqq": ":=", r"\vcentcolon": ":", r"\colonequals": ":=", r"\colon": COLON,
            r"\sim": "∼", r"\hdots": r"\ldots", r"\hfill": r"\quad", r"\hfil": r"\quad",
            r"\textdegree": "°", r"\P": "¶", r"\copyright": "©", r"\qed": r"\square",
            r"\grad": r"\nabla", r"\curl": r"\nabla\times", r"\laplacian": r"\nabla^2",
            r"\cp": r"\times", r"\R": r"\mathbb{R}", r"\N": r"\mathbb{N}", r"\Z": r"\mathbb{Z}",
        }.items()
    },
}  # fmt: skip


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


def nearest(name: str, known: Iterable[str], otherwise: str = OTHER) -> str:
    """Return a question for the likeliest of the known names, if one is near."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return f"Did you mean {near[0]}?" if near else otherwise
