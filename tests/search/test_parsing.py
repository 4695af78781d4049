"""The tree that a query is read as, written out.

``( )`` are clauses side by side, ``[ ]`` one of them; ``+`` and ``-`` stand before what must and
must not be there, ``'`` behind another form of the word before, ``<`` before what a word is only a
piece of.
"""

import pytest

from search.asking import parsing, wordnodes
from search.asking.parsing import DASH, LONE_NOT, LONGEST_QUERY, UNCLOSED, parse
from search.asking.query import Between, Fielded, Group, Node, Occur, Phrase, Wildcard, Word
from search.asking.wordnodes import MOST_SHAPES, MOST_WORDS

SIGNS = {Occur.SHOULD: "", Occur.MUST: "+", Occur.NOT: "-"}


def written(node: Node | None) -> str:  # noqa: PLR0911 - one for each kind
    """The tree as text."""
    match node:
        case None:
            return ""
        case Word(text, aside, whole):
            return text + "'" * aside + f"<{whole}" * bool(whole)
        case Phrase(words, gap):
            return '"' + " ".join(words) + '"' + ("" if gap is None else f"~{gap}")
        case Wildcard(pattern):
            return pattern
        case Fielded(name, inner):
            return f"{name}:{written(inner)}"
        case Between(name, first, last):
            return f"{name}:{first}..{last}"
        case Group(clauses, explicit):
            row = " ".join(SIGNS[occur] + written(inner) for occur, inner in clauses)
            return f"[{row}]" if explicit else f"({row})"


