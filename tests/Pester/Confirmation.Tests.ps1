Describe 'A cmdlet that has to ask, where nobody can be asked' {
  BeforeDiscovery {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $asks = @(
      @{ Run = 'Remove-GhRepoSecret acme/app A'; Target = 'A in repository acme/app'; Action = 'Remove secret' }
      @{ Run = 'Remove-GhEnvironmentSecret acme/app staging A'; Target = 'A in environment ''staging'' of acme/app'; Action = 'Remove secret' }
      @{ Run = 'Remove-GhOrgSecret acme A'; Target = 'A in organization acme'; Action = 'Remove secret' }
      @{ Run = 'Remove-GhUserSecret A'; Target = 'A in the user''s account (Codespaces)'; Action = 'Remove secret' }
      @{ Run = 'Remove-GhOrgSecretRepository acme A app'; Target = 'A in organization acme for acme/app'; Action = 'Remove repository' }
      @{ Run = 'Remove-GhUserSecretRepository A acme/app'; Target = 'A in the user''s account (Codespaces) for acme/app'; Action = 'Remove repository' }
      @{ Run = 'Remove-GhRepoVariable acme/app A'; Target = 'variable A in repository acme/app'; Action = 'Remove variable' }
      @{ Run = 'Remove-GhEnvironmentVariable acme/app staging A'; Target = 'variable A in environment ''staging'' of acme/app'; Action = 'Remove variable' }
      @{ Run = 'Remove-GhOrgVariable acme A'; Target = 'variable A in organization acme'; Action = 'Remove variable' }
      @{ Run = 'Remove-GhOrgVariableRepository acme A app'; Target = 'variable A in organization acme for acme/app'; Action = 'Remove repository' }
      @{ Run = 'Remove-VelaSecret acme app npm_token'; Target = 'npm_token in repository acme/app'; Action = 'Remove secret' }
      @{ Run = '$ConfirmPreference = ''Medium''; Set-GhRepoSecret acme/app A -Value x'; Target = 'A in repository acme/app'; Action = 'Set secret'; NoForce = $true }
      @{ Run = 'Set-GhOrgSecret acme A -Value x -Confirm'; Target = 'A in organization acme'; Action = 'Set secret'; NoForce = $true }
      @{ Run = 'Set-GhOrgSecretRepository acme A app -Confirm'; Target = 'A in organization acme'; Action = 'Set 1 repositories: acme/app'; NoForce = $true }
    )
    $removers = (Get-Command -Module GhSecrets -Verb Remove).Name | ForEach-Object { @{ Command = $_; Tried = @($asks.Run -match "^$_ ").Count } }
  }

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

  It '<Command> is among those that are tried here' -ForEach $removers {
    $Tried | Should -Be 1
  }

  It 'names target and action, says how to go on, and sends nothing: <Run>' -ForEach $asks {
    foreach ($user in @{ NoUser = $true }, @{ Answer = 'any' }) {
      $done = Invoke-Hosted $Run -Mock $mock -Vela $vela @user
      $done.Errors.Count | Should -Be 1
      $done.Errors[0].FullyQualifiedErrorId | Should -BeLike 'ConfirmationNeeded,GhSecrets.*'
      $done.Errors[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
      "$($done.Errors[0].TargetObject)" | Should -Be $Target
      $how = if ($NoForce) { '-Confirm:$false' } else { '-Force or -Confirm:$false' }
      "$($done.Errors[0])" | Should -Be "${Target}: '$Action' needs a confirmation, and nobody can be asked here. Give $how if it is meant."
    }
    Get-MockRequest $mock | Should -BeNullOrEmpty
    Get-MockRequest $vela | Where-Object method -NE 'GET' | Where-Object path -NE '/authenticate/token' | Should -BeNullOrEmpty
  }

  It 'says so under -NonInteractive, for each record, and goes on with the next command' {
    $script = @"
Import-Module '$(Get-ModulePath)'
Connect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token)
'A', 'B' | ForEach-Object { [pscustomobject]@{ Repository = 'acme/app'; Name = `$_ } } | Remove-GhRepoSecret -ErrorVariable e -ErrorAction SilentlyContinue
`$e.FullyQualifiedErrorId
'after'
"@
    '' | Invoke-PowerShell -NoProfile -NonInteractive -Command $script |
      Should -Be 'ConfirmationNeeded,GhSecrets.RemoveGhRepoSecretCommand', 'ConfirmationNeeded,GhSecrets.RemoveGhRepoSecretCommand', 'after'
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'removes with <_> without a question' -ForEach '-Force', '-Confirm:$false' {
    Set-GhRepoSecret acme/app A -Value x
    (Invoke-Hosted "Remove-GhRepoSecret acme/app A $_" -Mock $mock -NoUser).Errors | Should -BeNullOrEmpty
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'writes and removes nothing in Sync-GhSecret <_>' -ForEach '-Confirm', '-Prune -Confirm', '-Force -Confirm' {
    $env:DECLARED = 'of a sync'
    $file = Set-DeclaredFile "$TestDrive/secrets.yaml" '{ name: OLD, repositories: [acme/app], value: { env: DECLARED } }'
    Sync-GhSecret $file -LedgerKey 'only the tests have this' -WarningAction SilentlyContinue
    $null = Set-DeclaredFile $file '{ name: NEW, repositories: [acme/app], value: { env: DECLARED } }'
    Clear-MockRequest $mock
    $run = Invoke-Hosted "Sync-GhSecret '$file' -LedgerKey 'only the tests have this' $_" -Mock $mock -NoUser
    $run.Errors.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'ConfirmationNeeded,GhSecrets.SyncGhSecretCommand'
    $run.Errors.Count | Should -Be $(if ($_ -match 'Prune') { 2 } else { 1 })
    "$($run.Errors[0])" | Should -BeLike "NEW in repository acme/app: 'Create secret: *' needs a confirmation*Give -Confirm:`$false if it is meant."
    Get-MockWrite $mock | Should -BeNullOrEmpty
    (Get-MockSecret $mock).name | Should -Be 'OLD'
  }
}
