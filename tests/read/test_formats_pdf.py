"""PDF: title and abstract of first pages in the layouts that papers have, and files that are none."""

from __future__ import annotations

import io
import random
import sys
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from tests.read.pdf_pages import block, pdf

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry
from methodgraph.read.formats import pdf as form
from methodgraph.read.formats import pdf_process, pdf_worker
from methodgraph.read.formats.pdf_page import joined
from methodgraph.read.formats.pdf_process import PdfReader
from methodgraph.read.found import Note
from methodgraph.records import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.read.pdf_pages import Drawn

TITLE = block(120, 740, 14, ["FooNet: A Fast Network for", "Reading Small Papers"])
PEOPLE = block(200, 690, 11, ["Ada Lovelace   Charles Babbage", "University of Nowhere"])
WORDS = [
    "We present FooNet, a model that is e\ufb03-",
    "cient and reads papers with pre-",
    "trained multi-task encoders. It beats",
    "BarNet by 3.2 points on three multi-",
    "task sets of the BazBench benchmark.",
]
ABSTRACT = (
    "We present FooNet, a model that is efficient and reads papers with pretrained multi-task encoders. "
    "It beats BarNet by 3.2 points on three multi-task sets of the BazBench benchmark."
)
INTRODUCTION = [(54.0, 530.0, 12.0, "1   Introduction"), *block(54, 512, 9, ["Reading is hard, and many failed."] * 4)]
OTHER_COLUMN = block(330, 640, 9, ["In the other column stands text that is", "no abstract at all, and goes on."] * 6)
STAMP: Drawn = (20, 200, 20, "arXiv:3101.00001v2  [cs.CL]  1 Jan 2031", 90)


def _told(data: bytes) -> list[Entry | Problem | Note]:
    return list(form.read(io.BytesIO(data), "x.pdf"))


def _entry(*pages: list[Drawn], title: str | None = None, author: str | None = None) -> Entry:
    (entry,) = _told(pdf(*pages, title=title, author=author))
    assert isinstance(entry, Entry)
    return entry


def test_two_columns_with_a_stamp_of_arxiv() -> None:
    page = [STAMP, *TITLE, *PEOPLE, (150, 640, 12, "Abstract"), *block(72, 622, 9, WORDS), *INTRODUCTION, *OTHER_COLUMN]
    assert _entry(page, title="paper.dvi", author="TeX") == Entry(
        line=1,
        title="FooNet: A Fast Network for Reading Small Papers",
        abstract=ABSTRACT,
        year="2031",
        url="https://arxiv.org/abs/3101.00001",
        identifiers=(Identifier("arxiv", "3101.00001"),),
        categories=("cs.CL",),
    )


def test_one_column_with_keywords_below() -> None:
    page = [
        *TITLE,
        *PEOPLE,
        (270, 640, 12, "ABSTRACT"),
        *block(110, 622, 9, WORDS),
        (110, 560, 9, "Keywords: reading, papers"),
        *INTRODUCTION,
    ]
    assert _entry(page).abstract == ABSTRACT


@pytest.mark.parametrize("mark", ["Abstract—", "Abstract. ", "ABSTRACT: ", "Summary. "])
def test_an_abstract_in_the_line_of_its_heading(mark: str) -> None:
    lines = [mark + WORDS[0], *WORDS[1:], "Index Terms—reading"]
    page = [*TITLE, *PEOPLE, *block(54, 640, 9, lines), *INTRODUCTION, *OTHER_COLUMN]
    assert _entry(page).abstract == ABSTRACT


def test_the_title_of_the_metadata_counts_where_the_page_has_it() -> None:
    page = [*block(54, 750, 20, ["JOURNAL OF FOO"]), *TITLE, (150, 640, 12, "Abstract"), *block(72, 622, 9, WORDS)]
    assert _entry(page, title="FooNet: A Fast Network for Reading Small Papers").title == (
        "FooNet: A Fast Network for Reading Small Papers"
    )
    assert _entry(page[1:], title="Quite Another Thing").title == "FooNet: A Fast Network for Reading Small Papers"
    assert _entry(page[1:], title="Microsoft Word - final.doc").title is not None