def tree(query: str) -> str:
    """The tree of a query in which all makes sense."""
    parsed = parse(query)
    assert parsed.hints == ()
    assert parsed.text == query
    return written(parsed.node)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mentor", "mentor"), ("Mentor og mentee", "(mentor og mentee)"), ("og", "og"),
        ("(mentor)", "mentor"), ("((a b) c)", "(a b c)"), ("a b (c d) e", "(a b c d e)"),
        ("a () b", "(a b)"), ("a(b)c", "(a b c)"), ("a\x00b", "(a b)"), ("x:y", "(x y)"),
        ("mentor?!", "mentor"), ("mentor?", "mentor"), ("ab++", "ab"), ("a \t\n b", "(a b)"),
        ("a og OG i", "(+(a og) +i)"), ("a og b", "(a og b)"), ("a OGb", "(a ogb)"),
    ],
)  # fmt: skip
def test_words_stand_side_by_side(query: str, expected: str) -> None:
    assert tree(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a OG b", "(+a +b)"), ("a AND b AND c", "(+a +b +c)"), ("a b OG c", "(+(a b) +c)"),
        ("a ELLER b", "[a b]"), ("a OR b OR c", "[a b c]"), ("a b ELLER c", "[(a b) c]"),
        ("a ELLER b OG c", "[a (+b +c)]"), ("a OG b ELLER c", "[(+a +b) c]"),
        ("(a ELLER b) OG c", "(+[a b] +c)"), ("a OG (b ELLER c)", "(+a +[b c])"),
        ("a ELLER (b ELLER c)", "[a [b c]]"), ("a (b ELLER c)", "(a [b c])"),
        ("(a ELLER b) c", "([a b] c)"), ("a (b OG c)", "(a (+b +c))"), ("a (+b)", "(a (+b))"),
        ("(a OG b) c", "((+a +b) c)"), ("STU OG EGU", "(+stu +egu)"),
        ('"b c" ELLER d', '["b c" d]'), ("mentor* ELLER vagt", "[mentor* vagt]"),
    ],
)  # fmt: skip
def test_operators_join_and_binds_before_or(query: str, expected: str) -> None:
    assert tree(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("+abe", "(+abe)"),
        ("abe +bil -cykel", "(abe +bil -cykel)"),
        ("(+abe -bil)", "(+abe -bil)"),
        ("+ +abe", "(+abe)"),
        ("-abe", "(-abe)"),
        ("IKKE abe", "(-abe)"),
        ("NOT abe bil", "(-abe bil)"),
        ("abe IKKE bil", "(abe -bil)"),
        ("abe IKKE IKKE bil", "(abe -bil)"),
        ("+IKKE abe", "(-abe)"),
        ("IKKE +abe", "(+abe)"),
        ("IKKE (abe bil)", "(-(abe bil))"),
        ("+(abe bil)", "(+(abe bil))"),
        ("-(abe ELLER bil)", "(-[abe bil])"),
        ("abe (-bil)", "(abe (-bil))"),
        ("abe OG -bil", "(+abe +(-bil))"),
        ("abe OG IKKE bil", "(+abe +(-bil))"),
        ("abe ELLER -bil", "[abe (-bil)]"),
        ("-abe OG -bil", "(+(-abe) +(-bil))"),
        ("abe OG +bil", "(+abe +(+bil))"),
        ("- abe", "abe"),
        ("+ abe", "abe"),
        ("abe - bil", "(abe bil)"),
        ("abe -", "abe"),
        ("abe +", "abe"),
        ("+-abe", "abe"),
        ("abe+bil", "(abe bil)"),
        ("abe–bil", "(abe bil)"),
        ("abe +-bil", "(abe bil)"),
    ],
)
def test_signs_say_what_must_be_there_and_what_must_not(query: str, expected: str) -> None:
    assert tree(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('-"b c"', '(-"b c")'), ('IKKE "b c"', '(-"b c")'), ('a OG IKKE "b c"', '(+a +(-"b c"))'),
        ("-mentor*", "(-mentor*)"), ("-titel:a", "(-title:a)"), ("-§ 85", '(-"§85")'),
        ("a OG -år:2014", "(+a +(-year:2014..2014))"), ('(-"b c") a', '((-"b c") a)'),
        ('a -"b c"', '(a -"b c")'), ("mentor -år:2014", "(mentor -year:2014..2014)"),
    ],
)  # fmt: skip
def test_what_must_not_be_there_is_never_asked_for(query: str, expected: str) -> None:
    assert tree(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"match mellem mentor og mentee"', '"match mellem mentor og mentee"'),
        ('"mentor"', '"mentor"'), ('"mentor"~3', '"mentor"'), ('"a b"~5', '"a b"~5'),
        ('"a b"~50', '"a b"~50'), ('"a b"~51', '"a b"~50'), ('"a b"~999999999', '"a b"~50'),
        ('"a b"~0', '"a b"~0'), ('"a b"~', '"a b"'), ('a "b c" d', '(a +"b c" d)'),
        ('+"b c"', '"b c"'), ('"" a', "a"), ('a"b c"d', '(a +"b c" d)'), ('"a*"', '"a"'),
        ("“a b”", '"a b"'), ("„a b“", '"a b"'), ("«a b»", '"a b"'), ("»a b«", '"a b"'),
        ('"27,2 pct. af"', '"27,2% af"'), ('"27,2%"', '"27,2%"'), ('"§ 85 om"', '"§85 om"'),
        ('"18-29 årige"', '"18-29 årige"'), ('"a-b c"', '"a b c"'),
        ('"den 17. marts 2015"', '"den 2015-03-17"'), ('"ældre- og børnepolitik"',
         '"ældrepolitik og børnepolitik"'),
    ],
)  # fmt: skip
def test_a_phrase_is_a_row_of_what_its_words_say_the_most(query: str, expected: str) -> None:
    assert tree(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a-b", '(a<ab b<ab ("a b" ab\'))'),
        ("27,2 pct.", "(27,2 27,2%')"),
        ("§ 85", "(85<§85 §85')"),
        ("§85 stk. 2", "(85<§85stk2 §85'<§85stk2 stykke<§85stk2 2<§85stk2 §85stk2')"),
        ("§ 31 b", "(31<§31b 31b'<§31b §31b')"),
        ("§§ 21 og 22", "(21<§21 §21' og 22<§22 §22')"),
        ("paragraf 31", "(paragraf<§31 31<§31 §31')"),
        ("a-b c", '(a<ab b<ab ("a b" ab\') c)'),
        ("37-timers", "(37<37timers timers<37timers 37timers')"),
        ("12 500", "(12<12500 500<12500 12500')"),
        ("og/eller", "(og eller)"),
        (
            "a.b@c.dk",
            "(a<a.b@c.dk b<a.b@c.dk a.b'<a.b@c.dk c<a.b@c.dk dk<a.b@c.dk c.dk'<a.b@c.dk a.b@c.dk')",
        ),
        ("covid-19", '(covid<covid19 19<covid19 ("covid 19" covid19\'))'),
        ("18-29 år", "(18<18-29 29'<18-29 18-29' år)"),
        ("17. marts 2015", "(17<2015-03-17 marts'<2015-03-17 2015'<2015-03-17 2015-03-17')"),
        ("17/3 2015", "(2015<2015-03-17 2015-03-17')"),
        ("ældre- og børnepolitik", "(ældre<ældrepolitik ældrepolitik' og børnepolitik)"),
        ("-abe-bil", '(-("abe bil" abebil))'),
        ("+abe-bil", '(+("abe bil" abebil))'),
        ("IKKE abe-bil", '(-("abe bil" abebil))'),
        ("+27,2%", '"27,2%"'),
        ("+§ 85 a", '"§85a"'),
        ("+§ 85 om", '(+"§85" om)'),
        ("abe +bil+cykel", '(abe +"bil cykel")'),
        ("-abe-bil-cykel", '(-("abe bil cykel" abebilcykel))'),
    ],
)
def test_what_is_typed_as_one_thing_is_asked_for_as_one(query: str, expected: str) -> None:
    assert tree(query) == expected


