"""`make bench`: how fast the public site is with 24, 2,400 and 24,000 reports, and what it costs to get there.

editions.py makes the reports, fill.py loads and publishes them, addresses.py names the pages and counts their queries,
server.py starts the site, load.py asks for the pages from a process of its own, table.py prints.
"""

SHIPPED_REPORTS = 24  # the size that is the shipped edition itself
YEARS = range(1996, 2021)  # of the made-up editions
