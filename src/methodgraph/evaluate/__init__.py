"""EVALUATE: what the extractor said held against what a careful reader says. It sees records, and changes none.

gold file ─► GoldPaper ┐
             PaperGraph┴► Judged (right, wrong or left open, item by item) ─► figures, faults, rules, calibration
"""

from methodgraph.evaluate.faults import tell_faults
from methodgraph.evaluate.figures import FIGURES, Tally, tally
from methodgraph.evaluate.gold import GoldPaper, read_gold
from methodgraph.evaluate.judgement import Judged, judge, judge_all
from methodgraph.evaluate.reliability import Bin, calibration, cross_validated, expected_error, held_out, scored
from methodgraph.evaluate.rules import agreements, measure

__all__ = [
    "FIGURES",
    "Bin",
    "GoldPaper",
    "Judged",
    "Tally",
    "agreements",
    "calibration",
    "cross_validated",
    "expected_error",
    "held_out",
    "judge",
    "judge_all",
    "measure",
    "read_gold",
    "scored",
    "tally",
    "tell_faults",
]
