"""READ: any source a researcher has becomes Papers."""
