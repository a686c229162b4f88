"""From a yearly document to drafts at the desk, and back again if the editor regrets it.

`receiving` keeps the file and reads it, `plan` compares what was read with the desk, `taking` does what the plan says
and keeps a journal, `undoing` follows the journal back. `known` is what the catalogue tells a reader, `refusals` what
the desk can't hold. A short document is read while the editor waits, a long one is a job.
"""
