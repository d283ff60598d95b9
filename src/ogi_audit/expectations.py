"""Great Expectations' vocabulary extended by what statutory forms need; it knows no rule.

Importing this module registers the expectations, so that a suite's JSON may name them.
"""

from __future__ import annotations

from math import nan
from typing import Any, ClassVar, Literal

from ogi_audit import lean  # noqa: F401  (before Great Expectations, which imports jsonschema)

# isort: split
import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)


class MulticolumnLinearIdentity(MulticolumnMapMetricProvider):
    """Per row, whether the columns times their coefficients add up to zero within a tolerance."""

    condition_metric_name = "multicolumn_values.linear_identity"
    condition_domain_keys = (
        "batch_id",
        "table",
        "column_list",
        "row_condition",
        "condition_parser",
        "ignore_row_if",
    )
    condition_value_keys = ("coefficients", "tolerance")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(
        cls, column_list: pd.DataFrame, coefficients: list[float], tolerance: float, **_: Any
    ) -> pd.Series:
        # In one go: each cast of a column costs as much as all the arithmetic.
        figures = pd.DataFrame(column_list.to_numpy("float64", na_value=nan), column_list.index)
        balance = figures.mul(coefficients, axis=1).sum(axis=1, skipna=False)
        return balance.abs() <= tolerance


class ExpectColumnsToSatisfyLinearIdentity(MulticolumnMapExpectation):
    """Expect the columns, each times its coefficient, to add up to zero in every row.

    Args:
        column_list: the columns.
        coefficients: as many numbers; ``[1, 1, -1, -1]`` says a + b = c + d.
        tolerance: how far from zero the sum may be; 0 for whole numbers.

    A row with a missing value is left out: the caller must count it as not assessable.
    """

    coefficients: list[float]
    tolerance: float = 0.0
    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = (
        "any_value_is_missing"
    )

    map_metric: ClassVar[str] = "multicolumn_values.linear_identity"
    success_keys: ClassVar[tuple[str, ...]] = ("coefficients", "tolerance", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("column_list", "coefficients", "tolerance")
