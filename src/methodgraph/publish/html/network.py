"""How vis-network draws: its options, as a pyvis Network has them. The page itself says which nodes there are."""

from __future__ import annotations

import json
from typing import Any, cast

Json = dict[str, Any]

_OPTIONS: Json = {
    "autoResize": True,
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -40, "springLength": 60, "damping": 0.6, "avoidOverlap": 0.4},
        "stabilization": {"enabled": False},
    },
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "tooltipDelay": 0},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.38}}, "selectionWidth": 0, "hoverWidth": 0},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 1, "font": {"size": 0}},
}


def options() -> Json:
    """Return the options of the page's network: physics is off, names are drawn by the page and not by vis-network."""
    from pyvis.network import Network  # noqa: PLC0415  importing us is free, importing pyvis takes 0.3 s

    # It writes nothing unless asked to show or save.
    drawn = Network(directed=True)
    drawn.set_options(json.dumps(_OPTIONS))
    return cast("Json", json.loads(drawn.get_network_data()[-1]))
