Describe 'Marked values and a marked token, through all there is' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mark = 'MARKED-7c1e'
    $token = 'ghp_MARKEDtoken9b2f'
    $mock = Start-MockGitHub -Token $token -Arguments '--https'
    $vela = Start-MockVela -Token $token
    Initialize-MockGitHub $mock
    Initialize-MockVela $vela
    Add-MockSeed $mock @{ tokens = @(@{ token = $token; rateLimit = 100000 }, @{ token = 'ghp_MARKEDreader55'; secrets = 'read' }) }

    # Everything in a PowerShell of its own, whose whole output and files are looked at; the values come by the environment, as a line's own text is the caller's.
    $folder = Join-Path $TestDrive 'leak'
    $null = New-Item $folder -ItemType Directory
    Set-Content "$folder/value.txt" "$mark in a file" -NoNewline
    Set-Content "$folder/rows.csv" "Repository,Environment,Application,Name,Value,Visibility`nacme/app,,,OF_A_ROW,$mark of a row,`nacme/app,none,,BAD_ENVIRONMENT,$mark,`nacme/app,,Dependabott,BAD_APPLICATION,$mark,`nacme/app,,,BAD NAME,$mark,`n,,,NOWHERE,$mark,`nacme/nowhere,,,NO_REPOSITORY,$mark,`nacme/app,,,BAD_ACCESS,$mark,all`n"
    Set-Content "$folder/declared.yaml" @"
secrets:
  - { name: DECLARED_ENV, repositories: acme/app, value: { env: LEAK_VALUE } }
  - { name: DECLARED_FILE, repositories: [acme/app, acme/web], value: { file: value.txt } }
  - { name: DECLARED_TEXT, repositories: acme/app, environments: staging, value: { text: $mark as text } }
  - { name: DECLARED_SECRET, organization: acme, value: { secret: db } }
  - { name: DECLARED_IN_QUOTES, organization: acme, value: { text: "'$mark'" } }
  - { name: NO_ENVIRONMENT, repositories: acme/app, environments: none, value: { text: $mark as text } }
"@
    Set-Content "$folder/mistakes.yaml" @"
secrets:
  - { name: BAD NAME, repositories: acme/app, value: { text: $mark } }
  - { name: A_KEY, repositories: acme/app, $($mark): 1, value: { $($mark): 1 } }
  - { name: A_LIST, repositories: acme/app, value: { text: [$mark] } }
  - { name: A_LINE, repositories: acme/app, value: $mark }
  - { name: TWO, organization: acme, value: { text: $mark, env: LEAK_VALUE } }
  - { name: ODD, organization: acme, value: { secret: odd } }
  - { name: LINES, organization: acme, value: { secret: lines } }
  - { name: SEALED, organization: acme, value: { encrypted: { value: $mark, keyId: 1 } } }
"@
    Set-Content "$folder/broken.yaml" "secrets:`n  - { name: A, value: { text: `"$mark"
    Set-Content "$folder/declared.csv" "Repository,Name,Value`nacme/app,DECLARED_ROW,$mark of a row`n"
    Set-Content "$folder/headless.csv" "TOKEN,$mark of no header`nOTHER,$mark`n"
    Set-Content "$folder/mistakes.csv" "Repository,Name,Value`nacme/app,BAD NAME,$mark`nacme/app,A,$mark,$mark`n,NOWHERE,$mark`n"
    $script = @'
