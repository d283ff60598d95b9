"""Great Expectations at work: what a suite's expectations need is planned once, then run per frame.

What an expectation asks of the data depends, but for a few, on the expectation alone. Great
Expectations works it out twice for each at every validation, which takes far longer than to judge
the few rows of a report; its own classes do all the work here, but the plan is kept. One thing goes
without: its ``tqdm`` bar, which starts a thread even where it is not shown, after which no worker
can be forked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from ogi_audit import lean  # noqa: F401  (before Great Expectations, which imports jsonschema)

# isort: split
import pandas as pd
from great_expectations.core import ExpectationValidationResult
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import Expectation
from great_expectations.validator.metric_configuration import (
    MetricConfiguration,
    MetricConfigurationID,
)
from great_expectations.validator.validation_graph import ValidationGraph

_BATCH = "frame"
# COMPLETE alone gives the index of every failing row; the counts of single values are not asked for.
_FORMAT = {"result_format": "COMPLETE", "partial_unexpected_count": 0}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What Great Expectations says of one expectation on one frame, by the frame's index.

    ``applies`` are the rows that its row condition selects, ``failed`` those that it does not hold
    for.
    """

    applies: pd.Index
    failed: Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """An expectation bound to the batch, and the metrics that it is judged by, by name."""

    expectation: Expectation
    domain: dict[str, Any]
    metrics: Mapping[str, MetricConfiguration]
    result_format: Mapping[str, Any]


class Judge:
    """Judges frames by expectations, given in a fixed order."""

    def __init__(self, expectations: Iterable[Expectation]) -> None:
        self._expectations = tuple(expectations)
        engine = _Engine()
        self._plans = [_plan(expectation, engine) for expectation in self._expectations]
        self._metrics = _metrics(self._plans)

    def __call__(self, frame: pd.DataFrame) -> list[Judgement | None]:
        """The judgement by each expectation; ``None`` where it or a metric that it needs raises."""
        engine = _Engine()
        engine.load_batch_data(_BATCH, frame)
        plans, metrics = self._plans, self._metrics
        if not all(plans):
            # A few expectations look at the types of the columns to tell what they need.
            plans = [
                plan or _plan(expectation, engine)
                for plan, expectation in zip(plans, self._expectations, strict=True)
            ]
            metrics = _metrics(plans)
        values: dict[MetricConfigurationID, Any] = {}
        for metric in metrics:
            try:
                values |= engine.resolve_metrics([metric], values)
            except Exception:
                # Whatever a metric raises, the expectations that need it must do without.
                continue
        return [_judge(plan, engine, values) for plan in plans]


class _Engine(PandasExecutionEngine):
    """Great Expectations' engine for pandas; selects the rows of a domain once, not per metric.

    An expectation needs some ten metrics, and pandas parses a condition anew each time.
    """

    def __init__(self) -> None:
        super().__init__(caching=False)
        self._selected: dict[str, pd.DataFrame] = {}

    def get_domain_records(self, domain_kwargs: dict[str, Any]) -> pd.DataFrame:
        """The rows that a domain consists of; the same frame for the same domain."""
        # Rows are selected alike for every single column.
        key = repr(sorted((k, v) for k, v in domain_kwargs.items() if k != "column" and v))
        if key not in self._selected:
            self._selected[key] = super().get_domain_records(domain_kwargs)
        return self._selected[key]


def _plan(expectation: Expectation, engine: PandasExecutionEngine) -> _Plan | None:
    """What an expectation needs; ``None`` where it raises on being asked, for want of data or not."""
    # Its words have no say in the judgement, and are copied whenever the expectation is asked.
    wordless = {"meta": None, "notes": None, "description": None}
    configuration = expectation.copy(update={**wordless, "batch_id": _BATCH}).configuration
    runtime = {"result_format": dict(_FORMAT)}
    try:
        configuration.process_suite_parameters({})
        bound = configuration.to_domain_obj()
        needed = bound.get_validation_dependencies(
            execution_engine=engine, runtime_configuration=runtime
        )
        graph = ValidationGraph(engine)
        for metric in needed.get_metric_configurations():
            # This is what lets each metric know the metrics that it needs in turn.
            graph.build_metric_dependency_graph(metric, runtime)
    except Exception:
        return None
    keys = ("batch_id", "row_condition", "condition_parser")
    domain = {key: configuration.kwargs.get(key) for key in keys}
    return _Plan(bound, domain, needed.metric_configurations, needed.result_format)


def _metrics(plans: Iterable[_Plan | None]) -> list[MetricConfiguration]:
    """All metrics that are needed, each once and after what it needs."""
    wanted = [metric for plan in plans if plan for metric in plan.metrics.values()]
    return list({metric.id: metric for metric in _in_order(wanted)}.values())


def _in_order(metrics: Iterable[MetricConfiguration]) -> Iterator[MetricConfiguration]:
    for metric in metrics:
        yield from _in_order(metric.metric_dependencies.values())
        yield metric


def _judge(
    plan: _Plan | None,
    engine: PandasExecutionEngine,
    values: Mapping[MetricConfigurationID, Any],
) -> Judgement | None:
    if plan is None:
        return None
    try:
        result = plan.expectation._validate(
            metrics={name: values[metric.id] for name, metric in plan.metrics.items()},
            runtime_configuration={"result_format": deepcopy(plan.result_format)},
            execution_engine=engine,
        )
        # Its authors may return either.
        if not isinstance(result, ExpectationValidationResult):
            result = ExpectationValidationResult(**result)
        applies = engine.get_domain_records(plan.domain).index
    except Exception:
        return None
    failed = result.result.get("unexpected_index_list")
    # An expectation on a whole table or column does not tell the rows that it fails on.
    return Judgement(applies, failed or ()) if result.success or failed is not None else None
