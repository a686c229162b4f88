"""Which sheets there are, and their columns in order: one line each, with what an editor needs to know of it."""

from dataclasses import dataclass

from .. import values
from ..said import Said
from ..values import DOCUMENT_KINDS, IDENTIFIER_TYPES, LANGUAGES, ROLES
from .cells import (
    Kind,
    choice,
    decimal,
    labelled_lines,
    lines,
    name,
    names,
    or_nothing,
    partial_date,
    slug,
    text,
    web_address,
    whole_number,
)
from .richcells import rich_text


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the manuscript's own word; `width` is in letters."""

    name: str
    heading: str
    kind: Kind
    explanation: str
    width: int = 20
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    one: Said  # a row of it, as a sentence names it
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


_RICH = "Avsnitt for avsnitt. Linjer som begynner med «- » er en liste. **fet**, *kursiv*, [ord](https://…)."
_ID = "Fylles ut av oss. Endre den ikke. La cellen stå tom i en ny rad."
_ORDER = "Rekkefølgen. Er cellen tom, kommer raden etter raden over. 2,5 kommer mellom 2 og 3."
_REPORT = (
    Column(
        "report_id",
        "Rapport-id",
        text(12),
        "Hvilken rapport raden hører til: det samme som i kolonnen Id i arket Rapporter.",
        12,
    ),
    Column(
        "report_title",
        "Rapport",
        text(),
        "Rapportens tittel, til hjelp for øyet. Den gjelder bare når Rapport-id er tom.",
        34,
    ),
)
_ROLES = {role: role.capitalize() for role in ROLES}
_ISSUED = "For eksempel 19. oktober 2020, oktober 2020 eller 2020."


def _id() -> Column:
    return Column("id", "Id", text(12), _ID, 12)


def _order(heading: str = "Nr.") -> Column:
    return Column("order", heading, decimal(4), _ORDER, 7)


