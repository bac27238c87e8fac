"""A published graph against the SHACL shapes.

>>> for finding in validate(Path("output")).findings:  # doctest: +SKIP
...     print(finding)
claim:5f1f mg:evidence: a claim or a result has mg:evidence, an mg:Evidence, which is also its oa:hasTarget
"""

from methodgraph.validate.findings import Finding
from methodgraph.validate.report import as_json, as_turtle
from methodgraph.validate.validation import Validation, validate

__all__ = ["Finding", "Validation", "as_json", "as_turtle", "validate"]
