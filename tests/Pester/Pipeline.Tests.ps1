Describe 'Many items through one pipeline' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
  }

  AfterAll {
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    $Error.Clear()
  }

  It 'reports 1,000 items in the order in which they came' {
    $rows = 1..1000 | ForEach-Object { [pscustomobject]@{ Organization = 'acme'; Name = "N_$_"; Value = "v$_"; Visibility = 'All' } }
    $changes = $rows | Set-GhOrgSecret -PassThru
    $changes.Name | Should -Be $rows.Name
    @(Get-MockSecret $mock).Count | Should -Be 1000
  }

  It 'gives one change or one error for each of 2,000 items, in order' {
    $rows = 1..2000 | ForEach-Object { [pscustomobject]@{ Repository = if ($_ % 10) { 'acme/app' } else { 'nobody' }; Name = "N_$($_ % 90)"; Value = "v$_" } }
    $all = $rows | Set-GhRepoSecret -PassThru 2>&1
    $all.Count | Should -Be 2000
    foreach ($i in 1..2000) {
      if ($i % 10) { $all[$i - 1].Name | Should -Be "N_$($i % 90)" }
      else { "$($all[$i - 1])" | Should -Match "^Record ${i}: " }
    }
  }

  It 'leaves the last of many values for one secret' {
    1..50 | ForEach-Object { [pscustomobject]@{ Name = 'SAME'; Value = "value $_" } } | Set-GhRepoSecret acme/app
    $stored = Get-MockSecret $mock
    $stored.value | Should -Be 'value 50'
    $stored.writes | Should -Be 50
  }

  It 'ends early for <Name>, without an error of its own' -ForEach @(
    @{ Name = 'Select-Object -First'; Run = { $rows | Set-GhRepoSecret acme/app -PassThru | Select-Object -First 1 } }
    @{ Name = '-ErrorAction Stop'; Run = { try { $rows + [pscustomobject]@{ Name = 'BAD NAME'; Value = 'x' } + $rows | Set-GhRepoSecret acme/app -PassThru -ErrorAction Stop } catch { $caught = $_ }; "$caught" | Should -Match 'BAD NAME' } }
  ) {
    $rows = 1..90 | ForEach-Object { [pscustomobject]@{ Name = "N_$_"; Value = "v$_" } }
    $null = & $Run
    $sent = @(Get-MockRequest $mock).Count
    @($Error | Where-Object { "$_" -notmatch 'BAD NAME' }) | Should -BeNullOrEmpty
    # Nothing goes on in the background: later requests are only ours, and the eight that may have been on their way.
    1..20 | ForEach-Object { Get-GhRepoSecret acme/web }
    @(Get-MockRequest $mock).Count | Should -BeLessOrEqual ($sent + 8 + 20)
  }

  It 'ends at Ctrl+C while a host does not answer' {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $script = 'param($Manifest, $BaseUri) Import-Module $Manifest; Connect-GhSession -BaseUri $BaseUri -Token x; "connected"; 1..20 | ForEach-Object { [pscustomobject]@{ Name = "N_$_"; Value = "v" } } | Set-GhRepoSecret acme/app'
    $pipeline = [powershell]::Create().AddScript($script).AddArgument("$(Get-ModulePath)").AddArgument("http://127.0.0.1:$($listener.LocalEndpoint.Port)")
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $running = $pipeline.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
    try {
      # The first connection shows that a request is under way.
      $client = $listener.AcceptTcpClient()
      $pipeline.Stop()
      $running.IsCompleted | Should -BeTrue
      $pipeline.InvocationStateInfo.State | Should -Be 'Stopped'
      $pipeline.Streams.Error | Should -BeNullOrEmpty
    }
    finally {
      $client.Dispose()
      $listener.Stop()
      $pipeline.Dispose()
    }
  }
}
