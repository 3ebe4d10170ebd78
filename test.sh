#!/usr/bin/env bash
# Builds once, then runs every test project and the evaluation of the identity search; sets up what they need.
# Last line: 'N passed, N failed'; ends with 0 only if nothing failed.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# What failed, by name, once more at the end: a whole run is long.
finish() {
  sed -nE 's/^failed:? /FAILED: /p' "$log"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# A step that is one test in itself.
step() {
  echo "== $1"
  if "${@:2}"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1"; fi
}

# The number behind a label of the test run's summary, 0 where there is none.
count() { sed -n "s/^ *$1: *\([0-9][0-9]*\)$/\1/p" "$log" | tail -1 | grep . || echo 0; }

# One compiler for all projects, also where the environment wants one each: they take twice as long.
step "build" env DOTNET_TieredPGO=0 dotnet build KryptonFunctions.sln -c Release -v q -nologo \
  -p:UseSharedCompilation=true
[ "$failed" -eq 0 ] || finish

echo "== test projects"
# Two at once, since some of them wait for a browser or a process half of their time. One in which a test hangs is given
# up. Most processes here live for seconds, too short for what .NET compiles anew to be faster later: a method must be
# called 512 times first, and none be new for a second (both in hexadecimal).
env DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=200 DOTNET_TC_CallCountingDelayMs=400 \
  dotnet test --solution KryptonFunctions.sln -c Release --no-build --no-progress \
  --max-parallel-test-modules 2 --timeout 30m 2>&1 | tee "$log"
run=${PIPESTATUS[0]}
passed=$((passed + $(count succeeded)))
failed=$((failed + $(count failed)))
# A run that ended badly without a failed test (a crash, no tests) is a failure of its own.
if [ "$run" -ne 0 ] && [ "$(count failed)" -eq 0 ]; then
  failed=$((failed + 1))
  echo "failed: a test project ended with $run before all of its tests had run" >> "$log"
fi

step "identity search on 60,000 records" dotnet run --no-build -c Release --project tests/KryptonFunctions.Evaluation -- check

finish
