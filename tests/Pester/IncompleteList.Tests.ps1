Describe 'A list that names fewer secrets than there are' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $saved = $env:GHSECRETS_LEDGER_KEY, $env:DECLARED
    $env:DECLARED = 'declared'
    $env:GHSECRETS_LEDGER_KEY = 'only the tests have this'
  }

  AfterAll {
    $env:GHSECRETS_LEDGER_KEY, $env:DECLARED = $saved
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Get-ChildItem $TestDrive -Force | Remove-Item -Recurse -Force
    $Error.Clear()
  }

  It 'is an error of <Cmdlet> for each secret that is declared there, and nothing is written or removed' -ForEach @(
    @{ Cmdlet = 'Compare-GhSecret'; Options = @{} }
    @{ Cmdlet = 'Sync-GhSecret'; Options = @{ Prune = $true; PassThru = $true } }
  ) {
    Sync-GhSecret (Set-DeclaredFile "$TestDrive/secrets.yaml" '{ name: A, repositories: [acme/app], value: { env: DECLARED } }')
    $null = Invoke-MockControl $mock '/unlisted?count=3' -Method Put
    Clear-MockRequest $mock
    $file = Set-DeclaredFile "$TestDrive/secrets.yaml" '{ name: B, repositories: [acme/app], value: { env: DECLARED } }'
    & $Cmdlet $file @Options -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    $Error.FullyQualifiedErrorId | Should -Match '^IncompleteList,'
    "$Error" | Should -Match '^B in repository acme/app: The list of repository acme/app says that there are 4 secrets, and names 1\.'
    Get-MockWrite $mock | Should -BeNullOrEmpty
  }

  It 'is written out by Get-GhRepoSecret as far as it goes, with one error' {
    Add-MockSecret $mock 'repos/acme/app/actions' -Count 120 -Prefix S_
    $null = Invoke-MockControl $mock '/unlisted?count=3' -Method Put
    @(Get-GhRepoSecret acme/app, acme/web -ErrorAction SilentlyContinue).Count | Should -Be 120
    $Error.Count | Should -Be 2
    $Error.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'IncompleteList,GhSecrets.GetGhRepoSecretCommand'
    "$($Error[1])" | Should -Match '^repository acme/app: The list of repository acme/app says that there are 123 secrets, and names 120\.'
  }

  It 'does not make a secret of an organization look new' {
    $null = Invoke-MockControl $mock '/unlisted?count=3' -Method Put
    Set-GhOrgSecret acme TOKEN -Value 'given' -PassThru -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    $Error.FullyQualifiedErrorId | Should -Be 'IncompleteList,GhSecrets.SetGhOrgSecretCommand'
    Get-MockWrite $mock | Should -BeNullOrEmpty
  }
}
