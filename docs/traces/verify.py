"""Verifies an export of the traces without any code of ours: see format.md beside it.

    python3 verify.py FOLDER

FOLDER is what `verify-traces --export FOLDER` wrote. The keys of the seals, Base64 and separated by commas, may stand
in KRYPTON_CHAIN_KEYS; without them the seals are not checked. Ends with 0 where every chain holds, else with 1.
"""

import base64
import hashlib
import hmac
import json
import os
import pathlib
import re
import sys
from collections import defaultdict
from datetime import date

EMPTY = "0" * 64
LONGEST = 2**63 - 1
LAST_TICK = 3155378975999999999
INSTANT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{7})Z")


def read_keys():
    keys = [base64.b64decode(key) for key in os.environ.get("KRYPTON_CHAIN_KEYS", "").split(",") if key]
    return {hashlib.sha256(key).hexdigest()[:16]: key for key in keys}


def read_rows(folder):
    chains = defaultdict(lambda: {"head": None, "rows": []})
    with open(folder / "traces.ndjson", encoding="utf-8-sig") as lines:
        for row in map(json.loads, lines):
            chain = chains[row["Partition"]]
            if row["Row"] == "head":
                chain["head"] = row
            else:
                chain["rows"].append(row)
    return chains


def count_of(text):
    """What is no number of 64 bits stands for a chain that is longer than any."""
    return min(int(text), LONGEST) if re.fullmatch("[0-9]+", text) else LONGEST


def read_digests(folder):
    """How many days there are, and for each chain the counts and hashes that they hold."""
    days, digests = 0, defaultdict(list)
    for file in sorted((folder / "digests").rglob("*.txt")):
        lines = [line.strip() for line in file.read_text("utf-8", errors="replace").split("\n") if line.strip()]
        if lines[-1:] == ["end"]:
            days += 1
            of_day = {line.split(" ")[0]: line.split(" ") for line in lines if line.count(" ") == 2}
            for partition, count, digest in of_day.values():
                digests[partition].append((count_of(count), digest))
    return days, digests


def number(row, column):
    value = row.get(column)
    return value if type(value) is int else None


def text(row, column):
    value = row.get(column)
    return value if isinstance(value, str) else None


def row_key(text):
    """The row key that a trace must have: its instant, counted from the end of time, and its id."""
    trace = json.loads(text)
    year, month, day, hour, minute, second, fraction = map(int, INSTANT.fullmatch(trace["at"]).groups())
    seconds = ((date(year, month, day).toordinal() - 1) * 24 + hour) * 3600 + minute * 60 + second
    return f"t|{LAST_TICK - (seconds * 10_000_000 + fraction):019}|{trace['id']}"


def belongs_here(row):
    try:
        return row_key(text(row, "Json") or "") == row["Row"]
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def is_sealed(row, keys):
    key = keys.get(text(row, "KeyId"))
    if key is None:
        return False
    place = next((n for n in (number(row, "Seq"), number(row, "Count")) if n is not None), 0)
    content = next((t for t in (text(row, "Json"), text(row, "At")) if t is not None), "")
    parts = [row["Partition"], row["Row"], str(place), text(row, "Hash") or "", content]
    seal = hmac.new(key, "\n".join(parts).encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(seal.encode(), (text(row, "Seal") or "").encode())


def verify(chain, digests, keys):
    """Count and hash of a chain that holds, or where it breaks and why."""
    head = chain["head"] or {}
    head_count, head_hash = number(head, "Count") or 0, text(head, "Hash") or EMPTY
    count, last = 0, EMPTY
    for row in sorted(chain["rows"], key=lambda row: (number(row, "Seq") or 0, row["Row"])):
        seq = number(row, "Seq") or 0
        if seq != count + 1 or seq > head_count:
            missing = count + 1 < seq <= head_count
            return f"broken at {count + 1 if missing else max(seq, 1)}: {'missing' if missing else 'inserted'}"
        count += 1
        last = hashlib.sha256(bytes.fromhex(last) + (text(row, "Json") or "").encode()).hexdigest()
        if last != text(row, "Hash") or not belongs_here(row):
            return f"broken at {count}: changed"
        if keys and not is_sealed(row, keys):
            return f"broken at {count}: forged"
        if any(of == count and digest != last for of, digest in digests):
            return f"broken at {count}: digest"
    if count < max([of for of, _ in digests] + [head_count]):
        return f"broken at {count + 1}: missing"
    if (count, last) != (head_count, head_hash) or (keys and head and not is_sealed(head, keys)):
        return f"broken at {count}: head"
    return count, last


def main(folder):
    keys = read_keys()
    chains, (days, digests) = read_rows(folder), read_digests(folder)
    partitions = sorted(set(chains) | set(digests))
    traces = broken = 0
    for partition in partitions:
        result = verify(chains[partition], digests[partition], keys)
        if isinstance(result, str):
            broken += 1
            print(partition, result)
        else:
            traces += result[0]
            print(partition, *result)
    seals = "checked" if keys else "not checked"
    end = {"chains": len(partitions), "traces": traces, "digests": days, "broken": broken, "seals": seals}
    print(json.dumps(end, separators=(",", ":")))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