def test_a_running_head_in_large_type_is_no_title() -> None:
    page = [
        *block(54, 770, 18, ["Published as a conference paper at FOO 2031"]),
        *TITLE,
        (150, 640, 12, "Abstract"),
        *block(72, 622, 9, WORDS),
    ]
    assert _entry(page).title == "FooNet: A Fast Network for Reading Small Papers"


def test_authors_are_those_of_the_metadata_that_the_page_names() -> None:
    page = [*TITLE, *block(100, 690, 11, ["Ada Lovelace, Charles Babbage"]), *block(72, 622, 9, ["Abstract", *WORDS])]
    assert _entry(page, author="Ada Lovelace; Charles Babbage").authors == ("Ada Lovelace", "Charles Babbage")
    assert _entry(page, author="The Printer of Nowhere").authors == ()


def test_the_doi_of_the_page_is_the_papers_if_it_is_the_only_one() -> None:
    page = [*TITLE, *block(72, 622, 9, ["Abstract", *WORDS])]
    own = block(54, 60, 8, ["https://doi.org/10.1234/FOO.31"])
    assert _entry([*page, *own]).identifiers == (Identifier("doi", "10.1234/foo.31"),)
    data = block(54, 50, 8, ["Data: https://doi.org/10.5281/zenodo.77"])
    assert _entry([*page, *own, *data]).identifiers == (Identifier("doi", "10.1234/foo.31"),)
    other = block(54, 40, 8, ["See doi:10.1234/other"])
    assert _entry([*page, *own, *other]).identifiers == ()


def test_no_abstract_is_a_note_and_the_title_is_read() -> None:
    note, entry = _told(pdf([*TITLE, *PEOPLE, *INTRODUCTION]))
    assert isinstance(note, Note)
    assert isinstance(entry, Entry)
    assert (entry.title, entry.abstract) == ("FooNet: A Fast Network for Reading Small Papers", None)


def test_an_abstract_on_the_page_behind_the_title_is_found() -> None:
    assert _entry([*TITLE, *PEOPLE], block(72, 722, 9, ["Abstract", *WORDS])).abstract == ABSTRACT


def test_words_cut_at_the_end_of_a_line() -> None:
    assert joined(["a state-of-the-", "art pre-", "sent"], "") == "a state-of-the-art present"
    assert joined(["a multi-", "task"], "one multi-task model") == "a multi-task"
    assert joined(["with GPT-", "4 and X-", "Ray"], "") == "with GPT- 4 and X- Ray"


# What is no paper


