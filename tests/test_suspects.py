"""Suspects: every smallest set of cells that mends the identities, the best supported first."""

from __future__ import annotations

import itertools
import json
import random

import pytest

from ogi_audit import suspects
from ogi_audit.errors import ParameterError
from ogi_audit.form import DISPUTE_GROUPS, DISPUTE_RESULTS, OUTCOME_GROUPS, REQUESTER_KEYS, REQUESTS
from ogi_audit.localisation import components
from ogi_audit.slips import slip_of
from ogi_audit.suspects import Change, Identity, Support, locate
from ogi_audit_testing.makers.figures import consistent

ROWS = [row.key for row in REQUESTS["2021"].rows]
OUTCOMES = [
    row.key
    for row in REQUESTS["2021"].rows
    if row.key in ("granted", "partially_granted") or row.group in OUTCOME_GROUPS
]
RESULTS = [result.key for result in DISPUTE_RESULTS if result.key != "total"]
NATURAL = "requests.granted.natural_person"
BUSINESS = "requests.granted.business"


def total_of(name: str, total: str, parts: list[str]) -> Identity:
    return Identity(name, {total: 1, **dict.fromkeys(parts, -1)})


def identities(values) -> list[Identity]:
    """Those of tables three and four over the cells that are known."""
    found = []
    for at in REQUESTER_KEYS:
        new, carried_in, closed, carried_out = (
            f"requests.{row}.{at}"
            for row in ("new_received", "carried_in", "closed_total", "carried_out")
        )
        terms = {new: 1, carried_in: 1, closed: -1, carried_out: -1}
        found.append(Identity(f"requests.balance {at}", terms))
        parts = [f"requests.{row}.{at}" for row in OUTCOMES]
        found.append(total_of(f"requests.closed_total {at}", closed, parts))
    for row in ROWS:
        *parts, total = (f"requests.{row}.{at}" for at in REQUESTER_KEYS)
        found.append(total_of(f"requests.row_total {row}", total, parts))
    for group in DISPUTE_GROUPS:
        parts = [f"disputes.{group.key}.{result}" for result in RESULTS]
        found.append(total_of(f"disputes.total {group.key}", f"disputes.{group.key}.total", parts))
    return [identity for identity in found if identity.coefficients.keys() <= values.keys()]


def figures(seed: int, size="medium") -> dict[str, int]:
    """The tables three and four of a made-up report in which every identity holds."""
    values = consistent(seed, size=size).values
    return {key: int(n) for key, n in values.items() if not key.startswith("disclosure")}


def dense(top: int = 60) -> dict[str, int]:
    """A table three without a zero, so that any cell may also be less."""
    rng = random.Random(0)
    table = {at: {row: rng.randint(1, top) for row in ROWS} for at in REQUESTER_KEYS[:-1]}
    for column in table.values():
        column["closed_total"] = sum(column[row] for row in OUTCOMES)
        column["new_received"] = (
            column["closed_total"] + column["carried_out"] - column["carried_in"]
        )
    table["total"] = {row: sum(column[row] for column in table.values()) for row in ROWS}
    return {f"requests.{row}.{at}": table[at][row] for row in ROWS for at in REQUESTER_KEYS}


def changed(suspect) -> dict[str, int]:
    return {change.cell: change.proposed for change in suspect.changes}


def found_in(values, **how) -> list[dict[str, int]]:
    return [changed(suspect) for suspect in locate(values, identities(values), **how).suspects]


def mends(values, suspect) -> bool:
    after = {**values, **changed(suspect)}
    whole = all(isinstance(n, int) and n >= 0 for n in changed(suspect).values())
    return whole and all(
        sum(c * after[cell] for cell, c in identity.coefficients.items()) == 0
        for identity in identities(values)
        if any(cell in changed(suspect) for cell in identity.coefficients)
    )


# --- real reports -------------------------------------------------------------------------------


def real(shared, report: str) -> dict[str, float]:
    cells = json.loads((shared / "truth" / f"{report}.json").read_text("utf-8"))["cells"]
    return {key: value for key, value in cells.items() if value is not None}


