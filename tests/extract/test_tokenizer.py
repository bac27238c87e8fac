from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.extract.tokenizer import blank_pipeline

NLP = blank_pipeline()


@pytest.mark.parametrize(
    "name",
    ["Qwen2.5-VL-7B", "LLaMA-3.1-8B-Instruct", "R@10", "mAP@5", "gFID-50K", "PixArt-α", "PixArt-$\\alpha$", "SAM2",
     "bert-base", "BERT-base", "F1-score", "ViT-B/16", "U-Net", "GPT-4o", "MTL-LoRA", "V-STAR"],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["We use {} here.", "({})", "{}, and", "on {}.", '"{}"'])
def test_names_stay_whole(name: str, frame: str) -> None:
    assert name in [token.text for token in NLP(frame.format(name))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("LLM-based", ["LLM", "-based"]),
        ("SAMTok-formatted", ["SAMTok", "-formatted"]),
        ("GPU-accelerated", ["GPU", "-accelerated"]),
        ("task-based", ["task-based"]),
        ("multi-task", ["multi-task"]),
        ("Model(LLM)-based", ["Model", "(", "LLM", ")", "-based"]),
        ("threads:(1)", ["threads", ":", "(", "1", ")"]),
        ("reconstruction--alignment", ["reconstruction", "--", "alignment"]),
        ("SAM2's", ["SAM2", "'s"]),
        ("client/server", ["client", "/", "server"]),
        ("BERT/RoBERTa", ["BERT", "/", "RoBERTa"]),
        ("i.e.,", ["i.e.", ","]),
        ("https://github.com/a/b.git.", ["https://github.com/a/b.git", "."]),
    ],
)
def test_what_is_glued_is_cut_and_what_belongs_together_is_not(text: str, tokens: list[str]) -> None:
    assert [token.text for token in NLP(text)] == tokens


def test_norm_folds_case_hyphen_and_plural() -> None:
    assert [token.norm_ for token in NLP("Multi-Task LLMs networks Analyses NAS")] == [
        "multitask", "llm", "network", "analysis", "nas",
    ]  # fmt: skip


@given(st.text())
def test_tokens_cover_the_text(text: str) -> None:
    assert "".join(token.text_with_ws for token in NLP.make_doc(text)) == text
