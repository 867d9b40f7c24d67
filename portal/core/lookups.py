"""Ways to compare that Django does not bring."""

from typing import Any

from django.db import models


class InOnce(models.Lookup):
    """`pk__in_once=rows.values("pk")`: one of few rows, which are looked for once.

    With `in`, PostgreSQL may look for them again for each row it compares: without statistics of freshly written rows
    it did so with a limited subquery, for minutes. As an array they are an initial step of the plan.
    """

    lookup_name = "in_once"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        (left, left_params), (right, right_params) = self.sides(compiler, connection)
        return f"{left} IN {right}", (*left_params, *right_params)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        (left, left_params), (right, right_params) = self.sides(compiler, connection)
        return f"{left} = ANY(ARRAY{right})", (*left_params, *right_params)

    def sides(self, compiler: Any, connection: Any) -> tuple[tuple[str, Any], tuple[str, Any]]:
        return self.process_lhs(compiler, connection), self.process_rhs(compiler, connection)


models.BigAutoField.register_lookup(InOnce)