def test_qingyuan_has_one_suspect(shared):
    values = real(shared, "qingyuan-2023")
    found = locate(values, identities(values))
    (suspect,) = found.suspects
    assert found.state == "complete"
    assert suspect.changes == (Change("requests.new_received.natural_person", 51, 52),)
    assert suspect.resolves == (
        "requests.balance natural_person",
        "requests.row_total new_received",
    )
    assert suspect.rank == 1
    assert [support.text["zh"] for support in suspect.support] == ["51与52只差一位数字"]


def test_what_qingyuan_says_speaks_against_it(shared):
    values = real(shared, "qingyuan-2023")
    said = suspects.Testimony(
        "narrative",
        51,
        ({"requests.new_received.natural_person": 1},),
        {"zh": "正文“自然人51件”", "en": "“51 from natural persons” in the text"},
    )
    (suspect,) = locate(values, identities(values), [said]).suspects
    against = suspect.support[0]
    assert (against.source, against.favours) == ("narrative", False)
    assert against.text["zh"] == "正文“自然人51件”与原数值一致，改后则不一致"


def test_hongze_has_two_groups_of_findings(shared):
    values = real(shared, "hongze-2023")
    found = locate(values, identities(values))
    assert found.state == "complete"
    assert [(changed(suspect), suspect.rank) for suspect in found.suspects] == [
        ({"disputes.reconsideration.total": 11}, 1),
        # A total left at 0 is likelier than five results where there was none.
        ({"disputes.litigation_after_reconsideration.total": 5}, 1),
        ({"disputes.litigation_after_reconsideration.upheld": 0}, 2),
    ]
    assert {suspect.resolves for suspect in found.suspects} == {
        ("disputes.total reconsideration",),
        ("disputes.total litigation_after_reconsideration",),
    }


def test_nothing_fails_nothing_is_suspected(shared):
    for report in ("huaian-2024", "shuyang-2025"):
        values = real(shared, report)
        assert locate(values, identities(values)).suspects == ()


# --- one wrong cell -----------------------------------------------------------------------------


def more(n: int, rng: random.Random) -> int:
    return n + rng.randint(1, 40)


def less(n: int, rng: random.Random) -> int:
    return n - rng.randint(1, n) if n else n


def swapped(n: int, rng: random.Random) -> int:
    digits = str(n)
    return int(digits[1] + digits[0] + digits[2:]) if n > 9 else n


@pytest.mark.parametrize("wrong", [more, less, swapped])
@pytest.mark.parametrize(("seed", "size"), [(3, "small"), (4, "large")])
def test_a_single_wrong_cell_is_always_found(seed, size, wrong):
    values = figures(seed, size)
    rng = random.Random(seed)
    for cell, true in values.items():
        written = {**values, cell: wrong(true, rng)}
        if written[cell] == true:
            continue
        found = found_in(written, seconds=0)
        if cell.startswith("requests"):
            assert found == [{cell: true}]
        else:
            assert {cell: true} in found
            assert all(len(one) == 1 for one in found)


def test_a_single_cell_needs_no_time():
    values = {**dense(), NATURAL: 10**7}
    found = locate(values, identities(values), seconds=0)
    assert found.state == "complete"
    assert [changed(suspect) for suspect in found.suspects] == [{NATURAL: dense()[NATURAL]}]


def test_blank_cells_leave_the_other_identities():
    values = figures(4, "large")
    del values["requests.granted.total"]
    values[NATURAL] += 3
    # Its row says nothing any more; every other row speaks for its own cells.
    assert found_in(values) == [{NATURAL: values[NATURAL] - 3}]


def test_the_single_cells_listed_are_the_best_of_all():
    # Every row's total left blank: any figure of the column may be the wrong one.
    values = {key: n for key, n in dense().items() if not key.endswith(".total")}
    values[NATURAL] += 1
    found = locate(values, identities(values))
    assert (len(found.suspects), found.state) == (20, "cut")
    other = "requests.denied.enforcement_file.natural_person"
    told = says(other, values[other] - 1)
    (best,) = locate(values, identities(values), [told], most=1).suspects
    assert changed(best) == {other: values[other] - 1}


