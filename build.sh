#!/usr/bin/env bash
# The tasks of build.ps1 from a machine that has only the .NET 10 SDK: ./build.sh build | test | demo | package | bench [--runs N] [--quick]
set -euo pipefail
cd "$(dirname "$0")"
task=${1:-build}
shift || true
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# PowerShell 7.4 or later: on PATH, else as the local tool that .config/dotnet-tools.json pins.
find_powershell() {
  for candidate in pwsh "dotnet tool run pwsh"; do
    if [ "$candidate" != pwsh ]; then dotnet tool restore >/dev/null 2>&1 || return 0; fi
    if $candidate -NoProfile -Command 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.4")' >/dev/null 2>&1; then
      echo "$candidate"
      return 0
    fi
  done
}

powershell=$(find_powershell)
if [ -n "$powershell" ]; then
  exec $powershell -NoProfile -File build.ps1 -Task "$task" "$@"
fi

if [ "$task" = bench ]; then
  exec dotnet run --project bench -c Release --property:ModuleFolder="$PWD/out/bench/GhSecrets/" -- "$@"
fi

if [ "$task" = package ]; then
  rm -rf out/package
  exec dotnet run --project tools/Package -c Release --property:ModuleFolder="$PWD/out/package/GhSecrets/" -- out/package
fi

dotnet build GhSecrets.sln -v quiet
case $task in
  build) ;;
  demo)
    ledger=$(mktemp -d)
    trap 'rm -rf "$ledger"' EXIT
    dotnet run --project tests/Demo --no-build -- dotnet run --project src/GhSecrets.Console --no-build -- apply docs/examples/rollout.csv --ledger "$ledger"
    echo "Not run: the module itself, and with it Vela, because no PowerShell 7.4 or later was found; ghsecrets did the rollout."
    ;;
  test)
    rm -rf out/TestResults
    status=0
    dotnet test GhSecrets.sln --no-build || status=1
    if [ ! -e /usr/lib/mono/4.5/Facades/netstandard.dll ]; then echo "Not run: the tests of Core on .NET Framework, because Mono was not found (mono-devel)."; fi
    echo "Not run: the Pester tests of the module, because no PowerShell 7.4 or later was found."
    # Every result file has one line <Counters total= executed= passed= failed= ...>.
    sum() { grep -ho '<Counters [^>]*' out/TestResults/*.trx | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'; }
    echo "$(sum passed) passed, $(sum failed) failed, $(($(sum total) - $(sum executed))) skipped"
    exit $status
    ;;
  *)
    echo "Unknown task '$task': use build, test, demo, package or bench." >&2
    exit 2
    ;;
esac
