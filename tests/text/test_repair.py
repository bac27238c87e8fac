"""What programs broke is mended; what people wrote stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.text.latex import plain
from methodgraph.text.repair import fix_encoding, join_lines, repair


@pytest.mark.parametrize(
    ("broken", "sound"),
    [
        ("a ฮบ = 0.742 on", "a κ = 0.742 on"),
        ("ฮฑ and ฯƒ, ร— 3, itโ€™s", "α and σ, × 3, it’s"),
        ("Poincar\u00c3\u00a9 maps", "Poincaré maps"),
        ("voil\u00c3\u00a0 !", "voilà !"),
        ("\ufb01ne-tuned \ufb04uent", "fine-tuned ffluent"),
        ("trans\u00adformer", "transformer"),
        ("zero\u200bwidth \u200dand\ufeff", "zerowidth and"),
        ("bell\u0007 and\u0000", "bell and"),
        ("10\u00a0000\u2009images\tof", "10 000 images of"),
        ("Poincare\u0301", "Poincaré"),
        ("wrapped\nat eighty\n columns", "wrapped at eighty columns"),
        ("multi-\r\ntask", "multi-task"),
        ("pre-\nand post-trained", "pre- and post-trained"),
        ("sequence-\nto-sequence, Bulgarian–\nUkrainian", "sequence-to-sequence, Bulgarian–Ukrainian"),
        ("深度\n学习 of\n模型", "深度学习 of 模型"),
        ("one.\n\n \nTwo.", "one.\n\nTwo."),
        ("  ends  ", "ends"),
    ],
)
def test_broken_text_is_mended(broken: str, sound: str) -> None:
    assert repair(broken) == sound


@pytest.mark.parametrize(
    "text",
    [
        r"\textbf{12} benchmarks, $\alpha$, 30\%, \projectname and ``strive''",
        "the the avalaible modals: non-IIDFL, ADataset (MAS)-based <analyze>",
        "double  spaces, “quotes” – dashes… and ½ × ①",
        "ภาษาไทย ฮบ stands beside Thai",
        "na\u00efve caf\u00e9 in S\u00e3o Paulo, ETH Z\u00fcrich",
        "می\u200cخواهم",
        "深度学习",
    ],
)
def test_what_people_wrote_stays(text: str) -> None:
    assert repair(text) == text


_BREAKABLE = st.text(
    st.sampled_from([*"ab .-é", *"ฮบฯ€โ™ÃÂ©", *"\n\r\t\u00a0\u00ad\u200b\u200d\ufb01\u0301\u0085\u0000", "ไ"])
)


@given(_BREAKABLE | st.text())
def test_repairing_again_changes_nothing(text: str) -> None:
    once = repair(text)
    assert repair(once) == once
    assert once == once.strip(" \n")
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_ascii_lines_are_kept_but_for_their_ends(text: str) -> None:
    assert repair(text) == text.strip()


@given(st.lists(st.sampled_from(["κ", "α", "σ", "θ", "×", "≤", "word"]), min_size=1))
def test_greek_survives_the_thai_code_page(words: list[str]) -> None:
    text = " ".join(words)
    broken = "".join(
        byte.decode("cp874", "ignore") or byte.decode("latin-1")
        for byte in (bytes([value]) for value in text.encode("utf-8"))
    )
    assert fix_encoding(broken) == text


def test_lines_join_with_a_space_but_not_within_a_word() -> None:
    assert join_lines(["a", " b-", "c", "", "d - ", "e"]) == "a b-c d - e"


@pytest.mark.parametrize(
    ("latex", "told"),
    [
        (r"\textbf{12} benchmarks", "12 benchmarks"),
        (r"PixArt-$\alpha$", "PixArt-α"),
        (r"merely $2.5\%$ overhead, $\le$ 5% and 30\%", "merely 2.5% overhead, ≤ 5% and 30%"),
        (r"\projectname outperforms \emph{a \textbf{b} c}", "projectname outperforms a b c"),
        (r"$\mathcal{O}(n^2)$ with $x_{12}$ in $R^k$", "O(n²) with x₁₂ in R^k"),
        (r"$\frac{a}{b}$, $\sqrt{3}$, $10\times$ faster, $\sim$10\%", "a/b, √3, 10× faster, ~10%"),
        (r"Poincar\'{e}, G\"odel, \v{S}", "Poincaré, Gödel, Š"),
        (r"as in~\cite{a,b}. See \href{http://x.y}{here}", "as in. See here"),
        (r"\Omega{}x, $\lambda$, \{a, b\}, \$5", "Ωx, λ, {a, b}, $5"),
        ("reconstruction--alignment, ``strive''", "reconstruction–alignment, “strive”"),
        ("from $5 to $10 with --help at http://a.b/~c, {a, b}", "from $5 to $10 with --help at http://a.b/~c, {a, b}"),
    ],
)
def test_latex_is_rendered_for_people(latex: str, told: str) -> None:
    assert plain(latex) == told


@given(st.text(st.characters(exclude_characters="\\$`-~")))
def test_text_without_latex_is_unchanged(text: str) -> None:
    assert plain(text) == text


@given(st.lists(st.sampled_from([*"\\${}^_~`'a1 ", "\\alpha", "\\frac", "\\textbf{", "word"])).map("".join))
def test_rendering_loses_no_word_though_it_may_set_accents(text: str) -> None:
    bare = "".join(char for char in unicodedata.normalize("NFD", plain(text)) if not unicodedata.combining(char))
    assert bare.count("word") == text.count("word")
