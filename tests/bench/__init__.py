"""Benchmarks: kbassist beside its peers in one run; nothing here is asserted by the test suite."""
