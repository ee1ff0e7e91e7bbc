"""Sheets into records: one small pure module a sheet. Rows go in, frozen records come out, or every fault at once."""
