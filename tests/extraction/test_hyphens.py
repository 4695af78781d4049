"""Words cut at the end of a line, made whole again."""

from collections import Counter

import pytest

from indexer.extraction.hyphens import joiner, with_chains, words_of

SOFT = "\u00ad"


def join(line: str, following: str, *known: str, language: str | None = "da") -> str:
    """Two lines put together in a document that has these words."""
    return joiner(Counter(known), language)(line, following)


def test_lines_without_a_hyphen_have_a_space_between() -> None:
    assert join("en linje", "og den næste") == "en linje og den næste"
    assert join("", "den første") == "den første"
    assert join("en halv-vejs linje", "og den næste") == "en halv-vejs linje og den næste"


@pytest.mark.parametrize("hyphen", ["-", "‐", "‑", SOFT, "--"])
def test_a_cut_word_is_joined(hyphen: str) -> None:
    whole = "en ny mentorordning for alle"
    assert join(f"en ny mentor{hyphen}", "ordning for alle") == whole
    assert join(f"mentor{hyphen}", "ordning", language=None) == "mentorordning"


def test_the_document_decides_whether_the_hyphen_is_the_words_own() -> None:
    assert join("mentor-", "ordning", "mentor-ordning") == "mentor-ordning"
    twice = ("mentor-ordning", "mentorordning", "mentorordning")
    assert join("mentor-", "ordning", *twice) == "mentorordning"
    twice = ("mentorordning", "mentor-ordning", "mentor-ordning")
    assert join("mentor-", "ordning", *twice) == "mentor-ordning"
    assert join("Mentor-", "ordning", "mentor-ordning") == "Mentor-ordning"
    assert join("mentor-", "Ordning", "mentorordning") == "mentorOrdning"
    assert join("mentor-", "Ordning", "mentor-ordning", "mentor-ordning") == "mentor-Ordning"


def test_a_word_seen_as_often_both_ways_is_judged_by_itself() -> None:
    assert join("mentor-", "ordning", "mentor-ordning", "mentorordning") == "mentorordning"
    assert join("AMU-", "kursus", "amu-kursus", "amukursus") == "AMU-kursus"


@pytest.mark.parametrize("hyphen", ["-", "‐", "‑"])
def test_the_part_up_to_the_next_hyphen_tells_as_well(hyphen: str) -> None:
    rest = f"ordning{hyphen}forsøg her"
    assert join("mentor-", rest, "mentor-ordning") == f"mentor-{rest}"
    assert join("ret-", rest, f"ret-ordning{hyphen}forsøg") == f"ret-{rest}"
    assert join("AMU-", rest, "amuordning") == f"AMU{rest}"
    assert join("AMU-", rest, f"amuordning{hyphen}forsøg") == f"AMU{rest}"


@pytest.mark.parametrize("word", ["og", "eller", "samt", "til", "and", "or", "und", "bzw", "OG"])
def test_a_shortened_compound_keeps_hyphen_and_space(word: str) -> None:
    assert join("på børne-", f"{word} ungeområdet") == f"på børne- {word} ungeområdet"


def test_a_word_that_begins_as_a_connective_is_none() -> None:
    assert join("sprog-", "området") == "sprogområdet"
    assert join("mel-", "ogsåhed") == "melogsåhed"


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("et AMU-", "kursus"), ("et ph.d.-", "forløb"), ("en e-", "mail"), ("i 2014-", "tal"),
        ("en A-", "kasse"), ("en pH-", "værdi"), ("bl.a.-", "reglen"), ("en Covid19-", "prøve"),
        ("i Nord-", "Sjælland"), ("fra 18-", "29 år"), ("en it-", "2tal"),
    ],
)  # fmt: skip
def test_the_hyphen_of_short_forms_numbers_letters_and_names_is_kept(
    line: str, following: str
) -> None:
    assert join(line, following) == line + following


def test_a_word_with_one_capital_is_joined() -> None:
    assert join("Mentor-", "ordning") == "Mentorordning"
    assert join("McDon-", "alds") == "McDonalds"
    assert join("er-", "ne") == "erne"


