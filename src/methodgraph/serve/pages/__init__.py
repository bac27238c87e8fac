"""The pages for people: what is shown of each kind of thing, gathered from the graph for the templates.

Each module holds a function that asks the graph and returns a record, and the template of the same name shows it.
"""
