"""Invented papers as the sources of papers give them in JSON, and what is to be read from each."""

from __future__ import annotations

import json
from typing import Any

from methodgraph.records import Identifier, Paper

ABSTRACT = "We propose FooNet, a model for image segmentation that beats BarNet on Cityscapes."

KAGGLE = {
    "id": "0704.0002",
    "submitter": "Ada L.",
    "authors": "Ada Lovelace and Jean d'Arc",
    "title": "Foo\n  Networks",
    "comments": "12 pages",
    "journal-ref": "J. Foo 3 (2009)",
    "doi": "10.1000/FOO.1",
    "categories": "math.CO cs.CG",
    "abstract": "  " + ABSTRACT.replace(" for ", " for\n") + "\n",
    "update_date": "2010-01-02",
    "versions": [{"version": "v1", "created": "Sat, 31 Mar 2007 02:26:18 GMT"}],
    "authors_parsed": [["Lovelace", "Ada", ""], ["d'Arc", "Jean", "Jr"]],
}
DAILY = {
    "id": "2605.00001",
    "pdf": "https://arxiv.org/pdf/2605.00001",
    "abs": "https://arxiv.org/abs/2605.00001",
    "authors": ["Ada Lovelace"],
    "title": "Foo Networks",
    "categories": ["cs.CL", "cs.AI"],
    "comment": "Under review",
    "summary": ABSTRACT,
}
S2: dict[str, Any] = {
    "paperId": "0123456789abcdef0123456789abcdef01234567",
    "corpusId": 77,
    "externalIds": {"DOI": "10.1000/Foo", "ArXiv": "2101.00001", "CorpusId": 77, "DBLP": "conf/foo/Bar21", "MAG": "5"},
    "url": "https://www.semanticscholar.org/paper/0123456789abcdef0123456789abcdef01234567",
    "title": "Foo Networks",
    "abstract": ABSTRACT,
    "venue": "",
    "journal": {"name": "Journal of Foo", "volume": "3"},
    "year": 2021,
    "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "Alan Turing"}],
    "fieldsOfStudy": ["Computer Science"],
    "s2FieldsOfStudy": [{"category": "Mathematics", "source": "s2"}],
    "openAccessPdf": {"url": "https://foo.org/foo.pdf"},
    "publicationDate": "2021-01-02",
}
OPENALEX = {
    "id": "https://openalex.org/W123",
    "doi": "https://doi.org/10.1000/foo",
    "title": "Foo Networks",
    "display_name": "Foo Networks",
    "publication_year": 2021,
    "publication_date": "2021-05-19",
    "ids": {"openalex": "https://openalex.org/W123", "pmid": "https://pubmed.ncbi.nlm.nih.gov/34"},
    "primary_location": {"landing_page_url": "https://doi.org/10.1000/foo", "source": {"display_name": "Foo Letters"}},
    "authorships": [{"author": {"display_name": "Ada Lovelace"}}, {"author": {"display_name": "Alan Turing"}}],
    "topics": [{"display_name": "Foo"}, {"display_name": "Bar"}],
    "concepts": [{"display_name": "Baz"}],
    "abstract_inverted_index": {word: [at] for at, word in enumerate(ABSTRACT.split())},
}
NOTE = {
    "id": "aBc-_9",
    "forum": "aBc-_9",
    "invitation": "Foo.cc/2021/-/Blind_Submission",
    "cdate": 1601308204123,
    "content": {
        "title": "Foo Networks",
        "abstract": ABSTRACT,
        "authors": ["Ada Lovelace"],
        "keywords": ["foo", "bar"],
        "pdf": "/pdf/1.pdf",
        "venue": "Foo 2021 Poster",
    },
}
NOTE_2 = NOTE | {"content": {key: {"value": value} for key, value in NOTE["content"].items()}}  # type: ignore[attr-defined]
REPLY = {"id": "r1", "forum": "aBc-_9", "replyto": "aBc-_9", "content": {"title": "Review", "review": "Good."}}
COPILOT = {
    "id": "aBc-_9",
    "title": "Foo Networks",
    "status": "Poster",
    "abstract": ABSTRACT,
    "keywords": "foo;bar baz",
    "author": "Ada Lovelace;Alan Turing",
    "aff": "A;B",
    "site": "https://openreview.net/forum?id=aBc-_9",
    "bibtex": "@inproceedings{\nl2021foo,\ntitle={Foo},\nbooktitle={Conference on Foo},\nyear={2021},\n}",
}
ZOTERO = {
    "itemType": "journalArticle",
    "itemID": 3,
    "citationKey": "lovelaceFoo2021",
    "title": "Foo <i>Networks</i>",
    "abstractNote": f"Abstract\n{ABSTRACT}",
    "date": "May 2021",
    "publicationTitle": "Journal of Foo",
    "creators": [
        {"creatorType": "editor", "firstName": "Ed", "lastName": "Itor"},
        {"creatorType": "author", "firstName": "Ada", "lastName": "Lovelace"},
        {"creatorType": "author", "name": "The Foo Group"},
    ],
    "DOI": "10.1000/foo",
    "url": "https://foo.org/1",
    "tags": [{"tag": "foo"}, {"tag": "bar"}],
}
CSL = {
    "id": "lovelaceFoo2021",
    "type": "article-journal",
    "title": "Foo Networks",
    "abstract": ABSTRACT,
    "container-title": "Journal of Foo",
    "issued": {"date-parts": [[2021, 5]]},
    "DOI": "10.1000/foo",
    "author": [{"family": "Lovelace", "given": "Ada"}, {"literal": "The Foo Group"}],
    "URL": "https://foo.org/1",
}
CROSSREF = {
    "DOI": "10.1000/foo",
    "title": ["Foo Networks"],
    "container-title": ["Journal of Foo"],
    "subject": ["Foo"],
    "abstract": f"<jats:title>Abstract</jats:title><jats:p>{ABSTRACT}</jats:p>",
    "URL": "http://dx.doi.org/10.1000/foo",
    "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}],
    "issued": {"date-parts": [[2021, 5, 1]]},
}

