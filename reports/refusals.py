"""How a verb says no: nothing has been changed, and the sentences are Norwegian and say what to do."""


class PublishingRefused(Exception):
    """What stands in the way, as (field, sentence) pairs. The field is the report's, "findings-2" for its third row."""

    def __init__(self, problems: list[tuple[str, str]]):
        super().__init__(" ".join(sentence for _, sentence in problems))
        self.problems = problems


class NotAllowed(PublishingRefused):
    """This person may not do it; another may."""

    def __init__(self, sentence: str):
        super().__init__([("", sentence)])
