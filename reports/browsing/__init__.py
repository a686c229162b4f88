"""What public lists and figures read: query strings understood, facets counted, rows in order, charts measured."""