$ErrorActionPreference = 'Continue'
$folder = $env:LEAK_FOLDER
Start-Transcript "$folder/transcript.txt" | Out-Null
Import-Module $env:LEAK_MODULE
$value = $env:LEAK_VALUE
$all = @{ Verbose = $true; Debug = $true; InformationAction = 'Continue' }
$secure = ConvertTo-SecureString $value -AsPlainText -Force
Connect-GhSession -BaseUri $env:LEAK_URI -Token $env:LEAK_TOKEN -TrustedCertificate $env:LEAK_CERTIFICATE -WritesPerMinute 0 -MaximumRetryCount 6 -RegisterMask @all
Get-GhSession | Format-List * -Force
Test-GhSession @all
& {
  Set-GhOrgSecret acme ORG -Value $value -PassThru @all
  Set-GhOrgSecret acme ORG -Value $secure -SelectedRepository app -PassThru @all
  Set-GhRepoSecret acme/app BYTES -Value ([System.Text.Encoding]::UTF8.GetBytes($value)) -PassThru @all
  Set-GhRepoSecret acme/app CREDENTIAL -Value ([pscredential]::new('user', $secure)) -PassThru @all
  Set-GhRepoSecret acme/app A_FILE -Value (Get-Item "$folder/value.txt") -PassThru @all
  Set-GhRepoSecret acme/app PATH -Path "$folder/value.txt" -PassThru @all
  Set-GhEnvironmentSecret acme/app 'prod/eu west' LINES -Value "$value`r`n$value, line 2" -PassThru @all
  Set-GhUserSecret MINE -Value $value -SelectedRepository acme/app -PassThru @all
  Set-GhRepoSecret acme/app IN_QUOTES -Value "`"$value`"" -PassThru -WarningAction Continue @all
  Import-Csv "$folder/rows.csv" | Set-GhSecret -PassThru @all
  $value | Set-GhRepoSecret acme/app PIPED -PassThru @all
  $value, $value | Set-GhRepoSecret acme/app TWICE -PassThru @all
  $key = Get-GhPublicKey -Repository acme/app
  $key | Protect-GhSecret -Name SEALED -Value $value @all | Set-GhRepoSecret -PassThru @all
  Get-GhRepoSecret acme/app @all | Format-List * -Force
  Set-GhRepoSecret acme/app PLAN -Value $value -WhatIf @all

  # Records that bind nothing, or something wrong.
  [pscustomobject]@{ Secret = $value } | Set-GhRepoSecret @all
  [pscustomobject]@{ Repository = @{ a = $value }; Name = $value; Value = @{ b = $value } } | Set-GhRepoSecret @all
  @{ Repository = 'acme/app'; Name = 'HASHTABLE'; Value = $value } | Set-GhRepoSecret @all
  [pscustomobject]@{ Name = 'NO_SCOPE'; Value = $value } | Set-GhRepoSecret @all
  Set-GhRepoSecret acme/app WRONG_TYPE -Value ([pscustomobject]@{ Value = $value }) @all
  Set-GhRepoSecret acme/app UNKNOWN -Value $value -ThrottleLimit many @all
  Set-GhRepoSecret acme/app BOTH -Value $value -Path "$folder/value.txt" @all
  $value | Remove-GhRepoSecret @all
  42 | Set-GhRepoSecret acme/app NUMBER @all

  # What slipped into another place: a value as a path, as a column, as a line of text; lists and tables of values.
  $value, "A=$value", "{`"A`":`"$value`"}" | Import-GhSecret @all
  Set-GhRepoSecret acme/app A_PATH -Path $value @all
  [pscustomobject]@{ Name = 'A_PATH'; ValueFile = $value } | Set-GhRepoSecret acme/app @all
  Import-Csv "$folder/headless.csv" | Set-GhRepoSecret acme/app @all
  Import-GhSecret "$folder/headless.csv" @all
  Import-GhSecret "$folder/value.txt" @all
  Set-GhRepoSecret acme/app A_LIST -Value @($value, $value) @all
  Set-GhRepoSecret acme/app A_TABLE -Value @{ a = $value } @all
  [pscustomobject]@{ Name = 'A_LIST'; Value = @($value, $value) } | Set-GhRepoSecret acme/app @all
  $key | Protect-GhSecret -Name A_LIST -Value @($value, $value) @all
  $key | Protect-GhSecret -Name A_TABLE -Value ([pscustomobject]@{ a = $value }) @all

  # Declared files, with a vault that has a secret, an odd one, and one in lines.
  function Get-Secret { [CmdletBinding()] param($Name, $Vault) switch ($Name) { db { "$value from a vault" } odd { @{ a = $value } } lines { $value, $value } } }
  foreach ($file in 'declared.yaml', 'mistakes.yaml', 'broken.yaml', 'declared.csv', 'mistakes.csv') {
    Compare-GhSecret "$folder/$file" -WarningAction Continue @all
    Sync-GhSecret "$folder/$file" -WhatIf -WarningAction Continue @all
    Sync-GhSecret "$folder/$file" -PassThru -WarningAction Continue @all
  }
  Compare-GhSecret "$folder/declared.yaml" @all | Format-List * -Force
  Sync-GhSecret "$folder/declared.yaml" -Force -LedgerKey $env:GHSECRETS_LEDGER_KEY -PassThru @all
  Sync-GhSecret "$folder/declared.yaml" -LedgerKey MARKEDshort @all

  Connect-VelaSession -Address $env:LEAK_VELA -Token $env:LEAK_TOKEN -RegisterMask @all
  Get-VelaSession | Format-List * -Force
  Set-VelaSecret acme app npm_token -Value $value -PassThru @all
  Set-VelaSecret acme nowhere npm_token -Value $value -PassThru @all
  Get-VelaSecret acme app npm_token | Set-VelaAdminSecret -Value $value -PassThru @all

  # A token without rights, a wrong one, and none that a server hears.
  Connect-GhSession -BaseUri $env:LEAK_URI -Token $env:LEAK_READER -TrustedCertificate $env:LEAK_CERTIFICATE -RegisterMask @all
  Set-GhRepoSecret acme/app FORBIDDEN -Value $value @all
  Connect-GhSession -BaseUri $env:LEAK_URI -Token "$($env:LEAK_TOKEN)x" -TrustedCertificate $env:LEAK_CERTIFICATE -RegisterMask @all
  1..12 | ForEach-Object { [pscustomobject]@{ Name = "N_$_"; Value = $value } } | Set-GhRepoSecret acme/app @all
  Connect-GhSession -BaseUri http://127.0.0.1:9 -Token $env:LEAK_TOKEN -MaximumRetryCount 0 @all
  Set-GhRepoSecret acme/app UNREACHABLE -Value $value @all

  # A token as a host or in an address, and the password of a proxy.
  Connect-GhSession $env:LEAK_TOKEN @all
  Connect-GhSession -HostName "user:$($env:LEAK_TOKEN)@127.0.0.1" -Token $env:LEAK_TOKEN @all
  Connect-GhSession -BaseUri "https://user:$($env:LEAK_TOKEN)@127.0.0.1:9" -Token $env:LEAK_TOKEN @all
  Connect-VelaSession -Address "https://user:$($env:LEAK_TOKEN)@127.0.0.1:9" -Token $env:LEAK_TOKEN @all
  Connect-GhSession -BaseUri https://ghe.invalid/api/v3 -Token $env:LEAK_TOKEN -Proxy $env:LEAK_PROXY -MaximumRetryCount 0 @all
  Get-GhSession | Format-List * -Force
  Set-GhRepoSecret acme/app BY_PROXY -Value $value @all
  Connect-GhSession -BaseUri https://ghe.invalid/api/v3 -Token $env:LEAK_TOKEN -Proxy "$($env:LEAK_PROXY) and more" @all
  $env:https_proxy = $env:LEAK_PROXY
  Connect-GhSession -BaseUri https://ghe.invalid/api/v3 -Token $env:LEAK_TOKEN -MaximumRetryCount 0 @all
  Set-GhRepoSecret acme/app BY_PROXY -Value $value @all
} *>&1 | Tee-Object -Variable seen
$Error | Format-List * -Force
$Error | ForEach-Object { $_.Exception | Format-List * -Force; "$($_.TargetObject)" }
$Error | Select-Object FullyQualifiedErrorId, CategoryInfo, ErrorDetails, @{ n = 'Target'; e = { $_.TargetObject } }, @{ n = 'Message'; e = { $_.Exception.Message } } | ConvertTo-Json -Depth 9 -WarningAction SilentlyContinue
$objects = $seen | Where-Object { $_ -and $_.GetType().Namespace -eq 'GhSecrets.Core' }
$objects | ConvertTo-Json -Depth 9
$objects | Export-Clixml "$folder/objects.clixml" -Depth 6
$Error | Export-Clixml "$folder/errors.clixml" -Depth 4
$seen | Where-Object { $_ -is [System.Management.Automation.InformationRecord] } | Export-Clixml "$folder/comparisons.clixml" -Depth 4
Get-GhSession | ConvertTo-Json -Depth 9
Get-GhSession | Export-Clixml "$folder/session.clixml" -Depth 9
Stop-Transcript | Out-Null
"objects: $(@($objects).Count), errors: $($Error.Count)"
'@
    Set-Content "$folder/all.ps1" $script
    $start = Get-PowerShellStart "-NoProfile -NonInteractive -File `"$folder/all.ps1`""
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $variables = @{
      LEAK_FOLDER = $folder; LEAK_MODULE = "$(Get-ModulePath)"; LEAK_VALUE = "$mark of a variable"; LEAK_TOKEN = $token; LEAK_READER = 'ghp_MARKEDreader55'
      LEAK_URI = $mock.BaseUri; LEAK_CERTIFICATE = $mock.Certificate; LEAK_VELA = $vela.BaseUri; LEAK_PROXY = 'http://user:MARKEDproxy@127.0.0.1:9'; GHSECRETS_LEDGER_KEY = 'MARKEDkey of the ledger'; TF_BUILD = 'True'; GITHUB_ACTIONS = 'true'; NO_COLOR = '1'
    }
    foreach ($name in $variables.Keys) { $start.Environment[$name] = $variables[$name] }
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    $lines = @("$output`n$($errors.Result)" -split '\r?\n')
    $kept = @('transcript.txt', 'objects.clixml', 'errors.clixml', 'comparisons.clixml', 'session.clixml' | ForEach-Object { @{ Name = $_; Lines = @(Get-Content "$folder/$_") } })
    $kept += @(Get-ChildItem $folder -Recurse -Filter *.json | ForEach-Object { @{ Name = $_.Name; Lines = @($_.Name) + @(Get-Content $_.FullName) } })
  }

  AfterAll {
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  It 'did what it was to do' {
    $counts = [regex]::Match($output, '(?m)^objects: (\d+), errors: (\d+)\r?$')
    [int]$counts.Groups[1].Value | Should -BeGreaterThan 12
    [int]$counts.Groups[2].Value | Should -BeGreaterThan 90
    @(Get-MockSecret $mock | Where-Object value -like "*$mark*").Count | Should -BeGreaterThan 10
    @(Get-MockSecret $mock -Name DECLARED_*).name | Sort-Object | Should -Be 'DECLARED_ENV', 'DECLARED_FILE', 'DECLARED_FILE', 'DECLARED_IN_QUOTES', 'DECLARED_ROW', 'DECLARED_SECRET', 'DECLARED_TEXT'
    @($kept | Where-Object Name -like '*~*.json').Count | Should -BeGreaterThan 3
    ($kept | Where-Object Name -eq 'transcript.txt').Lines.Count | Should -BeGreaterThan 100
  }

  It 'shows a value in the commands that hide it, and nowhere else' {
    $commands = @($lines | Where-Object { $_ -match '^(##vso\[task\.setsecret\]|::add-mask::)' })
    $commands.Count | Should -BeGreaterThan 10
    $lines | Where-Object { $_ -match $mark -and $_ -notin $commands } | Should -BeNullOrEmpty
  }

  It 'shows no token' {
    $lines | Where-Object { $_ -match 'MARKEDtoken|MARKEDreader|MARKEDkey|MARKEDproxy' } | Should -BeNullOrEmpty
  }

  It 'leaves neither in a file' {
    foreach ($file in $kept) {
      $file.Lines.Count | Should -BeGreaterThan 1 -Because $file.Name
      $file.Lines | Where-Object { $_ -match "$mark|MARKEDtoken|MARKEDreader|MARKEDkey|MARKEDproxy" } | Should -BeNullOrEmpty -Because $file.Name
    }
  }

  It 'leaves neither in another guise' {
    $guises = foreach ($text in "$mark of a variable", "$mark in a file", "$mark as text", "$mark of a row", $token, 'MARKEDkey of the ledger') {
      $bytes = [System.Text.Encoding]::UTF8.GetBytes($text)
      [System.Convert]::ToBase64String($bytes)
      [System.BitConverter]::ToString($bytes)
      ($bytes -join ', ')
    }
    $text = ($lines + ($kept | ForEach-Object { $_.Lines })) -join "`n"
    foreach ($guise in $guises) { $text.Contains($guise) | Should -BeFalse }
  }
}
