"""What a piece of text looks like: an abstract, a title, the name of a file, of people, of an institution.

Decided by length, the shape of sentences, capitals and a closed class of words, never by particular names.
"""

from __future__ import annotations

import re

_LONG = 300

_FEW_WORDS = 8
_SOME_WORDS = 25
_MANY_WORDS = 50
_TITLE_WORDS = 40

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]}]*$")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"'”’)\]}]*\s+(?=[A-Z0-9\"“(\\$])|[。！？]")
_FILE_NAME = re.compile(r"\S+\.(?:pdf|docx?|tex|txt|html?|ps|djvu|epub|odt)|.+\.pdf", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:universit\w*|institut\w*|departments?|laborator(?:y|ies)|colleges?|academ(?:y|ies)|facult(?:y|ies)"
    r"|schools? of|hospitals?|inc\.?|ltd\.?|corporation)(?!\w)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,3}[^\W\d_a-z][\w.'’-]*[\d*†‡,]*")
_APART = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*[;&]\s*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LETTERS = re.compile(r"[^\W\d_]")


def is_long(text: str) -> bool:
    """Return True for what can only be a whole paragraph: a title is shorter, a wrapped line much shorter."""
    return len(text) + 2 * len(_CJK.findall(text)) >= _LONG


def count_words(text: str) -> int:
    """Return the number of words; where no spaces are written, two characters count as one."""
    return len(text.split()) + len(_CJK.findall(text)) // 2


def ends_sentence(text: str) -> bool:
    """Return True where `text` ends as sentences end."""
    return _SENTENCE_END.search(text) is not None


def count_sentences(text: str) -> int:
    """Return about how many sentences `text` has; an unfinished one counts."""
    return len(_SENTENCE_BREAK.findall(text.rstrip("。！？"))) + 1


def is_prose(text: str) -> bool:
    """Return True for what reads as an abstract: long, or at least one full sentence that is not set as a title.

    The end may be missing where there are enough words and sentences.

    >>> [is_prose(t) for t in ("Country", "Deep Residual Learning for Image Recognition on Very Large Scale.")]
    [False, False]
    >>> is_prose("We propose FooNet, a model for image segmentation that beats BarNet.")
    True
    """
    words = count_words(text)
    if is_long(text) or words >= _MANY_WORDS:
        return True
    if words < _FEW_WORDS or is_capitalised(text):
        return False
    if not ends_sentence(text):
        return words >= _SOME_WORDS and count_sentences(text) > 1  # cut off by whoever extracted it
    return count_sentences(text) > 1 or not text.rstrip("\"'”’)").endswith("?")


def is_title(text: str) -> bool:
    """Return True for what can be a title: words, not too many, no prose, not a file, institution or list of people."""
    words = count_words(text)
    return (
        0 < words <= _TITLE_WORDS
        and _LETTERS.search(text) is not None
        and not is_prose(text)
        and not is_file_name(text)
        and not is_institution(text)
        and not is_people(text)
    )


def is_capitalised(text: str) -> bool:
    """Return True where most longer words begin with a capital, as in English titles."""
    longer = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= 0.6 * len(longer)


def is_file_name(text: str) -> bool:
    """Return True for the name of a document file, as PDF extraction leaves it in place of a title.

    >>> is_file_name("06872e1e-Paper-Conference.pdf"), is_file_name("Node.js in the Wild")
    (True, False)
    """
    return _FILE_NAME.fullmatch(text.strip()) is not None


def is_institution(text: str) -> bool:
    """Return True for an affiliation: a short name, all in capitals, with a word that institutions are called by."""
    words = text.split()
    name = len(words) <= 12 and ":" not in text and all(len(word) < 4 or not word[0].islower() for word in words)
    return name and _INSTITUTION.search(text) is not None


def is_people(text: str) -> bool:
    """Return True for a list of two or more names of people.

    Of two names only, neither may be of three full words: titles are of the form "Using Big Graphs and Small Trees".
    """
    names = [name for name in _APART.split(text.strip()) if name]
    if len(names) == 2 and any(len(name.split()) > 2 and "." not in name for name in names):
        return False
    return len(names) > 1 and all(_PERSON.fullmatch(name) for name in names)
