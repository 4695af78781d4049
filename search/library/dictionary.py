"""Dictionaries: which words a language has, and their dictionary forms.

simplemma's lists of forms (790,000 in Danish) take half a second of each process to decode. As a
trie in a file they are there in 2 ms and take 4 MB instead of 80. The file is made when it is first
missed, in the user's folder for caches; where nothing can be written, the lists are decoded. It is
read without simplemma, whose import alone takes 30 ms for the rules of all its languages.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from marisa_trie import BytesTrie
from platformdirs import user_cache_path

if TYPE_CHECKING:
    from simplemma import Lemmatizer

KEPT = user_cache_path("mentorsoeg")
"""Where the tries lie, each version's in a folder of its own."""


def entry(word: str, lang: str = "da") -> str | None:
    """The dictionary form, as it is written, of a word that the dictionary has, with or without a
    capital; None for any other. As simplemma finds it, at a tenth of the cost: it is asked some six
    times for each word of a vocabulary."""
    get = _dictionary(lang).get
    found = get(word)
    return found if found is not None else get(word.capitalize())


def is_known(word: str, lang: str = "da") -> bool:
    """Whether a dictionary of the language has the word, in any form."""
    return entry(normalize("NFC", word), lang) is not None


def is_danish(word: str) -> bool:
    """Whether the Danish dictionary has the word, in any form, or what it is the genitive of."""
    return is_known(word) or (not word.endswith("ss") and is_known(word.removesuffix("s")))


def lemmatise(word: str) -> str:
    """The Danish dictionary form of the word, by simplemma's rules where it is not known."""
    return entry(word) or _lemmatizer().lemmatize(word, "da")


@cache
def _lemmatizer() -> "Lemmatizer":
    """simplemma's, over dictionaries that are kept; loaded late, since that takes 50 ms."""
    from simplemma import Lemmatizer  # noqa: PLC0415
    from simplemma.strategies import DefaultStrategy, DictionaryFactory  # noqa: PLC0415

    class Dictionaries(DictionaryFactory):
        def get_dictionary(self, lang: str) -> Mapping[str, str]:
            return _dictionary(lang)

    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=Dictionaries()))


class _Kept(Mapping[str, str]):
    """The forms that a trie in a file has, as simplemma writes it."""

    def __init__(self, file: Path) -> None:
        self._trie = BytesTrie().load(str(file))

    def __getitem__(self, word: str) -> str:
        return str(self._trie[word][0].decode())

    def get(self, word: str, default: Any = None) -> Any:
        found = self._trie.get(word)
        return found[0].decode() if found else default

    def __iter__(self) -> Iterator[str]:
        yield from self._trie.iterkeys()

    def __len__(self) -> int:
        return len(self._trie)


@cache
def _dictionary(lang: str) -> Mapping[str, str]:
    from importlib.metadata import version  # noqa: PLC0415 - 10 ms that few files need

    folder = KEPT / f"simplemma-{version('simplemma')}"
    file = folder / f"{lang}.dic"  # as TrieDictionaryFactory calls it
    with suppress(Exception):  # not there, or broken
        return _Kept(file)
    from simplemma.strategies import StreamDictionaryFactory, TrieDictionaryFactory  # noqa: PLC0415

    logging.getLogger("simplemma").setLevel(logging.ERROR)  # that a trie isn't kept stops nothing
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder) as made:
            TrieDictionaryFactory(disk_cache_dir=made).get_dictionary(lang)
            # put in its place whole, whoever else does so at the same time
            (Path(made) / file.name).replace(file)
        return _Kept(file)
    return StreamDictionaryFactory().get_dictionary(lang)
