BeforeDiscovery {
  $types = 'Secret', 'SecretChange', 'SecretComparison', 'SecretRepository', 'PublicKey', 'SealedSecret', 'GhSession', 'VelaSecret', 'VelaSecretChange', 'VelaSession', 'SecretInput'
  $ways = foreach ($type in $types) { foreach ($way in 'by default', 'as a table', 'as a list', 'wide', 'custom', 'among others') { @{ Type = $type; Way = $way } } }
}

# Names that a server or a file gives: colours and links of a terminal (ESC, OSC, C1, BEL), text that turns its direction, and lines of their own.
Describe 'the views' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela
    $escape, $bell = [char]27, [char]7
    $hostile = "$escape[31mred$escape]8;;http://evil.example$bell$([char]0x9B)2J$([char]0x202E)drow$([char]0x2066)`r`nFORGED line$([char]0x2028)$([char]0x85)"
    $control = "[\x00-\x09\x0B\x0C\x0E-\x1F\x7F-\x9F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|\r(?!\n)|\nFORGED"

    Connect-MockGitHub $mock
    Add-MockSeed $mock @{ organizations = @(@{ login = 'acme'; repositories = @(@{ name = 'app'; environments = @($hostile) }, @{ name = "web$hostile" }) }) }
    Add-MockSecret $mock orgs/acme/actions/secrets 1 $hostile Selected
    Add-MockSecret $mock "repos/acme/app/environments/$([uri]::EscapeDataString($hostile))/secrets" 1 $hostile
    Connect-MockVela $vela
    Add-MockSeed $vela @{ secrets = @(@{ type = 'repo'; org = 'acme'; repo = 'app'; name = $hostile; value = 'x'; created_by = $hostile; images = @($hostile) }) }

    $text = $hostile | ConvertTo-Json
    Set-Content "$TestDrive/rows.json" "[{ ""Name"": $text, ""Repository"": $text, ""Environment"": $text, ""SelectedRepository"": [$text], ""Value"": ""x"" }]" -Encoding UTF8
    Set-Content "$TestDrive/declared.json" "{ ""secrets"": [{ ""name"": ""TOKEN"", ""repositories"": ""acme/app"", ""environments"": $text, ""value"": { ""env"": ""GHSECRETS_TEST_INJECTED"" } }] }" -Encoding UTF8
    $env:GHSECRETS_TEST_INJECTED = 'a value of this test'

    $repositories = Invoke-RestMethod "$($mock.BaseUri)orgs/acme/repos" -Headers @{ Authorization = "Bearer $($mock.Token)" }
    $id = @($repositories | ForEach-Object { $_ } | Where-Object name -Like 'web?*')[0].id
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository $id
    $key = Get-GhPublicKey -Repository acme/app -Environment $hostile
    $shown = @{
      Secret = Get-GhEnvironmentSecret acme/app $hostile | Select-Object -First 1
      SecretChange = Set-GhEnvironmentSecret acme/app $hostile TOKEN -Value x -PassThru
      SecretComparison = Compare-GhSecret "$TestDrive/declared.json" -LedgerKey 'the key of this test' | Where-Object Action -EQ Unowned
      SecretRepository = Get-GhOrgSecretRepository acme TOKEN
      PublicKey = $key
      SealedSecret = $key | Protect-GhSecret -Name TOKEN -Value x
      GhSession = Get-GhSession
      VelaSecret = Get-VelaSecret acme app | Where-Object CreatedBy -EQ $hostile
      VelaSecretChange = Set-VelaSecret acme app "n$([char]0x202E)drow" -Value y -PassThru
      VelaSession = Get-VelaSession
      SecretInput = Import-GhSecret "$TestDrive/rows.json"
    }
  }

  AfterAll {
    $env:GHSECRETS_TEST_INJECTED = $null
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  It 'show <Type> <Way> with nothing that a terminal obeys' -ForEach $ways {
    $one = $shown[$Type]
    $one.GetType().Name | Should -Be $Type
    $other = if ($Type -eq 'GhSession') { $shown.PublicKey } else { $shown.GhSession }
    foreach ($width in 80, 300) {
      $text = switch ($Way) {
        'by default' { $one | Out-String -Width $width }
        'as a table' { $one | Format-Table | Out-String -Width $width }
        'as a list' { $one | Format-List | Out-String -Width $width }
        'wide' { $one | Format-Wide | Out-String -Width $width }
        'custom' { $one | Format-Custom -Depth 1 | Out-String -Width $width }
        'among others' { $other, $one | Out-String -Width $width }
      }
      # The colours of PowerShell's own headings.
      $text = $text -replace "$escape\[[0-9;]+m(?!red)"
      $text | Should -Not -Match $control
      $text.Trim() | Should -Not -BeNullOrEmpty
    }
  }

  It 'show what they made harmless: <_>' -ForEach 'Secret', 'SecretChange', 'SecretComparison', 'SecretRepository', 'PublicKey', 'SealedSecret', 'VelaSecret', 'VelaSecretChange', 'SecretInput' {
    $shown[$_] | Out-String -Width 500 | Should -Match '\\u202Edrow'
  }

  It 'show the reason of a comparison harmless, in whole and in short' {
    $options = @{ LedgerKey = 'the key of this test'; LedgerPath = "$TestDrive/ledger"; WarningAction = 'SilentlyContinue' }
    $file = '{{ "secrets": [{{ "name": "SHARED", "organization": "acme", "selectedRepositories": ["app"{0}], "value": {{ "env": "GHSECRETS_TEST_INJECTED" }} }}] }}'
    Set-Content "$TestDrive/access.json" ($file -f ", ""$id""")
    Sync-GhSecret "$TestDrive/access.json" @options
    Set-Content "$TestDrive/access.json" ($file -f '')
    $compared = Compare-GhSecret "$TestDrive/access.json" @options | Where-Object Action -EQ Access
    $compared.Reason | Should -BeLike "*hold acme/web$escape*"
    foreach ($text in ($compared | Out-String -Width 80), ($compared | Format-List | Out-String -Width 500)) {
      $text -replace "$escape\[[0-9;]+m(?!red)" | Should -Not -Match $control
    }
    $compared | Out-String -Width 80 | Should -Match 'who sees it differs'
    $compared | Format-List | Out-String -Width 500 | Should -Match 'hold acme/web\\u001B'
  }

  It 'leave the objects exact, also as JSON and CSV' {
    $shown.Secret.Environment | Should -BeExactly $hostile
    $shown.SecretRepository.SelectedRepository | Should -BeExactly "acme/web$hostile"
    $shown.VelaSecret.Name | Should -BeExactly $hostile
    $shown.SecretInput.Name | Should -BeExactly $hostile
    foreach ($type in 'Secret', 'SecretChange', 'PublicKey', 'SealedSecret', 'SecretComparison') {
      ($shown[$type] | ConvertTo-Json -Depth 4 | ConvertFrom-Json).Environment | Should -BeExactly $hostile
      ($shown[$type] | ConvertTo-Csv | ConvertFrom-Csv).Environment | Should -BeExactly $hostile
    }
  }
}
