"""XML exports: what each form tells, and that no file breaks, bombs or spies on the reader."""

from __future__ import annotations

import io
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry, Told
from methodgraph.read.formats import acl, atom, dblp, decoding, format_named, oai, xml_records
from methodgraph.read.formats.decoding import LONGEST_LINE, blocks, lines
from methodgraph.read.formats.xml_records import Record, read_records
from methodgraph.read.formats.xml_text import LONGEST_PROLOG, mended
from methodgraph.read.found import Note
from methodgraph.records import Identifier

FIXTURES = Path(__file__).parent / "fixtures"
FILES = {"atom": "arxiv_query.atom", "oai": "harvest.oai.xml", "acl": "2031.foo.xml", "dblp": "dblp_part.xml"}


def _entries(told: Told) -> list[Entry]:
    return [each for each in told if isinstance(each, Entry)]


def _told(data: bytes | str, form: str = "atom") -> list[Entry | Problem | Note]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(format_named(form).read(stream, "x.xml"))


def _fixture(form: str) -> list[Entry | Problem | Note]:
    return _told((FIXTURES / FILES[form]).read_bytes(), form)


def _texts(data: bytes | str, *tags: str, containers: tuple[str, ...] = ()) -> list[tuple[int, str] | str]:
    """Return the line and text of each record, and what is said beside them."""
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return [
        (each.line, "".join(str(part) for part in each.element.itertext())) if isinstance(each, Record) else str(each)
        for each in read_records(stream, "x.xml", tags or ("entry",), containers)
    ]


# What each form tells


def test_a_feed_of_arxiv() -> None:
    first, second = _entries(iter(_fixture("atom")))
    assert first == Entry(
        line=7,
        title="FooNet: Reading Papers Without a Library",
        abstract="We present FooNet, a reader of papers & reports. It beats BarNet\nby 3\\% on BazBench ($p < 0.05$).",
        key="http://arxiv.org/abs/3101.00001v2",
        year="2031-01-01T10:00:00Z",
        url="https://arxiv.org/abs/3101.00001v2",
        urls=("https://arxiv.org/pdf/3101.00001v2", "https://doi.org/10.1234/JIR.2031.7"),
        authors=("Ada Lovelace", "Émile Quux"),
        venue="Journal of Invented Results 7 (2031) 1-9",
        identifiers=(Identifier("arxiv", "3101.00001"), Identifier("doi", "10.1234/jir.2031.7")),
        categories=("cs.CL", "cs.LG"),
    )
    assert (second.line, second.identifiers) == (32, (Identifier("arxiv", "cs/0301001"),))


def test_an_error_of_arxiv_is_a_problem() -> None:
    (told,) = _told(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#x</id>'
        "<title>Error</title><summary>incorrect id format for 1234</summary></entry></feed>"
    )
    assert isinstance(told, Problem)
    assert "incorrect id format for 1234" in told.what


def test_the_announcement_before_an_abstract_of_a_daily_feed_goes() -> None:
    (told,) = _entries(
        iter(
            _told(
                '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="d"><entry><id>oai:arXiv.org:3101.00001v1</id>'
                "<title>T</title><summary>arXiv:3101.00001v1 Announce Type: new \nAbstract: We say.</summary>"
                "<dc:creator>Ada Lovelace, Émile Quux</dc:creator></entry></feed>"
            )
        )
    )
    assert (told.abstract, told.authors) == ("We say.", ("Ada Lovelace", "Émile Quux"))
    assert told.identifiers == (Identifier("arxiv", "3101.00001"),)


def test_a_harvest_in_three_forms() -> None:
    own, raw, core = _entries(iter(_fixture("oai")))
    assert (own.line, own.authors, own.year) == (6, ("Pál Erdős", "Martin King Jr"), "2031-01-01")
    assert own.identifiers == (Identifier("arxiv", "3101.00001"), Identifier("doi", "10.1234/jir.2031.7"))
    assert (own.venue, own.categories) == ("J. Invented Res. 7 (2031)", ("cs.CL", "cs.LG"))
    assert (own.url, own.key) == ("https://arxiv.org/abs/3101.00001", "3101.00001")
    assert own.abstract == "We present FooNet, a reader of papers & reports.\nIt beats BarNet."
    assert (raw.authors, raw.year) == (("Ada Lovelace", "Charles Babbage", "P. Erdős"), "2003")
    assert (core.title, core.abstract, core.year) == ("A Thesis on Foo", "We study Foo.", "2029-01-01")
    assert (core.url, core.authors, core.categories) == (
        "https://repository.example/42",
        ("Émile Quux",),
        ("Foo", "Bar"),
    )
    assert (core.identifiers, core.venue) == ((Identifier("doi", "10.1234/foo.42"),), "Theses of Nowhere")


