"""Lists whose titles begin a paragraph, and what beside a list is none of it."""

from tests.harvesting.test_own_lists import entries

ACCORDION = """<h1>Undersøgelser</h1><ul>
<li><div class="fold-title">Havnen</div><div>
<p><b><a href="/f/kran.pdf">Kranens skygge over kajen</a></b> (PDF, 2 MB)<br>Om lys og mørke på hele
kajen. Udgivet maj 2019.</p>
<p><b><a href="/f/makker.pdf">Makkere ved den lange mole</a></b> (PDF)<br>Tolv makkere fortæller om
en vinter på havnen. Rapporten er fra 2017.</p>
<p><b><a href="/f/by.pdf">Fiskernes by ved vandet</a></b> (PDF)<br>En by, der lever af sit torv og
sin bro.</p><p>Læs også om <a href="/vagt">vagterne</a>.</p></div></li>
<li><div class="fold-title">Finder du ikke det, du søger?</div><div>
<p>Skriv til havnekontoret, eller se i <a href="/arkiv">vores arkiv</a> over møder.</p></div></li>
</ul>"""

LINE = """<li><div><a href="https://a.example/{}">{}</a></div><div class="d">{}</div></li>"""
OWN = (
    ("Kranens skygge", "Om lys og mørke på kajen hele vinteren. (2019)"),
    (
        "Makkere ved molen",
        "Tolv makkere fortæller om en vinter. Af Inger Bruun og Hans Toft (2017)",
    ),
    ("Vagter om natten", "Tre nætter på runden og en om morgenen. (2016)"),
)
OTHERS = (
    ("Fiskernes egen by", "Havnens Videncenter, 2015. En by, der lever af sit torv og sin bro."),
    ("Broen og kroen", "Havnens Videncenter, 2014. Tre kroer ved en bro gennem hundrede år."),
    ("Fyrets lys i tågen", "Fiskernes Forening, 2012. Hvad fyret så i tre vintre med tåge."),
)
FIELDS = """<h1>Udgivelser</h1>{}
<div><a href="/nyt/1"><time>3. juni 2024</time><h3>Ny vagt på kajen</h3><p>Velkommen til Hanne, der
skal arbejde om natten.</p></a></div>"""
FIELD = """<div class="pub"><h3>{}</h3><p>{}</p><dl><dt>{}</dt><dd>{}</dd><dt>Udgivet</dt>
<dd>{}</dd><dt>Udgiver</dt><dd>Fonden af 1921</dd></dl>
<a href="/f/{}.pdf">Hent rapporten</a></div>"""


def test_linked_titles_that_begin_paragraphs_are_materials_and_no_folds_are() -> None:
    found = entries(ACCORDION)
    assert [*found] == [
        "Kranens skygge over kajen", "Makkere ved den lange mole", "Fiskernes by ved vandet",
    ]  # fmt: skip
    assert [e.links[0][-10:] for e in found.values()] == ["f/kran.pdf", "makker.pdf", "e/f/by.pdf"]
    assert found["Fiskernes by ved vandet"].text == "En by, der lever af sit torv og sin bro."


def test_names_of_fields_may_come_once_and_news_are_no_materials() -> None:
    told = (
        ("Kranens skygge", "Om lys og mørke på kajen.", "Forfattere", "Inger Bruun", "2019", 1),
        ("Makkere ved molen", "Tolv makkere fortæller.", "Forfatter", "Hans Toft", "2017", 2),
        ("Fiskernes by", "En by, der lever af sit torv.", "Redaktør", "Lise Rud", "2015", 3),
    )
    found = entries(FIELDS.format("".join(FIELD.format(*one) for one in told)))
    assert [*found] == [title for title, *_ in told]
    assert [e.citation.authors for e in found.values()] == [(by,) for _, _, _, by, _, _ in told]
    assert {e.citation.publishers for e in found.values()} == {("Fonden af 1921",)}
