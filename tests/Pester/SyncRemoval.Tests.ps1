Describe 'Sync-GhSecret -Prune, while somebody else changes what is to be removed' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $saved = $env:GHSECRETS_LEDGER_KEY, $env:DECLARED
    $env:DECLARED = 'declared'
    $env:GHSECRETS_LEDGER_KEY = 'only the tests have this'

    # Declares secrets of acme/app and of no other place, unless it is said, and makes it so; one request after the other.
    function Sync-Declared {
      param([string[]] $Name, [string] $Place = 'acme/app')
      $file = Set-DeclaredFile "$TestDrive/secrets.yaml" ($Name | ForEach-Object { "{ name: $_, repositories: ['$Place'], value: { env: DECLARED } }" })
      Sync-GhSecret $file -Prune -PassThru -ThrottleLimit 1 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
    }
  }

  AfterAll {
    $env:GHSECRETS_LEDGER_KEY, $env:DECLARED = $saved
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Get-ChildItem $TestDrive -Force | Remove-Item -Recurse -Force
    $Error.Clear()
    $byHand = @{ scope = 'repos/acme/app/actions'; name = 'A'; value = 'by hand' }
  }

  It 'warns once of a -MaximumRemove without -Prune' {
    $file = Set-DeclaredFile "$TestDrive/secrets.yaml" '{ name: A, repositories: [acme/app], value: { env: DECLARED } }'
    Sync-GhSecret $file -MaximumRemove 3 -WarningVariable alone -WarningAction SilentlyContinue
    Sync-GhSecret $file -MaximumRemove 3 -Prune -WarningVariable both -WarningAction SilentlyContinue
    @($alone -match 'MaximumRemove') | Should -Be '-MaximumRemove has no effect without -Prune: nothing is removed.'
    $both -match 'MaximumRemove' | Should -BeNullOrEmpty
  }

  It 'keeps a secret that is set just before <_> is read, and removes the others' -ForEach '^/repos/acme/app$', '/secrets/A$' {
    $null = Sync-Declared A, B, KEPT
    Add-MockAct $mock @{ method = 'GET'; path = $_; set = $byHand }
    Sync-Declared KEPT | ForEach-Object { "$_" } | Should -Be 'Removed B in repository acme/app'
    $Error.FullyQualifiedErrorId | Should -Be 'Drifted,GhSecrets.SyncGhSecretCommand'
    "$Error" | Should -Match '^A in repository acme/app: It stays: somebody changed it on .+, after it was compared\.$'
    (Get-MockSecret $mock -Name A).value | Should -Be 'by hand'
  }

  It 'keeps a secret that is set while <Method> waits for the end of a rate limit, and removes the others' -ForEach @(
    @{ Method = 'PUT'; Path = '/NEW$'; Request = 2 }
    @{ Method = 'DELETE'; Path = '/A$'; Request = 5 }
  ) {
    $null = Sync-Declared A, B
    Clear-MockRequest $mock
    Set-MockLimit $mock -Request $Request
    Add-MockAct $mock @{ method = $Method; path = $Path; set = $byHand }
    Sync-Declared NEW | ForEach-Object { "$_" } | Should -Be 'Created NEW in repository acme/app', 'Removed B in repository acme/app'
    $Error.FullyQualifiedErrorId | Should -Be 'Drifted,GhSecrets.SyncGhSecretCommand'
    (Get-MockSecret $mock -Name A).value | Should -Be 'by hand'
    (Get-MockRequest $mock | Where-Object status -EQ 429).method | Should -Be $Method
  }

  It 'keeps a secret whose repository is renamed just before <Method> <Path>' -ForEach @(
    @{ Method = 'GET'; Path = '^/repos/acme/app$' }
    @{ Method = 'GET'; Path = '/secrets/A$' }
    @{ Method = 'DELETE'; Path = '/A$' }
  ) {
    $null = Sync-Declared A, KEPT
    Add-MockAct $mock @{ method = $Method; path = $Path; rename = @{ from = 'acme/app'; to = 'acme/new' } }
    Sync-Declared KEPT | Should -BeNullOrEmpty
    $Error.FullyQualifiedErrorId | Should -Be 'Drifted,GhSecrets.SyncGhSecretCommand'
    "$Error" | Should -Be 'A in repository acme/app: acme/app is now acme/new. The secret stays. Use the new name.'
    (Get-MockSecret $mock -Name A).scope | Should -Be 'repos/acme/new/actions'
  }

  It 'keeps the secrets of a repository that slips between two pages of its owner''s list' {
    # The first of the second page, until site is gone.
    Add-MockSeed $mock @{ organizations = @(@{ login = 'acme'; repositories = @(1..97 | ForEach-Object { "other-$_" }) + 'svc-1' }) }
    $null = Sync-Declared A 'acme/svc-*'
    Add-MockAct $mock @{ method = 'GET'; path = '/repos[?].*page=2$'; removeRepository = 'acme/site' }
    Clear-MockRequest $mock
    Sync-Declared A 'acme/svc-*' | Should -BeNullOrEmpty
    Get-MockWrite $mock | Should -BeNullOrEmpty
    (Get-MockRequest $mock).path | Should -Contain '/repos/acme/svc-1'
    (Get-MockSecret $mock).scope | Should -Be 'repos/acme/svc-1/actions'
    $Error | Should -BeNullOrEmpty
  }
}
