"""Which meetings get a slot: nobody twice at once, as many as possible, and fairly."""

import random
from collections import Counter, defaultdict

from community.calendar.matching import Placing, Wish, schedule


def wishes(*pairs: tuple[int, int]) -> list[Wish]:
    return [Wish(number, first, second) for number, (first, second) in enumerate(pairs, 1)]


def one_each(companies: range) -> dict[int, list[int]]:
    return {number: [1000 + number] for number in companies}


def check(placed: list[Placing], tables: int) -> None:
    """No person and no table twice in a slot, no meeting twice."""
    people, used = defaultdict(list), defaultdict(list)
    for one in placed:
        people[one.slot] += [one.person_first, one.person_second]
        used[one.slot].append(one.table)
    assert all(len(found) == len(set(found)) for found in (*people.values(), *used.values()))
    assert all(1 <= one.table <= tables for one in placed)
    assert len({one.key for one in placed}) == len(placed)


def test_everybody_meets_everybody_of_the_other_group() -> None:
    """Six buyers and six suppliers in six slots: only by swapping does the last one fit."""
    pairs = [(buyer, 100 + supplier) for buyer in range(6) for supplier in range(6)]
    random.Random(4).shuffle(pairs)
    people = one_each(range(200))
    placed = schedule(wishes(*pairs), range(6), 6, people)
    check(placed, 6)
    assert len(placed) == 36


def test_nobody_gets_many_before_all_have_had_some() -> None:
    """One table, four slots; company 1 is asked by all, 2 and 3 only want each other, 4 and 5 too."""
    pairs = [(1, number) for number in range(10, 20)] + [(2, 3), (4, 5)]
    placed = schedule(wishes(*pairs), range(4), 1, one_each(range(30)))
    check(placed, 1)
    counts = Counter(one.key for one in placed)
    assert len(placed) == 4 and counts[11] == counts[12] == 1


def test_two_people_of_a_company_sit_at_two_tables_at_once() -> None:
    people = {1: [11, 12], 2: [21], 3: [31]}
    placed = schedule(wishes((1, 2), (1, 3)), [7], 2, people)
    check(placed, 2)
    assert len(placed) == 2
    assert len(schedule(wishes((1, 2), (1, 3)), [7], 2, {**people, 1: [11]})) == 1


def test_what_stands_is_not_moved_and_takes_its_table() -> None:
    fixed = [(0, 1, (1001, 1002), (1, 2))]
    placed = schedule(wishes((1, 3), (2, 3)), [0, 1], 1, one_each(range(5)), fixed)
    check(placed, 1)
    assert [(one.slot, one.table) for one in placed] == [(1, 1)]
    both = schedule(wishes((1, 3), (4, 2)), [0, 1, 2], 1, one_each(range(5)), fixed)
    assert {one.slot for one in both} == {1, 2}


def test_who_has_nobody_there_meets_nobody() -> None:
    assert schedule(wishes((1, 2)), [0], 5, {1: [11]}) == []
    assert schedule(wishes((1, 2)), [0], 5, {1: [11], 2: [11]}) == []
    assert schedule([], [0], 5, {}) == [] and schedule(wishes((1, 2)), [], 5, one_each(range(3))) == []


def test_at_random_it_comes_near_to_what_is_possible() -> None:
    """Fair days of thirty companies: always valid, and within a twentieth of the upper bound."""
    for seed in range(12):
        dice = random.Random(seed)
        pairs = {tuple(sorted(dice.sample(range(30), 2))) for _ in range(90)}
        slots, tables = range(10), dice.choice([9, 12, 15])
        people = one_each(range(30))
        found = wishes(*sorted(pairs))
        placed = schedule(found, slots, tables, people)
        check(placed, tables)
        degree = Counter(company for pair in pairs for company in pair)
        bound = min(len(pairs), len(slots) * tables, sum(min(10, count) for count in degree.values()) // 2)
        assert len(placed) >= bound * 0.95, (seed, len(placed), bound)
