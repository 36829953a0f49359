Describe 'A rollout on a bad day' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub -Arguments '--https'

    # 20 scopes, ten repositories with an environment each.
    function Initialize-Rollout {
      $null = Invoke-MockControl $mock -Method Delete
      Add-MockSeed $mock @{
        tokens = @(@{ token = $mock.Token; rateLimit = 1000000 })
        organizations = @(@{ login = 'acme'; repositories = @(1..10 | ForEach-Object { @{ name = "app-$_"; environments = @('prod/eu') } }) })
      }
    }

    function Connect-Rollout {
      Disconnect-GhSession
      Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -TrustedCertificate $mock.Certificate -WritesPerMinute 0 @args
    }

    function New-Row {
      param([int] $Count)
      foreach ($number in 0..($Count - 1)) {
        $row = @{ Repository = "acme/app-$($number % 10 + 1)"; Name = "SECRET_$($number * 7 % 23)"; Value = "$number`r`n`u{1F511}" }
        if ($number % 3 -eq 0) { $row.Environment = 'prod/eu' }
        [pscustomobject]$row
      }
    }

    function Get-WantedSecret {
      param($Rows)
      $wanted = @{}
      foreach ($row in $Rows) {
        $scope = if ($row.Environment) { "repos/$($row.Repository)/environments/prod%2Feu" } else { "repos/$($row.Repository)/actions" }
        $wanted["$scope $($row.Name)"] = $row.Value
      }
      $wanted
    }

    function Assert-Stored {
      param($Wanted)
      $stored = @{}
      Get-MockSecret $mock | ForEach-Object { $stored["$($_.scope) $($_.name)"] = $_.value }
      $stored.Count | Should -Be $Wanted.Count
      foreach ($key in $Wanted.Keys) { $stored[$key] | Should -BeExactly $Wanted[$key] -Because $key }
    }

    # Runs a script in a runspace of its own, to look at it while it runs.
    function Start-Script {
      param([string] $Script, [int] $WritesPerMinute = 0)
      $pipeline = [powershell]::Create().AddScript(@"
param(`$Manifest, `$BaseUri, `$Token, `$Certificate)
Import-Module `$Manifest
Connect-GhSession -BaseUri `$BaseUri -Token `$Token -TrustedCertificate `$Certificate -WritesPerMinute $WritesPerMinute
$Script
"@).AddArgument("$(Get-ModulePath)").AddArgument($mock.BaseUri).AddArgument($mock.Token).AddArgument($mock.Certificate)
      $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
      [pscustomobject]@{ PowerShell = $pipeline; Output = $output; Running = $pipeline.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output) }
    }
  }

  AfterAll {
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Initialize-Rollout
    $Error.Clear()
  }

  It 'stores every last value through faults of each kind, and accounts for every input' {
    Set-MockFault $mock @{ seed = 7; rate = 0.2; rotateKeyAt = @(50, 120); kinds = @('500', '502', '503', '504', '408', 'reset-before', 'reset-after', 'cut-body', 'wrong-content-type', 'huge-body', 'redirect', '429-retry-after') }
    Connect-Rollout -MaximumRetryCount 15 -ThrottleLimit 32
    $rows = New-Row 200

    $changes = $rows | Set-GhSecret -PassThru -Verbose 4>&1 | Group-Object { $_.GetType().Name } -AsHashTable

    $Error | Should -BeNullOrEmpty
    $changes.SecretChange.Count | Should -Be 200
    $changes.SecretChange.Name | Should -Be $rows.Name
    Assert-Stored (Get-WantedSecret $rows)

    # What the endpoint counted is what -Verbose told: each request is an attempt, a redirect, or a read of a key.
    $told = @($changes.VerboseRecord.Message -match '^(GET|PUT) ')
    $told.Count | Should -Be @(Get-MockRequest $mock).Count
    $puts = @($told -match '^PUT ').Count - @($told -match '^PUT \S+ 307').Count
    $puts | Should -Be ($changes.SecretChange | Measure-Object Attempts -Sum).Sum
  }

  It 'writes to one secret in input order, though the first write is repeated' {
    Set-MockFault $mock @{ seed = 1; rate = 0.5; kinds = @('503', 'reset-after') }
    Connect-Rollout -MaximumRetryCount 20
    $rows = 1..10 | ForEach-Object { [pscustomobject]@{ Name = 'SAME'; Value = "value $_" } }

    $changes = $rows | Set-GhRepoSecret acme/app-1 -PassThru

    (Get-MockSecret $mock).value | Should -Be 'value 10'
    $changes.Count | Should -Be 10
    ($changes | Measure-Object Attempts -Sum).Sum | Should -BeGreaterThan 12
  }

  It 'stops at a revoked token: each item is written, refused or not attempted' {
    Set-MockFault $mock @{ revokeTokenAt = 100 }
    Connect-Rollout
    $rows = New-Row 500

    $written = $rows | Set-GhSecret -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused
    $byKind = @($written) + $refused | Group-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { "$($_.FullyQualifiedErrorId)".Split(',')[0] } else { 'written' } } -AsHashTable

    # Writes that were on their way when the token went, before it or after it, may be refused too.
    $byKind.written.Count | Should -BeIn (92..99)
    $places = $byKind.written | ForEach-Object { "$($_.Repository) $($_.Environment) $($_.Name)" }
    Assert-Stored (Get-WantedSecret ($rows[0..199] | Where-Object { "$($_.Repository) $($_.Environment) $($_.Name)" -in $places }))
    $byKind.TokenRejected.Count | Should -BeIn (1..8)
    ($byKind.written.Count + $byKind.TokenRejected.Count + $byKind.NotAttempted.Count) | Should -Be 500
    $byKind.NotAttempted[0].CategoryInfo.Category | Should -Be 'OperationStopped'
    $byKind.NotAttempted[0].TargetObject | Should -Match '^SECRET_'
    @(Get-MockRequest $mock | Where-Object status -eq 401).Count | Should -Be $byKind.TokenRejected.Count
  }

  It 'tries again with the next command after a refused token' {
    Set-MockFault $mock @{ revokeTokenAt = 1 }
    Connect-Rollout
    { Set-GhRepoSecret acme/app-1 A -Value v -ErrorAction Stop } | Should -Throw -ErrorId 'TokenRejected,GhSecrets.SetGhRepoSecretCommand'
    Add-MockSeed $mock @{ tokens = @(@{ token = $mock.Token }) }
    Set-GhRepoSecret acme/app-1 A -Value v
    (Get-MockSecret $mock).value | Should -Be 'v'
  }

  It 'follows a renamed repository with a write, and not with a removal (<_>)' -ForEach 301, 307 {
    Set-MockFault $mock @{ renames = @(@{ from = 'acme/old'; to = 'acme/app-1'; status = $_ }) }
    Connect-Rollout
    Set-GhRepoSecret acme/old A -Value v -WarningAction SilentlyContinue
    Remove-GhRepoSecret acme/old B -Force -ErrorAction SilentlyContinue
    (Get-MockSecret $mock).scope | Should -Be 'repos/acme/app-1/actions'
    $Error[0].FullyQualifiedErrorId | Should -BeLike 'RepositoryMoved,*'
  }

  It 'takes a removal that was repeated for done' {
    Add-MockSecret $mock 'repos/acme/app-1/actions' -Count 15 -Prefix 'S_'
    Set-MockFault $mock @{ seed = 3; rate = 0.4; kinds = @('reset-after') }
    Connect-Rollout -MaximumRetryCount 20
    $changes = 1..15 | ForEach-Object { [pscustomobject]@{ Name = 'S_{0:0000}' -f $_ } } | Remove-GhRepoSecret acme/app-1 -Force -PassThru
    $Error | Should -BeNullOrEmpty
    $changes.Count | Should -Be 15
    Get-MockSecret $mock | Should -BeNullOrEmpty
    @(Get-MockRequest $mock | Where-Object status -eq 404).Count | Should -BeGreaterThan 0
  }

  It 'keeps the endpoint''s secondary limit: no more at once than the session''s ThrottleLimit' {
    Set-MockFault $mock @{ latency = @{ ms = 5 }; limits = @{ concurrent = 8 } }
    Connect-Rollout
    New-Row 200 | Set-GhSecret
    (Get-MockFault $mock).injected.PSObject.Properties | Should -BeNullOrEmpty
  }

  It 'waits for a secondary limit as long as the endpoint says, and loses nothing' {
    # The limit strikes unless a machine is so busy that the first 20 writes take it four seconds.
    Set-MockFault $mock @{ limits = @{ points = 100; windowSeconds = 4; retryAfterSeconds = 1 } }
    Connect-Rollout
    $rows = New-Row 40
    $changes = $rows | Set-GhSecret -PassThru
    $changes.Count | Should -Be 40
    Assert-Stored (Get-WantedSecret $rows)
    (Get-MockFault $mock).injected.'limit-points' | Should -BeGreaterThan 0
  }

  It 'reports RateLimited when it may not wait' {
    Set-MockFault $mock @{ rate = 1; kinds = @('429-retry-after'); retryAfterSeconds = 30 }
    Connect-Rollout -MaximumWaitSec 20
    1..20 | ForEach-Object { [pscustomobject]@{ Name = "S_$_"; Value = 'v' } } | Set-GhRepoSecret acme/app-1 -ErrorAction SilentlyContinue
    $Error.Count | Should -Be 20
    $Error | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'RateLimited,*' }
    @(Get-MockRequest $mock).Count | Should -BeLessOrEqual 8
  }

  It 'is paced by -WritesPerMinute, and one session paces all its runspaces' -Tag 'needs PowerShell 7' -Skip:($PSEdition -eq 'Desktop') {
    Disconnect-GhSession
    $session = Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -TrustedCertificate $mock.Certificate -WritesPerMinute 6 -MaximumWaitSec 0 -PassThru
    $manifest = "$(Get-ModulePath)"
    $outcome = 1..4 | ForEach-Object -Parallel {
      Import-Module $using:manifest
      1..3 | ForEach-Object { [pscustomobject]@{ Name = "S_$_"; Value = 'v' } } | Set-GhRepoSecret "acme/app-$_" -Session $using:session -PassThru 2>&1
    }
    @($outcome | Where-Object Action -eq 'Created').Count | Should -Be 6
    @($outcome | Where-Object { "$($_.FullyQualifiedErrorId)" -like 'RateLimited,*' }).Count | Should -Be 6
  }

  It 'ends in the same state when it was killed in the middle and is run again' {
    Set-MockFault $mock @{ latency = @{ ms = 20 } }
    $rows = New-Row 300
    $script = @'
Import-Module $env:TEST_MANIFEST
# After so many it waits for a minute, long enough to be killed.
Connect-GhSession -BaseUri $env:TEST_URI -TrustedCertificate $env:TEST_CERTIFICATE -WritesPerMinute 150
$rows = Import-Clixml $env:TEST_ROWS
$rows | Set-GhSecret
'@
    $file = Join-Path $TestDrive 'rows.clixml'
    $rows | Export-Clixml $file
    $start = Get-PowerShellStart '-NoProfile -NonInteractive -Command -'
    $start.RedirectStandardInput = $true
    $start.Environment['TEST_MANIFEST'] = "$(Get-ModulePath)"
    $start.Environment['TEST_URI'] = $mock.BaseUri
    $start.Environment['TEST_CERTIFICATE'] = $mock.Certificate
    $start.Environment['TEST_ROWS'] = $file
    $start.Environment['GH_TOKEN'] = $start.Environment['GITHUB_TOKEN'] = $null
    $start.Environment['GH_ENTERPRISE_TOKEN'] = $mock.Token
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.WriteLine($script)
    $process.StandardInput.WriteLine()
    while (@(Get-MockRequest $mock).Count -lt 100 -and -not $process.HasExited) { Start-Sleep -Milliseconds 20 }
    $process.HasExited | Should -BeFalse
    $process.Kill()
    $process.WaitForExit()
    @(Get-MockSecret $mock).Count | Should -BeLessThan (Get-WantedSecret $rows).Count

    Connect-Rollout
    $rows | Set-GhSecret

    $Error | Should -BeNullOrEmpty
    Assert-Stored (Get-WantedSecret $rows)
  }

  It 'sends nothing more after <Name>' -ForEach @(
    @{ Name = 'Select-Object -First 1'; Ending = '| Select-Object -First 1' }
    @{ Name = '-ErrorAction Stop'; Ending = '-ErrorAction Stop' }
    @{ Name = 'Ctrl+C'; Ending = '' }
  ) {
    Set-MockFault $mock @{ latency = @{ ms = 100 } }
    $bad = if ($Ending -eq '-ErrorAction Stop') { '[pscustomobject]@{ Name = "BAD NAME"; Value = "v" };' }
    $run = Start-Script "& { $bad 1..400 | ForEach-Object { [pscustomobject]@{ Name = `"N_`$(`$_ % 90)`"; Value = 'v' } } } | Set-GhRepoSecret acme/app-1 -PassThru $Ending" -WritesPerMinute 50
    if ($Name -eq 'Ctrl+C') {
      while (@(Get-MockRequest $mock).Count -lt 5) { Start-Sleep -Milliseconds 10 }
      $run.PowerShell.Stop()
    }
    else {
      try { $null = $run.PowerShell.EndInvoke($run.Running) } catch { "$_" | Should -Match 'BAD NAME' }
    }
    $sent = @(Get-MockRequest $mock).Count
    $run.PowerShell.Dispose()
    # The key, and at most the writes of a minute.
    $sent | Should -BeLessOrEqual 51
    Connect-Rollout
    # Later requests are only ours, and the eight that may have been on their way.
    1..10 | ForEach-Object { $null = Get-GhRepoSecret acme/app-2 }
    @(Get-MockRequest $mock).Count | Should -BeLessOrEqual ($sent + 8 + 10)
  }

  It 'shows how many are done, how fast, and what is left' {
    Set-MockFault $mock @{ latency = @{ ms = 100 } }
    $run = Start-Script "Set-GhRepoSecret acme/app-1 (1..60 | ForEach-Object { `"N_`$_`" }) -Value v"
    $null = $run.PowerShell.EndInvoke($run.Running)
    $progress = @($run.PowerShell.Streams.Progress)
    $run.PowerShell.Dispose()

    $progress.Count | Should -BeGreaterThan 1
    $progress[-1].RecordType | Should -Be 'Completed'
    $shown = $progress[-2]
    $shown.Activity | Should -Be 'Set-GhRepoSecret'
    $shown.StatusDescription | Should -Match '^[0-9]+ of 60 done, [0-9,]+ a minute$'
    $shown.PercentComplete | Should -BeIn (0..100)
    $shown.SecondsRemaining | Should -BeGreaterOrEqual 0
  }

  It 'shows until when it waits' {
    Set-MockFault $mock @{ rate = 1; seed = 1; kinds = @('429-retry-after'); retryAfterSeconds = 3600 }
    $run = Start-Script "1..20 | ForEach-Object { [pscustomobject]@{ Name = `"N_`$_`"; Value = 'v' } } | Set-GhRepoSecret acme/app-1"
    while ($run.PowerShell.Streams.Progress.Count -lt 1 -or $run.PowerShell.Streams.Warning.Count -lt 1) { Start-Sleep -Milliseconds 50 }
    $run.PowerShell.Stop()
    $run.PowerShell.Streams.Progress[-1].StatusDescription | Should -Match '^0 done, 0 a minute, waiting for the rate limit until [0-9]{2}:[0-9]{2}:[0-9]{2}$|^0 of 20 done, '
    $run.PowerShell.Streams.Warning[0].Message | Should -Match '^Waiting for the rate limit until [0-9:]{8}'
    $run.PowerShell.Dispose()
  }

  It 'shows no progress when <_>' -ForEach '$ProgressPreference = "SilentlyContinue"', '-ProgressAction SilentlyContinue' -Tag 'needs PowerShell 7' -Skip:($PSEdition -eq 'Desktop') {
    Set-MockFault $mock @{ latency = @{ ms = 100 } }
    $before, $parameter = if ($_[0] -eq '$') { $_, '' } else { '', $_ }
    $run = Start-Script "$before`nSet-GhRepoSecret acme/app-1 (1..60 | ForEach-Object { `"N_`$_`" }) -Value v $parameter"
    $null = $run.PowerShell.EndInvoke($run.Running)
    @($run.PowerShell.Streams.Progress | Where-Object Activity -eq 'Set-GhRepoSecret').Count | Should -Be 0
    $run.PowerShell.Dispose()
  }
}
