"""Sentences that people read, which whoever shows them may say in another language.

The manuscript is plain Python and speaks bokmål. What it says is text like any other, and also remembers the sentence
it was made from and what was filled in; `reports/text.py` says it in the reader's language.
"""


class Said(str):
    """`Said("Arket «%(name)s» mangler.", name="Funn")`; a value may be something said as well."""

    __slots__ = ("template", "values")

    def __new__(cls, template: str, **values):
        said = super().__new__(cls, template % values if values else template)
        said.template, said.values = template, values
        return said

    def __getnewargs_ex__(self):
        return (self.template,), self.values

    def __str__(self):
        return self  # str(error) is still what was said, not only its letters


def to_data(text: str) -> str | list:
    """What JSON can hold: [template, values] of something said, other text as it is."""
    if not isinstance(text, Said):
        return text
    return [text.template, {name: to_data(value) for name, value in text.values.items()}]


def from_data(data):
    """The inverse of `to_data`."""
    if not isinstance(data, list):
        return data
    template, values = data
    return Said(template, **{name: from_data(value) for name, value in values.items()})
