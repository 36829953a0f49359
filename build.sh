#!/usr/bin/env bash
# The tasks of build.ps1 on a machine that has only the .NET 10 SDK:
# ./build.sh build | test [-Repeat N] | demo | package | bench [--runs N] [--quick] [--only ROW]
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

is_recent() { "$@" -NoProfile -Command 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.4")' >/dev/null 2>&1; }

# PowerShell 7.4 or later: the one on PATH, else the .NET tool that .config/dotnet-tools.json pins.
powershell=(pwsh)
if ! is_recent "${powershell[@]}"; then
  powershell=(dotnet tool run pwsh --)
  if ! { dotnet tool restore >/dev/null && is_recent "${powershell[@]}"; }; then
    echo "PowerShell 7.4 or later was not found, and 'dotnet tool restore' did not bring it." >&2
    echo "Install the .NET 10 SDK and let NuGet reach a source that has the tool PowerShell, or install PowerShell: https://aka.ms/powershell" >&2
    exit 1
  fi
fi
exec "${powershell[@]}" -NoProfile -File build.ps1 "$@"
