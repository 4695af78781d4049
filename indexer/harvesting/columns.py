"""What the columns of a table are called, written into its cells."""

import re
from collections.abc import Sequence
from itertools import dropwhile, islice, takewhile

from lxml import etree, html

from indexer.harvesting.citation import (
    are_authors,
    cite,
    is_date,
    is_name,
    is_publisher_line,
)
from indexer.harvesting.citationparts import is_writer
from indexer.harvesting.detailnames import (
    AUTHORS,
    is_field_name,
    is_publisher_label,
    is_title_name,
    label_of,
)
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import is_one_line
from search.library.visible import one_line

MOST_COLUMNS = 20
MOST_ROWS = 100
"""Rows that a cell may go over."""
MOST_ABOVE = 10
"""Rows of one cell that stand above a head: every cell below asks for it."""
MOST_PARTS, LONGEST, LONGEST_TITLE = 10, 100, 250
LEAST_BELOW, WORDS_OF_NAME, WORDS_OF_FIELD, WORDS_OF_HOUSE = 2, 4, 5, 8
"""Rows below a head, and the most words of a column's name, of a field in it and of a house."""
MOST_OF, SOME = 0.67, 0.2
"""Shares of a column's cells that are known for houses where all may be, and where names come
again."""
DIGIT, WORDS = re.compile(r"\d"), re.compile(r"[^\W\d_]{3}")
ADDRESS = re.compile(r"(https?://|www\.)\S{1,500}$|[\w-]{1,60}(\.[\w-]{1,60}){1,5}/\S{0,500}$")
NAMES = re.compile(r"(fil)?navn|name", re.IGNORECASE)
"""What the column of titles is called where none is called so."""


def write_columns(root: html.HtmlElement) -> set[html.HtmlElement]:
    """Write into the cells of tables below ``root`` what their columns are called, headings of the
    rows below them, and the titles; give the tables that name their columns: that of titles, and
    who put them out and when."""
    _part_merged(root)
    return {table for table in [*root.iter("table")] if _write(table)}


def _write(table: html.HtmlElement) -> bool:
    """The same of a table, and whether it names all. The first column of words is a title's where
    none is called so; authors that have a line each get one; left out is what is a field of another
    kind (»Branche«, »Sagsnr.«), where the publisher has a column."""
    rows = [cells for row in dropwhile(_is_single, table.iter("tr")) if (cells := _cells(row))]
    names = _written_head(table, rows)
    title, names_all = _title_column(names), len(_fields(names)) >= LEAST_BELOW
    names_all &= title is not None
    if names_all:
        _leave_out_caption(table)
    whole = [row for row in rows[1:] if len(row) == len(names)]
    columns = [[row[n] for row in whole] for n in range(len(names))]
    _join_facts(names, columns, title)
    for cell in columns[title] if title is not None else ():
        _set_first_line_apart(cell)
    if title is not None:
        _leave_out_fields(names, columns, title)
        for row in (r for r in rows if title < len(r) and any(cell.tag == "td" for cell in r)):
            if len(row) <= MOST_COLUMNS and is_one_line(row[title]) and text_of(row[title]):
                row[title].set("role", "heading")
    beside = columns if names else []
    _write_labels(table, _called(names, beside, title))
    for cell in rows[0] if any(map(label_of, names)) else ():
        _empty(cell)
    return names_all


def _called(
    names: Sequence[str], columns: Sequence[Sequence[html.HtmlElement]], title: int | None
) -> list[str]:
    """The names of columns, those that we don't know by what their cells tell, where none names who
    put it out; none of one that tells when too."""
    if not any(is_publisher_label(label_of(name)) for name in names):
        told = [*map(_told_name, columns)]
        if not names:
            return told
        open_ = [n for n, name in enumerate(names) if n != title and not label_of(name)]
        sure = [n for n in open_ if told[n] == "Udgiver"]
        houses = _only_house(names, columns, open_) or sure
        return ["Udgiver" if n in houses else name for n, name in enumerate(names)]
    return [
        "" if is_publisher_label(label_of(name)) and _tell_when(cells) else name
        for name, cells in zip(names, columns, strict=True)
    ]


def _only_house(
    names: Sequence[str], columns: Sequence[Sequence[html.HtmlElement]], left: Sequence[int]
) -> list[int]:
    """Which of the columns ``left`` is that of who put it out, where others tell when and who wrote
    it: the only one in which names come again, some of which are known for houses."""
    texts = {n: [*filter(None, map(text_of, columns[n]))] for n in left}
    found = [n for n in left if _come_again(texts[n])]
    return found if len(found) == 1 and len(_fields(names)) >= LEAST_BELOW else []


def _come_again(texts: Sequence[str]) -> bool:
    are_names = all(map(is_name, texts)) and not all(map(str.isupper, texts))  # »LÆST«
    known = sum(bool(cite("", text).publishers) for text in texts) if are_names else 0
    return known > SOME * len(texts) and len({*texts}) < len(texts)


