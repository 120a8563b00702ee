"""What stands over a report and parts it: its headline, its meeting line, its dates, its numbered headings."""