def test_a_title_in_capitals_tells_nothing_of_names() -> None:
    assert join("EN MENTOR-", "ORDNING FOR ALLE") == "EN MENTORORDNING FOR ALLE"
    assert join("EN MENTOR-", "ORDNING", "mentor-ordning") == "EN MENTOR-ORDNING"
    assert join("EN MENTOR-", "Ordning") == "EN MENTOR-Ordning"
    assert join("Et AMU-", "KURSUS") == "Et AMU-KURSUS"


def test_a_soft_hyphen_goes_but_before_a_capital() -> None:
    assert join(f"et AMU{SOFT}", "kursus", "amu-kursus") == "et AMUkursus"
    assert join(f"i Nord{SOFT}", "Sjælland") == "i Nord-Sjælland"


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("ret-og-", "pligt-mentorer", "ret-og-pligt-mentorer"),
        ("face-to-", "face", "face-to-face"), ("face-", "to-face", "face-to-face"),
        ("en-til-", "en-forløb", "en-til-en-forløb"), ("ret-", "og-pligt", "ret-og-pligt"),
        ("it-under-", "støtte", "it-understøtte"), ("it-for-", "syning", "it-forsyning"),
        ("for-og-efter-", "målinger", "for-og-efter-målinger"),
        ("en-til-en-", "samtaler", "en-til-en-samtaler"), ("ret-og-plig-", "ten", "ret-og-pligten"),
        ("de ikke-", "ledige", "de ikke-ledige"), ("en ikke-", "ryger", "en ikkeryger"),
        (f"AMU-{SOFT}", "kurser", "AMU-kurser"), (f"Cross-{SOFT}", "sectional", "Cross-sectional"),
        (f"friheds-{SOFT}", "og menneskeret", "friheds- og menneskeret"),
        ("it-", "systemer", "it-systemer"), ("pdf-", "fil", "pdf-fil"), ("sms-", "er", "sms-er"),
        ("se https://by.dk/ung-", "og-job.html nu", "se https://by.dk/ung-og-job.html nu"),
        ("https://by.dk/", "media/12.pdf", "https://by.dk/media/12.pdf"),
        ("https://by.dk/", "Siden er ny", "https://by.dk/ Siden er ny"),
        ("skriv til ung_", "og@by.dk", "skriv til ung_ og@by.dk"),
    ],
)  # fmt: skip
def test_a_hyphen_of_the_words_own_is_kept(line: str, following: str, whole: str) -> None:
    assert join(line, following) == whole


def test_other_words_of_the_document_tell_of_chains_and_short_forms() -> None:
    words = with_chains(["her-og-nu-løsning", "ai-model", "sag-tid-plan"])
    assert joiner(words, "da")("en her-og-", "nu-plan") == "en her-og-nu-plan"
    assert joiner(words, "da")("en ai-", "løsning") == "en ai-løsning"
    assert join("en ai-", "løsning") == "en ailøsning"
    assert joiner(words, "da")("en tid-", "plan") == "en tid-plan"
    assert join("en tid-", "plan") == "en tidplan"


def test_a_dash_and_what_is_no_word_are_no_cut() -> None:
    assert join("tekst -", "og mere") == "tekst - og mere"
    assert join("mentor-", "(ordning)") == "mentor- (ordning)"
    assert join("-", "ordning") == "- ordning"


def test_english_words_that_make_no_word_together_keep_their_hyphen() -> None:
    assert join("an evidence-", "based study", language="en") == "an evidence-based study"
    assert join("an Evidence-", "based-on study", language="en") == "an Evidence-based-on study"
    assert join("an under-", "standing", language="en") == "an understanding"
    assert join("xoq-", "based", language="en") == "xoqbased"
    assert join("evidence-", "xqz", language="en") == "evidencexqz"
    assert join("an evidence-", "based study", language="da") == "an evidencebased study"
    known = join("an evidence-", "based study", "evidencebased", language="en")
    assert known == "an evidencebased study"


def test_the_words_of_a_page_are_those_that_stand_unbroken() -> None:
    text = f"En Mentor{SOFT}ordning, en AMU-kursist\nog 18 ret‑og‐pligt-forløb i cut-\nting 2b"
    assert words_of(text) == [
        "en", "mentorordning", "en", "amu-kursist", "og", "ret‑og‐pligt-forløb", "i", "cut",
        "ting", "b",
    ]  # fmt: skip