def _tell_when(cells: Sequence[html.HtmlElement]) -> bool:
    """Whether most of the cells that tell something are lines of who and when."""
    texts = [*filter(None, map(text_of, cells))]
    return sum(map(is_publisher_line, texts)) > MOST_OF * len(texts)


def _write_labels(table: html.HtmlElement, names: Sequence[str]) -> None:
    """Put names like »Udgiver« and »År« before what the cells below them say."""
    for row in table.iter("tr") if any(map(label_of, names)) else ():
        is_whole = len(row) > 1 and not any(cell.get("colspan") for cell in row)
        for name, cell in zip(names, _cells(row), strict=False) if is_whole else ():
            if cell.tag == "td" and label_of(name) and text_of(cell):
                label = "link" if _is_way(cell) else label_of(name)
                cell.text = f"{label}: {cell.text or ''}"


def _told_name(cells: Sequence[html.HtmlElement]) -> str:
    texts = [*filter(None, map(_first_line, cells))]
    if not texts or any(len(text_of(cell)) > LONGEST for cell in cells):
        return ""
    if all(map(is_date, texts)):
        return "År"
    if all(map(are_authors, texts)):
        return "Forfatter"
    if not all(map(is_name, texts)):
        return ""
    known = sum(bool(cite("", text).publishers) for text in texts)
    return "Udgiver" if known >= MOST_OF * len(texts) else ""


def _first_line(cell: html.HtmlElement) -> str:
    """What a cell says before its first break."""
    said: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start" and element.tag == "br":
            break
        is_own = event == "start" and isinstance(element.tag, str)
        if is_own or (event == "end" and element is not cell):
            said.append((element.text if event == "start" else element.tail) or "")
    return one_line(" ".join(said))


def _written_head(table: html.HtmlElement, rows: Sequence[Sequence[html.HtmlElement]]) -> list[str]:
    """The names of the columns, after the cells of the first row that are a head are made such, and
    a column is called that of titles."""
    if len(rows) > LEAST_BELOW and _is_head(rows[0]):
        for cell in rows[0]:
            cell.tag = "th"
    names = _column_names(table)
    if (head := _unnamed_titles(names, rows)) is not None:
        names[head] = "Titel"
    return names


def _join_facts(
    names: Sequence[str], columns: Sequence[Sequence[html.HtmlElement]], title: int | None
) -> None:
    """Make one line of authors that have a line each, and of who put it out and when, whatever sets
    it apart."""
    for n, (name, cells) in enumerate(zip(names, columns, strict=True)):
        is_of_authors = AUTHORS.fullmatch(label_of(name)) is not None
        for cell in cells if n != title else ():
            lines = [*filter(None, map(one_line, cell.itertext()))]
            are_short = all(len(line.split()) <= WORDS_OF_HOUSE for line in lines)
            are_facts = any(map(is_date, lines)) or (is_of_authors and all(map(is_writer, lines)))
            is_one = len(lines) == 1 and is_field_name(label_of(name))
            if (is_one or (len(lines) > 1 and are_facts and are_short)) and not _has_link(cell):
                _empty(cell)
                cell.text = ", ".join(line.rstrip(" ,") for line in lines)


def _leave_out_fields(
    names: Sequence[str], columns: Sequence[Sequence[html.HtmlElement]], title: int
) -> None:
    """Empty the columns of short cells with names that we don't know."""
    pairs = list(zip(names, columns, strict=True))
    if not any(is_publisher_label(label_of(name)) and _is_told(cells) for name, cells in pairs):
        return
    for n, (name, cells) in enumerate(pairs):
        if n != title and not label_of(name) and all(map(_is_field, cells)):
            for cell in cells:
                _empty(cell)


def _is_single(row: html.HtmlElement) -> bool:
    """Whether a row has but one cell: such stand above the others."""
    return len(_cells(row)) < LEAST_BELOW


def _unnamed_titles(names: Sequence[str], rows: Sequence[Sequence[html.HtmlElement]]) -> int | None:
    """The first column whose name we don't know, where columns beside it tell who put it out or
    when and none is called a title: its cells have words, no two the same."""
    told = _fields(names)
    if len(told) < LEAST_BELOW or _title_column(names) is not None:
        return None
    for n, name in enumerate(names[: told[0]]):
        texts = [text_of(row[n]) for row in rows[1:] if len(row) == len(names)]
        are_titles = len({*texts}) == len(texts) >= LEAST_BELOW and all(map(WORDS.search, texts))
        if not label_of(name) and are_titles:
            return n
    return None


