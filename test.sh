#!/usr/bin/env bash
# The one test command.
#   ./test.sh         everything: build with warnings as errors, format, all tests; ten minutes at most on two cores
#   ./test.sh quick   tests that start no process and no browser, and wait for no time-out; a minute once built
#   ./test.sh long    everything, with the long forms (more property cases, large logs)
# The last line is "N passed, N failed, N skipped" over all projects.
set -uo pipefail
cd "$(dirname "$0")"

mode=${1:-all}
case "$mode" in
  all | quick | long) ;;
  *)
    echo "test.sh: '$mode' is not a mode. Use ./test.sh, ./test.sh quick or ./test.sh long." >&2
    exit 2
    ;;
esac

configuration=Release
results=artifacts/test-results
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en

say() { printf '\n== %s\n' "$*"; }
fail() {
  echo "test.sh: $*" >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}

# Debian packages that the process and browser tests use, by the command that shows them.
install_packages() {
  local wanted=()
  command -v redis-server >/dev/null || wanted+=(redis-server)
  command -v haproxy >/dev/null || wanted+=(haproxy)
  command -v curl >/dev/null || wanted+=(curl)
  command -v chromium >/dev/null || wanted+=(chromium)
  command -v php >/dev/null || wanted+=(php-cli)
  fc-list 2>/dev/null | grep -qi 'Noto Sans CJK' || wanted+=(fonts-noto-cjk fontconfig)
  ((${#wanted[@]} == 0)) && return
  if ! command -v apt-get >/dev/null || [[ $(id -u) -ne 0 ]]; then
    fail "these Debian packages are missing and cannot be installed by this user: ${wanted[*]}. Install them, then run again."
  fi
  say "Installing ${wanted[*]}"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${wanted[@]}" >artifacts/apt.log 2>&1 ||
    fail "installing ${wanted[*]} failed; see artifacts/apt.log."
}

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing. Install it, then run again."
command -v node >/dev/null || fail "Node.js 20 or later is missing. Install it, then run again."
mkdir -p "$results"
rm -f "$results"/*
[[ $mode == quick ]] || install_packages

say "Build"
dotnet build Sokbo.slnx -c "$configuration" -warnaserror -v q || fail "the build failed."

if [[ $mode != quick ]]; then
  say "Format"
  dotnet format Sokbo.slnx --verify-no-changes --no-restore || fail "the format differs; run 'dotnet format Sokbo.slnx'."
fi

passed=0 failed=0 skipped=0 broken=0
# Adds a test platform summary ("  succeeded: 12").
count_dotnet() {
  local number
  number=$(sed -nE 's/^ *succeeded: ([0-9]+).*/\1/p' "$1" | tail -n 1) && passed=$((passed + ${number:-0}))
  number=$(sed -nE 's/^ *failed: ([0-9]+).*/\1/p' "$1" | tail -n 1) && failed=$((failed + ${number:-0}))
  number=$(sed -nE 's/^ *skipped: ([0-9]+).*/\1/p' "$1" | tail -n 1) && skipped=$((skipped + ${number:-0}))
  grep -qE '^ *total: [0-9]+' "$1" || broken=1
}

# Adds node's summary ("# pass 12").
count_node() {
  local number
  number=$(sed -nE 's/^(#|ℹ) pass ([0-9]+).*/\2/p' "$1" | tail -n 1) && passed=$((passed + ${number:-0}))
  number=$(sed -nE 's/^(#|ℹ) fail ([0-9]+).*/\2/p' "$1" | tail -n 1) && failed=$((failed + ${number:-0}))
  number=$(sed -nE 's/^(#|ℹ) skipped ([0-9]+).*/\2/p' "$1" | tail -n 1) && skipped=$((skipped + ${number:-0}))
  grep -qE '^(#|ℹ) pass [0-9]+' "$1" || broken=1
}

projects=(Repository.Tests Grains.Interfaces.Tests Grains.Tests Gateway.Tests Simulation.Tests)
[[ $mode == quick ]] || projects+=(Standalone.Tests Cluster.Tests Browser.Tests)
filter=()
if [[ $mode == quick ]]; then
  export SOKBO_QUICK=1
  filter=(--filter-not-trait Pace=slow)
fi
if [[ $mode == long ]]; then
  export SOKBO_LONG=1 CsCheck_Time=${CsCheck_Time:-20}
fi

say "web"
(cd web && npm test --silent) >"$results/web.log" 2>&1 || broken=1
tail -n 12 "$results/web.log"
count_node "$results/web.log"

for project in "${projects[@]}"; do
  say "$project"
  dotnet "artifacts/bin/$project/release/$project.dll" --ansi off "${filter[@]}" >"$results/$project.log" 2>&1 || broken=1
  # A failed run is shown whole, a good one by its summary.
  if grep -qE '^ *failed: 0' "$results/$project.log"; then tail -n 6 "$results/$project.log"; else cat "$results/$project.log"; fi
  count_dotnet "$results/$project.log"
done

((broken == 0 || failed > 0)) || {
  failed=$((failed + 1))
  echo "test.sh: a test project ended without a clean summary; see $results." >&2
}
printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
((failed == 0))