# --- several wrong cells ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_two_wrong_cells(seed):
    values = figures(seed, ("small", "medium", "large")[seed % 3])
    rng = random.Random(seed)
    planted = {cell: values[cell] for cell in rng.sample(list(values), 2)}
    written = {
        **values,
        **{c: max(0, n + rng.choice((-1, 1)) * rng.randint(1, 9)) for c, n in planted.items()},
    }
    planted = {cell: n for cell, n in planted.items() if written[cell] != n}
    groups = components(identities(written))
    found = locate(written, identities(written), seconds=20)
    assert found.state in ("complete", "cut")
    assert all(mends(written, suspect) for suspect in found.suspects)
    for group in groups:
        names = {identity.name for identity in group}
        cells = {cell for identity in group for cell in identity.coefficients}
        here = {cell: n for cell, n in planted.items() if cell in cells}
        sets = [changed(s) for s in found.suspects if names & set(s.resolves)]
        assert bool(sets) == any(not identity.holds(written) for identity in group)
        assert len({len(one) for one in sets}) <= 1
        if sets and len(sets[0]) == len(here) and found.state == "complete":
            assert here in sets
        elif sets:
            assert len(sets[0]) <= len(here)


SQUARE = [
    total_of("row 1", "r1", ["a", "b"]),
    total_of("row 2", "r2", ["c", "d"]),
    total_of("column 1", "c1", ["a", "c"]),
    total_of("column 2", "c2", ["b", "d"]),
]


@pytest.mark.parametrize("seed", range(12))
def test_every_smallest_set_is_found(seed):
    """Against trying out every pair of values in a square of four cells and its sums."""
    rng = random.Random(seed)
    values = {cell: rng.randint(0, 4) for cell in ("a", "b", "c", "d", "r1", "r2", "c1", "c2")}
    rng.shuffle(order := list(values))
    values = {cell: values[cell] for cell in order}

    def holds(change) -> bool:
        after = {**values, **change}
        return all(
            sum(c * after[cell] for cell, c in identity.coefficients.items()) == 0
            for identity in SQUARE
        )

    def tried(size: int) -> dict[tuple[str, ...], int]:
        least: dict[tuple[str, ...], int] = {}
        for cells in itertools.combinations(values, size):
            for tried in itertools.product(range(9), repeat=size):
                change = dict(zip(cells, tried, strict=True))
                if all(values[cell] != n for cell, n in change.items()) and holds(change):
                    total = sum(abs(values[cell] - n) for cell, n in change.items())
                    least[cells] = min(total, least.get(cells, total))
        return least

    if holds({}):
        return
    # Sets of four are too many to try out.
    by_trial = next((least for size in (1, 2, 3) if (least := tried(size))), None)
    found = locate(values, SQUARE, most=100)
    by_search = {
        tuple(c.cell for c in s.changes): sum(abs(c.value - c.proposed) for c in s.changes)
        for s in found.suspects
    }
    assert found.state == "complete"
    if by_trial is None:
        assert all(len(cells) == 4 for cells in by_search)
    else:
        assert by_search == by_trial


def test_values_that_are_free_change_least():
    # The total is held by a second identity, and no part can give three alone.
    held = [total_of("sum", "t", ["a", "b"]), Identity("held", {"t": 1, "u": -1})]
    values = {"a": 5, "b": 4, "t": 2, "u": 2}
    found = locate(values, held, weights={"t": 3, "u": 3})
    (suspect,) = found.suspects
    assert sum(changed(suspect).values()) == 2
    assert set(changed(suspect)) == {"a", "b"}


def test_large_numbers():
    values = dense(top=10_000_000)
    written = {**values, NATURAL: values[NATURAL] + 10**7, BUSINESS: values[BUSINESS] + 1}
    found = locate(written, identities(written), seconds=20)
    assert found.state == "complete"
    assert [changed(s) for s in found.suspects] == [
        {NATURAL: values[NATURAL], BUSINESS: values[BUSINESS]}
    ]


def test_what_is_no_figure_must_change():
    values = {"t": 3, "a": -1, "b": 4}
    found = locate(values, [total_of("sum", "t", ["a", "b"]), Identity("twin", {"t": 1, "b": -1})])
    assert [changed(s) for s in found.suspects] == [{"t": 4, "a": 0}, {"a": 0, "b": 3}]
    found = locate({"t": 3, "a": 0.5, "b": 3}, [total_of("sum", "t", ["a", "b"])])
    assert [changed(s) for s in found.suspects] == [{"a": 0}]


