"""Formulas, written in TeX."""

from octavo.findings.entry import Entry, Form
from octavo.model import Severity


class MathUnreadable(Entry):
    r"""The formula is not TeX, or uses a command that is not known here. The message names the sign
    at which reading stopped; what went wrong may lie just before it. A formula that is half read
    would say something false, so nothing is built.
    """

    code = "math-unreadable"
    severity = Severity.ERROR
    found = Form("{problem}", "{remedy}")
    bad = r"$`\frac{a}{b`$"
    good = r"$`\frac{a}{b}`$"


class MathUndrawn(Entry):
    """The formula could be read and could not be drawn for print. Say it with other commands, and
    report it, for this should not happen.
    """

    code = "math-undrawn"
    severity = Severity.ERROR
    found = Form(
        "the formula {formula} cannot be drawn for print.",
        "Say it with other commands, and please report it.",
    )
    bad = "A formula that the e-book shows and print cannot"
    good = "The same, said with simpler commands"


class MathSmall(Entry):
    """The formula is so wide that it had to shrink in print, to letters that are hard to read.
    Break it into lines where a mathematician would: before an equals sign, before a plus.
    """

    code = "math-small"
    found = Form(
        "a formula is {wide:.0f} pt wide, the page's text {measure:.0f} pt;"
        " to fit, it shrinks to letters of {size:.1f} pt.",
        r"Break it into lines: \begin{{aligned}} … &= … \\ … \end{{aligned}}.",
    )
    bad = "```math\na = b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s\n```"
    good = (
        "```math\n\\begin{aligned} a &= b + c + d + e + f + g + h + i \\\\\n"
        "&\\quad + j + k + l + m + n + o + p + q + r + s \\end{aligned}\n```"
    )
