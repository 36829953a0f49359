Describe 'A run that Ctrl+C stops' -Tag 'needs a terminal' -Skip:(-not $IsLinux -or -not (Test-Path /usr/bin/script)) {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $esc = [char]27

    # Runs a script in a PowerShell at a terminal of its own, presses Ctrl+C once the server has had so many requests of a kind,
    # and gives the lines that a person sees.
    function Invoke-Stopped {
      param([string] $Script, [string] $Method = 'PUT', [int] $After = 4)
      $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
      Set-Content $file "Import-Module '$(Get-ModulePath)'`nConnect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token) -WritesPerMinute 0`n$Script`n'not reached'"
      # exec: a shell that stays would end by the Ctrl+C itself.
      $command = (@(Get-PowerShellCommand) | ForEach-Object { "'$_'" }) -join ' '
      $start = [System.Diagnostics.ProcessStartInfo]::new('/usr/bin/script')
      '-qec', "exec $command -NoProfile -File '$file'", '/dev/null' | ForEach-Object { $start.ArgumentList.Add($_) }
      $start.UseShellExecute = $false
      $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
      $start.Environment['TERM'] = 'xterm'
      $process = [System.Diagnostics.Process]::Start($start)
      $output = $process.StandardOutput.ReadToEndAsync()
      while (@(Get-MockRequest $mock | Where-Object method -eq $Method).Count -lt $After -and -not $process.HasExited) { Start-Sleep -Milliseconds 50 }
      $process.StandardInput.Write([char]3)
      $process.StandardInput.Flush()
      $process.WaitForExit()
      # Without colours, and without what moves the cursor for the bar of progress.
      $output.Result -replace "$esc\[[0-9;?]*[A-Za-z]" -replace "$esc[=>]" -split '[\r\n]+' | Where-Object { $_.Trim() }
    }

    # What the line counts is what the server holds, but for what was on its way.
    function Assert-Stopped {
      param([string[]] $Lines, [string] $Of, [int] $Written)
      $stopped = @($Lines -match 'Stopped: ')
      $stopped.Count | Should -Be 1 -Because ($Lines -join "`n")
      $told = [regex]::Match($stopped[0], "Stopped: (\d+) of $Of (?:is|are) done(?:; (\d+) (?:was|were) in flight and may have been written)?\.(?: The ledger knows .*)?$")
      $told.Success | Should -BeTrue -Because $stopped[0]
      $done, $cut = [int]$told.Groups[1].Value, [int]"0$($told.Groups[2].Value)"
      $cut | Should -BeLessOrEqual 8
      $Written | Should -BeGreaterOrEqual $done
      $Written | Should -BeLessOrEqual ($done + $cut)
      $Lines | Should -Not -Contain 'not reached'
    }
  }

  AfterAll { Stop-MockGitHub $mock }

  BeforeEach {
    Initialize-MockGitHub $mock
    Add-MockSeed $mock @{ tokens = @(@{ token = $mock.Token; rateLimit = 1000000 }) }
    Set-MockFault $mock @{ latency = @{ ms = 150 } }
  }

  It 'ends with one line, of <What>' -ForEach @(
    @{ What = '2,000 records that are piped'; Of = 'at least [\d,]+'; Script = '1..2000 | ForEach-Object { [pscustomobject]@{ Name = "N_$($_ % 90)"; Value = "v" } } | Set-GhRepoSecret acme/app' }
    @{ What = '60 names on the command line'; Of = '60'; Script = 'Set-GhRepoSecret acme/app (1..60 | ForEach-Object { "N_$_" }) -Value v' }
    @{ What = 'a file that is imported'; Of = 'at least [\d,]+|60'; Script = 'Set-Content "$PSScriptRoot/a.env" (1..60 | ForEach-Object { "N_$_=v" }); Import-GhSecret "$PSScriptRoot/a.env" | Set-GhRepoSecret acme/app' }
    @{ What = 'a declared file'; Of = '60'; Script = 'Set-Content "$PSScriptRoot/a.yaml" (@("secrets:") + (1..60 | ForEach-Object { "- { name: N_$_, repositories: acme/app, value: { text: v } }" })); Sync-GhSecret "$PSScriptRoot/a.yaml" -LedgerKey "a key of the tests ledger"' }
  ) {
    $lines = Invoke-Stopped $Script
    Assert-Stopped $lines "(?:$Of)" @(Get-MockSecret $mock | ForEach-Object name).Count
  }

  It 'ends with one line, of secrets that are removed' {
    Add-MockSecret $mock 'repos/acme/app/actions' -Count 60 -Prefix 'S_'
    $lines = Invoke-Stopped 'Get-GhRepoSecret acme/app | Remove-GhRepoSecret -Force' -Method DELETE
    Assert-Stopped $lines '(?:at least \d+|60)' (60 - @(Get-MockSecret $mock).Count)
  }

  It 'tells nothing of a run that had nothing to do, or changed nothing: <_>' -ForEach @(
    '1..2000 | ForEach-Object { Start-Sleep -Milliseconds 20 } | Set-GhRepoSecret acme/app'
    '1..2000 | ForEach-Object { [pscustomobject]@{ Name = "N_$_"; Value = "v" } } | Set-GhRepoSecret acme/app -WhatIf | Out-Null'
    'while ($true) { Get-GhRepoSecret acme/app }'
  ) {
    $lines = Invoke-Stopped "Get-GhRepoSecret acme/app`n$_" -Method GET -After 1
    @($lines) -match 'Stopped' | Should -BeNullOrEmpty
  }
}

Describe 'A run that is stopped where nobody sees it' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
  }

  AfterAll { Stop-MockGitHub $mock }

  It 'ends without a word: in <_>' -ForEach 'a runspace without a user', 'a job' {
    Connect-MockGitHub $mock
    Set-MockFault $mock @{ latency = @{ ms = 100 } }
    $script = "Import-Module '$(Get-ModulePath)'; Connect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token) -WritesPerMinute 0; Set-GhRepoSecret acme/app (1..60 | ForEach-Object { `"N_`$_`" }) -Value v"
    if ($_ -eq 'a job') {
      $job = Start-Job ([scriptblock]::Create($script))
      while (@(Get-MockWrite $mock).Count -lt 2 -and $job.State -ne 'Failed') { Start-Sleep -Milliseconds 50 }
      Stop-Job $job
      $job.State | Should -Be 'Stopped'
      $job.ChildJobs[0].Error | Should -BeNullOrEmpty
      Remove-Job $job -Force
    }
    else {
      $shell = [powershell]::Create([runspacefactory]::CreateRunspace())
      $shell.Runspace.Open()
      $running = $shell.AddScript($script).BeginInvoke()
      while (@(Get-MockWrite $mock).Count -lt 2 -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 50 }
      $shell.Stop()
      $shell.InvocationStateInfo.State | Should -Be 'Stopped'
      $shell.Streams.Error | Should -BeNullOrEmpty
      $shell.Dispose()
    }
    @(Get-MockSecret $mock).Count | Should -BeLessThan 60
  }
}
