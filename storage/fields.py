"""A field of a column that holds JSON text, for statements that run on both engines."""

from typing import Any

from sqlalchemy import ColumnElement, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class json_field(FunctionElement[str]):  # noqa: N801 - reads like the function it is
    """The text of one field of a JSON object, NULL where it has none."""

    type = Text()
    inherit_cache = True
    name = "json_field"

    def __init__(self, column: ColumnElement[str], field: str) -> None:
        if not field.isidentifier():
            raise ValueError("a field is a plain name")
        super().__init__(column)
        self.field = field


@compiles(json_field, "sqlite")
def _on_sqlite(element: json_field, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"json_extract({compiler.process(element.clauses, **options)}, '$.{element.field}')"


@compiles(json_field, "postgresql")
def _on_postgres(element: json_field, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"(({compiler.process(element.clauses, **options)})::json ->> '{element.field}')"
