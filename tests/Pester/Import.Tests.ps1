Describe 'Import-GhSecret' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $root = Resolve-Path "$PSScriptRoot/../.."
    function Set-Text([string] $Name, [string] $Text) { [System.IO.File]::WriteAllText("$TestDrive/$Name", $Text) }
  }

  AfterAll {
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Get-ChildItem $TestDrive -Force | Remove-Item -Recurse -Force
    $Error.Clear()
  }

  It 'gives <Name> to a Set- cmdlet, byte for byte' -ForEach @(
    @{ Name = '.env'; File = 'prod.env'; Content = "A='pa`$`$word # 1'`r`nexport B = `"line 1``nline 2\n`"`nC=" }
    @{ Name = 'JSON'; File = 'prod.json'; Content = '{ "A": "pa$$word # 1", "B": "line 1\nline 2\n", "C": "" }' }
    @{ Name = 'YAML'; File = 'prod.yml'; Content = "A: 'pa`$`$word # 1'`nB: |`n  line 1`n  line 2`nC: ''" }
  ) {
    Set-Text $File $Content.Replace('`n', "`n")
    Import-GhSecret "$TestDrive/$File" | Set-GhRepoSecret acme/app -ErrorVariable errors
    $errors | Should -BeNullOrEmpty
    @(Get-MockSecret $mock).name | Should -Be 'A', 'B', 'C'
    (Get-MockSecret $mock -Name A).value | Should -BeExactly 'pa$$word # 1'
    (Get-MockSecret $mock -Name B).value | Should -BeExactly "line 1`nline 2`n"
    (Get-MockSecret $mock -Name C).value | Should -BeExactly ''
  }

  It 'keeps the text of numbers and truth values: <_>' -ForEach 'a.json', 'a.yaml' {
    Set-Text a.json '{ "A": 1.0, "B": true, "C": 1e3 }'
    Set-Text a.yaml "A: 1.0`nB: true`nC: 1e3"
    Import-GhSecret "$TestDrive/$_" | Set-GhRepoSecret acme/app
    @(Get-MockSecret $mock).value | Should -BeExactly '1.0', 'true', '1e3'
  }

  It 'gives rows to Set-GhSecret as Import-Csv does, and none inherits from the row before' {
    Push-Location $root
    try {
      Import-Csv docs/examples/rollout.csv -Encoding UTF8 | Set-GhSecret
      $expected = & { Get-MockSecret $mock; Get-MockVariable $mock } | Select-Object scope, name, visibility, selectedRepositories, valueBase64 | ConvertTo-Json -Depth 4
      Connect-MockGitHub $mock
      Import-GhSecret docs/examples/rollout.csv | Set-GhSecret -ErrorVariable errors
    }
    finally {
      Pop-Location
    }
    $errors | Should -BeNullOrEmpty
    & { Get-MockSecret $mock; Get-MockVariable $mock } | Select-Object scope, name, visibility, selectedRepositories, valueBase64 | ConvertTo-Json -Depth 4 | Should -Be $expected
  }

  It 'takes a row''s value of its own file, and an empty list of repositories' {
    Set-Text key.pem "a key`r`n"
    Set-Text rows.json '[{"Organization":"acme","Name":"A","ValueFile":"key.pem","Visibility":"Selected","SelectedRepository":["app","web"]},{"Organization":"acme","Name":"B","Value":"b","Visibility":"Selected","SelectedRepository":[]},{"Repository":"acme/app","Name":"C","Value":"c"}]'
    Push-Location $TestDrive
    try { Import-GhSecret rows.json | Set-GhSecret -ErrorVariable errors } finally { Pop-Location }
    $errors | Should -BeNullOrEmpty
    (Get-MockSecret $mock -Name A).value | Should -BeExactly "a key`r`n"
    (Get-MockSecret $mock -Name A).selectedRepositories | Should -Be 'acme/app', 'acme/web'
    (Get-MockSecret $mock -Name B).selectedRepositories | Should -BeNullOrEmpty
    (Get-MockSecret $mock -Name C).scope | Should -Be 'repos/acme/app/actions'
  }

  It 'finds files by wildcard, from the pipeline and by a name with brackets' {
    Set-Text a.env 'A=1'
    Set-Text b.env 'B=2'
    Set-Text '[c].env' 'C=3'
    Push-Location $TestDrive
    try {
      (Import-GhSecret ?.env).Name | Should -Be 'A', 'B'
      (Import-GhSecret '[c].env').Name | Should -Be 'C'
      (Get-ChildItem *.env | Import-GhSecret).Name | Sort-Object | Should -Be 'A', 'B', 'C'
      (Get-ChildItem *.env | Select-Object PSPath | Import-GhSecret).Name | Sort-Object | Should -Be 'A', 'B', 'C'
      ('a.env', 'b.env' | Import-GhSecret).Name | Should -Be 'A', 'B'
      (Import-GhSecret a.env, b.env).Name | Should -Be 'A', 'B'
    }
    finally {
      Pop-Location
    }
  }

  It 'reads another name as -Format says' {
    Set-Text secrets.txt 'A=1'
    (Import-GhSecret "$TestDrive/secrets.txt" -Format env).Name | Should -Be 'A'
    (TabExpansion2 'Import-GhSecret -Format y').CompletionMatches.CompletionText | Should -Be 'Yaml'
  }

  It 'expands only when asked' {
    Set-Text a.env "HOST_NAME=db`nA=`$HOST_NAME/`${GHSECRETS_PESTER}"
    $env:GHSECRETS_PESTER = 'of the environment'
    try {
      Import-GhSecret "$TestDrive/a.env" | Set-GhRepoSecret acme/app
      (Get-MockSecret $mock -Name A).value | Should -BeExactly '$HOST_NAME/${GHSECRETS_PESTER}'
      Import-GhSecret "$TestDrive/a.env" -Expand | Set-GhRepoSecret acme/app
      (Get-MockSecret $mock -Name A).value | Should -BeExactly 'db/of the environment'
    }
    finally {
      $env:GHSECRETS_PESTER = $null
    }
  }

  It 'gives nothing of a file with an error, and goes on with the next: <Name>' -ForEach @(
    @{ Name = '.env'; File = 'bad.env'; Content = "A=1`nB=`"value-MARKED"; Expected = 'Line 2, column 3: ' }
    @{ Name = 'a name twice'; File = 'bad.env'; Content = "A=1`na=value-MARKED"; Expected = 'line 1, and again in line 2' }
    @{ Name = 'JSON'; File = 'bad.json'; Content = "{`"A`": `"1`",`n`"B`": value-MARKED }"; Expected = 'Line 2, column 6: ' }
    @{ Name = 'YAML'; File = 'bad.yml'; Content = "A: 1`nB: [value-MARKED"; Expected = 'Line \d, column \d+: ' }
    @{ Name = 'nested'; File = 'bad.yml'; Content = "A: 1`nB:`n  C: value-MARKED"; Expected = 'Line 3, column 3: B is a map' }
    @{ Name = 'CSV'; File = 'bad.csv'; Content = "Name,Value`nA,1`nB,2,value-MARKED"; Expected = 'Line 3, column 1: ' }
    @{ Name = 'no such format'; File = 'bad.txt'; Content = 'A=value-MARKED'; Expected = 'does not say its format' }
    @{ Name = 'no UTF-8'; File = 'bad.env'; Content = $null; Expected = 'Line 2: This is not UTF-8' }
  ) {
    Set-Text good.env 'GOOD=1'
    if ($Content) { Set-Text $File $Content }
    else { [System.IO.File]::WriteAllBytes("$TestDrive/$File", [byte[]](65, 61, 49, 10, 66, 61, 0xFF)) }
    $read = Import-GhSecret "$TestDrive/$File", "$TestDrive/good.env" -ErrorVariable errors -ErrorAction SilentlyContinue
    $read.Name | Should -Be 'GOOD'
    $errors.Count | Should -Be 1
    $errors[0].FullyQualifiedErrorId | Should -Be 'InvalidArgument,GhSecrets.ImportGhSecretCommand'
    $errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    $errors[0].TargetObject | Should -Be (Get-Item "$TestDrive/$File").FullName
    "$($errors[0])" | Should -Match "^$([regex]::Escape((Get-Item "$TestDrive/$File").FullName)): .*$Expected"
    Get-ErrorText $errors | Should -Not -Match 'MARKED'
  }

  It 'says why there is nothing to read: <Name>' -ForEach @(
    @{ Name = 'no file'; Path = 'none.env'; Expected = 'does not exist'; Id = 'FileNotFound' }
    @{ Name = 'no match'; Path = '*.none'; Expected = 'no such file'; Id = 'FileNotFound' }
    @{ Name = 'a folder'; Path = '.'; Expected = 'does not say its format' }
    @{ Name = 'another provider'; Path = 'Env:PATH'; Expected = 'Only files are read' }
    @{ Name = 'no drive'; Path = 'Nowhere:\a.env'; Expected = 'Nowhere'; Id = 'FileNotFound' }
    @{ Name = 'no path'; Path = ''; Expected = 'There is no Path' }
  ) {
    Push-Location $TestDrive
    try { Import-GhSecret $Path -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty } finally { Pop-Location }
    $errors.FullyQualifiedErrorId | Should -Be "$($Id ?? 'InvalidArgument'),GhSecrets.ImportGhSecretCommand"
    "$($errors[0])" | Should -Match $Expected
    if ($Id) { $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound' }
  }

  It 'reports null as no value' {
    Set-Text a.yml 'A:'
    Import-GhSecret "$TestDrive/a.yml" -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidValue,GhSecrets.ImportGhSecretCommand'
  }

  It 'warns of a column that is not read' {
    Set-Text a.csv "Name,Value,Stage`nA,1,all"
    $null = Import-GhSecret "$TestDrive/a.csv" -WarningVariable warnings -WarningAction SilentlyContinue
    "$warnings" | Should -Match "a\.csv: The column 'Stage' is not read"
  }

  It 'shows no value' {
    Set-Text a.env 'A=value-MARKED'
    $secret = Import-GhSecret "$TestDrive/a.env" -Verbose -Debug *>&1
    "$secret $($secret.Value)" | Should -Be 'A ***'
    ($secret | Out-String) + ($secret | Format-List * | Out-String) + ($secret | ConvertTo-Json) + [System.Management.Automation.PSSerializer]::Serialize($secret) | Should -Not -Match 'MARKED'
  }

  It 'loads the reader of YAML only for YAML' {
    Set-Text a.env 'A=1'
    Set-Text a.yml 'A: 1'
    $loaded = Invoke-PowerShell -NoProfile -Command "
      Import-Module '$(Get-ModulePath)'
      foreach (`$file in 'a.env', 'a.yml') {
        `$null = Import-GhSecret `"$TestDrive/`$file`"
        [bool]([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'YamlDotNet' })
      }"
    $loaded | Should -Be 'False', 'True'
  }

  It 'refuses a pipe and a device before it opens them' -Skip:$IsWindows {
    mkfifo "$TestDrive/pipe.yaml"
    $session = @{ Session = Connect-GhSession -BaseUri http://127.0.0.1:9 -Token any -PassThru }
    & {
      Import-GhSecret "$TestDrive/pipe.yaml"
      "$TestDrive/pipe.yaml" | Import-GhSecret
      Import-GhSecret /dev/zero -Format Env
      Compare-GhSecret "$TestDrive/pipe.yaml" @session
      Set-GhRepoSecret acme/app A -Path "$TestDrive/pipe.yaml" @session
      Set-GhRepoSecret acme/app A -Value (Get-Item "$TestDrive/pipe.yaml") @session
    } -ErrorAction SilentlyContinue -ErrorVariable errors 2>&1 | ForEach-Object { "$_" } | Should -Match 'it is a (pipe|device or a socket)\.'
    $Error.Count | Should -Be 6
    Disconnect-GhSession
  }

  It 'does not show a text that is no path, where one is piped: <Text>' -ForEach @(
    @{ Text = 'A=of-MARKED' }
    @{ Text = 'no-drive:of-MARKED' }
    @{ Text = '*of-MARKED*' }
  ) {
    foreach ($command in 'Import-GhSecret', 'Compare-GhSecret', 'Sync-GhSecret') {
      $session = @{}
      if ($command -ne 'Import-GhSecret') { $session.Session = Connect-GhSession -BaseUri http://127.0.0.1:9 -Token any -PassThru }
      $Text | & $command @session -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
      "$errors" | Should -BeLike '*is not the path of a file*'
      Get-ErrorText $errors | Should -Not -Match 'MARKED'
    }
    Disconnect-GhSession
  }
}
