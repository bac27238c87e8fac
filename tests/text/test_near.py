"""Names spelled like one that nothing bears."""

from __future__ import annotations

from itertools import permutations

from methodgraph.text.near import nearest, nearest_labels

NAMED = (
    ("LoRA", "LoRA"),
    ("LORA", "LongRange"),
    ("lora", "LongRange"),
    ("low-rank adapter", "LoRA"),
    ("Sharpness-Aware Minimization", "SAM"),
    ("SAM", "SAM"),
)


def test_a_label_counts_before_an_alias_that_is_the_same_in_lower_case() -> None:
    for order in permutations(NAMED):
        assert nearest_labels("LoRRA", order)[0] == "LoRA"


def test_labels_are_told_once_and_for_aliases_too() -> None:
    assert nearest_labels("low-rank adapters", NAMED) == ("LoRA",)
    assert nearest_labels("lora", (("LoRA", "LoRA"), ("Lora-", "LoRA"), ("loras", "LoRA"))) == ("LoRA",)


def test_part_of_a_name_is_enough_if_it_is_long_enough() -> None:
    assert nearest_labels("sharp", NAMED) == ("SAM",)
    assert nearest_labels("sh", NAMED) == ()


def test_up_to_three_the_best_first_in_any_order_of_the_known() -> None:
    known = ("abcdx", "abcdef", "abcdxy", "abcde", "zzz")
    told = {nearest("ABCDE", order) for order in permutations(known)}
    assert told == {("abcde", "abcdef", "abcdx")}
    assert nearest("@@@@", known) == ()