def test_a_pasted_text_demands_no_shape() -> None:
    for query in ("https://x.dk/?q=mentor og vagt", "**mentor** og vagt", "mentor?’ og vagt"):
        assert not set("*?+") & set(tree(query))


@pytest.mark.parametrize(
    ("query", "expected", "hints"),
    [
        ("Lange navne -Open source", "(lange navne open source)", (DASH.format("Open"),)),
        ("lange navne -open source", "(lange navne -open source)", ()),
        ("navne -Open source", "(navne -open source)", ()),
        ("lange navne og kilder -Open", "(lange navne og kilder -open)", ()),
        ("-Lange navne og kilder", "(-lange navne og kilder)", ()),
        ("lange navne -Open -Closed source", "(lange navne -open -closed source)", ()),
        ("lange navne +Open source", "(lange navne +open source)", ()),
        ("lange navne IKKE Open source", "(lange navne -open source)", ()),
        ('lange navne -"Open source" her', '(lange navne -"open source" her)', ()),
        ("lange navne OG -Open source", "(+(lange navne) +(-open source))", ()),
        ("a b c d e f -8 h", "(a b c d e f 8 h)", (DASH.format("8"),)),
        ("a b c d e f -og h", "(a b c d e f og h)", (DASH.format("og"),)),
        ("-abe b c d e f -gås, h", "(abe b c d e f gås h)", (DASH.format("abe"),)),
        ("a b c d e f g -8.", "(a b c d e f g 8)", (DASH.format("8"),)),
        ("a b c d e -abe g", "(a b c d e -abe g)", ()),
        ("a b c d e f g h -abe", "(a b c d e f g h -abe)", ()),
        ("a b c -8 e f g h -abe -gås", "(a b c 8 e f g h -abe -gås)", (DASH.format("8"),)),
        ("a b c d e f g -abe OG h", "(+(a b c d e f g -abe) +h)", ()),
        ("a b c d e f +g -abe h", "(a b c d e f +g -abe h)", ()),
        ("a b c d e f år:2014 -abe h", "(a b c d e f +year:2014..2014 -abe h)", ()),
        ("a b c d e f g -(abe bil) h", "(a b c d e f g -(abe bil) h)", ()),
        ('a b c d e f g h -"', "(a b c d e f g h)", (UNCLOSED, LONE_NOT)),
        ("a b | • | • | • -abe c", "(a b -abe c)", ()),
    ],
)
def test_a_dash_of_a_pasted_text_leaves_nothing_out(
    query: str, expected: str, hints: tuple[str, ...]
) -> None:
    parsed = parse(query)
    assert (written(parsed.node), parsed.hints) == (expected, hints)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("er “en mentor”?", '(er en mentor "en mentor")'),
        ("er “en mentor”", '(er +"en mentor")'),
        ("“en mentor”?", '"en mentor"'),
    ],
)
def test_a_question_demands_no_quotation(query: str, expected: str) -> None:
    assert tree(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mentor*", "mentor*"), ("*ordning*", "*ordning*"), ("m?ntor", "m?ntor"),
        ("m**tor", "m*tor"), ("Mentor*", "mentor*"), ("re-t*", "ret*"), ("ab*", "ab*"),
        ("?ab?", "?ab?"), ("a_b*", "a_b*"), ("m?n?", "m?n?"), ("(m?ntor?)", "m?ntor?"),
        ("+mentor* vagt", "(+mentor* vagt)"), ("mentor* vagt", "(+mentor* vagt)"),
        ("x" * 200 + "*", "x" * 100),
    ],
)  # fmt: skip
def test_a_shape_is_demanded_and_holds_letters_only(query: str, expected: str) -> None:
    assert tree(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("titel:a", "title:a"), ("Titel:a", "title:a"), ("titel: a", "title:a"),
        ("+titel:a", "title:a"), ("titel:a b", "(+title:a b)"), ("b titel:a", "(b +title:a)"),
        ("titel:(a b)", "(+title:a +title:b)"),
        ("titel:(a b) c d", "(+(+title:a +title:b) c d)"),
        ("titel:(a ELLER b)", "[(+title:a) (+title:b)]"), ("b (titel:a)", "(b +title:a)"),
        ("titel:(a IKKE b)", "(+title:a -title:b)"), ("titel:a ELLER b", "[title:a b]"),
        ('titel:"a b"', 'title:"a b"'), ('titel:"a b"~3', 'title:"a b"~3'),
        ("titel:mentor*", "title:mentor*"), ("titel:(a år:2014)", "(+title:a +year:2014..2014)"),
        ("titel:(a udgiver:b)", "(+title:a +publisher:b)"),
        ("titel:a-b", '(title:a<ab title:b<ab (title:"a b" title:ab\'))'), ("titel:-a", "title:a"),
        ("title:a publisher:b author:c kind:d subject:e",
         "(+title:a +publisher:b +author:c +kind:d +subject:e)"),
        ("udgiver:b forfatter:c type:d emne:e", "(+publisher:b +author:c +kind:d +subject:e)"),
    ],
)  # fmt: skip
def test_a_field_holds_what_follows_it(query: str, expected: str) -> None:
    assert tree(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("år:2014", "year:2014..2014"), ("aar:2014", "year:2014..2014"),
        ("year:2014", "year:2014..2014"), ("A\u030ar:2014", "year:2014..2014"),
        ("år:2014..2018", "year:2014..2018"), ("år:2014-2018", "year:2014..2018"),
        ("år:2014–2018", "year:2014..2018"), ("år:2018..2014", "year:2014..2018"),
        ("år:..2014", "year:1000..2014"), ("år:-2014", "year:1000..2014"),
        ("år:2014..", "year:2014..9999"), ('år:"2014..2016"', "year:2014..2016"),
        ("år:(2014 ELLER 2018)", "[(+year:2014..2014) (+year:2018..2018)]"),
        ("side:3", "page:3..3"), ("page:3..5", "page:3..5"), ("side:..3", "page:0..3"),
        ("side:3..", "page:3..1000000"), ("a år:2014 b", "(a +year:2014..2014 b)"),
        ("a (år:2014 b)", "(a +(+year:2014..2014 b))"), ("+a side:2", "(+a +page:2..2)"),
        ("år:1234567", "year:1234567..1234567"),
    ],
)  # fmt: skip
def test_years_and_pages_are_numbers_or_ranges(query: str, expected: str) -> None:
    assert tree(query) == expected


