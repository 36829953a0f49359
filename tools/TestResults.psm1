# What the runners of the tests left in a folder: a .trx file by each xunit project, pester.json by tests/Pester/Invoke-Tests.ps1.

# Each test with its outcome (passed, failed, skipped) and, where it was skipped, the reason.
# A runner that ended badly without a failed test counts as one: its exit code is all that tells.
function Get-TestResult {
  param([string] $Folder, [hashtable] $ExitCode)

  $xunit = foreach ($file in Get-ChildItem $Folder -Filter *.trx -ErrorAction Ignore) {
    $document = [xml](Get-Content -LiteralPath $file.FullName -Raw -Encoding UTF8)
    foreach ($test in $document.GetElementsByTagName('UnitTestResult')) {
      $outcome = switch ($test.outcome) { Passed { 'passed' } NotExecuted { 'skipped' } default { 'failed' } }
      [pscustomobject]@{ Test = $test.testName; Outcome = $outcome; Reason = if ($outcome -eq 'skipped') { "$($test.InnerText)".Trim() } }
    }
  }
  $pester = if (Test-Path "$Folder/pester.json") { Get-Content "$Folder/pester.json" -Raw -Encoding UTF8 | ConvertFrom-Json | ForEach-Object { $_ } }
  $xunit
  $pester
  foreach ($runner in @{ Name = 'dotnet test'; Results = $xunit }, @{ Name = 'Pester'; Results = $pester }) {
    if ($ExitCode[$runner.Name] -and @($runner.Results.Outcome) -notcontains 'failed') {
      [pscustomobject]@{ Test = "$($runner.Name) (exit code $($ExitCode[$runner.Name]))"; Outcome = 'failed'; Reason = $null }
    }
  }
}

# The line that closes a run.
function Get-TestCount {
  param([object[]] $Results)
  ('passed', 'failed', 'skipped' | ForEach-Object { $outcome = $_; "$(@($Results | Where-Object Outcome -eq $outcome).Count) $outcome" }) -join ', '
}

# The tests that failed, and in how many of the runs.
function Get-TestFailure {
  param([object[]] $Results, [int] $Runs)
  foreach ($test in $Results | Where-Object Outcome -eq 'failed' | Group-Object Test | Sort-Object Count -Descending) {
    "Failed$(if ($Runs -gt 1) { " in $($test.Count) of $Runs runs" }): $($test.Name)"
  }
}

# Why tests were skipped: a line for each reason, whatever the number of runs.
function Get-SkipReason {
  param([object[]] $Results)
  foreach ($reason in $Results | Where-Object Outcome -eq 'skipped' | Sort-Object Test -Unique | Group-Object Reason | Sort-Object Name) {
    $names = @($reason.Group.Test)
    "Skipped ($($reason.Name)): $($names[0])$(if ($names.Count -gt 1) { " and $($names.Count - 1) more" })"
  }
}

Export-ModuleMember -Function *
