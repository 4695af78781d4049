"""The parameters of an address: what each may be, read strictly for programs and forgivingly for
people."""

from typing import Annotated, Any, Literal, TypeVar, get_origin

from pydantic import AfterValidator, BaseModel, Field, ValidationError
from werkzeug.datastructures import MultiDict

from search import LONGEST_QUERY

MOST_PAGES = 1000
MOST_VALUES = 50
LONGEST_VALUE = 200
"""Characters of a publisher or a subject that are looked at, and said again in the page."""

FACETS = {
    "udgiver": "publisher",
    "type": "kind",
    "maalgruppe": "target_group",
    "emne": "subject",
    "fuldtekst": "full_text",
}
"""The facet that each parameter chooses values of."""

ReadingName = Literal["boejninger", "sammensaetninger", "sammenskrivning", "synonymer", "rettelser"]
READINGS: dict[ReadingName, str] = {
    "boejninger": "bøjninger",
    "sammensaetninger": "sammensætninger",
    "sammenskrivning": "sammen- og særskrivning",
    "synonymer": "synonymer",
    "rettelser": "rettet",
}
"""What words are taken for beside as they are typed, by the values of ``uden``."""

SortName = Literal["relevans", "nyeste", "aeldste", "titel"]
SORTINGS: dict[SortName, str] = {
    "relevans": "relevance",
    "nyeste": "newest",
    "aeldste": "oldest",
    "titel": "title",
}
"""The searcher's order for each value of ``sortering``."""


def _once_each(values: list[str]) -> list[str]:
    cut = (value[:LONGEST_VALUE] for value in values if value)
    return list(dict.fromkeys(cut))[:MOST_VALUES]


_Values = Annotated[list[str], AfterValidator(_once_each)]
_Year = Annotated[int, Field(ge=1000, le=2999)]


class QueryParameters(BaseModel):
    """What is searched for; what is longer than ``LONGEST_QUERY`` characters is cut."""

    q: Annotated[str, AfterValidator(lambda text: text.strip()[:LONGEST_QUERY])] = Field(
        "", description="Det, der søges efter, i søgesproget.", examples=["måler resultater"]
    )


class FilteredParameters(QueryParameters):
    """What is searched for and where."""

    udgiver: _Values = Field([], description="Kun fra disse udgivere.")
    type: _Values = Field([], description="Kun materialer af disse typer.")
    maalgruppe: _Values = Field([], description="Kun for disse målgrupper.")
    emne: _Values = Field([], description="Kun om disse emner.")
    fuldtekst: Annotated[list[Literal["ja", "nej"]], AfterValidator(_once_each)] = Field(
        [], description="Har fuldtekst, eller kun resumé."
    )
    fra: _Year | None = Field(None, description="Tidligste år.")
    til: _Year | None = Field(None, description="Seneste år.")
    materiale: Annotated[str, AfterValidator(lambda name: name[:LONGEST_VALUE])] | None = Field(
        None, description="Kun i dette materiale."
    )
    praecis: Literal["0", "1"] = Field("0", description="1: ordene netop som de er skrevet.")
    uden: Annotated[list[ReadingName], AfterValidator(_once_each)] = Field(
        [], description="Hvad ordene ikke også skal tages for."
    )


class SortedParameters(FilteredParameters):
    """What is searched for, where, and what comes first."""

    sortering: SortName = Field("relevans", description="Rækkefølgen.")


class ResultsParameters(SortedParameters):
    """What a page of results is asked with."""

    side: Annotated[int, AfterValidator(lambda page: min(max(page, 1), MOST_PAGES))] = Field(
        1, description="Siden med resultater, fra 1."
    )


Parameters = TypeVar("Parameters", bound=BaseModel)


def read_strictly(
    model: type[Parameters], args: MultiDict[str, str], in_path: dict[str, str]
) -> Parameters:
    """The parameters as ``model`` has them; names that it doesn't have are left out.

    Raises ValidationError, which names each parameter that is wrong.
    """
    return model.model_validate(_gathered(model, args) | in_path)


def read_forgivingly(model: type[Parameters], args: MultiDict[str, str]) -> Parameters:
    """The same; what can't be understood is as when it is left out."""
    given = _gathered(model, args)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors(include_url=False)}
        return model.model_validate({name: v for name, v in given.items() if name not in wrong})


def _gathered(model: type[BaseModel], args: MultiDict[str, str]) -> dict[str, Any]:
    return {
        name: args.getlist(name) if get_origin(field.annotation) is list else args[name]
        for name, field in model.model_fields.items()
        if name in args
    }