UNCLOSED, PARENTHESES, LONE_STAR = parsing.UNCLOSED, parsing.PARENTHESES, wordnodes.LONE_STAR
ALL_CAPITALS = parsing.ALL_CAPITALS
LONE_NOT, NOTHING = parsing.LONE_NOT, parsing.NOTHING


def lone(operator: str) -> str:
    """The hint that an operator stands alone."""
    return parsing.LONE_OPERATOR.format(operator)


def no_value(name: str) -> str:
    """The hint that a field has no value."""
    return f"»{name}:« mangler en værdi, så vi søgte på ordet i stedet."


def no_range(name: str, example: str) -> str:
    """The hint that a field wants a number."""
    return f"»{name}:« skal have et tal eller et interval, fx {name}:{example}."


@pytest.mark.parametrize(
    ("query", "expected", "hint"),
    [
        ("MENTOR OG FRAVÆR", "(mentor og fravær)", ALL_CAPITALS),
        ("HVORFOR IKKE MENTOR", "(hvorfor ikke mentor)", ALL_CAPITALS),
        ('"', "", UNCLOSED), ('a "b', "(a b)", UNCLOSED), ('a" b', "(a b)", UNCLOSED),
        ('"a" "', '"a"', UNCLOSED),
        ("a)", "a", PARENTHESES), ("(a", "a", PARENTHESES), (")a(", "a", PARENTHESES),
        ("(a ELLER b) c)", "[a (b c)]", PARENTHESES), ("(" * 9 + "a" + ")" * 9, "a", PARENTHESES),
        ("OG", "", lone("OG")), ("a OG", "a", lone("OG")), ("AND a", "a", lone("AND")),
        ("a OG OG b", "(+a +b)", lone("OG")), ("a ELLER", "a", lone("ELLER")),
        ("OR a", "a", lone("OR")), ("a ELLER ELLER b", "[a b]", lone("ELLER")),
        ("(a OG) b", "(a b)", lone("OG")), ("(OG a) b", "(a b)", lone("OG")),
        ("titel:ELLER", "", lone("ELLER")), ("titel:OG b", "b", lone("OG")),
        ("IKKE", "", LONE_NOT), ("a IKKE", "a", LONE_NOT), ("a NOT", "a", LONE_NOT),
        ("(a IKKE) b", "(a b)", LONE_NOT), ("a IKKE OG b", "(+a +b)", LONE_NOT),
        ("a IKKE ELLER b", "[a b]", LONE_NOT), ("a IKKE IKKE", "a", LONE_NOT),
        ("*", "", LONE_STAR), ("a*", "a", LONE_STAR), ("?a?", "a", LONE_STAR),
        ("a* mentor", "(a mentor)", LONE_STAR), ("_a_*", "a", LONE_STAR),
        ("titel:", "titel", no_value("titel")), ("b Udgiver:", "(b udgiver)", no_value("Udgiver")),
        ("titel:år:2014", "(titel +year:2014..2014)", no_value("titel")),
        ("år:", "år", no_value("år")), ("(titel:)", "titel", no_value("titel")),
        ("titel: -abe", "(titel -abe)", no_value("titel")),
        ("år:x", "x", no_range("år", "2014..2018")), ("år:..", "", no_range("år", "2014..2018")),
        ("år:-", "", no_range("år", "2014..2018")), ("år:–", "", no_range("år", "2014..2018")),
        ("år:2014x", "2014x", no_range("år", "2014..2018")),
        ("Year:x", "x", no_range("Year", "2014..2018")),
        ("år:12345678", "12345678", no_range("år", "2014..2018")),
        ("år:(2014 ELLER x)", "[(+year:2014..2014) (+x)]", no_range("år", "2014..2018")),
        ("side:x", "x", no_range("side", "12")), ("Side:x y", "(x y)", no_range("Side", "12")),
        ("-", "", NOTHING), ("!?", "", NOTHING), ('""', "", NOTHING), ("()", "", NOTHING),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_read_as_words_and_told(
    query: str, expected: str, hint: str
) -> None:
    parsed = parse(query)
    assert (written(parsed.node), parsed.hints) == (expected, (hint,))


def test_each_hint_is_given_once_and_all_that_there_are() -> None:
    assert parse("OG OG OG a").hints == (lone("OG"),)
    assert parse('OG a) "').hints == (UNCLOSED, PARENTHESES, lone("OG"))


def test_nothing_typed_is_nothing_asked_and_no_fault() -> None:
    assert parse("") == parsing.Query("", None)
    assert parse(" \n") == parsing.Query(" \n", None)


def words_to(count: int) -> str:
    """So many different words."""
    return " ".join(f"ord{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(count))


def test_a_query_of_the_most_words_is_read_whole_and_a_longer_one_is_cut_and_told() -> None:
    assert tree(words_to(MOST_WORDS)) == f"({words_to(MOST_WORDS)})"
    for longer in (
        words_to(MOST_WORDS + 1), f'{words_to(MOST_WORDS)} "a b"',
        f"{words_to(MOST_WORDS)} år:2014",
        f"{words_to(MOST_WORDS)} mentor*",
    ):  # fmt: skip
        parsed = parse(longer)
        assert written(parsed.node) == f"({words_to(MOST_WORDS)})"
        assert parsed.hints == (wordnodes.TOO_LONG,)
    assert written(parse(f'"{words_to(MOST_WORDS)} en"').node) == f'"{words_to(MOST_WORDS)}"'
    kept = words_to(MOST_WORDS - 3)
    assert tree(f'{kept} "a b" år:2014') == f'({kept} a b "a b" +year:2014..2014)'
    assert written(parse(f'{kept} "a b" år:2014 c').node) == f'({kept} a b "a b" +year:2014..2014)'
    assert written(parse(f"{words_to(MOST_WORDS - 1)} mentor* a").node).endswith(" +mentor*)")


def test_a_query_has_so_many_shapes_at_most() -> None:
    most = " ".join(["ab*"] * MOST_SHAPES)
    assert tree(most).count("ab*") == MOST_SHAPES
    parsed = parse(f"{most} ab* a")
    assert (written(parsed.node).count("ab*"), parsed.hints) == (MOST_SHAPES, (wordnodes.TOO_LONG,))
    assert written(parsed.node).endswith(" a)")


def test_so_many_characters_are_read_after_the_marks_are_made_plain() -> None:
    assert parse("a" + " " * (LONGEST_QUERY - 1)).hints == ()
    assert parse("a" + " " * LONGEST_QUERY).hints == (wordnodes.TOO_LONG,)
    assert written(parse("x " * (LONGEST_QUERY // 2) + "ende").node).count("ende") == 0
    assert parse("." * (LONGEST_QUERY + 1)).hints == (wordnodes.TOO_LONG,)


def test_so_many_parentheses_may_stand_within_each_other() -> None:
    assert tree("(" * 8 + "a" + ")" * 8) == "a"
