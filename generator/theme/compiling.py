"""The code that templates become: Jinja2's own, with its two commonest operations made cheap.

A page prints a hundred values and reads two hundred attributes, and that was half of the time it
took. Views are closed records, so an attribute is an attribute: Jinja2's second guess (a key of a
mapping) and its third (a name that may yet be defined) are never meant. What is printed is for the
most part the same few hundred strings, whose escaped form is remembered.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

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
        self.write("environment.escaped(")


class Environment(jinja2.Environment):
    """Compiles templates to the code above."""

    code_generator_class = TemplateCode
    escaped = staticmethod(escaped)


class Attributes(dict[str, V]):
    """Words or options by their keys: to the engine a mapping, to templates attributes."""

    def __init__(self, values: Mapping[str, V]) -> None:
        super().__init__(values)
        self.__dict__.update(values)
