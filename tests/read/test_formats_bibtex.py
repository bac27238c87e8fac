"""BibTeX and BibLaTeX: the habits of programs, LaTeX in fields, and what a broken entry costs."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry
from methodgraph.read.formats import bibtex
from methodgraph.read.formats.bibtex import FORMAT
from methodgraph.read.formats.bibtex_values import address, evaluate, people_of
from methodgraph.read.formats.name_order import in_order
from methodgraph.read.formats.tex import accents, decoded
from methodgraph.read.found import Note
from methodgraph.records import Identifier

FIXTURE = Path(__file__).parent / "fixtures" / "library.bib"


def _told(text: str | bytes) -> list[Entry | Problem | Note]:
    return list(FORMAT.read(io.BytesIO(text.encode() if isinstance(text, str) else text), "x.bib"))


def _entries(text: str) -> list[Entry]:
    return [each for each in _told(text) if isinstance(each, Entry)]


def _entry(fields: str, kind: str = "article") -> Entry:
    (entry,) = _entries(f"@{kind}{{key, {fields}}}")
    return entry


def test_a_library() -> None:
    told = _told(FIXTURE.read_bytes())
    article, note, thesis, paper = [each for each in told if isinstance(each, Entry)]
    assert article == Entry(
        line=6,
        title="FooNet: Reading Papers in $O(n^{2})$ Steps",
        abstract="We present FooNet, a reader of café menus. It beats BarNet by 3% on “BazBench” ($p < 0.05$) – at ~5 "
        "$ a page.\n\nCode is available.",
        key="lovelace_foonet_2031",
        year="2031",
        url="https://foo.example/a_b",
        authors=("Ada Lovelace", "Pál Erdős", "Cats Dogs and Co."),
        venue="Journal of Invented Results (Online)",
        identifiers=(Identifier("doi", "10.1234/jir.2031.7"),),
        categories=("Computer Science - Computation and Language", "Foo"),
    )
    assert (note.line, note.title, note.year) == (23, "A Note: On Foo", "2030-05-15")
    assert (note.authors, note.venue) == (("Émile de Quux", "Charles Babbage"), "arXiv")
    assert (note.identifiers, note.categories) == ((Identifier("arxiv", "3005.00002"),), ("cs", "stat"))
    assert (thesis.title, thesis.venue, thesis.year, thesis.line) == (
        "And (So) On",
        "University of Nowhere",
        "2029",
        43,
    )
    assert (paper.title, paper.venue, paper.year, paper.line) == ('Is "Foo" Bar?', "Proceedings of FOO", "2031", 36)
    assert paper.authors == ("Charles Babbage", "Martin L. King Jr.")
    (volume,) = [each for each in told if not isinstance(each, Entry)]
    assert str(volume) == "x.bib:50: left out: @proceedings{foo31} is a volume, not a paper"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("journal = {arXiv:1706.05125 [cs]}, note = {arXiv: 1706.05125}", "1706.05125"),
        ("journal = {arXiv preprint arXiv:2101.00001v3}", "2101.00001"),
        ("journal = {CoRR}, volume = {abs/2101.00001}", "2101.00001"),
        ("archivePrefix = {arXiv}, eprint = {cs.CL/0301001}, primaryClass = {cs.CL}", "cs/0301001"),
        ("eprint = {2101.00001}", "2101.00001"),
        ("doi = {10.48550/arXiv.2101.00001}", "2101.00001"),
        ("note = {An extended version of arXiv:2101.00001}", None),
        ("pages = {2101.00001}", None),
    ],
)
def test_the_ways_to_tell_an_arxiv_id(fields: str, found: str | None) -> None:
    told = [each.value for each in _entry(fields).identifiers if each.scheme == "arxiv"]
    assert told == ([found] if found else [])


def test_other_identifiers() -> None:
    entry = _entry("pmid = {123}, pmcid = {PMC456}, doi = {https://doi.org/10.1/X}, isbn = {978-3-16-148410-0}")
    assert {(each.scheme, each.value) for each in entry.identifiers} == {("pmid", "123"), ("pmcid", "PMC456")}
    book = _entry("isbn = {978-3-16-148410-0}", "book")
    assert book.identifiers == (Identifier("isbn", "9783161484100"),)


def test_a_preprint_is_not_a_venue_of_its_own() -> None:
    assert _entry("journal = {arXiv:1706.05125 [cs]}").venue == "arXiv"
    assert _entry("journal = {arXiv Letters of Foo}, journaltitle = {Foo Letters}").venue == "Foo Letters"


def test_a_title_without_abstract_is_a_paper() -> None:
    site = _entry("title = {A Website}, howpublished = {\\url{https://foo.example/~ada}}", "misc")
    assert (site.title, site.abstract, site.url) == ("A Website", None, "https://foo.example/~ada")


def test_duplicate_keys_are_two_entries_and_duplicate_fields_a_note() -> None:
    told = _told("@article{a, title={A}}\n@article{a, title={B}, title={C}, keywords={x}, keywords={y}}")
    assert [each.title for each in told if isinstance(each, Entry)] == ["A", "B"]
    assert [each.categories for each in told if isinstance(each, Entry)][1] == ("x", "y")
    assert [str(each) for each in told if isinstance(each, Note)] == [
        "x.bib:2: the field 'title' is given twice; the first counts"
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "@article{b, title={B {never closed}, year=2001}",
        "@article{title={No key}, year=2001}",
        "@article{b, title={B}, year}",
        '@article{b, title="never closed, year=2001}',
        "@article{b",
    ],
)
def test_a_broken_entry_costs_only_itself(broken: str) -> None:
    told = _told(f"@article{{a, title={{A}}}}\n\n{broken}\n\n@article{{c, title={{C}}}}\n")
    assert [(each.line, each.title) for each in told if isinstance(each, Entry)] == [(1, "A"), (5, "C")]
    (problem,) = [each for each in told if isinstance(each, Problem)]
    assert problem.line == 3


def test_a_missing_comma_costs_nothing() -> None:
    told = _told("@article{a, title={A}\n author={Ada Lovelace}\n year=2001}")
    (entry,) = [each for each in told if isinstance(each, Entry)]
    assert (entry.title, entry.authors, entry.year) == ("A", ("Ada Lovelace",), "2001")
    assert [each.what for each in told if isinstance(each, Note)] == [
        "no comma before the field 'author'; read as if there were",
        "no comma before the field 'year'; read as if there were",
    ]


def test_text_behind_a_value_is_told_with_its_lines() -> None:
    told = _told('@article{a, title={A},\n note={B}\n{"title":\n"C"}\n}')
    assert [each.title for each in told if isinstance(each, Entry)] == ["A"]
    assert [str(each) for each in told if isinstance(each, Note)] == [
        "x.bib:2: text behind the value of 'note', down to line 4"
    ]


def test_so_is_text_behind_a_value_that_no_comma_stands_before() -> None:
    told = _told("@article{k,\n abstract={We\n\n\n do it.}\n note={x} zz\n yy,\n title={We}\n}")
    assert [str(each) for each in told if isinstance(each, Note)] == [
        "x.bib:1: no comma before the field 'note'; read as if there were",
        "x.bib:6: text behind the value of 'note', down to line 7",
    ]


def test_an_undefined_macro_is_told() -> None:
    told = _told("@article{a, title={A}, journal=jmlr, month=jun}")
    (entry,) = [each for each in told if isinstance(each, Entry)]
    assert entry.venue == "jmlr"
    assert [str(each) for each in told if isinstance(each, Note)] == [
        "x.bib:1: the macro 'jmlr' of the field 'journal' is not defined; its name is taken"
    ]


def test_text_that_lost_its_sign_is_told() -> None:
    told = _told("article{a,\n title={A},\n year=2001}\n@article{b, title={B}}")
    assert [type(each) for each in told] == [Note, Entry]
    assert _told("% Just a comment, x = y.\n@article{b, title={B}}") == _entries("\n@article{b, title={B}}")


def test_what_stands_between_entries_is_told_once_a_stretch() -> None:
    told = _told('@article{a, title={A}}\n\n{"title": "B"}\nTY  - JOUR\n% mine\n@article{c, title={C}}\nfoo\n')
    assert [str(each) if isinstance(each, Note) else each.line for each in told if not isinstance(each, Problem)] == [
        1,
        "x.bib:3: left out, of no record: 2 lines, down to line 4",
        6,
        "x.bib:7: left out, of no record: 1 line, down to line 7",
    ]


def test_lines_among_the_fields_that_are_no_field_are_told() -> None:
    told = _told(
        '@comment{x}\n@article{a,\n title={A},\n<year>2031</year>\n<ee type="oa">foo</ee>\n<title>B</title>\n'
        " url={u},\n doi={10.1234/x},\n date-added={2031},\n}"
    )
    entry, note = sorted(told, key=lambda each: isinstance(each, Note))
    assert isinstance(entry, Entry)
    assert (entry.title, [each.value for each in entry.identifiers]) == ("A", ["10.1234/x"])
    assert str(note) == "x.bib:4: left out, of no field: 4 lines, down to line 7"


def test_a_broken_entry_tells_how_far_it_is_passed_over() -> None:
    told = _told("@article{a, title={A},\n year={2001\n@article{c, title={C}}\n")
    assert [each.what.rpartition("; ")[2] for each in told if isinstance(each, Problem)] == ["passed over to line 2"]
    assert [each.key for each in told if isinstance(each, Entry)] == ["c"]


def test_a_file_in_another_encoding_is_read_and_told() -> None:
    entry, note = _told("@article{a, title={Köln}}".encode("latin-1"))
    assert isinstance(entry, Entry)
    assert entry.title == "Köln"
    assert str(note) == "x.bib:1: 1 line not in UTF-8, read as Windows-1252"


def test_lines_are_right_whatever_the_parts() -> None:
    entries = "\n".join(
        f"@article{{k{number},\r\n  title = {{T {number} {'x' * 90}}}\r\n}}\r\n" for number in range(4000)
    )
    told = _entries(entries)
    assert [each.line for each in told] == [1 + 4 * number for number in range(4000)]
    assert [each.key for each in told] == [f"k{number}" for number in range(4000)]


def test_what_is_a_bibliography() -> None:
    assert FORMAT.looks_like("\ufeff@ARTICLE {a,")
    assert FORMAT.looks_like("This file was written by JabRef.\n\n@inproceedings(a,")
    for other in (
        "@media print {",
        "We cite @article in text.",
        '[{"a": "\n@article{a,"}]',
        "<x>\n@article{a,</x>",
        "",
    ):
        assert not FORMAT.looks_like(other), other


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            r"Erd{\H o}s, {\'E}mile, \'{\i}, \c{c}, \v{c}, {\L}ukasz, \ss, \o{}, \AA",
            "Erdős, Émile, í, ç, č, Łukasz, ß, ø, Å",
        ),
        (r"10\% of $x_1$ costs \$5 \& more\_less", "10% of $x_1$ costs $5 & more_less"),
        (r"$5 and $10", "$5 and $10"),
        (r"\(a \le b\) and $\{x\}$", r"\(a \le b\) and $\{x\}$"),
        (r"\textit{foo} \textbf{a {b} c} {\em d}", "foo a b c d"),
        (r"``x'' --- y -- Table~5 is ~6", "“x” — y – Table 5 is ~6"),
        (r"{\textgreater}5 \textless 6 {\textquotesingle}s", ">5 <6 's"),
        (r"\LaTeX{} and \apj and \unknown{kept}", "LaTeX and apj and kept"),
        (r"\url{https://a.b/c_d} \href{https://a.b}{here}", "https://a.b/c_d here"),
        (r"\"quoted\"", '"quoted"'),
        ("plain text", "plain text"),
        ("a \\", "a "),
    ],
)
def test_latex_is_undone(written: str, read: str) -> None:
    assert decoded(written) == read


def test_formulas_and_commands_stay_where_only_accents_go() -> None:
    assert (
        accents(r"Erd\H{o}s, {\"U}lo and \textbf{$\alpha$} \"quoted\"")
        == r"Erdős, Ülo and \textbf{$\alpha$} \"quoted\""
    )
    assert accents(None) is None


@pytest.mark.parametrize(
    "sign", ["\\'{", "{", "}", "$", "$$", "\\(", "\\[", "\\", "\\a", "\\cite{", "$\\", "~", "\\c "]
)
def test_latex_takes_linear_time(sign: str) -> None:
    began = time.process_time()
    decoded(sign * 50_000)
    accents(sign * 50_000)
    assert time.process_time() - began < 2


def test_macros_that_double_each_other_do_no_harm() -> None:
    macros = '@string{a0 = "ha"}\n' + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    told = _told(f"{macros}@article{{a, title = a9, journal = a59}}\n@article{{b, title = {'a15 # ' * 9999}a15}}")
    first, second = [each for each in told if isinstance(each, Entry)]
    assert first.title == "ha" * 512
    assert len(second.title or "") < 100_000


@pytest.mark.parametrize(
    "sign", ["{", "}", '"', "@", "@a{", "@a(", "\n@a{", "\n@a{b,", "=", ",", "a=", "a={", "#", "@a{k}\n"]
)
@pytest.mark.parametrize("where", ["", "@article{k, title = ", "@string{k = "])
def test_no_signs_take_more_than_linear_time(sign: str, where: str) -> None:
    began = time.process_time()
    _told(where + sign * (50_000 // len(sign)))
    assert time.process_time() - began < 3


@given(st.text(alphabet="ab{}\\\"'$# =,~&@\n"))
def test_any_text_is_a_value(text: str) -> None:
    decoded(text)
    address(text)
    people_of(text)
    evaluate(text, {"a": "A"})


@given(st.text(alphabet="ab@{}()\\\"'#=, \n"), st.text(alphabet="ab{}\"'=,\n"))
def test_any_text_is_read_to_its_end(before: str, amid: str) -> None:
    told = _told(f"{before}\n@article{{x, title = {amid}\n@article{{last, title={{Last}}}}\n")
    assert any(isinstance(each, Entry) and each.key == "last" for each in told)
    assert len(told) >= 2


@given(st.lists(st.text(alphabet="abc {}\\'é", max_size=9), min_size=1, max_size=9))
def test_no_entry_is_lost(titles: list[str]) -> None:
    kept = [title.replace("{", "").replace("}", "").replace("\\", "") for title in titles]
    text = "\n".join(f"@misc{{k, title = {{{title}}}}}" for title in kept)
    assert len(_entries(text)) == len(titles)


def test_no_entry_and_no_macros_grow_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibtex, "_LARGEST_ENTRY", 300_000)
    monkeypatch.setattr(bibtex, "_LARGEST_MACROS", 100)
    long = "\n".join("x" * 99 for _ in range(4000))
    told = _told(f"@article{{a, title={{A}}}}\n@article{{b, title={{{long}}}}}\n@article{{c, title={{C}}}}\n")
    assert [each.title for each in told if isinstance(each, Entry)] == ["A", "C"]
    assert [each.line for each in told if isinstance(each, Problem)] == [2]
    (problem,) = _told(f"@string{{a = {{{'x' * 60}}}}}\n@string{{b = {{{'x' * 60}}}}}")
    assert isinstance(problem, Problem)
    assert problem.line == 2


def test_data_for_other_entries_are_no_papers() -> None:
    assert [str(each) for each in _told("@xdata{a, title={A}}")] == [
        "x.bib:1: left out: @xdata is data for other entries"
    ]


def test_names_in_order() -> None:
    assert in_order("Lovelace, Ada") == "Ada Lovelace"
    assert people_of("Ludwig van Beethoven AND {World Health Organization} and others") == (
        "Ludwig van Beethoven",
        "World Health Organization",
    )
