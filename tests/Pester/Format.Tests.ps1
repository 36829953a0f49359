Describe 'What stands on the screen' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela
    $plain = if ($PSStyle) { $PSStyle.OutputRendering; $PSStyle.OutputRendering = 'PlainText' }

    $repository, $environment = 'acme-corporation/payments-service-frontend', 'production/eu west-1'
    $name = 'PRODUCTION_DATABASE_CONNECTION_STRING'
    Connect-MockGitHub $mock
    Add-MockSeed $mock @{ organizations = @(@{ login = 'acme-corporation'; repositories = @(@{ name = 'payments-service-frontend'; environments = @($environment) }) }) }
    Connect-MockVela $vela

    function Table { @(($input | Out-String -Width 100) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ }) }

    # Names of the properties in a list, whose long values are broken over lines.
    function Listed { @(($input | Format-List | Out-String -Width 100) -split '\r?\n' | ForEach-Object { if ($_ -match '^(\w+)\s* : ?') { $Matches[1] } }) }

    function Local { param($Time) $Time.LocalDateTime.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture) }

    $change = Set-GhEnvironmentSecret $repository $environment $name -Value x -PassThru
    Set-GhOrgSecret acme-corporation $name -Application Dependabot -Value x -SelectedRepository payments-service-frontend
    $key = Get-GhPublicKey -Repository $repository -Application Dependabot
    Set-Content "$TestDrive/value" 'x' -NoNewline
    Set-Content "$TestDrive/secrets.yaml" "secrets:`n  - { name: $name, repositories: $repository, environments: $environment, value: { file: value } }"
    Set-VelaSecret acme app production_database_connection_string -Value x -AllowEvent push, tag, deployment, schedule, comment:created, pull_request:opened
    $shown = @{
      Secret = Get-GhOrgSecret acme-corporation -Application Dependabot
      SecretChange = $change
      SecretComparison = Compare-GhSecret "$TestDrive/secrets.yaml" -LedgerKey 'the key of this test'
      SecretRepository = Get-GhOrgSecretRepository acme-corporation $name -Application Dependabot
      PublicKey = $key
      SealedSecret = $key | Protect-GhSecret -Name $name -Value x
      GhSession = Get-GhSession
      VelaSecret = Get-VelaSecret acme app production*
      VelaSecretChange = Set-VelaSecret acme app npm_token -Value y -PassThru
      VelaSession = Get-VelaSession
    }
  }

  AfterAll {
    if ($plain) { $PSStyle.OutputRendering = $plain }
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  It 'shows secrets below their place, with their age' {
    $time = Local $shown.Secret.UpdatedAt
    ($shown.Secret | Table) -replace ' +', ' ' | Should -Be @(
      ' Place: organization acme-corporation (Dependabot)'
      'Name Visibility UpdatedAt Age'
      '---- ---------- --------- ---'
      "PRODUCTION_DATABASE_CONNECTION_STRING Selected $time 0m"
    )
  }

  It 'shows changes, and breaks a long place' {
    $shown.SecretChange | Table | Should -Be @(
      'Action  Name                                           Place'
      '------  ----                                           -----'
      'Created PRODUCTION_DATABASE_CONNECTION_STRING          environment ''production/eu west-1'' of acme-co'
      '                                                       rporation/payments-service-frontend'
    )
  }

  It 'shows comparisons, and breaks a long place' {
    $table = $shown.SecretComparison | Table
    $table[0] | Should -Match '^Action +Name +Place +Reason$'
    $table[2] | Should -Match "^Update +PRODUCTION_DATABASE_\w* +environment 'prod.* it is there, and the ledger "
  }

  It 'shows the repositories of a secret below its place' {
    ($shown.SecretRepository | Table) -replace ' +', ' ' | Should -Be @(
      ' Place: organization acme-corporation (Dependabot)'
      'Name SelectedRepository Id'
      '---- ------------------ --'
      "PRODUCTION_DATABASE_CONNECTION_STRING acme-corporation/payments-service-frontend $($shown.SecretRepository.Id)"
    )
  }

  It 'shows a key whole' {
    $table = $shown.PublicKey | Table
    $table[0] | Should -Match '^KeyId +Key +Place$'
    $table[2] | Should -Match "^$($key.KeyId) +$([regex]::Escape($key.Key)) repository acme"
    $table[2..9] -replace '^ +' -join '' | Should -Match 'repository acme-corporation/payments-service-frontend \(Dependabot\)$'
  }

  It 'shows no sealed value in a table' {
    $table = $shown.SealedSecret | Table
    $table[0] | Should -Match '^Name +KeyId +Place$'
    $table -join '' | Should -Not -Match ([regex]::Escape($shown.SealedSecret.EncryptedValue.Substring(0, 20)))
  }

  It 'shows a session on one line' {
    $table = $shown.GhSession | Table
    $table.Count | Should -Be 3
    $table[0] | Should -Match '^HostName +TokenSource +Sealer +ThrottleLimit$'
    $table[2] | Should -Match '^127\.0\.0\.1:\d+ +-Token +\S.* 8$'
  }

  It 'shows Vela''s secrets below their place, and all of their events' {
    $table = $shown.VelaSecret | Table
    $table[0] | Should -Be '   Place: repository acme/app'
    $table[1] | Should -Match '^Name +UpdatedAt +AllowEvent$'
    $events = $table[3..9] -replace '^ +' -join '' -replace "^production_database_connection_string +$(Local $shown.VelaSecret.UpdatedAt) +"
    $events -replace ' ' | Should -Be ($shown.VelaSecret.AllowEvent -join ',')
  }

  It 'shows Vela''s changes' {
    $shown.VelaSecretChange | Table | Select-Object -Last 1 | Should -Match '^Updated npm_token +repository acme/app$'
  }

  It 'shows Vela''s session' {
    $table = $shown.VelaSession | Table
    $table[0] | Should -Match '^Address +TokenSource +TokenKind +AccessTokenExpiresAt$'
    $table[2] | Should -Match "^$([regex]::Escape($vela.BaseUri))\S* +-Token +Personal +$(Local $shown.VelaSession.AccessTokenExpiresAt)$"
  }

  It 'fits <_> into 100 columns' -ForEach 'Secret', 'SecretChange', 'SecretComparison', 'SecretRepository', 'PublicKey', 'SealedSecret', 'GhSession', 'VelaSecret', 'VelaSecretChange', 'VelaSession' {
    $lines = $shown[$_] | Table
    ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
    $lines -join '' | Should -Not -Match ([char]0x2026)
  }

  It 'lists every property of <_>' -ForEach 'Secret', 'SecretChange', 'SecretComparison', 'SecretRepository', 'PublicKey', 'SealedSecret', 'GhSession', 'VelaSecret', 'VelaSecretChange', 'VelaSession' {
    $shown[$_].GetType().Name | Should -Be $_
    $shown[$_] | Listed | Sort-Object | Should -Be ($shown[$_].GetType().GetProperties().Name | Sort-Object)
  }

  It 'lists times in UTC' {
    foreach ($one in $shown.Secret, $shown.SecretComparison) {
      $one | Format-List | Out-String | Should -Match "UpdatedAt +: $($one.UpdatedAt.UtcDateTime.ToString('s'))Z"
    }
  }

  It 'counts an age in the largest unit' -ForEach @(
    @{ Age = [timespan]'400.05:00:00'; Shown = '400d' }, @{ Age = [timespan]'05:59:00'; Shown = '5h' }, @{ Age = [timespan]'00:07:30'; Shown = '7m' }, @{ Age = $null; Shown = '' }
  ) {
    $secret = [pscustomobject]@{ PSTypeName = 'GhSecrets.Core.Secret'; Name = 'X'; Place = 'here'; Visibility = 'All'; UpdatedAt = $null; Age = $Age }
    $secret | Table | Select-Object -Last 1 | Should -Match "^X +All *$Shown$"
  }

  It 'shows an error in <View> once: its target, what is wrong, what to do; no stack and no value' -ForEach @(
    @{ View = 'ConciseView' }, @{ View = 'NormalView' }
  ) {
    $value = 'value-MARKED'
    Set-GhEnvironmentSecret acme/app nowhere TOKEN -Value $value -ErrorVariable errors -ErrorAction SilentlyContinue
    $ErrorView = $View
    $text = ($errors[0] | Out-String -Width 100) -replace '\r?\n\s*\|\s*', ' ' -replace '\s+', ' '
    foreach ($part in 'Set-GhEnvironmentSecret ?: ', 'TOKEN in environment ''nowhere'' of acme/app: ', 'Repository acme/app has no environment ''nowhere''', 'Create it in the repository''s settings first\.') {
      [regex]::Matches($text, $part).Count | Should -Be 1 -Because "$part in: $text"
    }
    $text | Should -Not -Match 'MARKED| at GhSecrets\.|Exception:|StackTrace'
  }
}
