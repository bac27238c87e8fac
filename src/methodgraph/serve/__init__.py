"""The graph over HTTP: a SPARQL endpoint, a page for every IRI, and pages to look and to ask.

    browser, curl, SPARQLWrapper ─► server (asyncio: uvicorn, Starlette) ─► pool ─► workers (processes) ─► store on disk

Oxigraph cannot be interrupted while it evaluates. So queries are evaluated in processes of their own, one at a time
each, and one that takes too long ends with its process. `server` loads the graph, starts the pool and listens; `app`
says what is answered where; `endpoint` is SPARQL 1.1 Protocol, `resources` and `pages` are the IRIs of the graph.
Only what runs in a worker (`worker`, `answers`) touches the store.
"""
