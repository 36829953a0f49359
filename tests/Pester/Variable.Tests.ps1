Describe 'Variables' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub

    function Get-Writes { @(Get-MockRequest $mock | Where-Object method -NE 'GET') }
    function Get-Reads { @(Get-MockRequest $mock | Where-Object method -EQ 'GET') }
  }

  AfterAll { Stop-MockGitHub $mock }

  BeforeEach {
    Connect-MockGitHub $mock
    $Error.Clear()
  }

  Context 'of <Noun>' -ForEach @(
    @{ Noun = 'GhOrgVariable'; Place = @{ Organization = 'acme' }; Words = 'organization acme' }
    @{ Noun = 'GhRepoVariable'; Place = @{ Repository = 'acme/app' }; Words = 'repository acme/app' }
    @{ Noun = 'GhEnvironmentVariable'; Place = @{ Repository = 'acme/app'; Environment = 'staging' }; Words = "environment 'staging' of acme/app" }
  ) {
    It 'are set, read, renamed and removed' {
      $created = & "Set-$Noun" @Place -Name region -Value 'eu west 🔑' -PassThru
      "$($created.Action) $($created.Kind) $($created.Name)" | Should -Be 'Created Variable REGION'
      "$created" | Should -Be "Created variable REGION in $Words"
      (& "Set-$Noun" @Place -Name REGION -Value 'eu west 🔑' -PassThru).Action | Should -Be 'Unchanged'
      (& "Set-$Noun" @Place -Name REGION -Value '' -PassThru).Action | Should -Be 'Updated'
      $read = & "Get-$Noun" @Place
      "$($read.Kind) $($read.Name) '$($read.Value)'" | Should -Be "Variable REGION ''"
      $renamed = & "Set-$Noun" @Place -Name REGION -NewName area -PassThru
      "$($renamed.Action) $($renamed.Name) $($renamed.NewName)" | Should -Be 'Renamed REGION AREA'
      (& "Get-$Noun" @Place -Name 'A*').Name | Should -Be 'AREA'
      & "Get-$Noun" @Place | & "Remove-$Noun" -Force
      & "Get-$Noun" @Place | Should -BeNullOrEmpty
      $Error | Should -BeNullOrEmpty
    }

    It 'say what would be done' {
      & "Set-$Noun" @Place -Name OLD -Value 1
      $writes = (Get-Writes).Count
      $null = Start-Transcript "$TestDrive/plan.txt"
      try { & "Set-$Noun" @Place -Name NEW, OLD -Value 1 -WhatIf } finally { $null = Stop-Transcript }
      $said = Get-Content "$TestDrive/plan.txt" -Raw
      $said | Should -Match 'Create variable'
      $said | Should -Match 'Leave variable unchanged'
      (Get-Writes).Count | Should -Be $writes
    }
  }

  It 'of Agents are told apart from those of Actions' {
    Set-GhRepoVariable acme/app REGION eu -Application Agents
    Get-GhRepoVariable acme/app | Should -BeNullOrEmpty
    (Get-GhRepoVariable acme/app -Application Agents).Application | Should -Be 'Agents'
  }

  It 'cost what they must: one typed, one list for those that are piped' {
    Set-GhRepoVariable acme/app REGION eu
    (Get-Reads).Count | Should -Be 1
    (Get-Writes).Count | Should -Be 1
    Set-GhRepoVariable acme/app REGION eu
    (Get-Reads).Count | Should -Be 2
    (Get-Writes).Count | Should -Be 1
    1..40 | ForEach-Object { [pscustomobject]@{ Name = "V$_"; Value = $_ } } | Set-GhRepoVariable acme/web
    $before = (Get-Reads).Count
    $writes = (Get-Writes).Count
    Get-GhRepoVariable acme/web | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Value = if ($_.Name -eq 'V7') { 'new' } else { $_.Value } } } | Set-GhRepoVariable acme/web
    (Get-Reads).Count - $before | Should -Be 4
    (Get-Writes).Count - $writes | Should -Be 1
  }

  It 'are copied from repository to repository, but from an environment only where name and value alone are piped' {
    Set-GhRepoVariable acme/app REGION eu
    Set-GhEnvironmentVariable acme/app staging STAGE s
    Get-GhRepoVariable acme/app | Set-GhRepoVariable -Repository acme/web
    (Get-GhRepoVariable acme/web).Value | Should -Be 'eu'
    Get-GhEnvironmentVariable acme/app staging | Set-GhRepoVariable -Repository acme/web -ErrorVariable failed -ErrorAction SilentlyContinue
    "$failed" | Should -Match 'gives Environment, and Set-GhRepoVariable is for variables of a repository. Use Set-GhEnvironmentVariable'
    Get-GhEnvironmentVariable acme/app staging | Select-Object Name, Value | Set-GhRepoVariable acme/web
    (Get-GhRepoVariable acme/web).Name | Should -Be 'REGION', 'STAGE'
  }

  It 'take <Name>' -ForEach @(
    @{ Name = 'a whole number'; Given = { 5 }; Kept = '5' }
    @{ Name = 'a number with a fraction'; Given = { 1.5 }; Kept = '1.5' }
    @{ Name = 'true'; Given = { $true }; Kept = 'true' }
    @{ Name = 'false'; Given = { $false }; Kept = 'false' }
    @{ Name = 'lines'; Given = { "a`r`nb`n" }; Kept = "a`r`nb`n" }
    @{ Name = 'a file'; Given = { Set-Content "$TestDrive/v" 'of a file' -NoNewline; Get-Item "$TestDrive/v" }; Kept = 'of a file' }
  ) {
    Set-GhRepoVariable acme/app TYPED (& $Given)
    [pscustomobject]@{ Name = 'PIPED'; Value = & $Given } | Set-GhRepoVariable acme/app
    & $Given | Set-GhRepoVariable acme/app ALONE
    (Get-GhRepoVariable acme/app).Value | Should -BeExactly $Kept, $Kept, $Kept
  }

  It 'refuse <Name> before any request' -ForEach @(
    @{ Name = 'a SecureString'; Call = { Set-GhRepoVariable acme/app A (ConvertTo-SecureString x -AsPlainText) }; Id = 'InvalidValue' }
    @{ Name = 'a credential'; Call = { Set-GhRepoVariable acme/app A ([pscredential]::new('u', (ConvertTo-SecureString x -AsPlainText))) }; Id = 'InvalidValue' }
    @{ Name = 'a SecureString that is piped'; Call = { ConvertTo-SecureString x -AsPlainText | Set-GhRepoVariable acme/app A }; Id = 'InvalidValue' }
    @{ Name = 'an array'; Call = { Set-GhRepoVariable acme/app A ('a', 'b') }; Id = 'InvalidValue' }
    @{ Name = 'a hashtable'; Call = { Set-GhRepoVariable acme/app A @{ a = 1 } }; Id = 'InvalidValue' }
    @{ Name = 'null'; Call = { Set-GhRepoVariable acme/app A $null }; Id = 'InvalidValue' }
    @{ Name = 'no value'; Call = { Set-GhRepoVariable acme/app A }; Id = 'InvalidValue' }
    @{ Name = 'more than 48 KB'; Call = { Set-GhRepoVariable acme/app A ('x' * 49153) }; Id = 'ValueTooLarge' }
    @{ Name = 'a dash'; Call = { Set-GhRepoVariable acme/app A-B x }; Id = 'InvalidVariableName' }
    @{ Name = 'a leading digit'; Call = { Set-GhRepoVariable acme/app 1A x }; Id = 'InvalidVariableName' }
    @{ Name = 'GITHUB_'; Call = { Set-GhRepoVariable acme/app GITHUB_A x }; Id = 'InvalidVariableName' }
    @{ Name = 'repositories without Selected'; Call = { Set-GhOrgVariable acme A x -SelectedRepository app }; Id = 'InvalidArgument' }
    @{ Name = 'a visibility at a repository'; Call = { [pscustomobject]@{ Name = 'A'; Value = 'x'; Visibility = 'All' } | Set-GhRepoVariable acme/app }; Id = 'InvalidArgument' }
    @{ Name = 'Dependabot'; Call = { Set-GhRepoVariable acme/app A x -Application Dependabot }; Id = 'ScopeNotSupported' }
    @{ Name = 'Codespaces'; Call = { Get-GhRepoVariable acme/app -Application Codespaces }; Id = 'ScopeNotSupported' }
    @{ Name = 'another word as Kind'; Call = { [pscustomobject]@{ Kind = 'Thing'; Name = 'A'; Value = 'x' } | Set-GhRepoVariable acme/app }; Id = 'InvalidArgument' }
    @{ Name = 'two names for one'; Call = { Set-GhRepoVariable acme/app A, B -NewName C }; Id = 'InvalidArgument' }
    @{ Name = 'a rename with a value'; Call = { Set-GhRepoVariable acme/app A x -NewName C }; Id = 'InvalidArgument' }
    @{ Name = 'lines one by one'; Call = { 'a', 'b' | Set-GhRepoVariable acme/app A }; Id = 'InvalidValue' }
  ) {
    & $Call 2>$null
    $Error.Count | Should -BeGreaterThan 0
    $Error[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'warn of a value that looks like a secret, and are written' {
    Set-GhRepoVariable acme/app TOKEN 'ghp_0123456789abcdef0123' -WarningVariable warned -WarningAction SilentlyContinue
    "$warned" | Should -BeLike 'TOKEN: The value looks like a token of GitHub.*-SkipValueCheck*'
    Set-GhRepoVariable acme/app TOKEN 'ghp_0123456789abcdef0124' -SkipValueCheck -WarningVariable silent
    $silent | Should -BeNullOrEmpty
    (Get-GhRepoVariable acme/app).Name | Should -Be 'TOKEN'
  }

  It 'and secrets refuse each other: <Call>' -ForEach @(
    @{ Call = { Get-GhRepoVariable acme/app | Remove-GhRepoSecret -Force }; Expected = "Record 1: The record's Kind is Variable, and Remove-GhRepoSecret is for secrets. Use Remove-GhRepoVariable." }
    @{ Call = { Get-GhRepoVariable acme/app | ConvertTo-Json | ConvertFrom-Json | Set-GhRepoSecret }; Expected = '*Use Set-GhRepoVariable.' }
    @{ Call = { [pscustomobject]@{ Kind = 'Variable'; Name = 'A'; User = 'me' } | Set-GhUserSecret -Value x }; Expected = '*A user has no variables.' }
    @{ Call = { Get-GhRepoSecret acme/app | Remove-GhRepoVariable -Force }; Expected = "*Kind is Secret*Use Remove-GhRepoSecret." }
    @{ Call = { Get-GhRepoSecret acme/app | Set-GhRepoVariable -Value x }; Expected = '*Use Set-GhRepoSecret.' }
    @{ Call = { Get-GhOrgSecret acme | Add-GhOrgVariableRepository -Repository app }; Expected = '*Use Add-GhOrgSecretRepository.' }
    @{ Call = { Get-GhOrgVariable acme | Add-GhOrgSecretRepository -Repository app }; Expected = '*Use Add-GhOrgVariableRepository.' }
  ) {
    Set-GhRepoVariable acme/app BOTH v
    Set-GhOrgVariable acme BOTH v -Visibility Selected -SelectedRepository app
    Set-GhRepoSecret acme/app BOTH -Value s
    Set-GhOrgSecret acme BOTH -Value s -SelectedRepository app
    $writes = (Get-Writes).Count
    & $Call 2>$null
    "$($Error[0])" | Should -BeLike $Expected
    (Get-Writes).Count | Should -Be $writes
  }

  It 'stand in one file with secrets, and each goes where it belongs' {
    Set-Content "$TestDrive/app.env" 'DB_PASSWORD=of-MARKED', 'REGION=eu-west-1', 'API_URL=https://api.example.com'
    Import-GhSecret "$TestDrive/app.env" -Variable REGION, '*_URL' | Set-GhSecret -Repository acme/app -PassThru | ForEach-Object { "$_" } |
      Should -Be 'Created DB_PASSWORD in repository acme/app', 'Created variable REGION in repository acme/app', 'Created variable API_URL in repository acme/app'
    (Get-MockSecret $mock).name | Should -Be 'DB_PASSWORD'
    Get-GhRepoVariable acme/app | ForEach-Object { "$($_.Name)=$($_.Value)" } | Should -Be 'API_URL=https://api.example.com', 'REGION=eu-west-1'
    $rows = Import-GhSecret "$TestDrive/app.env" -Variable 'REGIN' -WarningVariable warned -WarningAction SilentlyContinue
    "$warned" | Should -BeLike '*app.env: no name matches -Variable REGIN.'
    $rows | Where-Object Kind | Should -BeNullOrEmpty
  }

  It 'are copied by rows of both kinds: a CSV file, a value that looks like a secret, a binary file' {
    @('Kind,Repository,Name,Value', 'Variable,acme/app,REGION,eu', 'Secret,acme/app,TOKEN,s', ',acme/app,OTHER,t', 'Variable,acme/app,KEY,ghp_0123456789abcdef0123', 'Thing,acme/app,X,y') |
      Set-Content "$TestDrive/rows.csv"
    Import-Csv "$TestDrive/rows.csv" | Set-GhSecret -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable warned -WarningAction SilentlyContinue
    "$failed" | Should -Match "^Record 5: .*Kind"
    "$warned" | Should -BeLike 'KEY: The value looks like a token of GitHub*'
    (Get-GhRepoVariable acme/app).Name | Should -Be 'KEY', 'REGION'
    (Get-MockSecret $mock).name | Sort-Object | Should -Be 'OTHER', 'TOKEN'
    Import-Csv "$TestDrive/rows.csv" | Select-Object -First 1 | Set-GhSecret -PassThru | ForEach-Object Action | Should -Be 'Unchanged'
    [System.IO.File]::WriteAllBytes("$TestDrive/v.bin", [byte[]](0xFF, 0xFE))
    [pscustomobject]@{ Kind = 'Variable'; Repository = 'acme/app'; Name = 'BIN'; ValueFile = "$TestDrive/v.bin" } | Set-GhSecret -ErrorVariable failed -ErrorAction SilentlyContinue
    "$failed" | Should -Match 'not UTF-8 text'
  }

  It 'of an organization keep who sees them; repositories are added, replaced and removed' {
    Set-GhOrgVariable acme REGION eu -Visibility Selected -SelectedRepository app, web
    Set-GhOrgVariable acme REGION us
    (Get-GhOrgVariable acme REGION).Visibility | Should -Be 'Selected'
    (Get-GhOrgVariableRepository acme REGION).SelectedRepository | Should -Be 'acme/app', 'acme/web'
    Remove-GhOrgVariableRepository acme REGION -Repository web -Force
    (Get-GhOrgVariableRepository acme REGION).SelectedRepository | Should -Be 'acme/app'
    (Add-GhOrgVariableRepository acme REGION -Repository web -PassThru).Action | Should -Be 'Updated'
    'web' | ForEach-Object { [pscustomobject]@{ Name = 'REGION'; SelectedRepository = $_ } } | Set-GhOrgVariableRepository acme
    (Get-GhOrgVariableRepository acme REGION).SelectedRepository | Should -Be 'acme/web'
    (Get-GhRepoVariable acme/web -Inherited).Organization | Should -Be 'acme'
    $Error | Should -BeNullOrEmpty
  }

  It 'are shown with their values, on one line each' {
    Set-GhRepoVariable acme/app REGION "eu`nwest"
    (Get-GhRepoVariable acme/app | Out-String -Width 80) | Should -Match 'REGION +eu west'
    (Set-GhRepoVariable acme/app REGION us -PassThru | Out-String -Width 80) | Should -Match 'Updated +REGION'
  }
}
