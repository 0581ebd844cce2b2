"""Due times by walking minute by minute over a calendar of its own, without Loket's code."""

from datetime import date, datetime, time, timedelta

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ORDINARY = ((450, 720), (780, 960)), ((450, 690), (780, 990))
RAMADAN = ((480, 720), (750, 900)), ((480, 690), (750, 930))
"""Minutes of the day when an office is open: Monday to Thursday, and Friday."""

# SKB for 2026; for 2027 what the library of holidays has, copied by hand.
SHUT = """
2026-01-01 2026-01-16 2026-02-16 2026-02-17 2026-03-18 2026-03-19 2026-03-20 2026-03-23 2026-03-24
2026-04-03 2026-05-01 2026-05-14 2026-05-15 2026-05-27 2026-05-28 2026-06-01 2026-06-16 2026-08-17
2026-08-25 2026-12-24 2026-12-25 2027-01-01 2027-01-05 2027-02-05 2027-03-08 2027-03-09 2027-03-10
2027-03-11 2027-03-12 2027-03-15 2027-03-25 2027-03-26 2027-05-06 2027-05-17 2027-05-18 2027-05-19
2027-05-20 2027-06-01 2027-08-17 2027-12-24
"""
HOLIDAYS = frozenset(date.fromisoformat(day) for day in SHUT.split())


class Oracle:
    """The minutes of one office from `first` on, as a long row of open and shut."""

    def __init__(self, zone, first, days, *, ramadan=None, shut=frozenset(), opened=None):
        self.start = datetime.combine(first, time(), zone)
        self.open = bytearray(days * 1440)
        self.days = days
        for number in range(days):
            day = first + timedelta(days=number)
            if opened and day in opened:
                spans = opened[day]
            elif day.weekday() > 4 or day in HOLIDAYS or day in shut:
                spans = ()
            else:
                fasting = ramadan is not None and ramadan[0] <= day <= ramadan[1]
                spans = (RAMADAN if fasting else ORDINARY)[day.weekday() == 4]
            for opens, closes in spans:
                begin = number * 1440
                self.open[begin + opens : begin + closes] = b"\1" * (closes - opens)

    def minute(self, moment):
        """The number of the minute that begins at `moment`."""
        count, rest = divmod(moment - self.start, MINUTE)
        assert not rest, "the oracle knows whole minutes only"
        return count

    def due(self, kind, amount, since, pauses=()):
        """The last moment in time, for any of the four kinds."""
        halts = [(self.minute(first), self.minute(last)) for first, last in pauses]
        begin = self.minute(since)
        if kind == "working_minutes":
            return self._moment(self._walk(begin, amount, halts, self.open))
        if kind == "clock_hours":
            always = b"\1" * len(self.open)
            return self._moment(self._walk(begin, amount * 60, halts, always))
        if kind == "working_days":
            return self._moment(self._days(begin, amount, halts, self._closing))
        last = self._days(begin, amount, halts, lambda day: day * 1440 + 1440)
        return self._moment(last) - timedelta(microseconds=1)

    def _moment(self, minute):
        return self.start + minute * MINUTE

    @staticmethod
    def _walk(here, left, halts, counts):
        while left:
            if counts[here] and not any(first <= here < last for first, last in halts):
                left -= 1
            here += 1
        return here

    def _closing(self, day):
        """The minute at which a day ends for the office, 0 if it is shut all day."""
        return self.open.rfind(1, day * 1440, day * 1440 + 1440) + 1

    @staticmethod
    def _days(begin, left, halts, end_of):
        day = begin // 1440
        while left:
            day += 1
            end = end_of(day)
            if end and not any(first < end <= last for first, last in halts):
                left -= 1
        return end_of(day)
