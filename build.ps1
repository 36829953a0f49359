# Builds, tests, shows, packs and measures the module. Needs the .NET 10 SDK; Pester 5.5 or later for the tests of the module itself.
param(
  [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Bench')]
  [string] $Task = 'Build',

  # Of Bench alone: --runs N, --quick.
  [Parameter(ValueFromRemainingArguments)]
  [string[]] $Options = @()
)

$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$powershell = (Get-Process -Id $PID).Path

function Invoke-Build {
  dotnet build GhSecrets.sln -v quiet
  if ($LASTEXITCODE) { exit $LASTEXITCODE }
}

function Invoke-Demo {
  dotnet run --project tests/Demo --no-build -- --vela $powershell -NoProfile -File tests/Demo/Rollout.ps1
  exit $LASTEXITCODE
}

# Release, like the benchmarks below, from an empty folder: nothing of an earlier build gets into the package.
function Invoke-Package {
  if (Test-Path out/package) { Remove-Item out/package -Recurse }
  dotnet run --project tools/Package -c Release "--property:ModuleFolder=$PSScriptRoot/out/package/GhSecrets/" -- out/package
  exit $LASTEXITCODE
}

# Release, in a place of its own: what lies in out/GhSecrets is the build for Debug.
function Invoke-Bench {
  dotnet run --project bench -c Release "--property:ModuleFolder=$PSScriptRoot/out/bench/GhSecrets/" -- --powershell $powershell @Options
  exit $LASTEXITCODE
}

function Invoke-Test {
  $results = 'out/TestResults'
  if (Test-Path $results) { Remove-Item $results -Recurse }
  dotnet test GhSecrets.sln --no-build
  $failed = [bool]$LASTEXITCODE
  if ($env:OS -ne 'Windows_NT' -and -not (Test-Path /usr/lib/mono/4.5/Facades/netstandard.dll)) {
    'Not run: the tests of Core on .NET Framework, because Mono was not found (mono-devel).'
  }

  $pester = Get-Module Pester -ListAvailable | Where-Object Version -ge 5.5 | Select-Object -First 1
  if ($pester) {
    & $powershell -NoProfile -File tests/Pester/Invoke-Tests.ps1 -Results "$results/pester.xml"
    $failed = $failed -or [bool]$LASTEXITCODE
  }
  else {
    'Not run: the Pester tests of the module, because Pester 5.5 or later was not found (Install-Module Pester).'
  }

  # Results of xunit (trx) and of Pester (NUnit 2.5).
  $total = @{ passed = 0; failed = 0; skipped = 0 }
  foreach ($file in Get-ChildItem $results -Filter *.trx) {
    $counters = ([xml](Get-Content $file -Raw)).TestRun.ResultSummary.Counters
    $total.passed += [int]$counters.passed
    $total.failed += [int]$counters.failed
    $total.skipped += [int]$counters.total - [int]$counters.executed
  }
  if (Test-Path "$results/pester.xml") {
    $run = ([xml](Get-Content "$results/pester.xml" -Raw)).'test-results'
    $skipped = [int]$run.ignored + [int]$run.skipped + [int]$run.'not-run' + [int]$run.inconclusive
    $broken = [int]$run.failures + [int]$run.errors
    $total.failed += $broken
    $total.skipped += $skipped
    $total.passed += [int]$run.total - $broken - [int]$run.ignored - [int]$run.skipped - [int]$run.inconclusive
  }
  "$($total.passed) passed, $($total.failed) failed, $($total.skipped) skipped"
  exit [int]($failed -or $total.failed -gt 0)
}

if ($Task -eq 'Package') { Invoke-Package }
if ($Task -eq 'Bench') { Invoke-Bench }
Invoke-Build
switch ($Task) {
  Test { Invoke-Test }
  Demo { Invoke-Demo }
}
