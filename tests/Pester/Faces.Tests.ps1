Describe 'The two faces' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $console = Get-ConsolePath
    $mock = Start-MockGitHub

    # What ghsecrets says of a file: warnings, and errors with their ids.
    function Get-ConsoleText([string] $Command, [string] $Path, [string[]] $Option) {
      $lines = @(dotnet $console.FullName $Command $Path @Option 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { "$_" })
      @{ Warnings = @($lines -match '^Warning: ' -replace '^Warning: '); Errors = @($lines -notmatch '^Warning: ' | Where-Object { $_ }) }
    }

    # The same of a cmdlet.
    function Get-CmdletText([scriptblock] $Run) {
      $told = @(& $Run 2>&1 3>&1)
      @{
        Warnings = @($told | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object Message)
        Errors = @($told | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { "$_ [$($_.FullyQualifiedErrorId.Split(',')[0].Split('.')[-1])]" })
      }
    }

    # No token of any kind, and a home without one of gh.
    $names = 'GH_TOKEN', 'GITHUB_TOKEN', 'GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN', 'GH_HOST', 'GHSECRETS_LEDGER_KEY'
    $saved = @{}
    foreach ($name in $names) { $saved[$name] = [System.Environment]::GetEnvironmentVariable($name) }
  }

  AfterAll {
    foreach ($name in $names) { [System.Environment]::SetEnvironmentVariable($name, $saved[$name]) }
    Stop-MockGitHub $mock
  }

  BeforeEach {
    foreach ($name in $names) { [System.Environment]::SetEnvironmentVariable($name, $null) }
    Disconnect-GhSession
  }

  It 'say the same of <_>, and need no token for it' -ForEach (Get-ChildItem "$PSScriptRoot/WrongFiles" -Force | ForEach-Object Name) {
    $path = (Get-Item "$PSScriptRoot/WrongFiles/$_" -Force).FullName
    $told = Get-CmdletText { Compare-GhSecret $path }
    $said = Get-ConsoleText plan $path
    $told.Errors | Should -Not -BeNullOrEmpty
    "$($told.Errors)" | Should -Not -Match 'NotSignedIn'
    $told.Errors | Should -Be $said.Errors
    $told.Warnings | Should -Be $said.Warnings
    (Get-CmdletText { Sync-GhSecret $path }).Errors | Should -Be $said.Errors
    (Get-ConsoleText apply $path).Errors | Should -Be $said.Errors
  }

  Context 'with a server' {
    BeforeEach {
      Connect-MockGitHub $mock
      $env:GITHUB_API_URL = $mock.BaseUri
      $env:GITHUB_TOKEN = $mock.Token
    }

    AfterEach { $env:GITHUB_API_URL = $null }

    It 'tell of a name that is declared twice by patterns, and of an owner that cannot be listed' {
      $path = Set-DeclaredFile "$TestDrive/twice.yaml" @(
        '{ name: TOKEN, repositories: [{ match: acme/a* }], value: { env: PATH } }'
        '{ name: TOKEN, repositories: [acme/app], value: { env: PATH } }'
        '{ name: OTHER, repositories: [{ match: nobody/* }], value: { env: PATH } }')
      $told = Get-CmdletText { Compare-GhSecret $path }
      $told.Errors.Count | Should -Be 2
      "$($told.Errors)" | Should -Match 'nobody'
      "$($told.Errors)" | Should -Match 'declared in line 2 too'
      $told.Errors | Should -Be (Get-ConsoleText plan $path).Errors
    }

    It 'tell first what is wrong with a file, whatever its ledger is' {
      $path = Set-DeclaredFile "$TestDrive/wrong.yaml" '{ name: BAD NAME, organization: acme, value: { env: PATH } }'
      Set-Content "$TestDrive/wrong.yaml.ledger" 'a file in the place of the folder'
      $told = Get-CmdletText { Compare-GhSecret $path }
      "$($told.Errors)" | Should -Match 'BAD NAME'
      $told.Errors | Should -Be (Get-ConsoleText plan $path).Errors
    }

    It 'tell of values that look like a slip, and not when that was silenced' {
      $path = Set-DeclaredFile "$TestDrive/slip.yaml" '{ name: TOKEN, organization: acme, value: { text: changeme } }'
      $told = Get-CmdletText { Compare-GhSecret $path }
      "$($told.Warnings)" | Should -Match 'placeholder'
      @($told.Warnings) -notmatch 'ledger key' | Should -Be @((Get-ConsoleText plan $path).Warnings -notmatch 'ledger key')
      (Get-CmdletText { Compare-GhSecret $path -SkipValueCheck }).Warnings | Should -Not -Match 'placeholder'
      (Get-ConsoleText plan $path '--skip-value-check').Warnings | Should -Not -Match 'placeholder'
    }
  }
}
