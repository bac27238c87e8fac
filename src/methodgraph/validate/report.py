"""Findings for programs: as JSON, and as the validation report that SHACL defines, in Turtle."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from methodgraph.ids import BASE, digest
from methodgraph.validate.findings import BLANK, Finding, PropertyPath, written_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.validate.validation import Validation

_SH = "http://www.w3.org/ns/shacl#"
_HEAD = f"@prefix sh: <{_SH}> .\n\n<{BASE}validation> a sh:ValidationReport ;\n    sh:conforms "
_PATHS = {"^": "inversePath", "*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}


def as_json(validation: Validation) -> str:
    """Return a JSON object: whether the graph conforms, its size, and a list of findings.

    A finding has node, path (as SPARQL writes it), value (as N-Triples writes it), message, shape, severity and
    component; what is not there is null.

    >>> as_json(Validation((), 2, 1, {}))  # doctest: +SKIP
    '{"conforms": true, "triples": 2, "nodes": 1, "findings": []}'
    """
    told = {
        "conforms": not validation.findings,
        "triples": validation.triples,
        "nodes": validation.nodes,
        "findings": [
            {
                "node": finding.node,
                "path": None if finding.path is None else written_path(finding.path),
                "value": finding.value,
                "message": finding.what,
                "shape": finding.shape,
                "severity": finding.severity,
                "component": finding.component,
            }
            for finding in validation.findings
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def as_turtle(validation: Validation) -> str:
    """Return the sh:ValidationReport, its results in the order of the findings."""
    results = [(f"<{BASE}finding/{digest(*finding.key)}>", finding) for finding in validation.findings]
    told = [f"{_HEAD}{'false' if results else 'true'}"]
    told += [f" ;\n    sh:result {iri}" for iri, _ in results]
    told += [" .\n"]
    for iri, finding in results:
        told += [f"\n{iri} a sh:ValidationResult", *_result(finding), " .\n"]
    return "".join(told)


def _result(finding: Finding) -> Iterator[str]:
    pairs = {
        "focusNode": BLANK if finding.node == BLANK else f"<{finding.node}>",
        "resultPath": None if finding.path is None else _path(finding.path),
        "value": finding.value,
        "resultMessage": json.dumps(finding.what, ensure_ascii=False),
        "sourceShape": None if finding.shape is None else f"<{finding.shape}>",
        "sourceConstraintComponent": f"<{finding.component}>",
        "resultSeverity": f"sh:{finding.severity}",
    }
    for name, told in pairs.items():
        if told is not None:
            yield f" ;\n    sh:{name} {told}"


def _path(path: PropertyPath) -> str:
    if isinstance(path, str):
        return f"<{path}>"
    sign, parts = path
    told = " ".join(map(_path, parts))
    if sign == "/":
        return f"( {told} )"
    return f"[ sh:alternativePath ( {told} ) ]" if sign == "|" else f"[ sh:{_PATHS[sign]} {told} ]"
