Describe 'In the job of a pipeline' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela

    # Runs a script in a PowerShell of its own, as a runner does, and gives the lines of its output.
    function Invoke-Job {
      param([string] $Script, [hashtable] $Variable = @{})
      $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
      Set-Content $file "Import-Module '$(Get-ModulePath)'`n$Script"
      $start = Get-PowerShellStart "-NoProfile -NonInteractive -File $file"
      $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
      'TF_BUILD', 'GITHUB_ACTIONS', 'GH_HOST', 'GH_TOKEN' | ForEach-Object { $null = $start.Environment.Remove($_) }
      $start.Environment['GITHUB_API_URL'] = $mock.BaseUri
      $start.Environment['GITHUB_TOKEN'] = $mock.Token
      $start.Environment['VELA_ADDR'] = $vela.BaseUri
      $start.Environment['NO_COLOR'] = '1'
      foreach ($name in $Variable.Keys) { $start.Environment[$name] = $Variable[$name] }
      $process = [System.Diagnostics.Process]::Start($start)
      $process.StandardInput.Close()
      $errors = $process.StandardError.ReadToEndAsync()
      $output = $process.StandardOutput.ReadToEnd()
      $null = $errors.Result
      $process.WaitForExit()
      $output -split '\r?\n' | Where-Object { $_ }
    }

    $azure = @{ TF_BUILD = 'True' }
    $actions = @{ GITHUB_ACTIONS = 'true' }
  }

  AfterAll {
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  BeforeEach {
    Initialize-MockGitHub $mock
    Initialize-MockVela $vela
  }

  It 'tells <Runner> every value, line by line, before it is used' -ForEach @(
    @{ Runner = 'Azure Pipelines'; Variable = @{ TF_BUILD = 'True' }; Command = '##vso[task.setsecret]'; Percent = '%AZP25' }
    @{ Runner = 'GitHub Actions'; Variable = @{ GITHUB_ACTIONS = 'true' }; Command = '::add-mask::'; Percent = '%25' }
  ) {
    $lines = Invoke-Job -Variable $Variable @'
Connect-GhSession -RegisterMask
$mixed = "one 100%`r`n`r`nabc`n##vso[task.complete]"
Set-GhRepoSecret acme/app -Name MIXED -Value $mixed
[pscustomobject]@{ Repository = 'acme/app'; Name = 'ROW'; Value = 'of a row' } | Set-GhSecret
'end'
'@
    # On a busy machine the progress shows, too.
    $lines | Where-Object { $_ -notlike '##vso`[task.setprogress *' } | Should -Be @("${Command}one 100$Percent", "${Command}##vso[task.complete]", "${Command}of a row", 'end')
    (Get-MockSecret $mock MIXED).value | Should -BeExactly "one 100%`r`n`r`nabc`n##vso[task.complete]"
    (Get-MockSecret $mock ROW).value | Should -Be 'of a row'
  }

  It 'tells it a value for Vela, too' {
    $lines = Invoke-Job -Variable $azure "Connect-VelaSession -Token $($vela.Token) -RegisterMask`nSet-VelaSecret acme app npm_token -Value 'a new value'"
    $lines | Where-Object { $_ -notlike '##vso`[task.setprogress *' } | Should -Be '##vso[task.setsecret]a new value'
  }

  It 'writes no value <When>' -ForEach @(
    @{ When = 'without -RegisterMask, whatever the variables'; Variable = @{ TF_BUILD = 'True'; GITHUB_ACTIONS = 'true' }; Parameter = '' }
    @{ When = 'without a runner'; Variable = @{}; Parameter = '-RegisterMask' }
  ) {
    Invoke-Job -Variable $Variable "Connect-GhSession $Parameter`nSet-GhRepoSecret acme/app -Name A -Value 'a value'" | Should -BeNullOrEmpty
    (Get-MockSecret $mock).value | Should -Be 'a value'
  }

  It 'shows an error beside the job of <Runner>, one line whatever it says' -ForEach @(
    @{ Runner = 'Azure Pipelines'; Variable = @{ TF_BUILD = 'True' }; Command = '##vso[task.logissue type=error]' }
    @{ Runner = 'GitHub Actions'; Variable = @{ GITHUB_ACTIONS = 'true' }; Command = '::error::' }
  ) {
    $lines = Invoke-Job -Variable $Variable @'
Set-GhRepoSecret acme/app -Name 'BAD ##vso[task.setvariable variable=a]b' -Value v 2>$null
Set-GhRepoSecret acme/nowhere -Name A -Value v 2>$null
Set-GhRepoSecret acme/nowhere -Name B -Value v -ErrorAction SilentlyContinue
'@
    $lines = @($lines | Where-Object { $_ -notlike '##vso`[task.setprogress *' })
    $lines.Count | Should -Be 2
    $lines[0] | Should -BeLike "$Command*'BAD ## vso*' is no name for a secret*".Replace('[', '`[')
    $lines[1] | Should -BeLike "${Command}A in repository acme/nowhere: Repository acme/nowhere does not exist*".Replace('[', '`[')
    # In what a person reads stands no command either.
    $lines | ForEach-Object { $_.Substring($Command.Length) | Should -Not -Match '##vso\[' }
  }

  It 'shows how far the job is' {
    Set-MockFault $mock @{ latency = @{ ms = 60 } }
    $lines = Invoke-Job -Variable $azure 'Set-GhRepoSecret acme/app -Name (1..90 | ForEach-Object { "N_$_" }) -Value v'
    $percents = $lines | ForEach-Object { if ($_ -match '^##vso\[task.setprogress value=(\d+);\]Set-GhRepoSecret$') { [int]$Matches[1] } }
    $percents.Count | Should -BeGreaterThan 0
    $percents | Should -Be @($percents | Sort-Object -Unique)
    Invoke-Job -Variable $actions 'Set-GhRepoSecret acme/app -Name (1..90 | ForEach-Object { "N_$_" }) -Value v' | Where-Object { $_ -like '##*' -or $_ -like '::*' } | Should -BeNullOrEmpty
  }
}

