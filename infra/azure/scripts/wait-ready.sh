#!/usr/bin/env bash
# Waits until a deployed app is ready: its storage and Krypton answer.
#   wait-ready.sh BASE_ADDRESS [SECONDS]      BASE_ADDRESS ends with /api/v1
set -euo pipefail
[ $# -ge 1 ] || { echo "usage: wait-ready.sh BASE_ADDRESS [SECONDS]" >&2; exit 2; }
base=${1%/} seconds=${2:-300}
end=$(($(date +%s) + seconds))
while :; do
  answer=$(curl --silent --max-time 10 --write-out '\n%{http_code}' "$base/health/ready" || true)
  [ "${answer##*$'\n'}" = 200 ] && { echo "ready: $base"; exit 0; }
  [ "$(date +%s)" -lt "$end" ] || break
  sleep 2
done
echo "not ready after $seconds s: $base answered ${answer:-nothing}" >&2
exit 1
