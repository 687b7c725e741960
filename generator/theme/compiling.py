"""The code that templates become: Jinja2's own, with its commonest operations made cheap.

A page prints a hundred values and reads two hundred attributes, and that was half of the time it
took. Views are closed records, so an attribute is an attribute: Jinja2's second guess (a key of a
mapping) and its third (a name that may yet be defined) are never meant. What is printed is for the
most part the same few hundred strings, whose escaped form is remembered. Blocks hand over their
text in one piece, where each of its pieces was handed up through all the blocks around it.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping, MutableMapping
from functools import lru_cache
from types import CodeType
from typing import Any, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context, Macro, new_context
from jinja2.utils import missing
from markupsafe import Markup, escape

from generator.recent import Recent

V = TypeVar("V")


def escaped(value: Any) -> str:
    """`value` as HTML; what is HTML already stays as it is."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is int:
        return str(value)
    return value if kind is Markup else escape(value)


_escaped = lru_cache(maxsize=8192)(escape)


class TemplateCode(CodeGenerator):
    """See the module. Were these hooks to go, pages would be the same and take longer."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        named = any(keyword.iskeyword(argument.key) for argument in node.kwargs)
        if named or forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("escaped(")

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escaped = environment.escaped")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.module(")
        self.visit(node.template, frame)
        self.write(")")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        # The body of a template or of a block: all else has a buffer by now.
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)


class Piece(Macro):
    """A macro that takes its arguments as they come, where they are such as macros mostly get."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if self.catch_kwargs or self.catch_varargs or self.caller or not self._default_autoescape:
            return super().__call__(*args, **kwargs)
        if len(args) == self._argument_count and not kwargs:
            return _markup(Markup, self._func(*args))
        given = self.arguments[len(args) :]
        if len(args) > self._argument_count or not kwargs.keys() <= set(given):
            return super().__call__(*args, **kwargs)
        return _markup(Markup, self._func(*args, *[kwargs.get(name, missing) for name in given]))


_markup = str.__new__
"""Markup of a plain string: its own way asks first whether it is given something else."""


class Template(jinja2.Template):
    """There are no globals, and so none to be listed for every page and file that it includes."""

    def new_context(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> Context:
        return new_context(self.environment, self.name, self.blocks, vars, shared, None, locals)


class Compiled(jinja2.BytecodeCache):
    """The code of the templates that this process compiled last, for environments set up alike.

    A preview reads a theme again when one of its files was saved; the others need not be compiled.
    It is in memory only: what lies in a cache on the disk is never run.
    """

    def __init__(self, most: int) -> None:
        self._codes = Recent[CodeType](most)

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template of this name, file and text, if it is known."""
        bucket.code = self._codes.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take note of what was compiled."""
        if bucket.code:
            self._codes.add(bucket.key + bucket.checksum, bucket.code)


class Environment(jinja2.Environment):
    """Compiles templates to the code above."""

    code_generator_class = TemplateCode
    template_class = Template
    escaped = staticmethod(escaped)
    Macro = Piece

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # Each of these asks anew whether it runs in an environment that is asynchronous.
        for name, one in self.filters.items():
            if getattr(one, "jinja_async_variant", False):
                self.filters[name] = one.__wrapped__
        self._known: dict[Any, jinja2.Template] = {}
        self._modules: dict[Any, Any] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> jinja2.Template:
        """A template once loaded is never looked for again, as no file of a theme is."""
        found = self._known.get(name)
        if found is None or globals:
            found = self._known[name] = super().get_template(name, parent, globals)
        return found

    def module(self, name: str | jinja2.Template) -> Any:
        """What a template exports; without globals that is the same for whoever imports it."""
        found = self._modules.get(name)
        if found is None:
            found = self._modules[name] = self.get_template(name).module
        return found


class Attributes(dict[str, V]):
    """Words or options by their keys: to the engine a mapping, to templates attributes."""

    def __init__(self, values: Mapping[str, V]) -> None:
        super().__init__(values)
        self.__dict__.update(values)