def test_the_same_input_gives_the_same_output():
    values = dense()
    values = {**values, NATURAL: values[NATURAL] + 1, BUSINESS: values[BUSINESS] - 1}
    first, second = (locate(values, identities(values), seconds=20) for _ in range(2))
    assert first == second


# --- bounds and weights -------------------------------------------------------------------------


def test_more_sets_than_asked_for_are_cut():
    values = dense()
    values = {**values, NATURAL: values[NATURAL] + 1, BUSINESS: values[BUSINESS] - 1}
    found = locate(values, identities(values), seconds=20, most=2)
    assert (found.state, [s.rank for s in found.suspects]) == ("cut", [1, 2])
    best = locate(values, identities(values), seconds=20, most=100)
    assert best.state == "complete"
    assert len(best.suspects) > 6


def test_no_time_is_an_honest_stop():
    values = dense()
    values = {**values, NATURAL: values[NATURAL] + 1, BUSINESS: values[BUSINESS] + 5}
    found = locate(values, identities(values), seconds=0)
    assert (found.state, found.suspects) == ("stopped", ())


def test_time_that_runs_out_leaves_what_was_found():
    rng = random.Random(1)
    values = {cell: rng.randint(0, 50) for cell in dense()}
    found = locate(values, identities(values), seconds=0.3)
    assert found.state == "stopped"
    assert all(mends(values, suspect) for suspect in found.suspects)


def test_weights_keep_trusted_cells_from_blame():
    values = {"t": 9, "a": 4, "b": 4}
    sums = [total_of("sum", "t", ["a", "b"])]
    assert [changed(s) for s in locate(values, sums).suspects] == [{"t": 8}, {"a": 5}, {"b": 5}]
    found = locate(values, sums, weights={"t": 2})
    assert [changed(s) for s in found.suspects] == [{"a": 5}, {"b": 5}]
    found = locate(values, sums, weights={"?": 2, "b": 1.5})
    assert [changed(s) for s in found.suspects] == [{"b": 5}]


def test_two_light_cells_weigh_as_much_as_a_heavy_one():
    values = {"t": 4, "a": 3, "u": 3, "b": 3}
    sums = [Identity("upper", {"t": 1, "a": -1}), Identity("lower", {"t": 1, "u": -1})]
    sums += [Identity("both", {"t": 1, "b": -1})]
    found = locate(values, sums, weights={"t": 3})
    assert [changed(s) for s in found.suspects] == [{"t": 3}, {"a": 4, "u": 4, "b": 4}]
    found = locate(values, sums, weights={"t": 3.001})
    assert [changed(s) for s in found.suspects] == [{"a": 4, "u": 4, "b": 4}]
    # Tenths are tenths: 0.1 + 0.1 + 0.1 weighs 0.3.
    found = locate(values, sums, weights={"*": 0.1, "t": 0.3})
    assert len(found.suspects) == 2


@pytest.mark.parametrize("weight", [0, -1, 1e9, float("nan"), float("inf"), True, "2", None])
def test_weights_that_cannot_be_used(weight):
    with pytest.raises(ParameterError) as error:
        locate({"a": 1}, [], weights={"requests.*": weight})
    assert "requests.*" in error.value.message("zh")


def test_at_least_one_is_asked_for():
    with pytest.raises(ParameterError):
        locate({"a": 1}, [], most=0)


# --- ranking ------------------------------------------------------------------------------------

PARTS = {"t": 60, "a": 21, "b": 15, "c": 28}
SUM = [total_of("sum", "t", ["a", "b", "c"])]


def says(cell: str, number: float, source="narrative", *others) -> suspects.Testimony:
    text = {"zh": f"“{cell}{number}”", "en": f"“{cell} {number}”"}
    return suspects.Testimony(source, number, ({cell: 1}, *others), text)


def test_the_form_s_order_comes_last():
    found = locate({"t": 9, "a": 4, "b": 4}, [total_of("sum", "t", ["a", "b"])])
    assert [suspect.changes[0].cell for suspect in found.suspects] == ["t", "a", "b"]