def test_a_deleted_record_is_a_note_and_an_unknown_form_a_problem() -> None:
    others = [each for each in _fixture("oai") if not isinstance(each, Entry)]
    assert [str(each) for each in others] == [
        "x.xml:20: left out: oai:arXiv.org:3101.00002 is deleted",
        "x.xml:45: oai:repository.example:43 tells nothing in a form known here; "
        "harvest with metadataPrefix=arXiv, arXivRaw or oai_dc",
    ]


def test_an_error_of_a_server_is_a_problem() -> None:
    (told,) = _told('<OAI-PMH><error code="noRecordsMatch">nothing\n since then</error></OAI-PMH>', "oai")
    assert isinstance(told, Problem)
    assert told.what == "the server answered noRecordsMatch: nothing since then"


def test_a_collection_of_the_anthology() -> None:
    front, first, second = _fixture("acl")
    assert isinstance(front, Note)
    assert front.what == "left out: the front matter of volume 2031.foo-main"
    assert first == Entry(
        line=14,
        title="FooNet: Reading in $O(n^2)$ Steps",
        abstract="We present FooNet, a fast reader for $n < 10$ papers.",
        key="lovelace-quux-2031-foonet",
        year="2031",
        url="https://aclanthology.org/2031.foo-main.1/",
        urls=("https://aclanthology.org/2031.foo-main.1.pdf",),
        authors=("Ada Lovelace", "Quux"),
        venue="Proceedings of the First Conference on Foo",
        identifiers=(Identifier("acl", "2031.foo-main.1"), Identifier("doi", "10.18653/v1/2031.foo-main.1")),
    )
    assert isinstance(second, Entry)
    assert (second.title, second.year, second.venue) == ("No Abstract über Foo", "2032", "Short Papers")
    assert second.identifiers == (Identifier("acl", "2031.foo-short.7"),)


@pytest.mark.parametrize(
    ("place", "identity"),
    [
        (("P18", "1", "7"), "P18-1007"),
        (("W18", "02", "7"), "W18-0207"),
        (("D19", "1", "12"), "D19-1012"),
        (("D19", "50", "1"), "D19-5001"),
        (("2020.acl", "main", "7"), "2020.acl-main.7"),
    ],
)
def test_the_ids_of_the_anthology(place: tuple[str, str, str], identity: str) -> None:
    assert acl.anthology_id(*place) == identity


def test_dblp() -> None:
    *papers, people, volumes = _fixture("dblp")
    article, paper, thesis = _entries(iter(papers))
    assert (article.title, article.authors) == ("FooNet: H2O in Papers", ("Ada Lovelace", "Émile Quüx"))
    assert set(article.identifiers) == {
        Identifier("dblp", "journals/corr/abs-3101-00001"),
        Identifier("doi", "10.48550/arxiv.3101.00001"),
        Identifier("arxiv", "3101.00001"),
    }
    assert (article.venue, article.year, article.line) == ("CoRR", "2031", 4)
    assert (paper.title, paper.venue, paper.url) == ("Is Foo Bar?", "FOO", "https://doi.org/10.1234/FOO.31")
    assert paper.urls == ("https://foo.example/31", "https://dblp.org/rec/conf/foo/Babbage31")
    assert (thesis.title, thesis.venue) == ("And so on...", "Nowhere")
    assert str(volumes) == "x.xml:22: left out 2 records of pages of people (<www>), the first of them here"
    assert (
        str(people) == "x.xml:23: left out 1 record of volumes of proceedings (<proceedings>), the first of them here"
    )


@pytest.mark.parametrize("form", FILES)
def test_each_form_is_known_by_what_it_holds_and_none_by_two(form: str) -> None:
    head = (FIXTURES / FILES[form]).read_text(encoding="utf-8")
    assert [name for name in FILES if format_named(name).looks_like(head)] == [form]
    assert not format_named("bibtex").looks_like(head)
    assert not format_named("ris").looks_like(head)


