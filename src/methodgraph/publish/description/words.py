"""What all descriptions say of the data set in words."""

TITLE = "methodgraph: methods, tasks, datasets and metrics of research papers"
DESCRIPTION = (
    "A knowledge graph of the methods, models, tasks, datasets, benchmarks and metrics that titles and abstracts of "
    "research papers name: what the papers do with them, how they relate and the figures reported, each with the "
    "sentence that says so. Extracted by rules."
)
RIGHTS = (
    "Titles and abstracts of papers, and sentences quoted from them, belong to their authors. This description grants "
    "no licence to them."
)
KEYWORDS = ("knowledge graph", "information extraction", "research papers", "machine learning")
