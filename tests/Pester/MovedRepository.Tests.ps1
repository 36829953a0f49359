Describe 'A repository that has another name now' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $saved = $env:GHSECRETS_LEDGER_KEY, $env:DECLARED
    $env:DECLARED = 'declared'
    $env:GHSECRETS_LEDGER_KEY = 'only the tests have this'

    function Set-Declared {
      param([string[]] $Name, [string] $Place)
      Set-DeclaredFile "$TestDrive/secrets.yaml" ($Name | ForEach-Object { "{ name: $_, $Place, value: { env: DECLARED } }" })
    }

    function Rename-App {
      param([string] $To)
      Add-MockAct $mock @{ rename = @{ from = 'acme/app'; to = $To } }
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
    $told = @()
    $telling = @{ WarningVariable = 'told'; WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue' }
  }

  Context 'in a declared file' {
    It 'keeps its secrets, and what is declared follows: <Case>' -ForEach @(
      @{ Case = 'a pattern'; To = 'acme/api'; Before = 'repositories: ["acme/a*"]'; Vault = 'actions' }
      @{ Case = 'the former name'; To = 'acme/new'; Before = 'repositories: [acme/app]'; Vault = 'actions' }
      @{ Case = 'the new name'; To = 'acme/new'; Before = 'repositories: [acme/app]'; After = 'repositories: [acme/new]'; Vault = 'actions' }
      @{ Case = 'an environment'; To = 'acme/new'; Before = 'repositories: [acme/app], environments: [staging]'; Vault = 'environments/staging' }
      @{ Case = 'Dependabot'; To = 'acme/new'; Before = 'repositories: [acme/app], application: dependabot'; Vault = 'dependabot' }
      @{ Case = 'another owner, by the new name'; To = 'globex/app'; Before = 'repositories: [acme/app]'; After = 'repositories: [globex/app]'; Vault = 'actions' }
    ) {
      Sync-GhSecret (Set-Declared A, B $Before)
      Rename-App $To
      $file = Set-Declared A "$(if ($After) { $After } else { $Before })"
      $plan = Compare-GhSecret $file @telling
      "$told" | Should -Match "acme/app is now $To\. "
      $told.Count | Should -Be 1
      $plan.Action | Should -Not -Contain 'Remove'
      Sync-GhSecret $file -Prune -PassThru @telling | ForEach-Object { "$($_.Action) $($_.Name) $($_.Repository)" } | Should -Be "Updated A $To"
      $told.Count | Should -Be 1
      (Get-MockSecret $mock).scope | Should -Be (@("repos/$To/$Vault") * 2)
      (Compare-GhSecret $file @telling).Action | Should -Be 'Unchanged', 'Unowned'
      $Error | Should -BeNullOrEmpty
    }

    It 'keeps its secrets when its organization is renamed' {
      Sync-GhSecret (Set-Declared A, B 'repositories: [acme/app]')
      Add-MockAct $mock @{ renameOrganization = @{ from = 'acme'; to = 'initech' } }
      $file = Set-Declared A 'repositories: ["initech/app*"]'
      Sync-GhSecret $file -Prune -PassThru @telling | ForEach-Object { "$_" } | Should -Be 'Updated A in repository initech/app'
      "$told" | Should -Match 'acme/app is now initech/app\. '
      $told.Count | Should -Be 1
      (Compare-GhSecret $file @telling).Action | Should -Be 'Unchanged', 'Unowned'
      (Get-MockSecret $mock).scope | Should -Be (@('repos/initech/app/actions') * 2)
      $Error | Should -BeNullOrEmpty
    }

    It 'gets nothing, and keeps its secrets, when it has another owner and the file its former name' {
      Sync-GhSecret (Set-Declared A, B 'repositories: [acme/app]')
      Rename-App globex/app
      Clear-MockRequest $mock
      Sync-GhSecret (Set-Declared A 'repositories: [acme/app]') -Prune -PassThru @telling | Should -BeNullOrEmpty
      $Error.FullyQualifiedErrorId | Should -Be 'RepositoryMoved,GhSecrets.SyncGhSecretCommand'
      "$Error" | Should -Be 'A in repository acme/app: acme/app is now globex/app, which is another owner. Nothing was written. If that is right, use the new name.'
      "$told" | Should -Match 'acme/app is now globex/app'
      Get-MockWrite $mock | Should -BeNullOrEmpty
      @(Get-MockSecret $mock).Count | Should -Be 2
    }

    It 'is written to when it is renamed just before <Method> <Path>' -ForEach @(
      @{ Method = 'GET'; Path = '/public-key$' }
      @{ Method = 'PUT'; Path = '/A$' }
    ) {
      Add-MockAct $mock @{ method = $Method; path = $Path; rename = @{ from = 'acme/app'; to = 'acme/new' } }
      (Sync-GhSecret (Set-Declared A 'repositories: [acme/app]') -PassThru @telling).Repository | Should -Be 'acme/new'
      "$told" | Should -Match '^acme/app is now acme/new\. '
      (Compare-GhSecret (Set-Declared A 'repositories: [acme/new]') @telling).Action | Should -Be 'Unchanged'
      $Error | Should -BeNullOrEmpty
    }

    It 'is refused by two names, before any write' {
      Rename-App acme/new
      $file = Set-DeclaredFile "$TestDrive/secrets.yaml" '{ name: A, repositories: [acme/app], value: { env: DECLARED } }', '{ name: B, repositories: [acme/new], value: { env: DECLARED } }'
      Sync-GhSecret $file -PassThru @telling | Should -BeNullOrEmpty
      $Error.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GhSecrets.SyncGhSecretCommand'
      "$Error" | Should -Match 'acme/app \(line 2\) and acme/new \(line 3\) are one repository, which is now acme/new\. Use that name alone\.$'
      Get-MockWrite $mock | Should -BeNullOrEmpty
    }
  }

  Context 'on the command line' {
    It 'is written to by <Cmdlet>, with the new name in the change and in one warning' -ForEach @(
      @{ Cmdlet = 'Set-GhRepoSecret'; Place = @{ Repository = 'acme/app' }; Vault = 'actions' }
      @{ Cmdlet = 'Set-GhEnvironmentSecret'; Place = @{ Repository = 'acme/app'; Environment = 'prod/eu west' }; Vault = 'environments/prod%2Feu%20west' }
    ) {
      Rename-App acme/new
      $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Name = "TOKEN_$_"; Value = 'given' } }
      $changes = $rows | & $Cmdlet @Place -PassThru @telling
      $changes.Repository | Should -Be (@('acme/new') * 3)
      "$told" | Should -Match '^acme/app is now acme/new\. '
      $told.Count | Should -Be 1
      (Get-MockSecret $mock).scope | Should -Be (@("repos/acme/new/$Vault") * 3)
      $Error | Should -BeNullOrEmpty
    }

    It 'gets nothing by <Cmdlet> when it has another owner' -ForEach @(
      @{ Cmdlet = 'Set-GhRepoSecret'; Place = @{ Repository = 'acme/app' } }
      @{ Cmdlet = 'Set-GhEnvironmentSecret'; Place = @{ Repository = 'acme/app'; Environment = 'staging' } }
    ) {
      Rename-App globex/app
      & $Cmdlet @Place -Name TOKEN -Value 'given' -PassThru @telling | Should -BeNullOrEmpty
      $Error.FullyQualifiedErrorId | Should -Match '^RepositoryMoved,'
      "$Error" | Should -Match 'acme/app is now globex/app, which belongs to another owner\. Nothing was written\.'
      Get-MockSecret $mock | Should -BeNullOrEmpty
    }

    It 'keeps a secret that is to be removed by its former name' {
      Set-GhRepoSecret acme/app TOKEN -Value 'given'
      Rename-App acme/new
      Remove-GhRepoSecret acme/app TOKEN -Force -PassThru @telling | Should -BeNullOrEmpty
      $Error.FullyQualifiedErrorId | Should -Match '^RepositoryMoved,'
      "$Error" | Should -Match 'acme/app is now acme/new\. The secret stays\. Use the new name\.$'
      (Get-MockSecret $mock).value | Should -Be 'given'
    }
  }
}
