"""From an entry to a paper: names, years, identifiers, addresses and text in one form; nothing lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.errors import Problem
from methodgraph.read.assemble import assembled
from methodgraph.read.cleaning import clean_abstract, clean_title
from methodgraph.read.entry import Entry
from methodgraph.read.found import Note
from methodgraph.read.identifiers import in_address, normalised, ranks
from methodgraph.read.people import names
from methodgraph.read.tables import rows
from methodgraph.read.years import year_of
from methodgraph.records import Identifier, Paper

NAMES = [
    (("Ada Lovelace",), ["Ada Lovelace"]),
    (("Lovelace, Ada",), ["Ada Lovelace"]),
    (("Lovelace, Ada", "Turing, Alan M."), ["Ada Lovelace", "Alan M. Turing"]),
    (("Lovelace, Ada and Turing, Alan and others",), ["Ada Lovelace", "Alan Turing"]),
    (("Ada Lovelace, Alan Turing and Grace Hopper",), ["Ada Lovelace", "Alan Turing", "Grace Hopper"]),
    (("Ada Lovelace, Alan Turing, and Grace Hopper",), ["Ada Lovelace", "Alan Turing", "Grace Hopper"]),
    (("Ada Lovelace; Alan Turing",), ["Ada Lovelace", "Alan Turing"]),
    (("Ada Lovelace|Alan Turing|",), ["Ada Lovelace", "Alan Turing"]),
    (("Lovelace, A., Turing, A. M.",), ["A. Lovelace", "A. M. Turing"]),
    (("van der Berg, Jan",), ["Jan van der Berg"]),
    (("King, Jr., Martin",), ["Martin King Jr."]),
    (("King, Martin, Jr.",), ["Martin King Jr."]),
    (("Sammy Davis, Jr.",), ["Sammy Davis Jr."]),
    (("Wei Wang 0001", "Wei Wang 0001"), ["Wei Wang"]),
    ((r"C. Bal\'azs",), ["C. Balázs"]),
    (("The ATLAS Collaboration",), ["The ATLAS Collaboration"]),
    (("Research and Development Team", "Ada Lovelace"), ["Research and Development Team", "Ada Lovelace"]),
    (("Foo, Inc.",), ["Foo, Inc."]),
    (("Ada Lovelace", "Foo Research, Ltd"), ["Ada Lovelace", "Foo Research, Ltd"]),
    (("Ink, Incy", "Corpus, Ann"), ["Incy Ink", "Ann Corpus"]),
    (("JosÃ© Carlos",), ["José Carlos"]),
    (("nan",), []),
    ((), []),
]


@pytest.mark.parametrize(("told", "expected"), NAMES)
def test_names_are_as_people_write_them(told: tuple[str, ...], expected: list[str]) -> None:
    assert list(names(told)) == expected


YEARS = [
    (2024, 2024),
    ("2024", 2024),
    ("2024.0", 2024),
    ("2024-05-01", 2024),
    ("May 2024", 2024),
    ("2021a", 2021),
    ("Sat, 31 Mar 2007 02:26:18 GMT", 2007),
    ("12/31/1999", 1999),
    ("20240131", 2024),
    ("20240131123456", 2024),
    ("c. 1843", 1843),
    ("in press", None),
    ("", None),
    (None, None),
    (20250, None),
    (12, None),
    ("0999", None),
    ("٢٠٢٥", None),
    ("2024-2025", 2024),
    (1601308204123, None),
    ("12345678", None),
]


@pytest.mark.parametrize(("told", "year"), YEARS)
def test_years_are_found_in_dates(told: str | int | None, year: int | None) -> None:
    assert year_of(told) == year


IDENTIFIERS = [
    ("doi", "10.1000/ABC", ["doi:10.1000/abc"]),
    ("DOI", "https://doi.org/10.1000/abc.", ["doi:10.1000/abc"]),
    ("doi", "doi:10.1000/a(b)c", ["doi:10.1000/a(b)c"]),
    ("doi", "http://dx.doi.org/10.1002/%28SICI%291097", ["doi:10.1002/(sici)1097"]),
    ("doi", "10.48550/arXiv.2101.00001", ["doi:10.48550/arxiv.2101.00001", "arxiv:2101.00001"]),
    ("doi", "n/a", []),
    ("arxiv", "2101.00001v12", ["arxiv:2101.00001"]),
    ("arXiv", "arXiv:2101.00001 [cs.CL]", ["arxiv:2101.00001"]),
    ("arxiv", "hep-th/9901001v2", ["arxiv:hep-th/9901001"]),
    ("arxiv", "math.GT/0309136", ["arxiv:math/0309136"]),
    ("arxiv", "http://arxiv.org/abs/0704.0001", ["arxiv:0704.0001"]),
    ("arxiv", "10.1000/abc", []),
    ("arxiv", "2101.00001-2", []),
    ("openalex", "https://openalex.org/w123", ["openalex:W123"]),
    ("pmid", "https://pubmed.ncbi.nlm.nih.gov/34/", ["pmid:34"]),
    ("pmid", "PMID: 34", ["pmid:34"]),
    ("pmcid", "123", ["pmcid:PMC123"]),
    ("acl", "P19-1001", ["acl:P19-1001"]),
    ("s2corpus", "CorpusID:55", ["s2corpus:55"]),
    ("isbn", "978-3-16-148410-0", ["isbn:9783161484100"]),
    ("isbn", "9780415668606  0415668603", ["isbn:9780415668606", "isbn:0415668603"]),
    ("ISBN", "3-16-148410-x; 978 3 16 148410 0, 316148410X", ["isbn:316148410X", "isbn:9783161484100"]),
    ("isbn", "ISBN: 978 3 16 148410 0", ["isbn:9783161484100"]),
    ("isbn", "978-3-16", []),
    ("isbn", " ", []),
]


@pytest.mark.parametrize(("scheme", "value", "expected"), IDENTIFIERS)
def test_identifiers_have_one_form(scheme: str, value: str, expected: list[str]) -> None:
    told = normalised(scheme, value)
    assert [f"{each.scheme}:{each.value}" for each in told] == expected
    assert all(normalised(each.scheme, each.value)[0] == each for each in told)


ADDRESSES = [
    ("https://arxiv.org/abs/2101.00001v3", "arxiv:2101.00001"),
    ("http://arxiv.org/pdf/2101.00001v3.pdf", "arxiv:2101.00001"),
    ("https://arxiv.org/pdf/hep-th/9901001", "arxiv:hep-th/9901001"),
    ("https://ar5iv.labs.arxiv.org/html/2101.00001", "arxiv:2101.00001"),
    ("https://huggingface.co/papers/2101.00001", "arxiv:2101.00001"),
    ("https://doi.org/10.1000/Foo?x=1", "doi:10.1000/foo"),
    ("https://dl.acm.org/doi/abs/10.1145/1.2", "doi:10.1145/1.2"),
    ("https://link.springer.com/chapter/10.1007/978-3-1_2", "doi:10.1007/978-3-1_2"),
    ("https://aclanthology.org/2018.clib-1.11/", "acl:2018.clib-1.11"),
    ("https://aclanthology.org/P19-1001.pdf", "acl:P19-1001"),
    ("https://www.aclweb.org/anthology/P/P19/P19-1001/", "acl:P19-1001"),
    ("https://openreview.net/forum?id=aB-_9&noteId=x", "openreview:aB-_9"),
    ("https://openreview.net/pdf?id=aB-_9", "openreview:aB-_9"),
    (
        "https://www.semanticscholar.org/paper/Foo/0123456789abcdef0123456789abcdef01234567",
        "s2:0123456789abcdef0123456789abcdef01234567",
    ),
    ("https://api.semanticscholar.org/CorpusID:55", "s2corpus:55"),
    ("https://openalex.org/W123", "openalex:W123"),
    ("https://dblp.org/rec/conf/foo/Bar21.html", "dblp:conf/foo/Bar21"),
    ("https://pubmed.ncbi.nlm.nih.gov/34/", "pmid:34"),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC99/", "pmcid:PMC99"),
    ("https://github.com/foo/bar", None),
    ("https://aclanthology.org/volumes/2018.clib-1/", None),
    ("https://openalex.org/A123", None),
]


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_addresses_tell_identifiers(url: str, expected: str | None) -> None:
    assert [f"{told.scheme}:{told.value}" for told in in_address(url)] == ([expected] if expected else [])


def test_each_scheme_of_an_address_names_papers_and_has_an_example() -> None:
    assert {scheme for scheme, _ in rows("addresses.tsv")} <= ranks().keys()
    assert {scheme for scheme, _ in rows("addresses.tsv")} == {told.partition(":")[0] for _, told in ADDRESSES if told}


ABSTRACTS = [
    ("<jats:title>Abstract</jats:title><jats:p>We do\n it.</jats:p>", "We do it."),
    ("<p>We <b>do</b> it.</p><p>And how.</p>", "We do it.\n\nAnd how."),
    ("Abstract: We do.", "We do."),
    ("ABSTRACT We do.", "We do."),
    ("Abstract\n\nWe do.", "We do."),
    ("Abstract reasoning is hard.", "Abstract reasoning is hard."),
    ("arXiv:2101.00001v1 Announce Type: new\nAbstract: We do.", "We do."),
    ("We have a &lt; b &amp;amp; H<sub>2</sub>O, x<y and z>w, $a<b>c$.", "We have a < b & H2O, x<y and z>w, $a<b>c$."),
    ("AT&T; and \\& stay, $\\alpha$ too.", "AT&T; and \\& stay, $\\alpha$ too."),
    ("<mml:math><mml:mi>x</mml:mi></mml:math> is it.", "x is it."),
    ("  N/A ", ""),
    ("No abstract available.", ""),
    ("-", ""),
    ("[No abstract]", ""),
    ("", ""),
    ("None of this works.", "None of this works."),
]


@pytest.mark.parametrize(("told", "expected"), ABSTRACTS)
def test_abstracts_lose_what_bibliographies_put_around_them(told: str, expected: str) -> None:
    assert clean_abstract(told) == expected
    assert clean_abstract(expected) == expected


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_cleaning_never_fails_and_leaves_titles_in_one_line(told: str) -> None:
    assert "\n" not in clean_title(told)
    clean_abstract(told)


def _told(entry: Entry) -> list[Paper | Problem | Note]:
    return list(assembled(entry, "f.bib"))


def _paper(entry: Entry) -> Paper:
    (paper,) = _told(entry)
    assert isinstance(paper, Paper)
    return paper


IDS = [
    (Entry(1, "T", id="x", key="k", identifiers=(Identifier("doi", "10.1000/a"),)), "x"),
    (
        Entry(1, "T", key="k", identifiers=(Identifier("doi", "10.1000/a"), Identifier("arxiv", "2101.00001v2"))),
        "arxiv:2101.00001",
    ),
    (
        Entry(1, "T", key="k", url="https://aclanthology.org/P19-1001/", identifiers=(Identifier("dblp", "conf/a/b"),)),
        "acl:P19-1001",
    ),
    (Entry(1, "T", key="k", identifiers=(Identifier("isbn", "123"),)), "k"),
    (Entry(1, "T"), "title-"),
    (Entry(1, None, "We do."), "text-"),
]


@pytest.mark.parametrize(("entry", "expected"), IDS)
def test_the_id_is_given_or_a_registrys_or_the_sources_or_the_contents(entry: Entry, expected: str) -> None:
    own = _paper(entry).id
    assert own.startswith(expected) if expected.endswith("-") else own == expected


def test_addresses_are_such_as_a_browser_may_go_to_and_identifiers_told_count_before_theirs() -> None:
    entry = Entry(
        1,
        "T",
        url=" javascript:alert(1)",
        urls=("https://doi.org/10.1000/b", "file:///etc/passwd", "/pdf/1.pdf", "ftp://x/y"),
        identifiers=(Identifier("doi", "10.1000/a"),),
    )
    paper = _paper(entry)
    assert (paper.url, paper.urls) == ("https://doi.org/10.1000/b", ("ftp://x/y",))
    assert paper.identifiers == (Identifier("doi", "10.1000/a"),)


def test_an_arxiv_id_tells_the_year_where_nothing_else_does() -> None:
    assert _paper(Entry(1, "T", identifiers=(Identifier("arxiv", "1706.03762"),))).year == 2017
    assert _paper(Entry(1, "T", year="2018", identifiers=(Identifier("arxiv", "1706.03762"),))).year == 2018


@pytest.mark.parametrize("entry", [Entry(3), Entry(3, " ", "-"), Entry(3, "a.pdf", text=" ")])
def test_neither_title_nor_abstract_is_a_problem(entry: Entry) -> None:
    (problem,) = _told(entry)
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line, problem.what) == ("f.bib", 3, "neither title nor abstract")


def test_text_and_its_title_are_verbatim_and_all_else_is_repaired() -> None:
    raw = " a\u200b <b>x</b> &amp; "
    verbatim, repaired = _paper(Entry(1, raw, text=raw)), _paper(Entry(1, raw, raw, venue=raw))
    assert (verbatim.title, verbatim.text) == (raw, raw)
    assert (repaired.title, repaired.text, repaired.venue) == ("a x &", "a x &", "a x &")


def test_what_was_told_and_is_not_kept_is_noted() -> None:
    *notes, paper = _told(Entry(2, "foo.pdf", "We do.", year="soon"))
    assert isinstance(paper, Paper)
    assert [str(note) for note in notes] == [
        "f.bib:2: no title: 'foo.pdf' is the name of a file",
        "f.bib:2: no year: 'soon' holds none",
    ]
