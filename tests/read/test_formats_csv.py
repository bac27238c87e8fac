"""Tables: delimiters, quotes, columns by many names, and rows that are broken."""

from __future__ import annotations

import pytest
from tests.support.reading import found_in

from methodgraph.records import Identifier

LONG = "We propose FooNet, " * 20_000

TABLES: dict[str, tuple[str, list[tuple[str, str | None, str, int | None, tuple[str, ...]]]]] = {
    "plain": (
        "id,title,abstract,year\n1,T,We do.,2020\n2,,It is.,\n",
        [("1", "T", "We do.", 2020, ()), ("2", None, "It is.", None, ())],
    ),
    "a mark, other breaks and blank rows": (
        "\ufeffid,abstract\r\n\r\na,We do.\r\n,,\r\nb,It is.\r\n",
        [("a", None, "We do.", None, ()), ("b", None, "It is.", None, ())],
    ),
    "semicolons": ('id;title;abstract\na;"T; or not";We do, too.\n', [("a", "T; or not", "We do, too.", None, ())]),
    "quotes and line breaks": (
        'id,abstract\na,"We ""do"" it,\nand how."\nb,It is.\n',
        [("a", None, 'We "do" it, and how.', None, ()), ("b", None, "It is.", None, ())],
    ),
    "tabs, quotes that are none": (
        'id\ttitle\tabstract\na\tT\t"``Do" it.\nb\t"So ""it"" is"\tIt is.\n',
        [("a", "T", '"``Do" it.', None, ()), ("b", 'So "it" is', "It is.", None, ())],
    ),
    "tabs, quoted line breaks": (
        'id\tabstract\na\t"We do\nit."\nb\tIt is.\n',
        [("a", None, "We do it.", None, ()), ("b", None, "It is.", None, ())],
    ),
    "a row that is short": ("id,title,abstract,year\na,T,We do.\n", [("a", "T", "We do.", None, ())]),
    "a large field": (f'id,abstract\na,"{LONG}"\n', [("a", None, LONG.strip(), None, ())]),
    "Scopus": (
        '"Authors","Author full names","Title","Year","Source title","DOI","Link","Abstract","Author Keywords","EID"\n'
        '"Lovelace A.; Turing A.M.","x","T","2020","J","10.1000/Foo","https://scopus.com/1","We do.","foo; bar",""\n',
        [("doi:10.1000/foo", "T", "We do.", 2020, ("Lovelace A.", "Turing A.M."))],
    ),
    "Web of Science": (
        "PT\tAU\tTI\tSO\tAB\tDI\tPY\nJ\tLovelace, A; Turing, AM\tT\tJ\tWe do.\t10.1000/foo\t2020\n",
        [("doi:10.1000/foo", "T", "We do.", 2020, ("A Lovelace", "AM Turing"))],
    ),
    "Zotero": (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url","Abstract Note"\n'
        '"AB12","journalArticle","2020","Lovelace, Ada; Turing, Alan","T","J","","https://a.org","We do."\n',
        [("AB12", "T", "We do.", 2020, ("Ada Lovelace", "Alan Turing"))],
    ),
    "OpenAlex": (
        "id,doi,title,publication_year,ids.openalex,abstract,authorships.author.display_name,topics.display_name\n"
        "https://openalex.org/W5,https://doi.org/10.1000/foo,T,2020,https://openalex.org/W5,We do.,"
        "Ada Lovelace|Alan Turing,Foo|Bar\n",
        [("doi:10.1000/foo", "T", "We do.", 2020, ("Ada Lovelace", "Alan Turing"))],
    ),
    "OpenReview": (
        "paper_id\ttitle\tlink\tkeywords\tabstract\nab-C1\tT\thttps://openreview.net/forum?id=ab-C1\ta, b\tWe do.\n",
        [("openreview:ab-C1", "T", "We do.", None, ())],
    ),
    "lists written out": (
        "title,abstract,authors\nT,We do.,\"['Ada Lovelace', 'Alan Turing']\"\n",
        [("text-", "T", "We do.", None, ("Ada Lovelace", "Alan Turing"))],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read(name: str) -> None:
    table, expected = TABLES[name]
    found = found_in(table, "csv", "x.csv")
    assert found.problems == ()
    told = [(paper.id, paper.title, paper.text, paper.year, paper.authors) for paper in found.papers]
    assert [(own[: len(want[0])], *rest) for (own, *rest), want in zip(told, expected, strict=True)] == expected


def test_all_that_columns_tell_is_kept() -> None:
    (paper,) = found_in(TABLES["Scopus"][0], "csv").papers
    assert (paper.venue, paper.url, paper.categories) == ("J", "https://scopus.com/1", ("foo", "bar"))
    (paper,) = found_in(TABLES["OpenAlex"][0], "csv").papers
    assert paper.identifiers == (Identifier("doi", "10.1000/foo"), Identifier("openalex", "W5"))
    assert paper.categories == ("Foo", "Bar")
    (paper,) = found_in(TABLES["OpenReview"][0], "csv").papers
    assert (paper.categories, paper.url) == (("a", "b"), "https://openreview.net/forum?id=ab-C1")


def test_sources_tell_the_line_a_row_begins_on() -> None:
    found = found_in('id,abstract\na,"We do\nit\nall."\n\nb,It is.\n', "csv")
    assert [paper.sources[0].line for paper in found.papers] == [2, 6]


FAULTS = [
    ("number,what\n1,We do.\n", [(1, "no column is called title or abstract")]),
    ("id,abstract\na,We do.\nb,It is, too.\nc,Yes.\n", [(3, "a row of 3 fields, where the first has 2")]),
    ('id,abstract\na,We do.\nb,"It" is.\nc,Yes.\n', [(3, "a row that cannot be read (',' expected after '\"')")]),
    ('id,abstract\na,We do.\nc,Yes.\nb,"It is.\n', [(4, "a row that cannot be read (unexpected end of data)")]),
    ("id,title,abstract\na,T,We do.\nb,,\nc,,Yes.\n", [(3, "neither title nor abstract")]),
]


@pytest.mark.parametrize(("table", "expected"), FAULTS)
def test_a_broken_row_costs_itself(table: str, expected: list[tuple[int, str]]) -> None:
    found = found_in(table, "csv", "x.csv")
    assert [(problem.line, problem.what) for problem in found.problems] == expected
    assert [paper.id for paper in found.papers] == ([] if expected[0][0] == 1 else ["a", "c"])


@pytest.mark.parametrize("odd", "\v\f\x1c\x85\u2028\u2029")
def test_names_that_no_row_break_ends_are_told_and_cost_their_line(odd: str) -> None:
    found = found_in(f"id\tabstract{odd}a\tWe do.\nb\tIt is.\n", "csv", "x.tsv")
    told = f"the column names end at U+{ord(odd):04X}, which ends no row; the rest of the line is lost"
    assert [(problem.line, problem.what) for problem in found.problems] == [(1, told)]
    assert [(paper.id, paper.text) for paper in found.papers] == [("b", "It is.")]


def test_a_name_with_such_a_break_in_it_stays_one() -> None:
    table = 'id,abstract,"Note\vmore",year\na,We do.,x,2020\nb,"It\nis.",,2021\n'
    found = found_in(table, "csv", "x.csv")
    assert found.problems == ()
    assert [(paper.id, paper.text, paper.year) for paper in found.papers] == [
        ("a", "We do.", 2020),
        ("b", "It is.", 2021),
    ]


REMEDIES = [
    ("nr,Titel,abstrct\n1,T,We do.\n", "did you mean 'title' by 'Titel', 'abstract' by 'abstrct'?"),
    ("file\tpapers\ttable\na.bib\t12\tx\n", "if it is no list of papers, leave it out or use --keep-going"),
]


@pytest.mark.parametrize(("table", "remedy"), REMEDIES)
def test_a_table_without_papers_comes_with_what_to_do(table: str, remedy: str) -> None:
    (problem,) = found_in(table, "csv", "x.csv").problems
    assert problem.remedy.startswith(remedy)


def test_a_table_as_excel_writes_it_is_read_and_told() -> None:
    found = found_in("id,abstract\na,Caf\xe9.\nb,Yes.\nc,\x80 5.\n".encode("latin-1"), "csv", "x.csv")
    assert [paper.text for paper in found.papers] == ["Café.", "Yes.", "€ 5."]
    assert [str(note) for note in found.notes] == ["x.csv:2: 2 rows not in UTF-8, read as Windows-1252"]


def test_rows_of_fewer_fields_are_told_once_a_stretch() -> None:
    table = "id,title,abstract,year\na,T,We do.,2020\nb,T\nU,We do.,2020\nc,T,We do.,2020\nd,T,We do.\n"
    found = found_in(table, "csv", "x.csv")
    assert [paper.id for paper in found.papers] == ["a", "b", "U", "c", "d"]
    assert [(note.line, note.what.partition(";")[0]) for note in found.notes if note.line] == [
        (3, "2 rows of fewer fields than the first, down to line 4"),
        (6, "1 row of fewer fields than the first, down to line 6"),
    ]
