#!/usr/bin/env bash
# The one test command.
#   ./test.sh         everything: build with warnings as errors, format, all tests; ten minutes at most on two cores
#   ./test.sh quick   tests that start no process and no browser, wait for no time-out and do not compute for long; a minute once built
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
# Compilers, silos and gateways live for seconds here: profiles would cost more than they give.
export DOTNET_TieredPGO=0

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
  command -v newsboat >/dev/null || wanted+=(newsboat)
  [[ $mode != long ]] || command -v faketime >/dev/null || wanted+=(faketime)
  /usr/bin/python3 -c 'import feedparser' 2>/dev/null || wanted+=(python3-feedparser)
  # Not by grep -q: it ends at the first match, and a writer that is cut off counts as a failure here.
  [[ $(fc-list 2>/dev/null) == *'Noto Sans CJK'* ]] || wanted+=(fonts-noto-cjk fontconfig)
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

# The build checks style and analyzers; white space is checked here alone, file by file, without loading projects. Packages
# are needed by tests only. A compiler makes much garbage: its heap is collected when 256 MiB are new (a hexadecimal number).
say "Build, and format beside it"
{
  renice -n 19 "$BASHPID" >/dev/null
  dotnet format whitespace . --folder --verify-no-changes --exclude artifacts/ web/node_modules/ >"$results/format.log" 2>&1 || touch "$results/format.failed"
} &
format=$!
[[ $mode == quick ]] || install_packages &
packages=$!
DOTNET_GCgen0size=10000000 DOTNET_gcConcurrent=0 DOTNET_TC_CallCountThreshold=200 \
  dotnet build Sokbo.slnx -c "$configuration" -warnaserror -v q || fail "the build failed."
wait "$packages" || exit 1
wait "$format"

# Some seventy processes that live for seconds: a method is compiled a second time after 4,096 calls and not after 30, and
# a heap is collected when 64 MiB are new. Together that is a third of the processor time of these tests. (Both are hexadecimal.)
export DOTNET_TC_CallCountThreshold=1000 DOTNET_GCgen0size=4000000

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

filter=()
if [[ $mode == quick ]]; then
  export SOKBO_QUICK=1 CsCheck_Iter=${CsCheck_Iter:-25}
  filter=(--filter-not-trait Pace=slow)
fi
if [[ $mode == long ]]; then
  export SOKBO_LONG=1 CsCheck_Time=${CsCheck_Time:-20}
fi

# Runs one project; its output goes to a file, which the report reads.
run_project() {
  dotnet "artifacts/bin/$1/release/$1.dll" --ansi off "${filter[@]}" >"$results/$1.log" 2>&1 || touch "$results/$1.failed"
}

run_web() {
  (cd web && npm test --silent) >"$results/web.log" 2>&1 || touch "$results/web.failed"
}

report() {
  say "$1"
  [[ ! -e $results/$1.failed ]] || broken=1
  case "$1" in
    format)
      cat "$results/format.log"
      [[ ! -e $results/format.failed ]] || { failed=$((failed + 1)) && echo "The format differs; run 'dotnet format whitespace Sokbo.slnx'."; }
      ;;
    web)
      tail -n 12 "$results/web.log"
      count_node "$results/web.log"
      ;;
    *)
      # A failed run is shown whole, a good one by its summary.
      if grep -qE '^ *failed: 0' "$results/$1.log"; then tail -n 6 "$results/$1.log"; else cat "$results/$1.log"; fi
      count_dotnet "$results/$1.log"
      ;;
  esac
}

# Two rows side by side: tests that mostly wait, for limits, processes and browsers, one project after the other; and what only
# computes, which gives way to them and takes what they leave.
computing=(Repository.Tests Grains.Interfaces.Tests Grains.Tests)
waiting=(Gateway.Tests)
[[ $mode == quick ]] || { computing+=(Simulation.Tests) && waiting+=(Standalone.Tests Cluster.Tests Browser.Tests); }
say "Computing tests, beside the others: web, ${computing[*]}"
{
  renice -n 10 "$BASHPID" >/dev/null
  run_web
  for project in "${computing[@]}"; do run_project "$project"; done
} &
for project in "${waiting[@]}"; do
  say "Waiting tests: $project"
  run_project "$project"
  report "$project"
done
wait
for part in format web "${computing[@]}"; do report "$part"; done

((broken == 0 || failed > 0)) || {
  failed=$((failed + 1))
  echo "test.sh: a test project ended without a clean summary; see $results." >&2
}
printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
((failed == 0))
