#!/usr/bin/env bash
# The acceptance tests against a deployed app of dev or test, with its Krypton mock and DCC stand-in. Never against
# real patients: a production app is only asked whether it is ready.
#   smoke.sh dev|test|prod BASE_ADDRESS      BASE_ADDRESS ends with /api/v1
# KRYPTON_MOCK_ADDRESS and KRYPTON_DCC_ADDRESS name the mock and the stand-in that the deployed app uses.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: smoke.sh dev|test|prod BASE_ADDRESS" >&2; exit 2; }
environment=$1 base=${2%/}
root=$(cd "$(dirname "$0")/../../.." && pwd)
"$(dirname "$0")/wait-ready.sh" "$base" "${KRYPTON_SMOKE_SECONDS:-300}"
case $environment in
  prod) exit 0 ;;
  dev | test) ;;
  *) echo "usage: smoke.sh dev|test|prod BASE_ADDRESS" >&2; exit 2 ;;
esac
: "${KRYPTON_MOCK_ADDRESS:?the address of the Krypton mock that the app uses}"
: "${KRYPTON_DCC_ADDRESS:?the address of the DCC stand-in that the app uses}"
KRYPTON_BASE_ADDRESS=${base%/api/v1} dotnet run -c Release --project "$root/tests/KryptonFunctions.Tests" -- \
  -class "*OverHttpTests" -class "*AcceptanceTests" -class "*.MainJob.*"
