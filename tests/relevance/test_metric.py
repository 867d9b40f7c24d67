"""nDCG against values that were worked out by hand."""

import pytest

from tests.relevance.metric import dcg, mean, ndcg

# 1/log2(place + 1) for the places 1 to 4: 1, 0.63093, 0.5, 0.43068


def test_the_gain_is_exponential_and_falls_with_the_place():
    assert dcg([3]) == 7
    assert dcg([3, 2, 3, 0]) == pytest.approx(7 + 3 * 0.63093 + 7 * 0.5, abs=1e-4)
    assert dcg([]) == 0


def test_the_best_order_is_one_and_another_less():
    judged = {"a": 3, "b": 2, "c": 1, "d": 0}
    assert ndcg(["a", "b", "c", "d"], judged) == 1
    # (1 + 3 · 0.63093 + 7 · 0.5) / (7 + 3 · 0.63093 + 1 · 0.5) = 6.39279 / 9.39279
    assert ndcg(["c", "b", "a"], judged) == pytest.approx(0.68061, abs=1e-5)


def test_what_was_not_judged_counts_as_nothing_and_takes_its_place():
    # 7 · 0.63093 / (7 + 3 · 0.63093) = 4.41651 / 8.89279
    assert ndcg(["unknown", "a"], {"a": 3, "b": 2}) == pytest.approx(0.49664, abs=1e-5)
    assert ndcg([], {"a": 3}) == 0


def test_the_ideal_is_of_all_that_was_judged_but_of_no_more_than_k_places():
    judged = {f"p{number}": 3 for number in range(20)}
    assert ndcg([f"p{number}" for number in range(10)], judged, k=10) == 1
    assert ndcg(["x"] + [f"p{number}" for number in range(10)], judged, k=1) == 0
    # one found of two: 7 / (7 + 7 · 0.63093)
    assert ndcg(["p0"], {"p0": 3, "p1": 3}) == pytest.approx(0.61315, abs=1e-5)


def test_the_same_twice_counts_once():
    assert ndcg(["a", "a"], {"a": 3, "b": 3}) == ndcg(["a", "x"], {"a": 3, "b": 3})


def test_a_query_with_nothing_to_find_has_no_figure():
    with pytest.raises(ValueError, match="worth finding"):
        ndcg(["a"], {"a": 0})


def test_the_mean_of_nothing_is_nothing():
    assert mean([]) == 0
    assert mean([0.25, 0.75]) == 0.5
