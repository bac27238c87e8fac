"""A knowledge graph of methods, models, tasks, datasets, benchmarks and metrics from paper abstracts."""
