Describe 'The access that an update keeps, while somebody else changes it' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub

    function Get-SetSecret {
      param([string] $Visibility, [string[]] $Repository = @())
      @{ scope = 'orgs/acme/actions'; name = 'TOKEN'; value = 'old'; visibility = $Visibility; selectedRepositories = $Repository }
    }
  }

  AfterAll {
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    $Error.Clear()
  }

  It 'is the narrower one when the secret is narrowed just before it is read' {
    Add-MockAct $mock @{ set = Get-SetSecret all }
    Add-MockAct $mock @{ method = 'GET'; path = '/TOKEN$'; set = Get-SetSecret selected 'acme/web' }
    Set-GhOrgSecret acme TOKEN -Value 'new'
    $stored = Get-MockSecret $mock
    $stored.value, $stored.visibility, $stored.selectedRepositories | Should -Be 'new', 'selected', 'acme/web'
    $Error | Should -BeNullOrEmpty
  }

  It 'is the narrower one when the secret is narrowed while the write waits for the end of a rate limit' {
    Add-MockAct $mock @{ set = Get-SetSecret all }
    Set-MockLimit $mock -Request 3
    Add-MockAct $mock @{ method = 'PUT'; path = '/TOKEN$'; set = Get-SetSecret selected 'acme/web' }
    Set-GhOrgSecret acme TOKEN -Value 'new'
    (Get-MockRequest $mock | Where-Object method -EQ 'PUT').status | Should -Be 429, 204
    $stored = Get-MockSecret $mock
    $stored.value, $stored.visibility, $stored.selectedRepositories | Should -Be 'new', 'selected', 'acme/web'
    $Error | Should -BeNullOrEmpty
  }

  It 'is kept by a sync that declares none' {
    Add-MockAct $mock @{ set = Get-SetSecret all }
    Add-MockAct $mock @{ method = 'GET'; path = '/TOKEN$'; set = Get-SetSecret selected 'acme/web' }
    $file = Set-DeclaredFile "$TestDrive/secrets.yaml" '{ name: TOKEN, organization: acme, value: { env: DECLARED } }'
    $saved = $env:DECLARED
    try {
      $env:DECLARED = 'new'
      Sync-GhSecret $file -LedgerKey 'only the tests have this'
    }
    finally {
      $env:DECLARED = $saved
    }
    $stored = Get-MockSecret $mock
    $stored.value, $stored.visibility, $stored.selectedRepositories | Should -Be 'new', 'selected', 'acme/web'
    $Error | Should -BeNullOrEmpty
  }

  It 'is told as an error where GitHub did not show the secret' {
    Add-MockAct $mock @{ method = 'PUT'; path = '/TOKEN$'; set = Get-SetSecret all }
    Set-GhOrgSecret acme TOKEN -Value 'new' -PassThru -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    $Error.FullyQualifiedErrorId | Should -Be 'AccessUnknown,GhSecrets.SetGhOrgSecretCommand'
    "$Error" | Should -Match '^TOKEN in organization acme: The value was stored, but TOKEN was there .* it now has the access of a new secret \(private\)\.'
    (Get-MockSecret $mock).visibility | Should -Be 'private'
  }

  It 'holds a repository that is added while the pages are read' {
    $names = 1..130 | ForEach-Object { "svc-$_" }
    Add-MockSeed $mock @{ organizations = @(@{ login = 'acme'; repositories = $names }) }
    $selected = @($names | ForEach-Object { "acme/$_" })
    Add-MockAct $mock @{ set = Get-SetSecret selected $selected }

    # On the first page, which was read by then.
    Add-MockAct $mock @{ method = 'GET'; path = '/TOKEN/repositories[?].*page=2$'; set = Get-SetSecret selected (@('acme/app') + $selected) }
    Set-GhOrgSecret acme TOKEN -Value 'new'
    $stored = Get-MockSecret $mock
    $stored.value | Should -Be 'new'
    $stored.selectedRepositories | Should -Be (@('acme/app') + $selected)
    $Error | Should -BeNullOrEmpty
  }
}
