"""The profile's charts. Each takes plain data and gives SVG, PNG, a German text alternative and a
table; told apart by hatches and line styles as well as by colour. `source` is a line such as
"Melderegister, 31.12.2024"; `title` replaces the plain title by a finding.
"""

from __future__ import annotations

from assistant.profile.chart_canvas import Chart
from assistant.profile.charts_ages import age_groups, pyramid
from assistant.profile.charts_years import components, course, projection

__all__ = ["Chart", "age_groups", "components", "course", "projection", "pyramid"]
