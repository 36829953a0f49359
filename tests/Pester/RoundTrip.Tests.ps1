# Objects that leave PowerShell and come back are still records of the same place.
Describe 'Objects by way of <Way>' -ForEach @(
  @{ Way = 'JSON'; Trip = { param($Objects) , @($Objects) | ConvertTo-Json -Depth 4 | ConvertFrom-Json } }
  @{ Way = 'CSV'; Trip = { param($Objects) $Objects | ConvertTo-Csv | ConvertFrom-Csv } }
  @{ Way = 'CLIXML'; Trip = { param($Objects) $Objects | Export-Clixml "$TestDrive/o.xml"; Import-Clixml "$TestDrive/o.xml" } }
) {
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
    $quiet = @{ ErrorAction = 'Stop'; WarningAction = 'Stop' }
  }

  It 'are sealed values that can be stored, of every application and place' {
    $places = @{ Organization = 'acme' }, @{ Repository = 'acme/app'; Application = 'Dependabot' }, @{ Repository = 'acme/app'; Environment = 'prod/eu west' }, @{ User = 'me' }
    $sealed = $places | ForEach-Object { $place = $_; Get-GhPublicKey @place | Protect-GhSecret -Name A -Value 'x' }
    $changes = & $Trip $sealed | Set-GhSecret -PassThru @quiet
    $changes.Place | Should -Be $sealed.Place
    @(Get-MockSecret $mock).value | Should -Be 'x', 'x', 'x', 'x'
  }

  It 'are secrets that can be written again, with the access that they had' {
    Set-GhOrgSecret acme A -Value x -SelectedRepository app, web
    Set-GhOrgSecret acme B -Value x -Visibility All
    $changes = & $Trip (Get-GhOrgSecret acme) | Set-GhOrgSecret -Value new -PassThru @quiet
    $changes | ForEach-Object { "$($_.Action) $($_.Name) $($_.Visibility) $($_.SelectedRepository)" } | Should -Be 'Updated A Selected acme/app acme/web', 'Updated B All '
  }

  It 'are changes that say who sees the secret, and can be removed' {
    $change = Set-GhOrgSecret acme A -Value x -SelectedRepository app, web -PassThru
    $change.Action | Should -BeOfType string
    $change.Visibility | Should -BeExactly 'Selected'
    $change.SelectedRepository | Should -Be 'acme/app', 'acme/web'
    $back = & $Trip $change | Set-GhOrgSecret -Value y -PassThru @quiet
    $back.SelectedRepository | Should -Be 'acme/app', 'acme/web'
    (& $Trip $back | Remove-GhOrgSecret -Force -PassThru @quiet).Action | Should -Be 'Removed'
  }

  It 'are selected repositories whose access can be taken' {
    Set-GhOrgSecret acme A -Value x -SelectedRepository app, web
    & $Trip (Get-GhOrgSecretRepository acme A | Where-Object SelectedRepository -EQ acme/web) | Remove-GhOrgSecretRepository -Force @quiet
    (Get-GhOrgSecretRepository acme A).SelectedRepository | Should -Be 'acme/app'
  }

  It 'are secrets of Vela that can be written again, with all their settings' {
    $secrets = @(Get-VelaSecret acme app npm_token) + @(Get-VelaSecret acme -Type org -Name deploy)
    (& $Trip $secrets | Set-VelaSecret -PassThru @quiet).Action | Should -Be 'Updated', 'Updated'
    $now = @(Get-VelaSecret acme app npm_token) + @(Get-VelaSecret acme -Type org -Name deploy)
    $now | ForEach-Object { "$($_.Image) $($_.AllowEvent) $($_.RepoAllowlist)" } | Should -Be ($secrets | ForEach-Object { "$($_.Image) $($_.AllowEvent) $($_.RepoAllowlist)" })
    $secrets[0].Type | Should -BeOfType string
  }
}