DOI = Identifier("doi", "10.1000/foo")
S2ORC = {
    "corpusid": 77, "externalids": {"DOI": "10.1000/foo", "ArXiv": None},
    "content": {
        "source": {"pdfurls": ["https://foo.org/1"]}, "text": f"Foo Networks\nAda\n{ABSTRACT}\n1 Introduction ...",
        "annotations": {
            "title": '[{"start": 0, "end": 12}]', "author": None,
            "abstract": json.dumps([{"start": "17", "end": str(17 + len(ABSTRACT))}]),
        },
    },
}  # fmt: skip
SOURCES: dict[str, tuple[Any, Paper]] = {
    "arXiv snapshot": (
        KAGGLE,
        Paper(
            "arxiv:0704.0002",
            "Foo Networks",
            ABSTRACT,
            year=2007,
            authors=("Ada Lovelace", "Jean d'Arc Jr"),
            venue="J. Foo 3 (2009)",
            categories=("math.CO", "cs.CG"),
            identifiers=(Identifier("arxiv", "0704.0002"), Identifier("doi", "10.1000/foo.1")),
        ),
    ),
    "daily arXiv": (
        DAILY,
        Paper(
            "arxiv:2605.00001",
            "Foo Networks",
            ABSTRACT,
            year=2026,
            authors=("Ada Lovelace",),
            url="https://arxiv.org/abs/2605.00001",
            urls=("https://arxiv.org/pdf/2605.00001",),
            identifiers=(Identifier("arxiv", "2605.00001"),),
            categories=("cs.CL", "cs.AI"),
        ),
    ),
    "Semantic Scholar": (
        S2,
        Paper(
            "arxiv:2101.00001",
            "Foo Networks",
            ABSTRACT,
            year=2021,
            authors=("Ada Lovelace", "Alan Turing"),
            url=S2["url"],
            urls=("https://foo.org/foo.pdf",),
            venue="Journal of Foo",
            categories=("Computer Science",),
            identifiers=(
                Identifier("arxiv", "2101.00001"),
                Identifier("dblp", "conf/foo/Bar21"),
                DOI,
                Identifier("mag", "5"),
                Identifier("s2", "0123456789abcdef0123456789abcdef01234567"),
                Identifier("s2corpus", "77"),
            ),
        ),
    ),
    "OpenAlex": (
        OPENALEX,
        Paper(
            "doi:10.1000/foo",
            "Foo Networks",
            ABSTRACT,
            year=2021,
            authors=("Ada Lovelace", "Alan Turing"),
            url="https://doi.org/10.1000/foo",
            venue="Foo Letters",
            categories=("Foo", "Bar"),
            identifiers=(DOI, Identifier("openalex", "W123"), Identifier("pmid", "34")),
        ),
    ),
    "OpenReview": (
        NOTE,
        Paper(
            "openreview:aBc-_9",
            "Foo Networks",
            ABSTRACT,
            year=2020,
            authors=("Ada Lovelace",),
            venue="Foo 2021 Poster",
            identifiers=(Identifier("openreview", "aBc-_9"),),
            categories=("foo", "bar"),
        ),
    ),
    "Paper Copilot": (
        COPILOT,
        Paper(
            "openreview:aBc-_9",
            "Foo Networks",
            ABSTRACT,
            year=2021,
            authors=("Ada Lovelace", "Alan Turing"),
            url="https://openreview.net/forum?id=aBc-_9",
            identifiers=(Identifier("openreview", "aBc-_9"),),
            categories=("foo", "bar baz"),
            venue="Conference on Foo",
        ),
    ),
    "Zotero": (
        ZOTERO,
        Paper(
            "doi:10.1000/foo",
            "Foo Networks",
            ABSTRACT,
            year=2021,
            authors=("Ada Lovelace", "The Foo Group"),
            url="https://foo.org/1",
            venue="Journal of Foo",
            identifiers=(DOI,),
            categories=("foo", "bar"),
        ),
    ),
    "CSL": (
        CSL,
        Paper(
            "doi:10.1000/foo",
            "Foo Networks",
            ABSTRACT,
            year=2021,
            authors=("Ada Lovelace", "The Foo Group"),
            url="https://foo.org/1",
            venue="Journal of Foo",
            identifiers=(DOI,),
        ),
    ),
    "S2ORC": (
        S2ORC,
        Paper("doi:10.1000/foo", "Foo Networks", ABSTRACT, identifiers=(DOI, Identifier("s2corpus", "77"))),
    ),
    "Crossref": (
        CROSSREF,
        Paper(
            "doi:10.1000/foo",
            "Foo Networks",
            ABSTRACT,
            year=2021,
            authors=("Ada Lovelace",),
            categories=("Foo",),
            url="http://dx.doi.org/10.1000/foo",
            venue="Journal of Foo",
            identifiers=(DOI,),
        ),
    ),
}
