# Builds, tests, shows, packs and measures the module. Needs the .NET 10 SDK; runs in PowerShell 7.4 or later and in Windows PowerShell 5.1.
param(
  [Parameter(Position = 0)]
  [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Bench')]
  [string] $Task = 'Build',

  # Of Test alone: how many times the tests run.
  [ValidateRange(1, 1000)]
  [int] $Repeat = 1,

  # Of Bench alone: --runs N, --quick, --only ROW.
  [Parameter(ValueFromRemainingArguments)]
  [string[]] $Options = @()
)

$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
Import-Module ./tools/PowerShell.psm1
Import-Module ./tools/TestResults.psm1
if ($Options -and $Task -ne 'Bench') { throw "The task $Task does not take $Options." }
if ($Repeat -gt 1 -and $Task -ne 'Test') { throw "The task $Task does not take -Repeat." }

function Invoke-Build {
  dotnet build GhSecrets.sln -v quiet
  if ($LASTEXITCODE) { exit $LASTEXITCODE }
}

function Invoke-Demo {
  dotnet run --project tests/Demo --no-build -- @(Get-PowerShellCommand) -NoProfile -File tests/Demo/Rollout.ps1
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
  dotnet run --project bench -c Release "--property:ModuleFolder=$PSScriptRoot/out/bench/GhSecrets/" -- --powershell @(Get-PowerShellCommand) @Options
  exit $LASTEXITCODE
}

function Invoke-Test {
  $results = 'out/TestResults'
  if (Test-Path $results) { Remove-Item $results -Recurse }
  $runs = foreach ($number in 1..$Repeat) {
    $folder = "$results/$number"
    $null = New-Item $folder -ItemType Directory
    dotnet test GhSecrets.sln --no-build --results-directory $folder | Out-Host
    $exitCodes = @{ 'dotnet test' = $LASTEXITCODE }
    Invoke-PowerShell -NoProfile -File tests/Pester/Invoke-Tests.ps1 -Results "$folder/pester.json" | Out-Host
    $exitCodes.Pester = $LASTEXITCODE
    $run = @(Get-TestResult $folder $exitCodes)
    if ($Repeat -gt 1) { Write-Host "Run $number of ${Repeat}: $(Get-TestCount $run)" }
    $run
  }

  if ($env:OS -ne 'Windows_NT' -and -not (Test-Path /usr/lib/mono/4.5/Facades/netstandard.dll)) {
    'Not run: the tests of Core on .NET Framework, because Mono was not found (mono-devel).'
  }
  Get-SkipReason $runs
  Get-TestFailure $runs $Repeat
  Get-TestCount $runs
  exit [int](@($runs.Outcome) -contains 'failed')
}

if ($Task -eq 'Package') { Invoke-Package }
if ($Task -eq 'Bench') { Invoke-Bench }
Invoke-Build
switch ($Task) {
  Test { Invoke-Test }
  Demo { Invoke-Demo }
}