@pytest.mark.parametrize(
    "text", ["", "<html><body>dblp</body></html>", "A feed of OAI-PMH <dblp>", "<collection/>", "<"]
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert not any(module.looks_like(text) for module in (atom, oai, acl, dblp))


# Records


def test_a_broken_record_costs_only_itself() -> None:
    for broken in (
        "<entry>B\n",
        "<entry>B</entri>\n",
        "<entry a=>B</entry>\n",
        "<entr>B</entry>\n",
        "<entry><i>B</entry>\n",
    ):
        told = _texts(f"<feed>\n<entry>A</entry>\n{broken}<entry>C</entry>\n</feed>")
        assert [each for each in told if isinstance(each, tuple)] == [(2, "A"), (4, "C")], broken
        problems = [each for each in told if isinstance(each, str)]
        assert len(problems) == 1, broken
        assert problems[0].startswith("x.xml:3: "), broken


def test_two_broken_records_side_by_side_are_two_problems() -> None:
    told = _texts("<feed>\n<entry>A</entry>\n<entry>B</b></entry>\n<entr>C</entry>\n<entry>D</entry></feed>")
    assert [each for each in told if isinstance(each, tuple)] == [(2, "A"), (5, "D")]
    assert [each[:8] for each in told if isinstance(each, str)] == ["x.xml:3:", "x.xml:4:"]


def test_a_file_cut_off_yields_what_is_before_and_the_line_of_the_cut() -> None:
    data = (FIXTURES / FILES["atom"]).read_text(encoding="utf-8")
    told = _told(data[: data.index("An Old Note")])
    assert [type(each) for each in told] == [Entry, Problem]
    assert str(told[1]) == "x.xml:32: the file ends in this record; it may have been cut off; get it again"
    assert _texts("<feed>\n<entry>A</entry>\n")[1:] == [
        "x.xml:3: the file ends before its last end tag; it may have been cut off; get it again"
    ]


@pytest.mark.parametrize("opened", ["<!-- ", "<![CDATA[", "<? ", '<a b="', "<!"])
def test_what_is_opened_and_never_closed_costs_only_its_record(opened: str) -> None:
    told = _texts(f"<feed>\n<entry>A {opened}</entry>\n<entry>B</entry>\n{opened}<entry>C</entry>\n</feed>")
    assert [each for each in told if isinstance(each, tuple)] == [(3, "B"), (4, "C")]
    assert str(told[0]).startswith("x.xml:2: ")


def test_a_root_that_is_never_closed_is_one_problem_and_swallows_nothing() -> None:
    (told,) = _texts('<feed a="b>\n<entry c="d">A</entry>\n<entry>B</entry></feed>')
    assert isinstance(told, str)
    assert "there is no element that holds the rest" in told


def test_a_record_in_a_comment_is_none() -> None:
    far = "x" * (decoding.BLOCK * 2)
    for inner in ("<entry>B</entry>", f"<entry>{far}\n</entry>"):
        told = _texts(f"<feed><entry>A</entry>\n<!-- {inner} -->\n<entry>C</entry></feed>")
        assert told == [(1, "A"), (4 if "\n" in inner else 3, "C")]


def test_files_one_below_the_other_are_all_read() -> None:
    page = "<?xml version='1.0'?>\n<feed>\n<entry>A</entry>\n</feed>\n"
    told = _texts(page + page)
    assert [each for each in told if isinstance(each, tuple)] == [(3, "A"), (7, "A")]


def test_lines_are_right_far_down_and_in_any_layout() -> None:
    records = "\n".join(f"<entry>{number}</entry>" for number in range(70_000))
    told = _texts(f"<feed>\n{records}\n</feed>")
    assert told == [(number + 2, str(number)) for number in range(70_000)]
    assert _texts("<feed>" + "<entry>A</entry>" * 3 + "</feed>") == [(1, "A")] * 3
    assert _texts("<feed>\r\n<entry>A</entry>\r\n<entry>\r\nB</entry></feed>") == [(2, "A"), (3, "\nB")]


def test_volumes_go_on_after_a_broken_paper() -> None:
    told = _told(
        '<collection id="2031.foo"><volume id="a"><meta><year>2031</year></meta><paper id="1"><title>A</titel></paper>'
        '<paper id="2"><title>B</title></paper></volume><volume id="b"><meta><year>2032</year></meta>'
        '<paper id="1"><title>C</paper></volume><volume id="c"><paper id="1"><title>D</title></paper></volume>'
        "</collection>",
        "acl",
    )
    found = [(each.title, each.year, each.identifiers[0].value) for each in told if isinstance(each, Entry)]
    assert found == [("B", "2031", "2031.foo-a.2"), ("D", None, "2031.foo-c.1")]
    assert sum(isinstance(each, Problem) for each in told) == 2


def test_what_is_no_xml_is_mended_and_told() -> None:
    *records, note = _texts("<feed>\n<entry>AT&T, p < 0.05 &bogus; \x01&uuml;&lt;<![CDATA[ R&D <i> ]]></entry></feed>")
    assert records == [(2, "AT&T, p < 0.05 &bogus; ü< R&D <i> ")]
    assert note == "x.xml:2: mended 4 signs that XML has no place for, the first of them here"


@given(st.text())
def test_what_is_mended_holds_nothing_an_xml_parser_refuses(text: str) -> None:
    body = mended(text.replace("<", "‹"))[0]
    (told,) = [each for each in _texts(f"<feed><entry>{body}</entry></feed>") if isinstance(each, tuple)]
    assert told[0] == 1


def test_encodings() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"):
        declared = encoding.removesuffix("-sig")
        data = f"<?xml version='1.0' encoding='{declared}'?>\n<feed><entry>Köln</entry></feed>".encode(encoding)
        assert _texts(data) == [(2, "Köln")], encoding
    told = _texts(b"<feed>\n<entry>K\xf6ln</entry></feed>")
    assert told == [(2, "Köln"), "x.xml:2: 1 line not in the file's encoding, read as Windows-1252"]


# Attacks


def _attack(dtd: str, body: str) -> str:
    return f'<?xml version="1.0"?>\n<!DOCTYPE feed [{dtd}]>\n<feed><entry><title>{body}</title></entry></feed>'


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "attack",
    [
        _attack(LAUGHS, "&i;"),
        _attack(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 10_000),
        _attack('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        _attack('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;', "x"),
        _attack(LAUGHS, '<i a="&i;"/>'),
        '<?xml version="1.0"?><!DOCTYPE feed [<!-- ]> --><!ENTITY x "y">]><feed><entry>&x;</entry></feed>',
    ],
    ids=["billion laughs", "quadratic", "external", "parameter", "in an attribute", "hidden behind a comment"],
)
@pytest.mark.parametrize("form", FILES)
def test_a_file_with_entities_of_its_own_is_one_clear_problem(attack: str, form: str) -> None:
    told = _told(attack, form)
    assert len(told) == 1
    assert isinstance(told[0], Problem)
    assert "declares XML entities of its own" in told[0].what or "no XML" in told[0].what


def test_an_entity_reaches_no_parser_in_another_encoding() -> None:
    told = _told(_attack('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;").encode("utf-16"))
    assert [str(each) for each in told] == [
        "x.xml: declares XML entities of its own; "
        "they are never expanded here; give a file without <!ENTITY ...> in its DOCTYPE"
    ]


def test_a_second_document_declares_nothing_either(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    told = _texts(
        f'<feed><entry>A</entry></feed><!DOCTYPE feed [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<feed><entry>&x;</entry></feed>"
    )
    assert [each for each in told if isinstance(each, tuple)] == [(1, "A"), (1, "&x;")]


def test_an_external_dtd_is_not_looked_for(tmp_path: Path) -> None:
    dtd = tmp_path / "dblp.dtd"
    dtd.write_text('<!ENTITY uuml "the wrong one">', encoding="utf-8")
    told = _texts(f'<!DOCTYPE feed SYSTEM "{dtd.as_uri()}"><feed><entry>&uuml;</entry></feed>')
    assert told == [(1, "ü")]


def test_no_record_grows_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_records, "LARGEST_RECORD", 1 << 21)
    for inner in ("x" * (1 << 22), "<i>x</i>" * (1 << 19), "<i>" * 100_000):
        told = _texts(f"<feed><entry>{inner}</entry>\n<entry>B</entry></feed>")
        assert told[-1] == (2, "B")
        assert [isinstance(each, str) for each in told] == [True, False]


@pytest.mark.parametrize("sign", ["<!--", "<![CDATA[", "&", "<", "]]>", "<a b='", "<entry ", "&#38;", "<!", "<!-- -"])
@pytest.mark.parametrize("where", ["", "<feed>", "<feed><entry>"])
def test_no_signs_take_more_than_linear_time(sign: str, where: str) -> None:
    began = time.process_time()
    _texts(where + sign * (100_000 // len(sign)))
    assert time.process_time() - began < 3


def test_a_file_that_never_begins_is_not_waited_for() -> None:
    (told,) = _texts("<!--" + " " * (LONGEST_PROLOG * 3))
    assert isinstance(told, str)
    assert "there is no element" in told


class _Long(io.BytesIO):
    """An XML file of many records that is made as it is read."""

    def __init__(self, records: int) -> None:
        super().__init__()
        self._left = records
        self._rest = b"<feed>"

    def read(self, size: int | None = -1) -> bytes:
        size = size or -1
        while self._left and len(self._rest) < size:
            number = min(self._left, 20)
            self._left -= number
            self._rest += (b"<entry><title>" + b"FooNet " * 20 + b"</title></entry>\n") * number
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def test_memory_does_not_grow_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "BLOCK", 1 << 12)
    peaks = []
    for records in (300, 300, 3_000):
        tracemalloc.start()
        count = sum(isinstance(each, Entry) for each in atom.read(_Long(records), "x.xml"))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == records
    assert peaks[2] < peaks[1] * 1.5  # the first fills what is kept for good


def test_the_parser_holds_one_record_at_a_time() -> None:
    held = [
        len(above)
        for record in read_records(_Long(3_000), "x.xml", ("entry",))
        if isinstance(record, Record) and (above := record.element.getparent()) is not None
    ]
    assert len(held) == 3_000
    assert max(held) == 2


# Text from bytes


@given(st.lists(st.sampled_from(["a", "ö", "\n", "\r\n", "x" * 300])).map("".join), st.integers(1, 7))
def test_lines_are_those_of_the_text_whatever_the_pieces(text: str, size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            return super().read(size)

    expected = text.replace("\r\n", "\n").split("\n")
    told = [(line.number, line.text) for line in lines(Slow(text.encode()))]
    assert told == list(enumerate(expected if expected[-1] else expected[:-1], 1))


def test_a_line_without_end_is_cut() -> None:
    found = list(blocks(io.BytesIO(b"x" * (LONGEST_LINE * 2))))
    assert len(found) > 1
    assert {block.line for block in found} == {1}


@pytest.mark.parametrize(
    "lost", ['{"title": "Lost"}', "<title>Lost</title>", "<author>Lost</author>\n<title>Lost</title>"]
)
def test_what_stands_between_records_is_told(lost: str) -> None:
    first, second = (f'<article key="{key}"><title>{key}.</title></article>' for key in "ab")
    data = f"<dblp>\n{first}\n{lost}\n{second}</dblp>"
    notes = [str(each) for each in _told(data, "dblp") if isinstance(each, Note)]
    lines_lost = "2 lines" if "\n" in lost else "1 line"
    assert notes == [f"x.xml:3: left out, of no record: {lines_lost}, down to line {3 + lost.count(chr(10))}"]


def test_what_a_server_adds_behind_its_records_is_not_told() -> None:
    data = "<feed><entry><id>a</id></entry><id>x</id><resumptionToken n='1'>more</resumptionToken></feed>"
    assert [each for each in _told(data) if isinstance(each, Note)] == []


def test_a_title_given_twice_is_told() -> None:
    told = _told('<dblp><article key="a"><title>A.</title><title>B.</title></article></dblp>', "dblp")
    assert [str(each) if isinstance(each, Note) else each.title for each in told if not isinstance(each, Problem)] == [
        "x.xml:1: <title> is given twice; the first counts",
        "A",
    ]


def test_text_between_fields_is_told() -> None:
    told = _told('<dblp><article key="a"><title>A <i>b</i> c.</title>\nlost <year>2001</year></article></dblp>', "dblp")
    notes = [str(each) for each in told if isinstance(each, Note)]
    assert notes == ["x.xml:1: left out: text between the fields of this record"]


def test_text_between_the_parts_of_an_author_is_told() -> None:
    record = "<entry><id>a</id><title>A</title><author>{}<name>Ada Lovelace</name>{}</author></entry>"
    for lost in (("lost", ""), ("", "lost")):
        told = _told(f"<feed>{record.format(*lost)}</feed>")
        assert [each.what for each in told if isinstance(each, Note)] == [
            "left out: text between the fields of this record"
        ]
    assert [each for each in _told(f"<feed>{record.format('', ' ')}</feed>") if isinstance(each, Note)] == []
    marked = '<dblp><article key="a"><author>A<sup>2</sup> Lovelace</author><title>T.</title></article></dblp>'
    assert [each for each in _told(marked, "dblp") if isinstance(each, Note)] == []


def test_text_before_the_first_record_is_told_and_what_a_head_holds_is_not() -> None:
    paper = '<paper id="1"><title>A</title></paper></volume></collection>'
    told = _told(f'<collection id="P18">\n{{"title":\n"B"}}\n<volume id="1">\nlost\n<meta></meta>{paper}', "acl")
    assert [str(each) for each in told if isinstance(each, Note)] == [
        "x.xml:2: left out, of no record: 2 lines, down to line 3",
        "x.xml:5: left out, of no record: 1 line, down to line 5",
    ]
    told = _told("<feed><title>All</title><author><name>Ada</name></author>\n<entry><id>a</id></entry></feed>")
    assert [each for each in told if isinstance(each, Note)] == []
