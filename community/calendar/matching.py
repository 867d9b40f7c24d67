"""Which accepted meetings take place when, at which table and between whom. Pure: it knows no database.

Each meeting needs one slot in which a table is free and so is one representative of either company. That is the
colouring of a graph's edges: people are its points, meetings its edges, slots the colours; a table is one of so many
edges that a colour may have.

1. **Fair order.** Of what is not placed, that meeting comes next whose worse-off company has the fewest meetings so
   far; then whose better-off company has; then that of companies with the fewest wishes; then the oldest. So nobody
   gets a tenth meeting before everybody who can has had a first.
2. **A common free slot** is taken where there is one, the slot with the most free tables first.
3. **Swapping.** Where one side is free only in slot a, the other only in slot b, the meetings of one of them are
   exchanged between a and b along the chain that hangs together by people (a Kempe chain). If the chain does not end
   at the other side, a becomes free for both. Nothing that was placed gets lost by it, and what was placed by hand
   (or before) is never moved.

Between two groups that ask only each other (buyers and suppliers) this places as many as possible as long as tables
suffice (König's theorem on edge colourings); where everybody asks everybody it comes within one slot of that (Vizing).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Wish:
    """A meeting that two companies have agreed on; the key's order is its age."""

    key: int
    first: int
    second: int


@dataclass(frozen=True)
class Placing:
    """`person_first` goes for the wish's first company. Tables count from 1."""

    key: int
    slot: int
    table: int
    person_first: int
    person_second: int


@dataclass
class Edge:
    wish: Wish
    people: tuple[int, int]


class Board:
    """Who sits with whom in each slot, as it is being put together."""

    def __init__(self, slots: Sequence[int], tables: int, people: Mapping[int, Sequence[int]]) -> None:
        self.slots, self.tables, self.people = list(slots), tables, people
        self.at: dict[int, dict[int, int]] = {slot: {} for slot in self.slots}  # slot → person → key; 0: fixed
        self.edges: dict[int, Edge] = {}
        self.used: Counter[int] = Counter()
        self.placed: Counter[int] = Counter()  # by company

    def fix(self, slot: int, people: Iterable[int], companies: Iterable[int]) -> None:
        """A meeting that stands and is not moved."""
        if slot in self.at:
            self.at[slot].update(dict.fromkeys(people, 0))
            self.used[slot] += 1
        self.placed.update(companies)

    def free_slots(self, person: int) -> list[int]:
        """Those in which the person sits with nobody, whether or not a table is free."""
        return [slot for slot in self.slots if person not in self.at[slot]]

    def has_table(self, slot: int) -> bool:
        return self.used[slot] < self.tables

    def place(self, wish: Wish) -> bool:
        """Find a slot for it, if need be by swapping; whether there was one."""
        pairs = list(product(self.people.get(wish.first, ()), self.people.get(wish.second, ())))
        pairs = [pair for pair in pairs if pair[0] != pair[1]]
        return any(self.seat(wish, pair) for pair in pairs) or any(self.swap_in(wish, pair) for pair in pairs)

    def seat(self, wish: Wish, pair: tuple[int, int]) -> bool:
        free = [one for one in self.free_slots(pair[0]) if pair[1] not in self.at[one] and self.has_table(one)]
        if not free:
            return False
        self.put(wish, pair, min(free, key=lambda slot: (self.used[slot], self.slots.index(slot))))
        return True

    def put(self, wish: Wish, pair: tuple[int, int], slot: int) -> None:
        self.edges[wish.key] = Edge(wish, pair)
        self.at[slot].update(dict.fromkeys(pair, wish.key))
        self.used[slot] += 1
        self.placed.update((wish.first, wish.second))

    def swap_in(self, wish: Wish, pair: tuple[int, int]) -> bool:
        """Make a slot free for both by exchanging two slots along the chain that begins at one of them."""
        for mine, other in (pair, pair[::-1]):
            for a, b in product(self.free_slots(mine), self.free_slots(other)):
                if a != b and self.exchange(other, mine, a, b):
                    self.put(wish, pair, a)
                    return True
        return False

    def exchange(self, start: int, other: int, a: int, b: int) -> bool:
        """Swap a and b along the chain from `start`, who is taken in a and free in b; False where that cannot be.

        It cannot where the chain touches a fixed meeting, ends at `other`, or leaves a slot with too few tables.
        """
        chain = self.chain(start, a, b)
        if chain is None or any(other in self.edges[key].people for key, _slot in chain):
            return False
        use = Counter({a: self.used[a] + 1, b: self.used[b]})  # with the meeting that is to come into a
        for _key, slot in chain:
            use[slot] -= 1
            use[b if slot == a else a] += 1
        if max(use[a], use[b]) > self.tables:
            return False
        for key, slot in chain:
            for person in self.edges[key].people:
                del self.at[slot][person]
        for key, slot in chain:
            there = b if slot == a else a
            self.at[there].update(dict.fromkeys(self.edges[key].people, key))
        self.used[a], self.used[b] = use[a] - 1, use[b]
        return True

    def chain(self, start: int, a: int, b: int) -> list[tuple[int, int]] | None:
        """Meetings with their slots, by turns in a and b, that hang on `start`; None where one of them is fixed."""
        found, person, slot = [], start, a
        while (key := self.at[slot].get(person)) is not None:
            if key == 0:
                return None
            found.append((key, slot))
            people = self.edges[key].people
            person, slot = people[1] if people[0] == person else people[0], b if slot == a else a
        return found


def schedule(
    wishes: Iterable[Wish],
    slots: Sequence[int],
    tables: int,
    people: Mapping[int, Sequence[int]],
    fixed: Iterable[tuple[int, int, tuple[int, int], tuple[int, int]]] = (),
) -> list[Placing]:
    """Place what can be placed. `people` are a company's representatives.

    `fixed` are meetings that stand: their slot, table, people and companies.
    """
    fixed = list(fixed)
    board = Board(slots, tables, people)
    for slot, _table, persons, companies in fixed:
        board.fix(slot, persons, companies)
    waiting = list(wishes)
    wanted = Counter(company for wish in waiting for company in (wish.first, wish.second))

    def turn(wish: Wish) -> tuple[int, int, int, int]:
        few, many = sorted((board.placed[wish.first], board.placed[wish.second]))
        return few, many, min(wanted[wish.first], wanted[wish.second]), wish.key

    while waiting:
        following = min(waiting, key=turn)
        waiting.remove(following)
        board.place(following)
    return with_tables(board, fixed)


def with_tables(board: Board, fixed: Iterable[tuple[int, int, tuple[int, int], tuple[int, int]]]) -> list[Placing]:
    """Who has met at a table stays there in the next slot where that is possible: less walking."""
    taken: dict[int, set[int]] = defaultdict(set)
    last: dict[int, int] = {}
    for slot, table, _people, _companies in fixed:
        taken[slot].add(table)
    result = []
    for slot in board.slots:
        for key in sorted(set(board.at[slot].values()) - {0}):
            edge = board.edges[key]
            free = [number for number in range(1, board.tables + 1) if number not in taken[slot]]
            near = [last[person] for person in edge.people if last.get(person) in free]
            table = near[0] if near else free[0]
            taken[slot].add(table)
            last.update(dict.fromkeys(edge.people, table))
            result.append(Placing(key, slot, table, *edge.people))
    return result
