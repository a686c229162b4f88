"""What can be chosen in a filter form: only values that have rows beside the other choices, with how many."""

from django import template

register = template.Library()


@register.filter
def facet_fields(listing) -> list[dict]:
    """[{"name", "label", "chosen_count", "options": [{"value", "label", "count", "chosen"}]}], without empty facets."""
    fields = [_field(facet, listing.form.fields[facet["name"]].choices) for facet in listing.facets]
    return [field for field in fields if len(field["options"]) > 1 or field["chosen_count"]]


def _field(facet: dict, choices) -> dict:
    shown = {value["label"]: value for value in facet["values"]}
    options = [
        {"value": value, "label": label, "count": shown[label]["count"], "chosen": shown[label]["chosen"]}
        for value, label in choices
        if label in shown
    ]
    return {"name": facet["name"], "label": facet["label"], "chosen_count": facet["chosen_count"], "options": options}
