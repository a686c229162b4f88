"""Reading the yearly document: Word or Markdown → source blocks → outline → manuscript, with what was doubtful.

Plain Python. One module a step: `package` and `word` or `markdown` read blocks, `repair` and `letters` mend them,
`contents` and `outline` find chapters and reports, `report` and its neighbours read one report, `document` does it all.
Nothing is dropped: what has no place stays in the body or is told as a problem with its text.
"""
