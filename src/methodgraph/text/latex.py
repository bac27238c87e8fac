"""LaTeX as people read it: `plain` renders it for labels and pages. Offsets never refer to its result."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = {
    "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "ne": "≠", "neq": "≠", "ll": "≪",
    "gg": "≫", "lt": "<", "gt": ">", "sim": "~", "simeq": "≃", "approx": "≈", "equiv": "≡", "cong": "≅", "propto": "∝",
    "pm": "±", "mp": "∓", "times": "×", "cdot": "·", "div": "÷", "ast": "∗", "star": "⋆", "circ": "∘", "oplus": "⊕",
    "otimes": "⊗", "odot": "⊙", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "Leftrightarrow": "⇔", "mapsto": "↦", "uparrow": "↑", "downarrow": "↓", "infty": "∞",
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "in": "∈", "notin": "∉", "subset": "⊂",
    "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃", "neg": "¬", "wedge": "∧",
    "vee": "∨", "mid": "|", "vert": "|", "Vert": "‖", "langle": "⟨", "rangle": "⟩", "ell": "ℓ", "hbar": "ℏ",
    "dagger": "†", "ldots": "…", "dots": "…", "cdots": "⋯", "S": "§", "degree": "°", "checkmark": "✓",
    "textasciitilde": "~", "textbackslash": "\\", "textregistered": "®", "texttrademark": "™", "varepsilon": "ε",
    "vartheta": "ϑ", "varphi": "φ", "varrho": "ϱ", "varsigma": "ς", "varpi": "ϖ", "ss": "ß", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ",
}  # fmt: skip
_UNSEEN = frozenset(
    {
        "left", "right", "big", "Big", "bigg", "Bigg", "displaystyle", "textstyle", "xspace", "bf", "it",
        "em", "rm", "sf", "tt", "sc", "bfseries", "itshape", "noindent", "centering", "small",
        "footnotesize", "limits", "nolimits", "protect",
    }
)  # fmt: skip
_SPACES = frozenset({"quad", "qquad", "par", "newline", "linebreak", "space"})
_POINTERS = "cite|citep|citet|citealp|ref|eqref|cref|Cref|label"
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_SCRIPTS = {
    "^": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "_": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}

_SYMBOL = re.compile(r"\\([%&#$_{}])")
_ACCENT = re.compile(r"""\\(?:(['`^"~=.])\s*|([cvuHkr])(?:\s+|(?=\{)))(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))""")
_POINTER = re.compile(rf"[~ ]?\\(?:{_POINTERS})\*?(?:\[[^\]]*\])*\{{[^{{}}]*\}}")
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
_HREF = re.compile(r"\\href\{[^{}]*\}\{([^{}]*)\}")
_WITH_ARGUMENT = re.compile(r"\\(?!begin|end)[A-Za-z]+\*?\{([^{}\\]+)\}")
_SWITCH = re.compile(r"\{\\(?:bf|it|em|rm|sf|tt|sc|bfseries|itshape)\s+([^{}]*)\}")
_MACRO = re.compile(r"\\([A-Za-z]+)(?:\{\}|(\s+))?")
_THIN = re.compile(r"\\[,;:! ]|\\\\")
_MATH = re.compile(
    r"(?<![\\$])\$(?=[^\s$])([^$]*?)(?<=[^\s\\])\$(?![\d$])"  # Pandoc's rule: "$5 and $10" is money
    r"|(?<![\\$])\$(\\[^$]*?)\$"
    r"|\\\((.+?)\\\)"
)
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]*)\}|([^\s{}]))")
_KEPT = {char: chr(0xE000 + place) for place, char in enumerate("%&#$_{}")}
_RELEASED = str.maketrans({kept: char for char, kept in _KEPT.items()})


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    r"""Return `text` with its LaTeX turned into the characters it stands for; text without LaTeX is unchanged.

    An unknown macro stays as its name, so that nothing vanishes: `\projectname` is told as "projectname".
    Knowingly left: tables, environments, macros the authors defined.

    >>> plain(r"$2.5\%$ on \textbf{12} benchmarks, PixArt-$\alpha$ at $\le$ 5\%"), plain("$5 and $10")
    ('2.5% on 12 benchmarks, PixArt-α at ≤ 5%', '$5 and $10')
    """
    if not any(sign in text for sign in ("\\", "$", "``", "--", "~")):
        return text
    told = _SYMBOL.sub(lambda found: _KEPT[found[1]], text)
    told = _MATH.sub(lambda found: _math(found[1] or found[2] or found[3]), told)
    told = _typography(_commands(told))
    return told.translate(_RELEASED)


def _math(formula: str) -> str:
    told = _commands(formula)
    told = _SCRIPT.sub(lambda found: _script(found[1], found[2] if found[2] is not None else found[3]), told)
    return told.replace("{", "").replace("}", "")


def _script(mark: str, content: str) -> str:
    """Return a super- or subscript in the characters Unicode has for it, or as typed where it has none."""
    raised = content.translate(_SCRIPTS[mark])
    return raised if all(new != old for new, old in zip(raised, content, strict=True)) else mark + content


def _commands(text: str) -> str:
    told = _POINTER.sub("", _SWITCH.sub(r"\1", _ACCENT.sub(_accented, text)))
    before = None
    while told != before:  # from the innermost braces out
        before = told
        told = _ROOT.sub(r"√\1", _FRACTION.sub(r"\1/\2", _HREF.sub(r"\1", told)))
        told = _WITH_ARGUMENT.sub(r"\1", told) if before == told else told
        told = _MACRO.sub(_macro, told) if before == told else told
    return _THIN.sub(" ", told)


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (found[3] or found[4]) + _ACCENTS[found[1] or found[2]])


def _macro(found: re.Match[str]) -> str:
    name, space = found[1], found[2] or ""
    if name in _UNSEEN:
        return ""
    if name in _SPACES:
        return " "
    return (_SIGNS.get(name) or _greek(name) or name) + space


@lru_cache(maxsize=256)
def _greek(name: str) -> str | None:
    case = "SMALL" if name.islower() else "CAPITAL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {'LAMDA' if name.lower() == 'lambda' else name.upper()}")
    except KeyError:
        return None


def _typography(text: str) -> str:
    told = text.replace("``", "“").replace("''", "”") if "``" in text else text
    told = re.sub(r"(?<=\w)---(?=\w)", "—", told)
    told = re.sub(r"(?<=\w)--(?=\w)", "–", told)
    return re.sub(r"(?<=[\w.])~(?=[\w(])", " ", told)
