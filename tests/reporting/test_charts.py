"""Where the bars of a chart stand: the same numbers on every Python, two places behind the point."""

from __future__ import annotations

from symcount.reporting.document import Bar, Shares
from symcount.reporting.rendering.charts import charts


def test_places_have_two_digits_behind_the_point() -> None:
    # Sums of floats differ in their last bit between Python 3.11 and 3.12; pages must not.
    for label in ("CONV1", "FC", "a", "POOL", "OUTPUT layer", "mW%@"):
        (chart,) = charts(Shares("Shares", "parameters", (Bar(label, 208, 307), Bar("x", 1, 123))))
        places = [chart.label_at, chart.bar_at, chart.height]
        places += [place for bar in chart.bars for place in (bar.top, bar.baseline, bar.length, bar.value_at)]
        assert places == [round(place, 2) for place in places]
        assert chart.label_at < chart.bar_at