Describe 'A value that looks like a slip' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela
  }

  AfterAll {
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Connect-MockVela $vela
  }

  It 'is warned of once a record, and stored as it is: <About>' -ForEach @(
    @{ About = 'ends with a line break'; Value = "marked-value`n" }
    @{ About = 'stands in quotes'; Value = '"marked-value"' }
    @{ About = 'looks like a placeholder'; Value = '<marked-value>' }
    @{ About = 'begins like JSON'; Value = '{ "marked-value": ' }
    @{ About = 'a single hyphen'; Value = '-' }
    @{ About = 'nothing but blanks'; Value = '  ' }
    @{ About = 'is empty'; Value = '' }
  ) {
    Set-GhRepoSecret acme/app, acme/web -Name A, B -Value $Value -WarningVariable warnings -WarningAction SilentlyContinue
    $warnings.Count | Should -Be 1
    "$warnings" | Should -Match "^A, B: The value .*$About"
    "$warnings" | Should -Not -Match 'marked-value'
    @(Get-MockSecret $mock).Count | Should -Be 4
    Get-MockSecret $mock | ForEach-Object { $_.value | Should -BeExactly $Value }
  }

  It 'is not, with -SkipValueCheck' {
    Set-GhRepoSecret acme/app -Name A -Value '<todo>' -SkipValueCheck -WarningVariable warnings
    Set-VelaSecret acme app npm_token -Value '<todo>' -SkipValueCheck -WarningVariable +warnings
    $warnings | Should -BeNullOrEmpty
  }

  It 'is warned of for Vela, too' {
    Set-VelaSecret acme app npm_token -Value '<todo>' -WarningVariable warnings -WarningAction SilentlyContinue
    "$warnings" | Should -Match '^npm_token: The value looks like a placeholder'
  }

  It 'is not a usual one' {
    [pscustomobject]@{ Name = 'A'; Value = 'hunter2' }, [pscustomobject]@{ Name = 'B'; Value = "two`nlines`n" } | Set-GhRepoSecret acme/app -WarningVariable warnings
    $warnings | Should -BeNullOrEmpty
  }
}