def _is_head(cells: Sequence[html.HtmlElement]) -> bool:
    """Whether the cells of a first row name columns: short, no two alike, no links, most of the
    names known."""
    names = [text_of(cell) for cell in cells]
    known = sum(
        bool(label_of(name) == name.rstrip(" :") != "" or is_title_name(name)) for name in names
    )
    are_names = all(len(name.split()) <= WORDS_OF_NAME and not DIGIT.search(name) for name in names)
    is_one = (
        are_names and len({*names}) == len(names) > 1 and known > 1 and known * 2 >= len(names) - 1
    )
    return is_one and not any(cell.xpath(".//a[@href]|.//table") for cell in cells)


def _is_told(cells: Sequence[html.HtmlElement]) -> bool:
    """Whether the cells of a column tell something, not all the same nor addresses."""
    said = {text_of(cell) for cell in cells} - {""}
    return len(said) > 1 and not all(ADDRESS.match(text) for text in said)


def _is_field(cell: html.HtmlElement) -> bool:
    short = len(text_of(cell).split()) <= WORDS_OF_FIELD
    return short and not _has_link(cell) and text_of(cell)[-1:] not in (".", "!", "?")


def _is_way(cell: html.HtmlElement) -> bool:
    """Whether a cell is a link that says where it leads, or no more than that it is one."""
    text = text_of(cell)
    is_link = text and text == " ".join(text_of(a) for a in cell.iter("a"))
    return bool(is_link) and (bool(ADDRESS.match(text)) or label_of(text).lower() == "link")


def _has_link(cell: html.HtmlElement) -> bool:
    return bool(cell.xpath(".//a[@href]"))


def _empty(cell: html.HtmlElement) -> None:
    for part in [*cell]:
        cell.remove(part)
    cell.text = None


def _part_merged(root: html.HtmlElement) -> None:
    """Give every row its own of the cells that go over several rows."""
    for cell in [*root.iter("td")]:
        rows, text = cell.get("rowspan", ""), text_of(cell)
        if not (rows.isdecimal() and len(rows) < 4 and 0 < len(text) <= LONGEST):
            continue
        column = sum(1 for _ in cell.itersiblings(preceding=True))
        below = cell.getparent().itersiblings("tr")
        for row in islice(below, min(int(rows), MOST_ROWS) - 1):
            own = html.Element("td")
            own.text = text
            row.insert(column, own)
        del cell.attrib["rowspan"]


def _column_names(table: html.HtmlElement) -> list[str]:
    """The texts of the first row of several cells, when it is one of headings; none else."""
    rows = map(_cells, islice(table.iter("tr"), MOST_ABOVE))
    cells = next((cells for cells in rows if len(cells) > 1), [])
    is_head = cells and all(cell.tag == "th" or _is_in_head(cell) for cell in cells)
    return [_name(cell) for cell in cells] if is_head and len(cells) <= MOST_COLUMNS else []


def _title_column(names: Sequence[str]) -> int | None:
    """Where the column of titles is, None when the table doesn't say."""
    forms = (is_title_name, NAMES.fullmatch)
    return next((n for form in forms for n, said in enumerate(names) if form(said)), None)


def _fields(names: Sequence[str]) -> list[int]:
    """Which of the columns tell who wrote or put it out, when, or of what kind it is."""
    return [n for n, name in enumerate(names) if is_field_name(label_of(name))]


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    """The first cells, one more than a table of fields has."""
    return [*islice(row.iterchildren("td", "th"), MOST_COLUMNS + 1)]


def _name(cell: html.HtmlElement) -> str:
    """The start of its text: every cell below asks for it."""
    return one_line("".join(text[:LONGEST] for text in islice(cell.itertext(), MOST_PARTS)))[
        :LONGEST
    ]


def _is_in_head(cell: html.HtmlElement) -> bool:
    return any(around.tag == "thead" for around in cell.iterancestors())


def _leave_out_caption(table: html.HtmlElement) -> None:
    """Empty the rows of one cell above a head, which tell what the table is."""
    for row in takewhile(_is_single, table.iter("tr")):
        for cell in _cells(row):
            if not _has_link(cell):
                _empty(cell)


def _set_first_line_apart(cell: html.HtmlElement) -> None:
    """Make a heading of what stands before the first break of a cell with more below it."""
    end = next(cell.iter("br"), None)
    if end is None or cell.xpath(".//*[self::p or self::div or self::h2 or self::h3 or self::h4]"):
        return
    while end.getparent() is not cell and not _has_before(end):
        end = end.getparent()
    around = end.getparent()
    line = html.Element("span", role="heading")
    line.text, around.text = around.text, None
    for child in [*end.itersiblings(preceding=True)][::-1]:
        line.append(child)
    if text_of(line) and len(text_of(line)) <= LONGEST_TITLE:
        around.insert(0, line)
    else:
        around.text = line.text
        for n, child in enumerate([*line]):
            around.insert(n, child)


def _has_before(element: html.HtmlElement) -> bool:
    said = (
        element.getparent().text or "",
        *(text_of(e) for e in element.itersiblings(preceding=True)),
    )
    return any(text.strip() for text in said)
