"""Keeps NumPy's arithmetic to the thread that asks for it."""

from collections.abc import MutableMapping

# Read once, when NumPy is loaded: by OpenBLAS on Linux and Windows, MKL, and Accelerate on macOS.
LIMITS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def keep_to_one_thread(environ: MutableMapping[str, str]) -> None:
    """Let no linear algebra start threads of its own; to be called before NumPy is imported.

    Its threads wait for each other by spinning. Where all cores are busy, a suggestion took 140 ms with
    them (p95) and 12 ms without; on matrices of 160 x 160 they win nothing on idle cores either.
    """
    for name in LIMITS:
        environ.setdefault(name, "1")