EDITION = Sheet(
    "Utgave",
    Said("utgaven"),
    (
        Column("year", "Årgang", whole_number(9999), "Hvilket år utgaven gjelder. Kan ikke endres her.", 9, True),
        Column("title", "Tittel", text(200), "For eksempel FoU-prosjekter 2020.", 40, True),
        Column("subtitle", "Undertittel", text(300), "Kan stå tom.", 40),
        Column("introduction", "Innledning", rich_text(), _RICH, 80),
        Column(
            "known", "Kontroll", text(), "Fylles ut av oss. Viser hvilke rapporter som fantes da arket ble laget.", 12
        ),
    ),
)
CHAPTERS = Sheet(
    "Kapitler",
    Said("kapitlet"),
    (
        Column("number", "Nummer", whole_number(99), "Kapitlets nummer, fra 1 til 99. Hvert nummer én gang.", 9, True),
        Column("title", "Tittel", text(200), "Kapitlets navn.", 40, True),
        Column("slug", "Adresse", slug(100), "Siste ledd i nettadressen. Er den tom, lages den av tittelen.", 30),
        Column("introduction", "Innledning", rich_text(), _RICH, 80),
    ),
)
REPORTS = Sheet(
    "Rapporter",
    Said("rapporten"),
    (
        _id(),
        Column("chapter", "Kapittel", whole_number(99), "Kapitlets nummer, som i arket Kapitler.", 9, True),
        _order(),
        Column("title", "Tittel", text(300), "Rapportens tittel.", 50, True),
        Column("lead", "Ingress", text(), "Hva er undersøkt, og hva er hovedsvaret? To–tre setninger.", 60),
        Column("issued", "Utgitt", partial_date(), _ISSUED, 18),
        Column("language", "Språk", choice(LANGUAGES, otherwise="nb"), "Språket i teksten.", 11),
        Column(
            "contributions",
            "Institusjoner",
            labelled_lines(
                lambda role, who: values.Contribution(organisation=name().read(who), role=role),
                lambda entry: (entry.role, entry.organisation),
                labels=_ROLES,
                example="Utfører: NIBR",
            ),
            "Én på hver linje: Utfører, Oppdragsgiver eller Datainnsamler, kolon, navn. Ny linje: Alt+Enter.",
            40,
        ),
        Column(
            "performer_unknown",
            "Utfører ukjent",
            choice({True: "ja", False: "nei"}, otherwise=False),
            "ja når kilden ikke nevner noen utfører.",
            11,
        ),
        Column("series", "Serie", or_nothing(name()), "Navnet på serien, når rapporten er en del av en.", 24),
        Column("tags", "Emner", names(), "Ett på hver linje. Ny linje: Alt+Enter.", 28),
        Column("body", "Brødtekst", rich_text(), f"{_RICH} «# » foran en linje gjør den til overskrift.", 80),
        Column(
            "facts",
            "Fakta",
            labelled_lines(
                lambda label, value: values.Fact(label=label, value=value),
                lambda fact: (fact.label, fact.value),
                example="Antall respondenter: 2 968",
            ),
            "Én opplysning på hver linje, for eksempel Antall respondenter: 2 968.",
            40,
        ),
        Column("authors", "Forfattere", lines(), "Ett navn på hver linje.", 28),
        Column(
            "identifiers",
            "Identifikatorer",
            labelled_lines(
                lambda kind, value: values.Identifier(type=kind, value=value),
                lambda entry: (entry.type, entry.value),
                labels=IDENTIFIER_TYPES,
                example="Rapportnummer: 2020:14",
            ),
            "Én på hver linje: ISBN, ISSN, Rapportnummer eller DOI, kolon, verdi.",
            30,
        ),
        Column("source_url", "Nettside", web_address(500), "Rapportens egen nettside, med https:// først.", 40),
        Column(
            "slug",
            "Adresse",
            slug(100),
            "Siste ledd i nettadressen. Er den tom, lages den av tittelen. En publisert rapport beholder sin.",
            40,
        ),
        Column("seal", "Kontroll", text(), "Fylles ut av oss. Viser om rapporten er endret siden arket ble laget.", 12),
    ),
)
FINDINGS = Sheet(
    "Funn",
    Said("funnet"),
    (
        _id(),
        *_REPORT,
        _order(),
        Column("heading", "Overskrift", text(200), "Bare når funnene er delt i grupper.", 30),
        Column("text", "Funn", rich_text(), _RICH, 90, True),
    ),
)
KEY_FIGURES = Sheet(
    "Nøkkeltall",
    Said("nøkkeltallet"),
    (
        _id(),
        *_REPORT,
        _order(),
        Column("value", "Tall", decimal(4), "Bare tallet, for eksempel 40 eller 75,5.", 12, True),
        Column("unit", "Enhet", text(20), "For eksempel % eller kr. Kan stå tom.", 9),
        Column(
            "statement", "Utsagn", text(300), "Leses etter tallet: «… mener innvandring er bra for Norge».", 60, True
        ),
        Column("group", "Gruppe", text(200), "Når flere nøkkeltall hører sammen.", 30),
        Column(
            "measure", "Måling", or_nothing(slug(60)), "Samme nøkkel hvert år gjør at tallet kan følges over tid.", 24
        ),
    ),
)
DOCUMENTS = Sheet(
    "Dokumenter",
    Said("dokumentet"),
    (
        _id(),
        *_REPORT,
        _order(),
        Column("title", "Tittel", text(300), "Dokumentets tittel.", 50, True),
        Column(
            "kind",
            "Slag",
            choice({kind: kind for kind in DOCUMENT_KINDS}, otherwise="rapport"),
            "Hva slags dokument det er.",
            15,
        ),
        Column(
            "format",
            "Filtype",
            choice({name: name for name in ("PDF", "DOCX", "XLSX", "HTML")}, otherwise="PDF"),
            "PDF for de aller fleste.",
            9,
        ),
        Column("url", "Nettadresse", web_address(1000), "Hvor dokumentet ligger, med https:// først.", 50),
        Column("language", "Språk", choice(LANGUAGES, otherwise="nb"), "Språket i dokumentet.", 11),
        Column(
            "size",
            "Størrelse i byte",
            whole_number(10**15 - 1),
            "2 MB er 2000000. La cellen stå tom når den er ukjent.",
            16,
        ),
        Column("pages", "Sider", whole_number(10**9), "Antall sider. Kan stå tom.", 8),
        Column("file_name", "Fil", or_nothing(text(255)), "Filen vi har lagret. Fylles ut av oss; endre den ikke.", 24),
        Column(
            "sha256", "Filens kontrollsum", or_nothing(text(64)), "Hører til Fil. Fylles ut av oss; endre den ikke.", 24
        ),
    ),
)
SHEETS = (EDITION, CHAPTERS, REPORTS, FINDINGS, KEY_FIGURES, DOCUMENTS)
# The manuscript's word for the rows, their sheet, and what they are.
PARTS = (
    ("findings", FINDINGS, values.Finding),
    ("key_figures", KEY_FIGURES, values.KeyFigure),
    ("documents", DOCUMENTS, values.Document),
)
