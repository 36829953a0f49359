# Runs every *.Tests.ps1 of this folder against the built module; the exit code is the number of failed tests.
param(
  [Parameter(Mandatory)] [string] $Results,
  [string] $Path = $PSScriptRoot
)

Import-Module Pester -MinimumVersion 5.5
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.Exit = $true
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'NUnitXml'
$configuration.TestResult.OutputPath = $Results
$configuration.Output.Verbosity = 'Normal'
Invoke-Pester -Configuration $configuration
