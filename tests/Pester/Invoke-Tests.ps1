# Runs every *.Tests.ps1 of this folder against the built module, by the Pester that the build laid out;
# writes each test with its outcome to a JSON file. The exit code is the number of failures.
param(
  [Parameter(Mandatory)] [string] $Results,
  [string] $Path = $PSScriptRoot
)

Import-Module (Get-Item "$PSScriptRoot/../../out/modules/Pester/*/Pester.psd1")
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$run = Invoke-Pester -Configuration $configuration

# What a test says by Set-ItResult; else the tag of the test or of its block, which is there for that.
function Get-Reason($Test) {
  if ("$($Test.ErrorRecord)" -match 'because (.+)') { return $Matches[1] }
  $tag = $Test.Tag
  for ($block = $Test.Block; $block -and -not $tag; $block = $block.Parent) { $tag = $block.Tag }
  if ($tag) { "$tag" } else { 'without a reason' }
}

$tests = foreach ($test in $run.Tests) {
  $outcome = switch ($test.Result) { Passed { 'passed' } Failed { 'failed' } default { 'skipped' } }
  [pscustomobject]@{ Test = $test.ExpandedPath; Outcome = $outcome; Reason = if ($outcome -eq 'skipped') { Get-Reason $test } }
}
$containers = foreach ($container in $run.FailedContainers) { [pscustomobject]@{ Test = "$container"; Outcome = 'failed'; Reason = $null } }
[System.IO.File]::WriteAllText($Results, (ConvertTo-Json @($tests; $containers)))
exit [int]($run.Result -ne 'Passed')
