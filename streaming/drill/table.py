"""A verdict as a file for a spreadsheet or a printer."""

from __future__ import annotations

import csv
import io

from events.errors import in_caller_language
from streaming.drill.bodies import Body
from streaming.incidents.table import BOM, plain

HEAD = (("Đã làm", "Done"), ("Cần thấy", "Expected"), ("Đo được", "Measured"), ("Kết quả", "Result"))
STATES = {
    "passed": ("Đạt", "Passed"),
    "failed": ("Chưa đạt", "Not passed"),
    "not_tried": ("Chưa thử", "Not tried"),
}
UNTESTED = ("Diễn tập không thử", "Not tested by a rehearsal")
ADVICE = ("Việc cần làm", "What to do")


def as_csv(title: str, verdict: Body) -> str:
    """`verdict`: streaming.drill.bodies.whole."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow([plain(title), verdict["began_at"], verdict["by"] or "", verdict["message"]])
    writer.writerow([in_caller_language(vi, en) for vi, en in (*HEAD, ADVICE)])
    for row in verdict["checks"]:
        said = [row["did"], row["expected"], row["measured"]]
        state = in_caller_language(*STATES[row["state"]])
        writer.writerow([*map(plain, said), state, plain(row["advice"])])
    writer.writerow([in_caller_language(*UNTESTED), *verdict["untested"]])
    return out.getvalue()
