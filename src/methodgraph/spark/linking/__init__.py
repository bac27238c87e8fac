"""LINK over rows that no one machine holds: row functions of `methodgraph.link`, and joins and aggregates of Spark.

graphs ─► naming (a key for each row) ─► things (votes, drafts, what is alike, ids) ─► above (what varies what)
       ─► telling (paper by paper: links, claims, figures) ─► Parquet

No rule stands here: what is decided, and why, is told in `methodgraph.link`. No group of rows is handed to Python as a
whole. Counts, sets of spellings and least values are what a group is asked for, and Spark forms them partly where the
rows lie, so a name that a million papers bear costs no more than a million names.
"""
