"""What stands before the first chapter and behind the last, by its name in many languages."""

from __future__ import annotations

import re

from octavo.core.model import Matter
from octavo.manuscript.chapter_file import KINDS, implied_kind
from octavo.manuscript.slugs import ascii_slug

#: Names of pieces in front of a book's text, parted by bars.
_FRONT = """
list of illustrations|illustrations|list of plates|list of maps
|preface|foreword|dedication|epigraph|introduction|copyright|to the reader|author's note|preamble
|vorwort|geleitwort|widmung|einleitung|einführung|vorbemerkung|an den leser|motto
|préface|avant-propos|dédicace|avertissement|au lecteur
|prefacio|prefácio|dedicatoria|dedicatória|introducción|introdução|al lector|ao leitor
|prefazione|dedica|introduzione|premessa|al lettore
|voorwoord|woord vooraf|opdracht|inleiding
|przedmowa|dedykacja|wstęp|słowo wstępne
|предисловие|посвящение|введение|от автора
|المقدمة|مقدمة|تمهيد|الإهداء|إهداء|مقدمه|پیشگفتار|הקדמה|פתח דבר|מבוא|εισαγωγή|머리말|서문|भूमिका
|前言|序言|自序|引言|献词|獻詞|まえがき|はじめに|序文|緒言
"""
#: Names of pieces of its text that no number is given to.
_BODY = """
prologue|epilogue|interlude|conclusion|prolog|epilog|zwischenspiel|nachspiel
|prólogo|epílogo|prologo|epilogo|conclusión|conclusão|conclusione
|épilogue|intermède|proloog|epiloog|slot|zakończenie|пролог|эпилог|заключение
|الخاتمة|خاتمة|خاتمه|פרולוג|אפילוג|πρόλογος|επίλογος|프롤로그|에필로그|उपसंहार
|序章|楔子|尾声|尾聲|終章|终章|エピローグ|プロローグ|序幕
"""
#: Names of pieces behind it.
_BACK = """
afterword|acknowledgments|acknowledgements|appendix|glossary|bibliography|notes|endnotes|index
|errata|corrigenda|transcriber's note|transcriber's notes|general index
|footnotes|about the author|about the authors|also by the author|colophon|postscript
|nachwort|danksagung|dank|anhang|glossar|literaturverzeichnis|anmerkungen|über den autor
|über die autorin|nachbemerkung
|postface|remerciements|appendice|annexe|glossaire|bibliographie|à propos de l'auteur
|agradecimientos|agradecimentos|apéndice|apêndice|glosario|glossário|bibliografía
|sobre el autor|sobre o autor|notas
|postfazione|ringraziamenti|glossario|bibliografia|note|l'autore|nota dell'autore
|nawoord|dankwoord|bijlage|verklarende woordenlijst
|posłowie|podziękowania|przypisy|o autorze
|послесловие|благодарности|приложение|примечания|об авторе
|后记|後記|致谢|致謝|附录|附錄|あとがき|おわりに|謝辞
"""


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for name in listed.split("|"))


_MATTERS = ((Matter.FRONT, _names(_FRONT)), (Matter.BACK, _names(_BACK)),
            (Matter.BODY, _names(_BODY)))  # fmt: skip
#: Whose preface it is, or whose note.
_WHOSE = re.compile(
    r"^(?:the )?(?:editor|translator|publisher|printer)(?:'s|s') (?=preface|introduction|foreword)"
    r"|^(?:the )?author(?:'s|s') (?=preface|introduction|foreword)"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def matter_named(title: str) -> Matter | None:
    """Return where a piece of this title belongs; None for a chapter as any other."""
    name = _EDGES.sub("", " ".join(title.casefold().replace("’", "'").split()))
    name = _WHOSE.sub("", name)
    for matter, names in _MATTERS:
        if name in names:
            return matter
    kind = implied_kind(ascii_slug(title), Matter.BODY)
    return None if kind == "chapter" else KINDS[kind]
