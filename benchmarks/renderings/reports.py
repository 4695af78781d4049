"""Fifteen reports of our own invention, as a list of materials tells of them."""

from dataclasses import dataclass

from search.library.dates import MONTHS

SITE = "https://videnbanken.example"


@dataclass(frozen=True)
class Report:
    """A report as a page lists it. ``published`` as in the catalogue; ``heading`` and ``line`` are
    what a page that shows no fields has for title, kind, publisher and date; ``tags`` what stands
    beside it. A paragraph that begins with a bullet is an item of a list."""

    id: str
    title: str
    kind: str
    publisher: str
    published: str
    text: tuple[str, ...]
    link: str
    authors: tuple[str, ...] = ()
    heading: str = ""
    line: str = ""
    tags: tuple[str, ...] = ("Mentor", "Beskæftigelse")
    has_file: bool = True

    @property
    def file(self) -> str:
        """The address of the file, from the root of the site."""
        return f"/media/{self.id}.pdf"

    @property
    def page(self) -> str:
        """The address of the page about it."""
        return f"/udgivelser/{self.id}"

    @property
    def date(self) -> str:
        """``marts 2019`` or ``2019``."""
        year, *month = self.published.split("-")
        return f"{MONTHS[int(month[0]) - 1]} {year}" if month else year

    @property
    def said(self) -> str:
        """The line below the heading."""
        return self.line or f"{self.kind.capitalize()}, {self.publisher}, {self.date}"

    @property
    def shown(self) -> str:
        """The heading."""
        return self.heading or self.title


REPORTS = (
    Report(
        "makkerskab-i-sundhedsklinikker", "Makkerskab i kommunale sundhedsklinikker", "notat",
        "Videnscenter for Klinikker", "2019-03",
        ("Notatet gennemgår, hvordan 41 klinikker har indført makkerskab for nye medarbejdere.",
         "• Hver anden klinik har en fast makkeraften.",
         "• En tredjedel mangler tid til at følge op."),
        "Læs og download notatet her",
    ),
    Report(
        "makkere-giver-ro-paa-skolen", "Makkere giver ro på skolen", "artikel", "Skoleforum", "2018",
        ("Tre lærere fortæller om at have en ældre elev som makker i frikvarteret.",),
        "Læs hele artiklen her",
    ),
    Report(
        "mestrenes-syn-paa-makkere", "Mestrenes syn på makkere i lærlingetiden", "undersøgelse",
        "Håndværk Analyse", "2018-06",
        ("Rundspørgen blandt 260 mestre tegner et billede af en ordning, som de fleste holder af.",
         "Knap halvdelen måler ikke, om makkeren gør en forskel."),
        "Download den her",
    ),
    Report(
        "guide-til-frivillige-laesemakkere", "Guide til frivillige læsemakkere", "guide",
        "Læselauget", "2018-01",
        ("Guiden har ti råd om den første læsestund og en case om en familie.",
         "Den er skrevet sammen med biblioteker i fire byer."),
        "Download guiden her",
    ),
    Report(
        "den-digitale-makker", "Den digitale makker", "hjemmeside", "Foreningen Netstart", "2017",
        ("Siden samler apps, som en makker kan bruge, og et skema til at vælge imellem dem.",),
        "Du finder den her",
    ),
    Report(
        "makker-som-eneste-tilbud", "Makker som eneste tilbud – en optælling", "kortlægning",
        "Arbejdsstyrelsen", "2016-12",
        ("Optællingen ser på 1.930 forløb, hvor makkeren stod alene.",
         "• Et forløb varer som regel fire måneder.",
         "• Hvert femte forløb fører til en plads i en virksomhed."),
        "Læs optællingen",
    ),
    Report(
        "makker-for-nye-landsmaend", "Makker for nye landsmænd", "bog", "Broforlaget", "2016",
        ("Bogen handler om at tage imod mennesker, der er nye i landet, og om deres sprog.",),
        "Du kan læse mere om bogen her", ("Tove Thorsen",), has_file=False,
    ),
    Report(
        "makker-i-hverdagen", "Makker i hverdagen – En vej ind på værkstedet", "bog", "Trykkeladen",
        "2015", ("En håndfast bog om, hvordan en svend lærer fra sig, med otte fortællinger.",),
        "Bogen kan købes her", ("Karen Kjær",), has_file=False,
    ),
    Report(
        "makkere-faar-unge-til-at-blive", "Makkere får unge til at blive på uddannelsen",
        "effektstudie", "Center for Ungdomsstudier", "2015-12",
        ("To forskere har fulgt 640 unge; 31 procent mod 24 gik ikke fra uddannelsen.",
         "Effekten er størst for dem, der var længst fra skolen."),
        "Læs hele studiet", ("Mads Rosendal", "Mikkel Svane"),
    ),
    Report(
        "voksenmakkere-i-boligomraader", "Voksenmakkere i boligområder – Gode eksempler fra fem byer",
        "rapport", "Center for Boligliv", "2015-03",
        ("Rapporten går rundt i fem boligområder og spørger, hvad der lokker voksne til.",
         "Den henvender sig til andre helhedsplaner og til kommunerne."),
        "Download rapporten her", ("Mette Falk", "Sidse Brandt", "Ane Gram"),
    ),
    Report(
        "brugen-af-makkere-i-aeldreplejen", "Notat om brugen af makkere i ældreplejen", "notat",
        "Plejeforum", "2015-06",
        ("Et skema til landets plejehjem viser, at 18,4% har en makker, de selv har valgt.",),
        "Download notatet",
    ),
    Report(
        "evaluering-af-makkerloven", "Evaluering af makkerloven", "evaluering",
        "Forskningscenter for Velfærd", "2015-03",
        ("Evalueringen finder ingen sikker virkning, men peger på et godt match.",
         "Forskerne gør selv opmærksom på, at tallene er usikre."),
        "Download evalueringen", ("Karl Albrekt", "Henning Bak", "Brian Krog"),
    ),
    Report(
        "seniormakkere-forebygger-ulykker", "Seniormakkere forebygger ulykker", "evaluering",
        "Nordhavn Kommune", "2014-11",
        ("I Nordhavn går medarbejdere over 60 med som makkere på de farlige vagter.",
         "Indsatsen ser ud til at have mindsket antallet af ulykker på alle tre pladser."),
        "Download evalueringen",
    ),
    Report(
        "makkerindsats-til-unge", "Evaluering af makkerindsats til unge uden uddannelse", "evaluering",
        "Rådgiverne Bøje", "2014-10",
        ("Forsøget løb i elleve kommuner og løftede de unges mod på at begynde igen.",
         "• Makkeren lytter, før kravene kommer.", "• Makkeren kender sagsbehandleren."),
        "Download evalueringsrapporten",
    ),
    Report(
        "gode-raad-til-sociale-makkere", "Gode råd til sociale makkere", "hæfte", "Mployment", "2012",
        ("Et lille hæfte om spilleregler, forventninger og fælles mål i et forløb.",),
        "Download hæftet her",
    ),
)  # fmt: skip
