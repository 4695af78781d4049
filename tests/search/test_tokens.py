"""Tokens: what of a text is found under which form."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis.token import LONGEST
from search.analysis.tokens import indexed, tokenise, tokenise_some, words


@pytest.mark.parametrize("text", ["27,2%", "27,2 %", "27,2 pct.", "27,2 pct", "27,2 procent",
                                  "27.2 %", "27,2\u00a0%", "27,2 PCT."])  # fmt: skip
def test_a_percentage_is_one_thing_however_it_is_written(text: str) -> None:
    assert words(text) == ["27,2", "27,2%"]


@pytest.mark.parametrize("text", ["3,5 procentpoint", "3,5 pct.-point", "3,5 %-point", "3,5%point"])
def test_percentage_points_are_not_percent(text: str) -> None:
    assert words(text) == ["3,5", "procentpoint", "3,5procentpoint"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1.234.567", "1234567"), ("12\u00a0500", "12500"), ("27.2", "27,2"), ("3,14", "3,14"),
        ("1½", "1,5"), ("½", "0,5"), ("007", "007"), ("7", "7"),
        ("2.1.3", "2.1.3"),
    ],
)  # fmt: skip
def test_a_number_has_one_form(text: str, form: str) -> None:
    assert words(text) == [form]


@pytest.mark.parametrize("text", ["17. marts 2015", "17 marts 2015", "17.3.2015", "17-03-2015",
                                  "17/3-2015", "17/3 2015", "2015-03-17"])  # fmt: skip
def test_a_date_is_one_day_and_its_year_however_it_is_written(text: str) -> None:
    assert {"2015-03-17", "2015"} <= set(words(text))


def test_what_looks_like_a_date_and_is_no_day_stays_as_it_is() -> None:
    assert words("45.45.2015") == ["2015", "45.45.2015"]


@pytest.mark.parametrize("text", ["18-29", "18–29", "18 – 29"])
def test_a_range_is_its_ends_and_itself(text: str) -> None:
    assert words(text) == ["18", "29", "18-29"]


def test_a_range_stands_beside_the_word_it_belongs_to() -> None:
    years = [
        token for token in tokenise("de 18-29-årige") if token.text in ("18-29", "29", "årige")
    ]
    assert [token.position for token in years] == [1, 1, 2]
    assert [(token.start, token.end) for token in years] == [(6, 8), (3, 8), (9, 14)]


def test_both_ends_of_a_range_of_percentages_are_percentages() -> None:
    assert words("20-30 pct.") == ["20", "20%", "30", "30%", "20-30"]


@pytest.mark.parametrize("text", ["1-2-3", "978-87-7119-0", "tlf. 33-12-13-14"])
def test_a_row_of_numbers_is_no_range(text: str) -> None:
    assert not any("-" in word for word in words(text))


@pytest.mark.parametrize("text", ["§ 85", "§85", "§§ 85", "§\u00a085"])
def test_a_paragraph_keeps_its_sign(text: str) -> None:
    assert words(text) == ["85", "§85"]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("bl.a.", ["blandt", "andet"]), ("f.eks.", ["fx"]), ("fx", ["fx"]), ("m.v.", ["mv"]),
        ("pct.", ["procent"]), ("5 kr.", ["5", "krone"]), ("5 kroner", ["5", "krone"]),
        ("2 mio. kr.", ["2", "million", "krone"]), ("nr. 4", ["nummer", "4"]),
        ("6 mdr.", ["6", "måned"]),
    ],
)  # fmt: skip
def test_abbreviations_and_units_have_one_form(text: str, forms: list[str]) -> None:
    assert words(text) == forms


def test_a_word_with_hyphens_is_its_parts_and_the_whole() -> None:
    tokens = list(tokenise("en ret-og-pligt-mentor"))
    assert [t.text for t in tokens] == ["en", "ret", "og", "pligt", "mentor", "retogpligtmentor"]
    assert tokens[-1].position == tokens[1].position
    assert (tokens[-1].start, tokens[-1].end) == (3, 22)


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("uddannelses- og beskæftigelsesindsats", ["uddannelsesindsats"]),
        ("ældre-, børne- og ungdomspolitik", ["ældrepolitik", "børnepolitik"]),
        ("fritids- eller\nstudieophold", ["fritidsophold"]),
        ("mentor- samt ny uddannelsesordning", ["mentorordning"]),
        ("virksomhedsmentorer og -koordinatorer", ["virksomhedskoordinatorer"]),
        ("Virksomhedsmentorer, og -koordinatorer", ["virksomhedskoordinatorer"]),
    ],
)
def test_a_shortened_compound_is_also_found_by_its_full_form(text: str, long: list[str]) -> None:
    assert set(long) <= set(words(text))


@pytest.mark.parametrize("text", ["sort- og hvidt", "hus og -katte", "punkt - og punkt", "og -"])
def test_what_is_no_compound_is_not_made_one(text: str) -> None:
    assert words(text) == [w for w in text.replace("-", " ").split()]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("men\u00adtor", "mentor"), ("\ufb01nde", "finde"), ("re\ufb02eksion", "refleksion"),
        ("A\u030arhus", "århus"), ("men\u200btor", "mentor"), ("ＭＥＮＴＯＲ", "mentor"),
        ("MENTOR", "mentor"), ("SFI’s", "sfi"), ("cv'et", "cv"),
    ],
)  # fmt: skip
def test_a_word_is_the_same_however_it_is_encoded(text: str, form: str) -> None:
    assert words(text) == [form]
    (token,) = tokenise(f"»{text}«")
    assert (token.start, token.end) == (1, 1 + len(text))


def test_single_letters_and_digits_are_kept() -> None:
    assert words("a 5 i 4") == ["a", "5", "i", "4"]


def test_covid_19_is_one_word_too() -> None:
    assert words("COVID-19") == ["covid", "19", "covid19"]


LETTERS = st.text(alphabet="abcæøå ABC 0123456789 .,-–%§½'’*\u00ad\n\t()/:e\u0301")
NASTY = st.one_of(
    st.text(),
    LETTERS,
    st.lists(
        st.sampled_from(["§ 85", "27,2", "pct.", "%", "-", "–", "og", "ældre-", "-koordinatorer",
                         "18-29", "17. marts 2015", "bl.a.", "a-b", "\u00ad", "½", " ", ",", "\n"])
    ).map("".join),
)  # fmt: skip


@given(NASTY)
@example("1-1-1" * 50)
@example("a-" * 200)
@example("1." * 300 + "a")
def test_any_text_gives_tokens_that_stand_where_they_say(text: str) -> None:
    before = (-1, -1)
    for token in tokenise(text):
        assert 0 <= token.start < token.end <= len(text)
        assert 0 < len(token.text) <= LONGEST
        assert token.text == token.text.lower() or not token.text.isascii()
        assert token.position >= 0
        assert token.end >= before[1]
        before = (token.start, token.end)


@given(NASTY)
@example("virksomheden i Aarhus kaldte. Det er ret-og-pligt m.v. jf. loven. C# og § 85, stk. 2, a")
def test_the_index_takes_in_the_tokens_that_a_query_is_made_of(text: str) -> None:
    taken = [pair for some in indexed(text) for pair in zip(*some, strict=True)]
    assert taken == [(token.text, token.position) for token in tokenise(text)]


@given(NASTY, st.sets(st.integers(0, 40)))
@example("virksomheden i Aarhus kaldte. Det er ret-og-pligt m.v. jf. loven. C# og § 85", {0, 4, 6})
def test_what_is_sought_of_a_text_is_told_where_it_stands(text: str, some: set[int]) -> None:
    every = list(tokenise(text))
    sought = {token.text for n, token in enumerate(every) if n in some}
    told = list(tokenise_some(text, sought.__contains__))
    assert [token for token in told if token.text in sought] == [
        token for token in every if token.text in sought
    ]
    assert set(told) <= set(every)


@given(NASTY, NASTY)
def test_texts_apart_give_the_tokens_that_they_give_alone(one: str, other: str) -> None:
    assert words(f"{one} \n.\n {other}") == words(one) + words(other)
