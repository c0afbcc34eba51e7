"""Formulas, written in TeX."""

from octavo.findings.entry import Entry, Form


class MathUnreadable(Entry):
    r"""The formula is not TeX, or uses a command that is not known here. The message names the sign
    at which reading stopped; what went wrong may lie just before it. A formula that is half read
    would say something false, so it is printed as it is typed.
    """

    code = "math-unreadable"
    empty = Form("the formula is empty.", "Write TeX between its marks, or take it out.")
    long = Form("the formula is too long for a page.", "Part it into several.")
    deep = Form("the formula nests too deep.", "Name a part of it, and set that apart.")
    nothing = Form("the formula shows nothing.", "Write what it should show, or take it out.")
    command = Form("the command {sign} is not known.", "{suggestion}")
    refused = Form("the command {sign} cannot be used here.", "{instead}")
    letters = Form("{sign} takes letters alone.", "Write {sign}{{name}}.")
    lineless = Form("{sign} has no lines.", r"Write {sign}{{first \\ second}}.")
    wordless = Form(
        "{sign} has no words in braces behind it, or braces inside them.",
        "Write {sign}{{words}}.",
    )
    lacking = Form("a command lacks what belongs to it.", r"Write it whole, as \frac{{a}}{{b}}.")
    closes = Form(
        "a }} closes nothing.", r"Take it out, or open it with {{. A brace itself is \}}."
    )
    unclosed = Form(
        "a {{ is never closed.", r"Close it with }}, or write \{{ for the brace itself."
    )
    outside = Form(
        "{sign} stands outside a matrix and aligned lines.",
        r"Put the lines into \begin{{aligned}} … \end{{aligned}}.",
    )
    sign = Form("{sign} means nothing in a formula.", r"Take it out, or write \{sign}.")
    bracket = Form("{sign} means nothing in a formula.", "Take it out.")
    environment = Form("the environment {name} is not known.", "{suggestion}")
    columns = Form(
        "the array does not say how its columns stand.",
        r"Write l, c or r for each, as in \begin{{array}}{{lr}}; print sets no lines.",
    )
    ends = Form(
        r"\end{{{name}}} closes nothing that is open here.",
        r"Open it with \begin{{{name}}}, and close first what it holds.",
    )
    endless = Form(r"\begin{{{name}}} is never closed.", r"Write \end{{{name}}}.")
    fence = Form("no bracket stands behind {sign}.", "Write {sign}( or {sign}. for none.")
    leftless = Form(r"{sign} has no \left.", r"Write \left and \right in pairs.")
    rightless = Form(r"a \left has no \right.", r"Close it; \right. sets no bracket.")
    parted = Form(r"a \left has no \right in the same braces.", r"Write \left and \right in pairs.")
    dollar = Form("a $ in {sign} has no partner.", r"Write \$ where you mean the sign.")
    within = Form(
        "a command stands in {sign}.", "End the text before it, and begin it anew behind it."
    )
    definition = Form(
        "what {sign} defines cannot be read.",
        r"Write \newcommand{{\name}}[1]{{… #1 …}}, or \newcommand{{\name}}{{…}}.",
    )
    circle = Form("{sign} stands for itself without end.", "Define it by other commands.")
    argument = Form(
        "{sign} has fewer arguments behind it than the {number} of its definition.",
        r"Write {sign}{{first}}{{second}}, as many as it takes.",
    )
    ruleless = Form(
        "{sign} stands in no array.", "Put it at the beginning of a row, or take it out."
    )
    exponents = Form("two exponents stand on one sign.", "Write {{x^a}}^b.")
    indices = Form("two indices stand on one sign.", "Write {{x_a}}_b.")
    script = Form("nothing stands behind ^ or _.", r"Write \^{{}} or \_.")
    limits = Form(r"\limits stands behind no operator.", "Take it out.")
    above = Form("a fraction has nothing above its line.", r"Write \frac{{a}}{{b}}.")
    below = Form("a fraction has nothing below its line.", r"Write \frac{{a}}{{b}}.")
    found = Form("the formula cannot be read.", "Look for a command without what belongs to it.")
    text = Form("{text} cannot be read.", "Say it with other commands.")
    length = Form("{length} is no length.", r"Write \hspace{{1em}}, for instance.")
    negation = Form(r"\not stands before no single sign.", r"Write it as in \not=.")
    table = Form("the table of a formula is empty.", "Write its cells.")
    bad = r"$`\frac{a}{b`$"
    good = r"$`\frac{a}{b}`$"


class MathUndrawn(Entry):
    """The formula could be read and could not be drawn for print, where it stands as it is typed.
    Say it with other commands, and report it, for this should not happen.
    """

    code = "math-undrawn"
    found = Form(
        "the formula {formula} cannot be drawn; in print it stands as it is typed.",
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
