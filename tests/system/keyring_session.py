"""Stores, reads, lists and forgets a password in the keyring of this session; for a child process."""

import json
import sys
from pathlib import Path

from kbassist.system.accounts import Account
from kbassist.system.credentials import Credentials

ACCOUNT = Account("https://git.example.com", "dana")


def main(listing: Path, step: str) -> dict[str, object]:
    """Take one step and tell what came of it."""
    loaded = "keyring" in sys.modules
    credentials = Credentials(listing)
    if step == "store":
        kept = credentials.store(ACCOUNT, "geheim & pässword")
        return {"place": kept.place, "sentence": kept.sentence, "loaded": loaded}
    if step == "forget":
        credentials.forget(ACCOUNT)
    return {"secret": credentials.secret(ACCOUNT), "accounts": len(credentials.accounts())}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
