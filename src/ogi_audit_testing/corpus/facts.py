"""What the tables of a made-up report hold, as numbers that its prose can state truly."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ogi_audit_testing.corpus.prose import Stated, chinese, percent
from ogi_audit_testing.makers import form

ORGANISATIONS = tuple(key for key, _ in form.REQUEST_COLUMNS[1:-1])
GROUPS = ("denied", "unavailable", "not_processed", "other")
_LITIGATION = ("litigation_direct", "litigation_after_reconsideration")
_ALL_DISPUTES = ("reconsideration", *_LITIGATION)


class Facts:
    """The figures of one report, and how this report writes numbers.

    ``last_new`` is how many requests there were the year before, whether or not that report is at hand.
    """

    def __init__(
        self,
        rng: random.Random,
        agency: str,
        year: int,
        cells: Mapping[str, str | None],
        last_new: int | None = None,
    ) -> None:
        self.rng, self.agency, self.year = rng, agency, year
        self.figures = {key: Decimal(text or 0) for key, text in cells.items()}
        self.unit = rng.choice("件件件件件宗宗条")
        self.numerals = rng.random() < 0.06
        self.thousands = rng.random() < 0.06
        self.new, self.carried_in, self.closed, self.carried_out = (
            self.sum(self.requests(row))
            for row in ("new_received", "carried_in", "closed_total", "carried_out")
        )
        self.all = self.new + self.carried_in
        nearby = max(0, self.new + rng.randint(-self.new // 2, self.new // 2 + 3))
        self.last_new = nearby if last_new is None else last_new

    # --- cells ------------------------------------------------------------------------------------

    @property
    def government(self) -> bool:
        """Whether a government reports, for all that is under it."""
        return self.agency.endswith("政府")

    def requests(self, *rows: str, column: str = "total") -> tuple[str, ...]:
        """The cells of rows of table 3, a group standing for its rows, in one column."""
        return tuple(
            key
            for row in rows
            for key in self.figures
            if key == f"requests.{row}.{column}"
            or (key.startswith(f"requests.{row}.") and key.endswith(f".{column}"))
        )

    def disputes(self, *groups: str, column: str = "total") -> tuple[str, ...]:
        """The cells of groups of table 4 in one column."""
        return tuple(f"disputes.{group}.{column}" for group in groups)

    def sum(self, cells: Iterable[str]) -> int:
        """Their sum."""
        return int(sum(self.figures[cell] for cell in cells))

    def has(self, key: str) -> bool:
        """Whether the form of this report has the cell."""
        return key in self.figures

    # --- numbers ----------------------------------------------------------------------------------

    def write(self, number: int, unit: str = "", style: str = "") -> str:
        """A number as this report writes it."""
        unit = unit or self.unit
        if style == "chinese" or (self.numerals and number < 10_000 and not style):
            return chinese(number) + unit
        return (f"{number:,}" if self.thousands else str(number)) + unit

    def count(
        self,
        at: str,
        cells: tuple[str, ...],
        *others: tuple[str, ...],
        plain: bool = True,
        unit: str = "",
        style: str = "",
        also: Iterable[int] = (),
    ) -> Stated:
        """The sum of cells; ``others`` are other sums that the words may honestly mean."""
        value = self.sum(cells)
        unit = unit or self.unit
        honest = {value, *map(self.sum, others), *also}
        return Stated(
            self.write(value, unit, style),
            Decimal(value),
            at,
            cells=frozenset(cells).union(*map(frozenset, others)),
            honest=frozenset(map(Decimal, honest)),
            plain=plain,
            unit=unit,
        )

    def applications(self, row: str, *, both: bool = False, **kwargs: object) -> Stated:
        """New, carried in, closed, carried out; ``both`` counts new and carried in together."""
        rows = ("new_received", "carried_in") if both else (row,)
        others = [
            self.requests(r) for r in ("new_received", "carried_in", "closed_total", "carried_out")
        ]
        answered = self.closed - self.sum(self.requests("other"))
        also = {
            self.all,
            answered,
            answered - self.sum(self.requests("not_processed")),
            self.new - self.carried_out,
            self.all - self.carried_out,
        }
        at = "new_received" if both else row
        return self.count(at, self.requests(*rows), *others, also=also, **kwargs)  # type: ignore[arg-type]

    def requester(self, column: str, row: str = "new_received", **kwargs: object) -> Stated:
        """Requests of one kind of requester; ``legal_persons`` are all but natural persons."""
        columns = ORGANISATIONS if column == "legal_persons" else (column,)

        def cells(*rows: str) -> tuple[str, ...]:
            return tuple(cell for c in columns for cell in self.requests(*rows, column=c))

        rest = [("new_received",), ("new_received", "carried_in"), ("closed_total",)]
        return self.count(column, cells(row), *(cells(*rows) for rows in rest), **kwargs)  # type: ignore[arg-type]

    def outcome(self, *rows: str, **kwargs: object) -> Stated:
        """Requests closed with one outcome, or with a group of them."""
        others = [self.requests("granted", "partially_granted")] if "granted" in rows else []
        at = "granted" if "granted" in rows else rows[0]
        return self.count(at, self.requests(*rows), *others, **kwargs)  # type: ignore[arg-type]

    def share(self, at: str, part: Stated, digits: int, *, plain: bool = True) -> Stated:
        """What part of the requests closed a number is."""
        value = percent(int(part.value), self.closed, digits)
        wholes = [
            self.requests("closed_total"),
            self.requests("new_received"),
            self.requests("carried_in"),
        ]
        totals = {self.closed, self.new, self.all}
        numerators = {part.value, *part.honest}
        honest = {percent(int(n), whole, digits) for whole in totals if whole for n in numerators}
        return Stated(
            f"{value}%",
            value,
            at,
            "share",
            part.cells.union(*map(frozenset, wholes)),
            frozenset(honest),
            plain,
            "%",
            int(part.value),
        )

    def case(self, kind: str, column: str = "total", **kwargs: object) -> Stated:
        """Cases on disclosure: ``reconsideration``, ``litigation``, one of its kinds, or ``disputes``."""
        groups = {"litigation": _LITIGATION, "disputes": _ALL_DISPUTES}.get(kind, (kind,))
        every = [*_ALL_DISPUTES]
        others = [self.disputes(one, column=column) for one in every if one in groups]
        if kind == "disputes":
            others.append(self.disputes("reconsideration", "litigation_direct", column=column))
        kwargs.setdefault("unit", "件")
        return self.count(kind, self.disputes(*groups, column=column), *others, **kwargs)  # type: ignore[arg-type]

    def nothing(self, at: str, cells: Iterable[str]) -> Stated:
        """The mark, which is not read, of a sentence that says there was none."""
        return Stated("", Decimal(0), at, cells=frozenset(cells))

    def scope(self, at: str) -> Stated:
        """The mark of a sentence whose scope is not the tables': what may be asked about is ``at``."""
        return Stated("", Decimal(0), at, "scope")

    def split(self, whole: int, parts: int) -> list[int]:
        """A number in random parts, any of which may be 0."""
        cuts = sorted(self.rng.randint(0, whole) for _ in range(parts - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]
