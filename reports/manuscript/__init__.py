"""The manuscript: an edition as plain immutable values, and the formats it is read from and written to.

Nothing here knows Django, a database or the network. Importers produce these values, versions store them,
publications hold them and every output writes them; reading and writing a format are inverses.
"""