def test_slips_come_before_the_form_s_order():
    # 60 and 64, 15 and 11, 28 and 24 differ in one digit, 21 and 17 in both.
    assert [s.changes[0].proposed for s in locate(PARTS, SUM).suspects] == [64, 11, 24, 17]
    # 51 written 15.
    values = {"t": 96, "a": 21, "b": 15, "c": 24}
    best = locate(values, SUM).suspects[0]
    assert best.changes == (Change("b", 15, 51),)
    assert best.support == (
        Support(
            "digits",
            {
                "zh": "15与51只是相邻两位数字颠倒",
                "en": "15 and 51 differ by two neighbouring digits swapped",
            },
        ),
    )


def test_testimonies_come_before_slips():
    best = locate(PARTS, SUM, [says("c", 24)]).suspects[0]
    assert changed(best) == {"c": 24}
    assert best.support[0].text["zh"] == "“c24”与改后数值一致"
    # One for and one against is none at all; last year's report counts like the text.
    split = [says("c", 24), says("c", 28, "previous")]
    ranked = locate(PARTS, SUM, split).suspects
    assert changed(ranked[0]) == {"t": 64}
    against = next(s for s in ranked if changed(s) == {"c": 24}).support
    assert [(one.source, one.favours) for one in against[:2]] == [
        ("narrative", True),
        ("previous", False),
    ]


def test_testimonies_that_stay_as_they_are_say_nothing():
    known = [says("t", 60, "narrative", {"t": 1, "a": 0}), says("a", 5), says("unknown", 24)]
    plain, told = locate(PARTS, SUM), locate(PARTS, SUM, known)
    assert [changed(s) for s in told.suspects][-1] == {"t": 64}
    assert [s.support for s in told.suspects][:3] == [s.support for s in plain.suspects][1:]


def test_any_reading_will_do():
    either = suspects.Testimony(
        "narrative", 77, ({"a": 1}, {"x": 1}, {"a": 1, "t": 1}), {"zh": "", "en": ""}
    )
    assert not either.agrees(PARTS)
    assert changed(locate(PARTS, SUM, [either]).suspects[0]) == {"a": 17}


@pytest.mark.parametrize(
    ("value", "proposed", "slip"),
    [
        (51, 15, "swapped"),
        (1324, 1234, "swapped"),
        (321, 123, None),
        (5, 55, "doubled"),
        (511, 51, "doubled"),
        (51, 5151, "doubled"),
        (5, 50, "added"),
        (1234, 134, "added"),
        (51, 5199, None),
        (51, 52, "changed"),
        (3, 4, None),
        (51, 62, None),
        (0, 10, None),
        (10, 0, None),
        (51, 51, None),
        (2.5, 25, None),
    ],
)
def test_slips_of_digits(value, proposed, slip):
    assert slip_of(value, proposed) == slip


def test_as_json():
    (suspect, *_) = locate({key: float(n) for key, n in PARTS.items()}, SUM).suspects
    assert json.dumps(suspect.to_json(), ensure_ascii=False) == (
        '{"changes": [{"cell": "t", "value": 60, "proposed": 64}], "resolves": ["sum"], '
        '"support": [{"source": "digits", "text": {"zh": "60与64只差一位数字", '
        '"en": "60 and 64 differ in one digit"}, "favours": true}], "rank": 1}'
    )


@pytest.mark.parametrize(
    ("values", "coefficients", "wanted"),
    [
        # One half of b and 7.5 of a would do as numbers, but not as figures of a form.
        ({"a": 1, "b": 1}, [{"a": 2, "b": -4}], [{"a": 2}]),
        ({"a": 0, "b": 3}, [{"a": 2, "b": -5}], [{"b": 0}]),
        # Of the pairs with d, which is no figure, only one has whole numbers.
        (
            {"a": 1, "b": 2, "c": 4, "d": 1.5},
            [{"a": 3, "b": -5, "c": 2, "d": -6}],
            [{"b": 1, "d": 1}],
        ),
        # A figure below zero has to change, though an identity holds with it.
        (
            {"a": -3, "b": 5, "t": 2, "c": 1},
            [{"a": 1, "b": 1, "t": -1}, {"a": 1, "c": -1}],
            [{"a": 1, "b": 1}, {"a": 1, "t": 6}],
        ),
    ],
)
def test_what_is_proposed_is_a_figure_of_a_form(values, coefficients, wanted):
    given = [Identity(str(number), one) for number, one in enumerate(coefficients)]
    found = locate(values, given)
    assert found.state == "complete"
    assert [changed(suspect) for suspect in found.suspects] == wanted