def _raw(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, the first its catalog."""
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer\n<< /Root 1 0 R /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + head + end


CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
EMPTY = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>"
LOCK = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
ENCRYPTED = _raw(CATALOG, PAGES, EMPTY, LOCK, trailer=b"/Encrypt 4 0 R /ID [<00> <00>]")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "a broken PDF"),
        (b"%PDF-1.7\n", "a broken PDF"),
        (_raw(CATALOG, PAGES, EMPTY), "hold no text"),
        (ENCRYPTED, "cannot be opened without its password"),
        (_raw(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), ""),
    ],
    ids=["nothing", "a head", "a scan", "encrypted", "pages within themselves"],
)
def test_what_holds_no_text_is_one_problem(data: bytes, what: str) -> None:
    (told,) = _told(data)
    assert isinstance(told, Problem)
    assert what in told.what
    assert told.remedy


def test_a_bomb_of_compressed_spaces_is_survived() -> None:
    stream = zlib.compress(b"BT /F1 9 Tf (x) Tj ET\n" + b" " * 100_000_000, 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>"
    content = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    began = time.monotonic()
    (told,) = _told(_raw(CATALOG, PAGES, page, content))
    assert isinstance(told, Problem)
    assert time.monotonic() - began < form.SECONDS + 10


@pytest.fixture
def scripted() -> Iterator[list[PdfReader]]:
    readers: list[PdfReader] = []
    yield readers
    for reader in readers:
        reader.close()


def _reader(script: str, readers: list[PdfReader]) -> PdfReader:
    readers.append(PdfReader((sys.executable, "-c", script)))
    return readers[-1]


def test_a_reader_that_never_answers_is_ended(scripted: list[PdfReader]) -> None:
    reader = _reader("import time; time.sleep(60)", scripted)
    began = time.monotonic()
    assert reader.ask(b"x" * 1_000_000, 0.3) == {"fault": "slow"}
    assert time.monotonic() - began < 10


def test_a_reader_that_falls_over_is_started_anew(scripted: list[PdfReader]) -> None:
    reader = _reader("import sys; sys.stdin.buffer.read(9); sys.exit(3)", scripted)
    assert reader.ask(b"x", 10) == {"fault": "crashed"}
    assert reader.ask(b"x", 10) == {"fault": "crashed"}


def test_an_answer_that_was_not_waited_for_is_not_the_next_ones(
    scripted: list[PdfReader], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = _reader(
        "import sys; size = int.from_bytes(sys.stdin.buffer.read(8), 'big'); told = sys.stdin.buffer.read(size)\n"
        "sys.stdout.buffer.write(len(told).to_bytes(8, 'big') + told)",
        scripted,
    )
    with monkeypatch.context() as patched:
        patched.setattr(pdf_process, "_exchange", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            reader.ask(b'{"first": 1}', 10)
    assert reader.ask(b'{"second": 2}', 10) == {"second": 2}


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_worker_tells_what_is_wrong() -> None:
    whole = pdf([*TITLE, *block(72, 622, 9, ["Abstract", *WORDS])], title="T", author="A")
    told = pdf_worker._answer(whole)
    assert (told["title"], told["author"], len(told["pages"])) == ("T", "A", 1)
    assert told["pages"][0]["lines"][0][:2] == ["FooNet: A Fast Network for", 14.0]
    assert pdf_worker._answer(b"nothing")["fault"] == "broken"
    assert pdf_worker._answer(ENCRYPTED) == {"fault": "encrypted"}


@pytest.mark.parametrize(
    ("raised", "fault"), [(MemoryError(), "large"), (RecursionError(), "broken"), (KeyError("x"), "broken")]
)
def test_the_worker_survives_what_the_library_raises(
    raised: Exception, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_data: bytes) -> None:
        raise raised

    monkeypatch.setattr(pdf_worker, "_read", failing)
    assert pdf_worker._answer(b"")["fault"] == fault


def test_a_page_of_other_text_is_a_problem() -> None:
    (told,) = _told(pdf(block(72, 622, 9, ["12345 67890 , 12345 abc"] * 20)))
    assert isinstance(told, Problem)
    assert "neither a title nor an abstract" in told.what


@pytest.mark.parametrize("fault", ["slow", "crashed", "large", "encrypted"])
def test_each_fault_is_a_clear_problem(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PdfReader, "ask", lambda *_: {"fault": fault})
    (told,) = _told(b"%PDF-")
    assert isinstance(told, Problem)
    assert told.path == "x.pdf"
    assert told.remedy


def test_without_the_library_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "find_spec", lambda _name: None)
    (told,) = _told(b"%PDF-1.7")
    assert str(told) == "x.pdf: reading PDF needs pdfminer.six; pip install 'methodgraph[pdf]'"


def test_too_large_a_file_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "LARGEST", 1 << 20)
    (told,) = _told(b"%PDF-" + b"x" * (1 << 21))
    assert isinstance(told, Problem)
    assert "more than 1 MiB" in told.what


def test_damaged_files_yield_a_paper_or_a_problem() -> None:
    page = [*TITLE, *PEOPLE, (150, 640, 12, "Abstract"), *block(72, 622, 9, WORDS), *INTRODUCTION]
    whole = pdf(page)
    chosen = random.Random(7)  # noqa: S311  (chooses faults, no secrets)
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(chosen.randint(1, 30)):
            data[chosen.randrange(len(data))] = chosen.randrange(256)
        cut = data[: chosen.randrange(len(data))] if chosen.random() < 0.3 else data
        told = _told(bytes(cut))
        assert any(isinstance(each, Entry | Problem) for each in told)


def test_what_is_a_pdf() -> None:
    assert form.looks_like("%PDF-1.4\n%\x00")
    assert not form.looks_like("We read %PDF-1.4 files.")
