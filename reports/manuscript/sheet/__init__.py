"""An edition as a spreadsheet that editors change and hand back: sheets of explained columns, read cell by cell.

`columns` says what stands where, `cells` how a value is written in a cell, `rows` joins them to an edition; `xlsx` and
`csvfiles` are the two kinds of file. Writing and reading are inverses. Spaces at the ends of a text are no part of it.
"""
