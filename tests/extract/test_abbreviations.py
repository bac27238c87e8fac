from __future__ import annotations

import pytest

from methodgraph.extract.abbreviations import find_definitions
from methodgraph.extract.chunks import Chunks
from methodgraph.extract.lexicon import load_lexicon
from methodgraph.extract.phrases import Phrases
from methodgraph.extract.tokens import read_tokens
from methodgraph.vocabulary import Vocabulary

CHUNKS = Chunks(load_lexicon(), Phrases(Vocabulary({}, {})))


def definitions(text: str) -> list[tuple[str, str]]:
    tokens = read_tokens(CHUNKS, text, "text", load_lexicon())
    return [(tokens.text(*d.short), tokens.text(*d.long)) for d in find_definitions(tokens)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Low-Rank Adaptation (LoRA) is used.", "LoRA", "Low-Rank Adaptation"),
        ("We use Proximal Policy Optimization (PPO) here.", "PPO", "Proximal Policy Optimization"),
        ("We propose Low-Rank Adaptation, or LoRA, which is fast.", "LoRA", "Low-Rank Adaptation"),
        ("a novel Bamboo Masked Generation framework, named BMG, which", "BMG", "Bamboo Masked Generation"),
        (
            "We propose Reinforced Functional Token Tuning (RFTT), a framework.",
            "RFTT",
            "Reinforced Functional Token Tuning",
        ),
        ("capability of Multimodal Large Language Models (MLLMs) grows.", "MLLMs", "Multimodal Large Language Models"),
        (
            "We propose BioCG (Biochemical Constrained Generation), a framework.",
            "BioCG",
            "Biochemical Constrained Generation",
        ),
        ("use the maximum mean discrepancy (MMD) to compare", "MMD", "maximum mean discrepancy"),
        ("Recent Large Language Model(LLM)-based agents", "LLM", "Large Language Model"),
        ("a novel mixture-of-experts (MoE) framework", "MoE", "mixture-of-experts"),
        ("we refer to this as Gaussian PID (GPID).", "GPID", "Gaussian PID"),
    ],
)
def test_defines(text: str, short: str, long: str) -> None:
    assert definitions(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "a large network (teacher) is trained",
        "boosting the model (70.6% to 79.8%) on MATH",
        "achieving +1.4% on MMBench (general VQA) over baselines",
        "two steps: (i) we train and (ii) we test",
        "several tasks (see Table 2) are hard",
        "learning (XYZ) is hard",
        "the call LSTM () is made",
    ],
)
def test_what_stands_in_brackets_is_not_always_a_definition(text: str) -> None:
    assert definitions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the Heron Lattice Net (HLN-19) and others.",
        "It beats state-of-the-art methods (STEM) on all tasks.",
        "The proposed rotation encoding (PRE) helps.",
        "We run offline LLMs (llama3.1:8b via Ollama) here.",
    ],
)
def test_a_member_or_any_method_defines_nothing(text: str) -> None:
    assert definitions(text) == []
