"""Made-up papers that share names in all the ways that LINK decides on, and copies of papers that READ makes one."""

from __future__ import annotations

from random import Random
from typing import Any

Record = dict[str, Any]

_SHORT = {
    "SAM": ("Segment Anything Model", "Sharpness-Aware Minimization", "Spatial Attention Module"),
    "RMM": ("Rapid Motion Model",),
    "DRN": ("Deep Relation Network", "Dense Residual Network"),
    "TOPNET": ("Topology Network",),
    "GCN": ("graph convolutional network",),
}
_COINED = (
    "SPARK", "MIRAGE", "Trans10K", "ToxiGen", "WhiteMatter", "Foo-7B", "Foo", "Foo-7B-Instruct", "BarNet", "BARNET",
    "F1Net", "Qwen2.5-VL-7B", "Qwen2.5-VL", "CLIP", "LoRA", "QLoRA", "Odd Net", "PixArt-α",
)  # fmt: skip
_KINDS = ("model", "method", "dataset", "benchmark", "framework", "metric")
_TASKS = ("image segmentation", "domain adaptation", "machine translation", "question answering", "link prediction")
_DATA = ("ImageNet", "COCO", "SQuAD", "Trans10K", "ToxiGen", "CIFAR-10", "WMT14")
_METRICS = ("accuracy", "BLEU", "F1", "mIoU")
_FORMS = (
    "We propose {coined}, a {kind} for {task}. {coined} outperforms {other} on {data} by {number}% in {metric}.",
    "In this paper, we introduce {coined}, a new {kind} for {task}, which extends {other}. It has {level} {metric}.",
    "The {sense} ({short}) is used for {task}. We evaluate {short} on {data} and report {metric} of {number}%.",
    "We use {short} and {other} for {task} and compare with {coined}. {short} is trained on {data}.",
    "{coined} is a {kind} for {task}. We show that {other} solves {task} with {number}% {metric} on {data}.",
    "This paper studies {task}. We fine-tune {coined} with {short} on {data}. Code: https://github.com/x/{slug}.",
    "Large {short}s are used in {task}. {Other} improves {metric} from {level} to {number} on {data}.",
    "{task} is hard. {coined} and {other} are evaluated on {data} with {metric}; {short} ({sense}) helps.",
)  # fmt: skip


def records(count: int, seed: int = 1) -> list[Record]:
    """Return `count` records of papers and some copies of them; the same for the same arguments."""
    random = Random(seed)  # noqa: S311 - no secret
    told = [_paper(random, number) for number in range(count)]
    return told + [_copy(random, random.choice(told), number) for number in range(count // 10)]


def _paper(random: Random, number: int) -> Record:
    short = random.choice(list(_SHORT))
    words = {
        "coined": random.choice(_COINED), "kind": random.choice(_KINDS), "task": random.choice(_TASKS),
        "other": random.choice(_COINED), "data": random.choice(_DATA), "metric": random.choice(_METRICS),
        "number": random.choice(("0.4", "0.40", "12.5", "3", "7.25")), "level": random.choice(("0.40", "81.2", "0.4")),
        "short": short, "sense": random.choice(_SHORT[short]), "slug": f"repo-{number}",
    }  # fmt: skip
    words["Other"] = words["other"].capitalize()
    text = " ".join(form.format(**words) for form in random.sample(_FORMS, random.choice((1, 2, 2, 3))))
    title = f"{words['coined']}: {words['task']} with {words['short']} on {words['data']}"
    told: Record = {"id": f"p{number}", "title": title, "abstract": text, "year": 2000 + number % 25}
    if number % 3 == 0:
        told["doi"] = f"10.1234/foo.{number}"
    if number % 5 == 0:
        told |= {"authors": ["Ada Lovelace", "Émile Borel"], "venue": "Journal of “Odd” Results"}
    if number % 11 == 0:
        told |= {"id": f"arxiv:2401.{number:05d}", "categories": "cs.CL cs.LG"}
    if number % 17 == 0:
        del told["abstract"]
    return told


def _copy(random: Random, paper: Record, number: int) -> Record:
    """Return a paper as another source tells it: with another id, and what both have in common told otherwise."""
    told = {**paper, "id": f"copy-{number}", "year": None}
    match random.randrange(3):
        case 0:
            told |= {"url": "https://arxiv.org/abs/" + paper["id"].removeprefix("arxiv:") + "v2"}
        case 1 if "abstract" in told:
            told |= {"abstract": told["abstract"].upper(), "title": None}
        case _:
            told |= {"title": str(told["title"]).replace(":", " -"), "doi": "https://doi.org/10.9/" + str(number)}
    return told
