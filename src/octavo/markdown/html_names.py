"""The names of HTML's elements, old and new (the Living Standard, sections 4 and 16.2)."""

from __future__ import annotations

#: Elements without content in HTML (13.1.2, "Void elements").
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

_BLOCKS = (
    "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hgroup hr li main ol p pre section table ul"
)
_PHRASES = (
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small"
    " span strong sub sup time u var wbr"
)
_IN_TABLES = "caption col colgroup tbody td tfoot th thead tr"

#: Elements that stand on lines of their own; a paragraph cannot hold them.
BLOCKS = frozenset(f"{_BLOCKS} {_IN_TABLES}".split())
#: Elements that a chapter may hold.
ELEMENTS = BLOCKS | frozenset(_PHRASES.split())

#: The rest of HTML: elements, but none for a book as they are.
FOREIGN = frozenset(
    "acronym applet area audio base basefont bgsound big blink body button canvas center command"
    " datalist details dialog dir embed fieldset font form frame frameset head html iframe image"
    " input keygen label legend link listing map marquee math menu menuitem meta meter nav nobr"
    " noembed noframes noscript object optgroup option output param picture plaintext progress"
    " rb rtc script search select slot source strike style summary svg template textarea title"
    " track tt video xmp".split()
)

#: Elements of presentation MathML that an author may write (MathML Core, section 2).
MATHML = frozenset(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose"
    " msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd"
    " semantics annotation".split()
)
#: Elements of drawings (SVG 2): a drawing in the text goes as a whole.
_SVG = frozenset(
    "circle clippath defs desc ellipse filter foreignobject g line lineargradient marker mask path"
    " pattern polygon polyline radialgradient rect stop symbol text textpath tspan use view".split()
)


def is_html(tag: str) -> bool:
    """Tell whether HTML knows an element of this name, in whatever letters."""
    name = tag.lower()
    return name in ELEMENTS or name in FOREIGN or name in MATHML or name in _SVG
