BeforeDiscovery {
  $types = 'Secret', 'SecretChange', 'SecretComparison', 'SecretRepository', 'PublicKey', 'SealedSecret', 'GhSession', 'VelaSecret', 'VelaSecretChange', 'VelaSession', 'SecretInput'
  $widths = foreach ($type in $types) { foreach ($width in 80, 100) { @{ Type = $type; Width = $width } } }
}

Describe 'What stands on the screen' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela
    $plain = if ($PSStyle) { $PSStyle.OutputRendering; $PSStyle.OutputRendering = 'PlainText' }

    $repository, $environment = 'acme-platform/customer-portal-frontend', 'production'
    $name = 'PROD_DATABASE_CONNECTION_STRING'
    Connect-MockGitHub $mock
    Add-MockSeed $mock @{ organizations = @(@{ login = 'acme-platform'; repositories = @(@{ name = 'customer-portal-frontend'; environments = @($environment) }, @{ name = 'docs' }) }) }
    Connect-MockVela $vela

    function Table {
      param([int] $Width = 80)
      @(($input | Out-String -Width $Width) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ })
    }

    # Names of the properties in a list, whose long values are broken over lines.
    function Listed { @(($input | Format-List | Out-String -Width 100) -split '\r?\n' | ForEach-Object { if ($_ -match '^(\w+)\s* : ?') { $Matches[1] } }) }

    function Local { param($Time) $Time.LocalDateTime.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture) }

    Set-Content "$TestDrive/value" 'x' -NoNewline
    $entry = "- { name: $name, repositories: $repository, environments: $environment, value: { file: value } }"
    Set-Content "$TestDrive/secrets.yaml" "secrets:`n$entry`n- { name: NPM_TOKEN, repositories: [$repository, acme-platform/docs], value: { file: value } }"
    Set-Content "$TestDrive/rows.json" "[{ ""Name"": ""$name"", ""Repository"": ""$repository"", ""Value"": ""x"" }, { ""Name"": ""NPM_TOKEN"", ""Value"": ""x"" }]"
    $changes = @(
      Set-GhRepoSecret $repository $name -Value x -PassThru
      Set-GhRepoSecret acme-platform/docs NPM_TOKEN -Application Dependabot -Value x -PassThru
      Set-GhEnvironmentSecret $repository $environment $name -Value x -PassThru)
    Set-GhOrgSecret acme-platform $name -Value x -SelectedRepository customer-portal-frontend
    Set-GhOrgSecret acme-platform $name -Application Dependabot -Value x -Visibility Selected -SelectedRepository docs
    $key = Get-GhPublicKey -Repository $repository -Application Dependabot
    Set-VelaSecret acme app production_database_connection_string -Value x -AllowEvent push, tag
    $shown = @{
      Secret = Get-GhOrgSecret acme-platform -Application Dependabot
      SecretChange = $changes[0]
      SecretComparison = Compare-GhSecret "$TestDrive/secrets.yaml" -LedgerKey 'the key of this test' | Where-Object Name -EQ $name | Select-Object -First 1
      SecretRepository = Get-GhOrgSecretRepository acme-platform $name
      PublicKey = $key
      SealedSecret = Get-GhPublicKey -Repository $repository | Protect-GhSecret -Name $name -Value x
      GhSession = Get-GhSession
      VelaSecret = Get-VelaSecret acme app production*
      VelaSecretChange = Set-VelaSecret acme app npm_token -Value y -PassThru
      VelaSession = Get-VelaSession
      SecretInput = Import-GhSecret "$TestDrive/rows.json" | Select-Object -First 1
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
      ' Place: organization acme-platform (Dependabot)'
      'UpdatedAt Age Visibility Name'
      '--------- --- ---------- ----'
      "$time 0m Selected PROD_DATABASE_CONNECTION_STRING"
    )
  }

  It 'has no column for a visibility that there is not' {
    (Get-GhRepoSecret $repository | Table)[1] | Should -Match '^UpdatedAt +Age Name$'
    (Get-GhEnvironmentSecret $repository $environment | Table)[1] | Should -Match '^UpdatedAt +Age Name$'
    (& { Get-GhOrgSecret acme-platform -Application Dependabot; Get-GhRepoSecret $repository } | Table)[5] | Should -Match '^UpdatedAt +Age Visibility Name$'
  }

  It 'shows a change a line, with its place' {
    $changes | Table -Width 100 | Should -Be @(
      'Action    Name                 Place'
      '------    --------------------------'
      'Created   PROD_DATABASE_CONNECTION_STRING acme-platform/customer-portal-frontend'
      'Created   NPM_TOKEN            acme-platform/docs (Dependabot)'
      'Created   PROD_DATABASE_CONNECTION_STRING ''production'' of acme-platform/customer-portal-frontend'
    )
  }

  It 'shows changes of both kinds in one table' {
    $rows = @(
      [pscustomobject]@{ Name = 'NPM_TOKEN'; Organization = 'acme-platform'; Application = 'Agents'; Value = 'x' }
      [pscustomobject]@{ Kind = 'Variable'; Name = 'REGION'; Organization = 'acme-platform'; Application = 'Agents'; Value = 'eu-west-1' })
    $null = $rows | Set-GhSecret
    $rows | Set-GhSecret -PassThru | Table | Should -Be @(
      'Action    Name                 Place'
      '------    --------------------------'
      'Updated   NPM_TOKEN            organization acme-platform (Agents)'
      'Unchanged REGION (variable)    organization acme-platform (Agents)'
    )
  }

  It 'shows comparisons below each place once, with a reason in a few words' {
    (Compare-GhSecret "$TestDrive/secrets.yaml" -LedgerKey 'the key of this test' | Table) -replace ' +', ' ' | Should -Be @(
      ' Place: environment ''production'' of acme-platform/customer-portal-frontend'
      'Action Kind Reason Name'
      '------ ---- ------ ----'
      'Update Secret not in the ledger PROD_DATABASE_CONNECTION_STRING'
      ' Place: repository acme-platform/customer-portal-frontend'
      'Action Kind Reason Name'
      '------ ---- ------ ----'
      'Create Secret not there NPM_TOKEN'
      'Unowned Secret not declared PROD_DATABASE_CONNECTION_STRING'
      ' Place: repository acme-platform/docs'
      'Action Kind Reason Name'
      '------ ---- ------ ----'
      'Create Secret not there NPM_TOKEN'
    )
  }

  It 'shows the repositories of a secret below it' {
    ($shown.SecretRepository | Table) -replace ' +', ' ' | Should -Be @(
      ' Secret: PROD_DATABASE_CONNECTION_STRING in organization acme-platform'
      'Id SelectedRepository'
      '-- ------------------'
      "$($shown.SecretRepository.Id) acme-platform/customer-portal-frontend"
    )
  }

  It 'shows a key whole' {
    ($shown.PublicKey | Table) -replace ' +', ' ' | Should -Be @(
      ' Place: repository acme-platform/customer-portal-frontend (Dependabot)'
      'KeyId Key'
      '----- ---'
      "$($key.KeyId) $($key.Key)"
    )
  }

  It 'shows no sealed value in a table' {
    ($shown.SealedSecret | Table) -replace ' +', ' ' | Should -Be " Place: repository $repository", 'KeyId Name', '----- ----', "$($shown.SealedSecret.KeyId) $name"
  }

  It 'shows a session on one line' {
    $table = $shown.GhSession | Table
    $table.Count | Should -Be 3
    $table[0] | Should -Match '^TokenSource +Sealer +HostName$'
    $table[2] | Should -Match '^-Token +\S.* +127\.0\.0\.1:\d+$'
  }

  It 'shows Vela''s secrets below their place, and their events' {
    ($shown.VelaSecret | Table) -replace ' +', ' ' | Should -Be @(
      ' Place: repository acme/app'
      'UpdatedAt Name AllowEvent'
      '--------- -------------------------------'
      "$(Local $shown.VelaSecret.UpdatedAt) production_database_connection_string push, tag"
    )
  }

  It 'shows Vela''s changes' {
    $shown.VelaSecretChange | Table | Select-Object -Last 1 | Should -Be 'Updated npm_token            acme/app'
  }

  It 'shows Vela''s session' {
    $table = $shown.VelaSession | Table
    $table[0] | Should -Match '^TokenSource +TokenKind +Address$'
    $table[2] | Should -Match "^-Token +Personal +$([regex]::Escape($vela.BaseUri))"
  }

  It 'shows the rows of a file, with their place where they have one' {
    Set-Content "$TestDrive/places.csv" @(
      'Name,Organization,Owner,Repository,Environment,User,Team,Application,Value'
      'A,acme,,,,,,Dependabot,x'
      'B,,acme,app,,,,,x'
      'C,,,acme/app,prod,,,,x'
      'D,,,,,me,,,x'
      'E,acme,,,,,ops,,x'
      'F,,,,,,,Codespaces,x'
      'G,,,,,,,,x'
    )
    Import-GhSecret "$TestDrive/places.csv" | Table | Should -Be @(
      'Value Name                 Place'
      '----- --------------------------'
      '***   A                    organization acme (Dependabot)'
      '***   B                    acme/app'
      '***   C                    ''prod'' of acme/app'
      '***   D                    the user''s account'
      '***   E                    team ops of acme'
      '***   F                    (Codespaces)'
      '***   G'
    )
  }

  It 'fits <Type> into <Width> columns, whole, a line each' -ForEach $widths {
    $shown[$Type].GetType().Name | Should -Be $Type
    $text = ($shown[$Type] | Out-String -Width $Width).Trim() -split '\r?\n'
    ($text | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $Width
    $text -join '' | Should -Not -Match ([char]0x2026)
    $rule = [array]::FindIndex([string[]]$text, [Predicate[string]] { param($line) $line -match '^-' })
    $text.Count | Should -Be ($rule + 2)
    foreach ($part in $shown[$Type].Name, $shown[$Type].SelectedRepository) { @($text -like "*$part*").Count | Should -BeGreaterThan 0 }
  }

  # The first rows are shown before the last ones are there, and PowerShell decides about the columns by them.
  It 'cuts no name of <_> that comes long after a short one' -ForEach 'Secret', 'SecretChange', 'SecretComparison', 'SealedSecret', 'VelaSecret', 'VelaSecretChange' {
    $view = 'GhSecrets.Core.' + $_
    & {
      'A', $name | ForEach-Object {
        [pscustomobject]@{ PSTypeName = $view; Action = 'Created'; Name = $_; Place = 'repository acme-platform/docs'; ShortReason = 'not there'; KeyId = '1'; AllowEvent = 'push'; UpdatedAt = $null }
        Start-Sleep -Milliseconds 400
      }
    } | Out-String -Width 80 | Should -BeLike "*$name*"
  }

  It 'lists every property of <_>' -ForEach $types {
    $shown[$_] | Listed | Sort-Object | Should -Be ($shown[$_].GetType().GetProperties().Where{ -not $_.GetMethod.IsStatic }.Name | Sort-Object)
  }

  It 'lists the whole reason of a comparison' {
    $shown.SecretComparison | Format-List | Out-String -Width 100 | Should -Match 'Reason +: it is there, and the ledger does not know its value'
  }

  It 'lists times in UTC' {
    foreach ($one in $shown.Secret, $shown.SecretComparison) {
      $one | Format-List | Out-String | Should -Match "UpdatedAt +: $($one.UpdatedAt.UtcDateTime.ToString('s'))Z"
    }
  }

  It 'shows <_> in a few words among objects of another kind' -ForEach $types {
    $first = if ($_ -eq 'GhSession') { $shown.Secret } else { $shown.GhSession }
    $lines = @(($first, $shown[$_] | Out-String -Width 200) -split '\r?\n' -match ' : ')
    $lines.Count | Should -BeIn (1..3)
    $lines -join '' | Should -Match ([regex]::Escape("$(@($shown[$_].Name; $shown[$_].KeyId; $shown[$_].HostName; $shown[$_].Address.Authority)[0])"))
  }

  It 'shows <_> in few words in wide and custom views' -ForEach $types {
    ($shown[$_] | Format-Wide -Column 1 | Out-String -Width 200).Trim() | Should -Match '^\S.*\S$'
    $shown[$_] | Format-Custom -Depth 1 | Out-String -Width 200 | Should -Not -Match 'Application|RegisterMask|TimeoutSec|Attempts'
  }

  It 'adds nothing to what <_> is: not for a file, not for Get-Member' -ForEach $types {
    $names = $shown[$_].GetType().GetProperties().Where{ -not $_.GetMethod.IsStatic }.Name | Sort-Object
    $shown[$_].PSObject.Properties.Name | Sort-Object | Should -Be $names
    ($shown[$_] | Get-Member -MemberType Properties).Name | Sort-Object | Should -Be $names
    ($shown[$_] | ConvertTo-Csv | ConvertFrom-Csv).PSObject.Properties.Name | Sort-Object | Should -Be $names
  }

  It 'counts an age in the largest unit, by the clock of now' -ForEach @(
    @{ Since = [timespan]'400.05:00:00'; Age = '400d' }, @{ Since = [timespan]'05:59:00'; Age = '5h' }, @{ Since = [timespan]'00:07:30'; Age = '7m' }
    @{ Since = [timespan]'00:00:00'; Age = '0m' }, @{ Since = [timespan]'-02:00:00'; Age = '0m' }, @{ Since = $null; Age = $null }
  ) {
    $now = [datetimeoffset]'2026-03-10T12:00:00Z'
    $updatedAt = if ($null -ne $Since) { $now - $Since }
    [GhSecrets.ScreenText]::Age($updatedAt, $now) | Should -Be $Age
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
