Describe 'Set-GhSecret, and records from anywhere' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $root = Resolve-Path "$PSScriptRoot/../.."
  }

  AfterAll {
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    $Error.Clear()
  }

  It 'does with Import-Csv what ghsecrets apply does' {
    Push-Location $root
    try {
      $changes = Import-Csv docs/examples/rollout.csv -Encoding UTF8 | Set-GhSecret -PassThru
      $byModule = & { Get-MockSecret $mock; Get-MockVariable $mock } | Select-Object scope, name, visibility, selectedRepositories, valueBase64 | ConvertTo-Json -Depth 4

      Initialize-MockGitHub $mock
      $env:GITHUB_API_URL, $env:GITHUB_TOKEN = $mock.BaseUri, $mock.Token
      $console = Get-ConsolePath
      $told = dotnet $console apply docs/examples/rollout.csv --ledger "$TestDrive/ledger" 2>$null
      $LASTEXITCODE | Should -Be 0
      $byConsole = & { Get-MockSecret $mock; Get-MockVariable $mock } | Select-Object scope, name, visibility, selectedRepositories, valueBase64 | ConvertTo-Json -Depth 4
    }
    finally {
      $env:GITHUB_API_URL = $env:GITHUB_TOKEN = $null
      Pop-Location
    }
    $changes.Count | Should -Be (Import-Csv $root/docs/examples/rollout.csv).Count
    $told | Should -Be (@($changes | ForEach-Object { "$_" }) + "$($changes.Count) Created.")
    $byConsole | Should -Be $byModule
  }

  It 'lets no row inherit from the row before: <Name>' -ForEach @(
    @{ Name = 'an empty cell'; Row = 'acme,,,,SECOND,value,,'; Scope = 'orgs/acme/actions' }
    @{ Name = 'a misspelt application'; Row = 'acme,,,Dependabott,SECOND,value,,'; Scope = $null }
    @{ Name = 'no place'; Row = ',,,,SECOND,value,,'; Scope = $null }
    @{ Name = 'no value'; Row = 'acme,,,,SECOND,,,'; Scope = $null }
    @{ Name = 'no name'; Row = 'acme,,,,,value,,'; Scope = $null }
    @{ Name = 'a misspelt visibility'; Row = 'acme,,,,SECOND,value,Privat,'; Scope = $null }
    @{ Name = 'an environment without a repository'; Row = 'acme,,prod,,SECOND,value,,'; Scope = $null }
  ) {
    Set-Content "$TestDrive/rows.csv" "Organization,Repository,Environment,Application,Name,Value,Visibility,SelectedRepository`nacme,,,Dependabot,FIRST,first,Selected,app;web`n$Row`nacme,,,,THIRD,third,,"
    Import-Csv "$TestDrive/rows.csv" | Set-GhSecret -ErrorVariable errors -ErrorAction SilentlyContinue
    (Get-MockSecret $mock -Name FIRST).scope | Should -Be 'orgs/acme/dependabot'
    (Get-MockSecret $mock -Name THIRD).scope | Should -Be 'orgs/acme/actions'
    (Get-MockSecret $mock -Name THIRD).visibility | Should -Be 'private'
    if ($Scope) {
      $errors | Should -BeNullOrEmpty
      $second = Get-MockSecret $mock -Name SECOND
      $second.scope | Should -Be $Scope
      $second.visibility | Should -Be 'private'
    }
    else {
      Get-MockSecret $mock -Name SECOND | Should -BeNullOrEmpty
      $errors.Count | Should -Be 1
      "$($errors[0])" | Should -Match '^(Record 2|SECOND in organization acme): '
    }
  }

  It 'lets no row inherit a column that it does not have' {
    Set-Content "$TestDrive/full.csv" "Organization,Application,Name,Value,Visibility,SelectedRepository`nacme,Dependabot,FIRST,first,Selected,app"
    Set-Content "$TestDrive/short.csv" "Organization,Name,Value`nacme,SECOND,second"
    Set-Content "$TestDrive/empty.csv" "Organization,Name`nacme,THIRD"
    'full', 'short', 'empty' | ForEach-Object { Import-Csv "$TestDrive/$_.csv" } | Set-GhSecret -ErrorVariable errors -ErrorAction SilentlyContinue
    $second = Get-MockSecret $mock -Name SECOND
    $second.scope | Should -Be 'orgs/acme/actions'
    $second.visibility | Should -Be 'private'
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidValue,GhSecrets.SetGhSecretCommand'
    Get-MockSecret $mock -Name THIRD | Should -BeNullOrEmpty
  }

  It 'keeps the value of a failing record out of every error: <Name>' -ForEach @(
    @{ Name = 'missing place'; Record = @{ Name = 'X'; Value = 'value-MARKED' } }
    @{ Name = 'missing name'; Record = @{ Repository = 'acme/app'; Value = 'value-MARKED' } }
    @{ Name = 'bad name'; Record = @{ Repository = 'acme/app'; Name = 'B A D'; Value = 'value-MARKED' } }
    @{ Name = 'missing repository'; Record = @{ Repository = 'acme/nowhere'; Name = 'X'; Value = 'value-MARKED' } }
    @{ Name = 'a hashtable as value'; Record = @{ Repository = 'acme/app'; Name = 'X'; Value = @{ Inner = 'value-MARKED' } } }
    @{ Name = 'an array as value'; Record = @{ Repository = 'acme/app'; Name = 'X'; Value = @('value-MARKED', 'value-MARKED') } }
    @{ Name = 'an object as value'; Record = @{ Repository = 'acme/app'; Name = 'X'; Value = [pscustomobject]@{ Inner = 'value-MARKED' } } }
    @{ Name = 'two values'; Record = @{ Repository = 'acme/app'; Name = 'X'; Value = 'value-MARKED'; EncryptedValue = 'value-MARKED'; KeyId = '1' } }
    @{ Name = 'a value that is no sealed box'; Record = @{ Repository = 'acme/app'; Name = 'X'; EncryptedValue = 'value-MARKED'; KeyId = '1' } }
    @{ Name = 'half a surrogate pair'; Record = @{ Repository = 'acme/app'; Name = 'X'; Value = "value-MARKED $([char]0xD83D)" } }
    @{ Name = 'too large'; Record = @{ Repository = 'acme/app'; Name = 'X'; Value = 'value-MARKED' * 5000 } }
    @{ Name = 'unknown application'; Record = @{ Repository = 'acme/app'; Name = 'X'; Value = 'value-MARKED'; Application = 'Actionss' } }
    @{ Name = 'unsupported application'; Record = @{ Repository = 'acme/app'; Environment = 'staging'; Name = 'X'; Value = 'value-MARKED'; Application = 'Agents' } }
  ) {
    $object = [pscustomobject]$Record
    foreach ($piped in $object, $Record) {
      $piped | Set-GhSecret -ErrorVariable errors -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
      $errors.Count | Should -Be 1
      $errors[0].FullyQualifiedErrorId | Should -Match ',GhSecrets\.SetGhSecretCommand$'
      $errors[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
      $errors[0].TargetObject | Should -Not -Be $piped
      Get-ErrorText $errors | Should -Not -Match 'MARKED'
      Get-ErrorText $Error | Should -Not -Match 'MARKED'
    }
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'quotes nothing of an argument that is no value: <Name>' -ForEach @(
    @{ Name = 'an object'; Argument = [pscustomobject]@{ Inner = 'value-MARKED' } }
    @{ Name = 'an array'; Argument = @('value-MARKED', 'value-MARKED') }
    @{ Name = 'a hashtable'; Argument = @{ Inner = 'value-MARKED' } }
    @{ Name = 'an address'; Argument = [uri]'https://value-MARKED' }
  ) {
    $told = try { Set-GhRepoSecret acme/app X -Value $Argument -ErrorAction Stop } catch { $_ }
    "$told" | Should -Match '(?i)give a string, SecureString, byte\[\], PSCredential or FileInfo'
    { Connect-GhSession -Token $Argument } | Should -Throw '*SecureString*'
    Get-ErrorText $Error | Should -Not -Match 'MARKED'
  }

  It 'shows no value in verbose, debug or transcript' {
    $value = 'value-MARKED'
    $log = "$TestDrive/transcript.txt"
    $null = Start-Transcript $log
    $shown = [pscustomobject]@{ Repository = 'acme/app'; Name = 'X'; Value = $value } | Set-GhSecret -PassThru -Verbose -Debug *>&1 | Out-String
    $null = Stop-Transcript
    $shown | Should -Match 'PUT /repos/acme/app/actions/secrets/X 201 \d+ ms'
    $shown | Should -Not -Match 'MARKED'
    Get-Content $log -Raw | Should -Not -Match 'MARKED'
  }

  It 'explains a hashtable where an object is meant' {
    @{ Repository = 'acme/app'; Name = 'X'; Value = 'x' } | Set-GhSecret -ErrorVariable errors -ErrorAction SilentlyContinue
    "$($errors[0])" | Should -Match '\[pscustomobject\]'
  }

  It 'completes the words of -Application and -Visibility' {
    (TabExpansion2 'Set-GhSecret -Application d').CompletionMatches.CompletionText | Should -Be 'Dependabot'
    (TabExpansion2 'Set-GhOrgSecret -Visibility ').CompletionMatches.CompletionText | Should -Be 'All', 'Private', 'Selected'
  }
}
