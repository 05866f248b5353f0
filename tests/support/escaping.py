"""What in a template would go round the one function that writes a value, and round that for addresses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, nodes

from tests.support.written_places import NOWHERE_SAFE, Place, places_of

TEXT_FILTERS: Final = {
    *("capitalize", "first", "join", "last", "length", "list", "lower", "reverse", "trim"),
    *("for_anybody", "spaced", "url", "who", "why"),
}
"""They give texts or numbers, which are written like any other."""

MARKING_FILTERS: Final = {
    "html": "cells as pieces: scorecards/render/pieces.py escapes each text in them",
    "quoted": "a page's title in its front matter, which plain_title lets through",
    "tojson": "only with forceescape behind it, in an attribute",
    "forceescape": "escapes what is marked as escaped, too",
}
"""They mark what they give as finished, each for a reason; ``safe`` may stand behind the template's own texts alone."""

ADDRESSES: Final = {
    "root": "the way from a page to the site's root",
    "up": "the same, on the pages of names",
    "page": "the name of a page of ours, from a list in the template",
    "part.page": "the same",
    "file": "the same, and the name of a table's CSV file",
    "name": "the name of a table's CSV file",
    "of_whom": "encoded where the macro is called",
    "matrix.by": "rep or manager",
    "anchor": "an anchor of ours",
    "id | lower": "the id of a principle: letters, digits and hyphens",
    "item.id | lower": "the same",
    "source.id | lower": "the id of a source of principles: letters, digits and hyphens",
    "part.link": "from the list of fields of the code",
    "link": "scorecards/compose/channels.py lets plain addresses and numbers through alone",
    "address": "encoded where the macro is called; of the CRM, crm_link encodes the id in the team's https pattern",
    "deals_at": "the way from a page to the scorecards",
    "review.rulings_editor": "scorecards/read/repository.py makes it, with http or https in front",
    "standing.editor": "the same",
    "table(filter, id)": "a macro of playbook/parts.md.j2, in which the id is encoded",
    "table(filter, item.id)": "the same",
    'table("finding", item.id)': "the same",
    'table("stage", stage.id)': "the same",
}
"""What may stand in an address without being encoded, each for a reason."""

STYLES: Final = {
    "days": "a number",
    "limit": "a number",
    "of.speaks_for | length": "a number",
    "of.speaks_against | length": "a number",
    "of.unknown | length": "a number",
    "vocabulary.rulings_to_tick()": "the four words for a ruling, which are the code's",
}
"""What may stand in a style."""

IN_A_TAG: Final = {
    'rows_file(table, "accounts")': "a macro that writes one attribute, of the table's name",
    'rows_file(table, "open")': "the same",
    'rows_file(table, "territories")': "the same",
}
"""What may stand in a tag, outside of quotes; besides a text of the template's own, with or without a condition."""

_LEADS: Final = re.compile(r"href|src|action|formaction|poster|cite|data|background|ping|srcset|xlink:href")
_RUNS: Final = re.compile(r"on.*|srcdoc|sandbox|http-equiv")


@dataclass(frozen=True, slots=True)
class Macros:
    """The names of macros, and those under which templates import a file of them."""

    names: frozenset[str]
    files: frozenset[str]

    def are_called(self, called: nodes.Expr) -> bool:
        """Tell whether a macro is called."""
        if isinstance(called, nodes.Getattr):
            return called.attr in self.names and _name(called.node) in self.files
        return _name(called) in {*self.names, "caller", "picture"}


def leaks_of(source: str, environment: Environment, macros: Macros) -> Iterator[str]:
    """Tell what in a template would write a value otherwise than escaped, each with its line.

    What a macro writes is HTML, which has no place in an attribute.
    """
    template = environment.parse(source)
    for node in template.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        yield f"line {node.lineno}: switches escaping"
    for each in template.find_all((nodes.MarkSafe, nodes.MarkSafeIfAutoescape)):
        yield f"line {each.lineno}: marks as finished"
    yield from (f"line {each.lineno}: {why}" for each in template.find_all(nodes.Filter) if (why := _refused(each)))
    set_here = {
        each.target.name: each.node for each in template.find_all(nodes.Assign) if isinstance(each.target, nodes.Name)
    }
    for place in places_of(source, environment):
        why = _misplaced(place, set_here, macros)
        if why:
            yield f"line {place.line}: {why} in {place.of}: {place.expression}"


def macros_of(sources: Iterable[str], environment: Environment) -> Macros:
    """Gather the macros of templates."""
    parsed = [environment.parse(source) for source in sources]
    names = {each.name for template in parsed for each in template.find_all(nodes.Macro)}
    return Macros(
        frozenset(names), frozenset(each.target for template in parsed for each in template.find_all(nodes.Import))
    )


def _refused(used: nodes.Filter) -> str | None:
    if used.name == "safe":
        return None if isinstance(used.node, nodes.Const) else "safe behind what is no text of the template"
    return None if used.name in TEXT_FILTERS or used.name in MARKING_FILTERS else f"{used.name} is on no list"


def _misplaced(place: Place, set_here: dict[str, nodes.Node], macros: Macros) -> str | None:
    if place.of == "text" or _is_own(place.node):
        return None
    if place.of in NOWHERE_SAFE:
        return None if place.expression in IN_A_TAG else "not quoted"
    if _RUNS.fullmatch(place.of):
        return "runs"
    if place.of == "style":
        return None if place.expression in STYLES else "on no list"
    if _LEADS.fullmatch(place.of):
        return None if _is_address(place.expression, place.node, set_here) else "not encoded"
    return "finished HTML" if _is_finished(place.node, macros) else None


def _is_own(node: nodes.Node | None) -> bool:
    """Tell whether it is a text of the template's own, or one of several."""
    if isinstance(node, nodes.CondExpr):
        return _is_own(node.expr1) and (node.expr2 is None or _is_own(node.expr2))
    return isinstance(node, nodes.Const)


def _is_address(expression: str, node: nodes.Node, set_here: dict[str, nodes.Node]) -> bool:
    """Tell whether all that goes into an address is encoded, or ours."""
    if expression in ADDRESSES or _is_own(node):
        return True
    if isinstance(node, nodes.Filter):
        return node.name == "url"
    if isinstance(node, nodes.Concat):
        return all(_is_address(_name(each), each, set_here) for each in node.nodes)
    return isinstance(node, nodes.Name) and node.name in set_here and _is_address("", set_here[node.name], set_here)


def _name(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _is_finished(node: nodes.Expr, macros: Macros) -> bool:
    """Tell whether what an expression gives is, or may be, finished HTML."""
    if isinstance(node, nodes.Filter):
        return node.name != "forceescape" and node.name in {"safe", *MARKING_FILTERS}
    if isinstance(node, nodes.CondExpr):
        return any(_is_finished(each, macros) for each in (node.expr1, node.expr2) if each)
    return isinstance(node, nodes.Call) and macros.are_called(node.node)
