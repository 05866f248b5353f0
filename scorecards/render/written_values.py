"""How compiled templates write a value, and call a macro: what Jinja does for any program, done for ours alone.

Escaping is on for every template, so nothing has to find out each time whether it is; what is written is joined to a
page at once, so it need not be marked as escaped first.  A page comes out the same, in three quarters of the time.
"""

from typing import Any

from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from scorecards.render.pieces import visible


class WritingCode(CodeGenerator):
    """The compiler of templates whose values are written by ``written``, which their environment has."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's
        self.write("environment.written(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - the same
        self.write(")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Import a template that sees what the page is made of once a page, however many others import it."""
        if not (node.with_context and frame.toplevel):
            super()._import_common(node, frame)
            return
        self.write("context.imported(environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}), {self.dump_local_context(frame)})")


class CallingContext(Context):
    """What a template sees; a macro, which is most of what it calls, is called at once.

    All templates that a page imports share what was imported of the same name.
    """

    modules: dict[str | None, TemplateModule] | None = None

    def imported(self, template: Template, own: dict[str, Any]) -> TemplateModule:
        """Import a template; ``own`` is what the importing one has besides."""
        if self.modules is None:
            self.modules = {}
        if template.name not in self.modules:
            context: Any = template.new_context(self.get_all(), shared=True, locals=own)
            context.modules = self.modules
            self.modules[template.name] = TemplateModule(template, context)
        return self.modules[template.name]

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """Call what a template calls."""
        if type(called) is not Macro:
            return super().call(called, *args, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*args, **named)


def written(value: Any) -> str:
    """Write a value so that all of it is text on the page, unless it is a part of a page itself.

    Line breaks and tabs are kept from Markdown, and control characters made visible.
    """
    if type(value) is Markup:
        return value
    if type(value) is int:
        return str(value)
    return str.__str__(escape(value) if type(value) is not str or value.isprintable() else visible(value))
