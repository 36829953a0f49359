Describe 'A declared file' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $saved = $env:GHSECRETS_LEDGER_KEY
    $key = [char]::ConvertFromUtf32(0x1F511)
    $text = "line 1`r`nline 2 `$x `"quoted`" $([char]0xFC) $key`r`n"

    function ConvertTo-Secure([string] $Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }
    function Set-Text([string] $Name, [string] $Text) { [System.IO.File]::WriteAllText("$TestDrive/$Name", $Text) }

    # One secret of acme/app, whose value is as given.
    function Set-Declared([string] $Value, [string] $Name = 'secrets.yaml') { Set-Text $Name "secrets:`n  - name: TOKEN`n    repositories: acme/app`n    value: $Value`n" }

    function Get-Path([string] $Name = 'secrets.yaml') { (Get-Item "$TestDrive/$Name").FullName }
    function Get-Write { Get-MockRequest $mock | Where-Object method -ne 'GET' }
    function Get-LedgerFile { Get-ChildItem $TestDrive -Recurse -File | Where-Object DirectoryName -match 'ledger' }
  }

  AfterAll {
    $env:GHSECRETS_LEDGER_KEY = $saved
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Get-ChildItem $TestDrive -Force | Remove-Item -Recurse -Force
    $env:GHSECRETS_LEDGER_KEY = 'only the tests have this'
    $quiet = @{ ErrorVariable = '+script:errors'; ErrorAction = 'SilentlyContinue' }
    $script:errors = @()
    $Error.Clear()
  }

  Context 'whose values are in a vault' {
    It 'takes a <Kind> of Get-Secret, byte for byte' -ForEach @(
      @{ Kind = 'string'; Make = { $text } }
      @{ Kind = 'SecureString'; Make = { ConvertTo-Secure $text } }
      @{ Kind = 'byte[]'; Make = { , [System.Text.Encoding]::UTF8.GetBytes($text) } }
      @{ Kind = 'PSCredential'; Make = { [pscredential]::new('user', (ConvertTo-Secure $text)) } }
    ) {
      function Get-Secret { [CmdletBinding()] param($Name, $Vault) & $Make }
      Set-Declared '{ secret: db }'
      Sync-GhSecret "$TestDrive/secrets.yaml" @quiet
      (Get-MockSecret $mock).value | Should -BeExactly $text
      (Compare-GhSecret "$TestDrive/secrets.yaml" @quiet).Action | Should -Be 'Unchanged'
      $script:errors | Should -BeNullOrEmpty
    }

    It 'asks for <Value> by its name and vault' -ForEach @(
      @{ Value = 'db'; Expected = 'Name=db' }
      @{ Value = '{ name: db }'; Expected = 'Name=db' }
      @{ Value = '{ name: db, vault: prod }'; Expected = 'Name=db Vault=prod' }
    ) {
      function Get-Secret { [CmdletBinding()] param($Name, $Vault) ($PSBoundParameters.Keys | Where-Object { $_ -in 'Name', 'Vault' } | Sort-Object | ForEach-Object { "$_=$($PSBoundParameters[$_])" }) -join ' ' }
      Set-Declared "{ secret: $Value }"
      Sync-GhSecret "$TestDrive/secrets.yaml"
      (Get-MockSecret $mock).value | Should -Be $Expected
    }

    It 'sends nothing without a value that can be one: <Name>' -ForEach @(
      @{ Name = 'none of that name'; Give = { }; Expected = "There is no secret 'db' in the vault 'prod'\." }
      @{ Name = 'null'; Give = { $null }; Expected = "There is no secret 'db' in the vault 'prod'\." }
      @{ Name = 'a vault that throws'; Give = { throw 'The vault is locked.' }; Expected = "Get-Secret cannot read 'db': The vault is locked\." }
      @{ Name = 'a vault that fails'; Give = { Write-Error 'The vault is locked.' }; Expected = "Get-Secret cannot read 'db': The vault is locked\." }
      @{ Name = 'a hashtable'; Give = { @{ user = 'value-MARKED' } }; Expected = "Get-Secret gives a Hashtable for 'db'\. It must be one string" }
      @{ Name = 'lines'; Give = { 'value-MARKED', 'value-MARKED' }; Expected = "Get-Secret gives 2 objects for 'db'" }
      @{ Name = 'loose bytes'; Give = { [byte[]](65, 66, 67) }; Expected = "Get-Secret gives 3 objects for 'db'" }
      @{ Name = 'half a surrogate pair'; Give = { "value-MARKED$([char]0xD83D)" }; Expected = 'The value is not valid Unicode text' }
    ) {
      function Get-Secret { [CmdletBinding()] param($Name, $Vault) & $Give }
      Set-Declared '{ secret: { name: db, vault: prod } }'
      Sync-GhSecret "$TestDrive/secrets.yaml" @quiet
      Compare-GhSecret "$TestDrive/secrets.yaml" @quiet | Should -BeNullOrEmpty
      $mine = $script:errors | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -like '*,GhSecrets.*' }
      $mine.FullyQualifiedErrorId | Should -Be 'InvalidValue,GhSecrets.SyncGhSecretCommand', 'InvalidValue,GhSecrets.CompareGhSecretCommand'
      "$($mine[0])" | Should -Match "^$([regex]::Escape((Get-Path))): Line 4, column \d+: $Expected"
      Get-ErrorText $mine | Should -Not -Match 'MARKED'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'says what is missing where there is no vault at all' {
      Set-Declared '{ secret: db }'
      Sync-GhSecret "$TestDrive/secrets.yaml" @quiet
      "$($script:errors)" | Should -Match 'There is no Get-Secret\. Install Microsoft\.PowerShell\.SecretManagement'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    } -Tag 'a Get-Secret is on this machine' -Skip:([bool](Get-Command Get-Secret -ErrorAction Ignore))

    It 'stores an empty one with a warning, and spoils no other empty value' {
      function Get-Secret { [CmdletBinding()] param($Name, $Vault) '' }
      Set-Declared '{ secret: db }'
      Sync-GhSecret "$TestDrive/secrets.yaml" -WarningVariable warnings -WarningAction SilentlyContinue
      "$warnings" | Should -Match 'The value is empty\.'
      Set-GhRepoSecret acme/app OTHER -Value '' -SkipValueCheck
      (Compare-GhSecret "$TestDrive/secrets.yaml" -SkipValueCheck | Where-Object Name -EQ TOKEN).Action | Should -Be 'Unchanged'
      @(Get-MockSecret $mock).value | Should -BeExactly '', ''
      $Error | Should -BeNullOrEmpty
    }
  }

  Context 'whose values are asked for' {
    BeforeEach {
      Set-Text secrets.yaml "secrets:`n  - name: TOKEN`n    repositories: [acme/app, acme/web]`n    value: { prompt: true }`n  - name: LABELLED`n    organization: acme`n    value: { prompt: The pager's token }`n"
    }

    It 'asks once for all places of a secret, and only for what must be written' {
      $run = Invoke-Hosted "`$env:GHSECRETS_LEDGER_KEY = 'only the tests have this'; Sync-GhSecret '$TestDrive/secrets.yaml'" -Mock $mock -Answer $text
      $run.Errors | Should -BeNullOrEmpty
      $run.Questions | Should -Be 'Value of TOKEN as SecureString', 'Value of The pager''s token as SecureString'
      @(Get-MockSecret $mock).value | Should -BeExactly $text, $text, $text
      Set-GhRepoSecret acme/web TOKEN -Value 'by hand'
      Remove-GhOrgSecret acme LABELLED -Force
      $run = Invoke-Hosted "Sync-GhSecret '$TestDrive/secrets.yaml' -PassThru" -Mock $mock -Answer 'anew'
      $run.Questions | Should -Be 'Value of TOKEN as SecureString', 'Value of The pager''s token as SecureString'
      @(Get-MockSecret $mock -Name TOKEN).value | Should -BeExactly $text, 'anew'
      (Invoke-Hosted "Sync-GhSecret '$TestDrive/secrets.yaml' -PassThru" -Mock $mock -Answer 'anew').Questions | Should -BeNullOrEmpty
    }

    It 'is an error of each place where nobody can be asked, and the others are written' {
      Add-Content "$TestDrive/secrets.yaml" "  - name: OTHER`n    repositories: acme/app`n    value: { file: other }"
      Set-Text other $text
      $run = Invoke-Hosted "Sync-GhSecret '$TestDrive/secrets.yaml' -PassThru" -Mock $mock -NoUser
      $run.Errors.FullyQualifiedErrorId | Should -Be (@('InvalidValue,GhSecrets.SyncGhSecretCommand') * 3)
      "$($run.Errors[0])" | Should -Match '^TOKEN in repository acme/app: .*nobody can be asked here'
      $run.Output.Name | Should -Be 'OTHER'
      @(Get-MockSecret $mock).name | Should -Be 'OTHER'
    }

    It 'asks nobody, and misses nobody: <_>' -ForEach 'Sync-GhSecret secrets.yaml -WhatIf', '$WhatIfPreference = $true; Sync-GhSecret secrets.yaml', 'Compare-GhSecret secrets.yaml' {
      foreach ($user in @{ Answer = 'typed' }, @{ NoUser = $true }) {
        $run = Invoke-Hosted "Set-Location '$TestDrive'; $_" -Mock $mock @user
        $run.Errors | Should -BeNullOrEmpty
        $run.Questions | Should -BeNullOrEmpty
      }
      Get-Write | Should -BeNullOrEmpty
    }
  }

  Context 'with mistakes' {
    It 'tells all of them at once, each with its place, and sends nothing: <_>' -ForEach 'Compare', 'Sync' {
      Set-Text secrets.yaml @'
secrets:
  - name: TOKEN
    repositories: acme/app
    vlaue: value-MARKED
  - name: TOKEN
    application: dependabott
    organization: acme
    value: { env: GHSECRETS_PESTER_NONE }
  - name: GOOD
    organization: acme
    value: { text: value-MARKED }
  - name: BAD-NAME
    repositories: [acme/app, "*/app"]
    value: { file: none.txt }
'@
      & "$_-GhSecret" "$TestDrive/secrets.yaml" -WarningVariable warnings -WarningAction SilentlyContinue @quiet | Should -BeNullOrEmpty
      $expected = @(
        'InvalidValue', 'Line 2, column \d+: The secret has no value'
        'InvalidArgument', 'Line 4, column 5: This key is not known here: did you mean ''value''\?'
        'InvalidArgument', 'Line 6, column 18: .*dependabott'
        'InvalidValue', 'Line 8, column \d+: The environment variable GHSECRETS_PESTER_NONE is not set'
        'InvalidSecretName', 'Line 12, column 11: '
        'InvalidArgument', 'Line 13, column \d+: .*wildcard in its owner'
        'FileNotFound', 'Line 14, column \d+: .*The file that is named here does not exist')
      $script:errors.Count | Should -Be 7
      foreach ($number in 0..6) {
        $script:errors[$number].FullyQualifiedErrorId | Should -Be "$($expected[2 * $number]),GhSecrets.${_}GhSecretCommand"
        "$($script:errors[$number])" | Should -Match "^$([regex]::Escape((Get-Path))): $($expected[2 * $number + 1])"
        $script:errors[$number].TargetObject | Should -Be (Get-Path)
      }
      Get-ErrorText ($script:errors + $warnings) | Should -Not -Match 'MARKED'
      Get-MockRequest $mock | Should -BeNullOrEmpty
      Get-LedgerFile | Should -BeNullOrEmpty
    }

    It 'stops at the first one under -ErrorAction Stop' {
      Set-Text secrets.yaml "secrets:`n  - nmae: TOKEN`n    repositories: acme/app`n    value: { txet: x }"
      { Sync-GhSecret "$TestDrive/secrets.yaml" -ErrorAction Stop } | Should -Throw '*Line 2, column 5: This key is not known here*' -ErrorId 'InvalidArgument,GhSecrets.SyncGhSecretCommand'
      { Compare-GhSecret "$TestDrive/secrets.yaml" -ErrorAction Stop } | Should -Throw '*Line 2, column *'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'says why there is nothing to read, and goes on with the next file: <Name>' -ForEach @(
      @{ Name = 'no file'; Path = 'none.yaml'; Expected = 'does not exist'; Id = 'FileNotFound' }
      @{ Name = 'no match'; Path = '*.none'; Expected = 'no such file'; Id = 'FileNotFound' }
      @{ Name = 'a format that says no place'; Path = 'prod.env'; Expected = 'not where they belong' }
      @{ Name = 'no known format'; Path = 'prod.txt'; Expected = 'does not say its format' }
      @{ Name = 'rows that are no declaration'; Path = 'rows.yaml'; Expected = 'Line 1, column 1: These are rows for Import-GhSecret\.' }
      @{ Name = 'another provider'; Path = 'Env:PATH'; Expected = 'Only files are read' }
    ) {
      Set-Text prod.env 'A=1'
      Set-Text prod.txt 'A=1'
      Set-Text rows.yaml "- Name: A`n  Repository: acme/app`n  Value: value-MARKED"
      Set-Declared '{ file: secrets.yaml }'
      Push-Location $TestDrive
      try { $compared = Compare-GhSecret $Path, secrets.yaml @quiet } finally { Pop-Location }
      $compared.Name | Should -Be 'TOKEN'
      $script:errors.FullyQualifiedErrorId | Should -Be "$($Id ?? 'InvalidArgument'),GhSecrets.CompareGhSecretCommand"
      "$($script:errors)" | Should -Match $Expected
    }

    It 'asks for a path: <_>' -ForEach 'Compare', 'Sync' {
      & "$_-GhSecret" @quiet
      $script:errors.FullyQualifiedErrorId | Should -Be "InvalidArgument,GhSecrets.${_}GhSecretCommand"
      "$($script:errors)" | Should -Match 'There is no Path'
    }
  }

  Context 'as it is given' {
    It 'comes from the pipeline, by wildcard and by a relative path' {
      Set-Declared '{ file: a.yaml }' a.yaml
      (Get-Content "$TestDrive/a.yaml" -Raw).Replace('TOKEN', 'OTHER').Replace('a.yaml', 'b.yaml') | Set-Content "$TestDrive/b.yaml"
      Push-Location $TestDrive
      try {
        (Get-ChildItem *.yaml | Compare-GhSecret).Name | Should -Be 'TOKEN', 'OTHER'
        ('a.yaml', 'b.yaml' | Compare-GhSecret).Name | Should -Be 'TOKEN', 'OTHER'
        (Compare-GhSecret ?.yaml).Name | Should -Be 'TOKEN', 'OTHER'
        (Compare-GhSecret -Path a.yaml, b.yaml).Name | Should -Be 'TOKEN', 'OTHER'
        (Get-ChildItem *.yaml | Sync-GhSecret -PassThru).Name | Should -Be 'TOKEN', 'OTHER'
      }
      finally { Pop-Location }
      "$TestDrive/a.yaml.ledger", "$TestDrive/b.yaml.ledger" | Should -Exist
    }

    It 'may be rows, whose line is told' {
      Set-Text rows.csv "Repository,Environment,Name,Application,Value`nacme/app,,TOKEN,Dependabot,`"a, b`r`nc`"`nacme/app,staging,STAGED,,`" $key `"`n"
      $compared = Compare-GhSecret "$TestDrive/rows.csv" -SkipValueCheck
      $compared | ForEach-Object { "$($_.Line) $($_.Action) $_" } | Should -Be '2 Create TOKEN in repository acme/app (Dependabot)', "4 Create STAGED in environment 'staging' of acme/app"
      Sync-GhSecret "$TestDrive/rows.csv" -WarningVariable warnings -WarningAction SilentlyContinue
      "$warnings" | Should -Match 'rows\.csv: Line 2, column 1: The file holds values as plain text'
      (Get-MockSecret $mock -Name TOKEN).value | Should -BeExactly "a, b`r`nc"
      (Get-MockSecret $mock -Name STAGED).value | Should -BeExactly " $key "
      (Compare-GhSecret "$TestDrive/rows.csv" -SkipValueCheck).Action | Sort-Object -Unique | Should -Be 'Unchanged'
      $Error | Should -BeNullOrEmpty
    }

    It 'takes the bytes of a file beside it as they are' {
      $null = New-Item "$TestDrive/values" -ItemType Directory
      Set-Text values/text $text
      [System.IO.File]::WriteAllBytes("$TestDrive/values/bytes", [byte[]](0xEF, 0xBB, 0xBF, 0xFF, 0, 13, 10))
      Set-Text secrets.yaml "secrets:`n  - { name: TEXT, repositories: acme/app, value: { file: values/text } }`n  - { name: BYTES, repositories: acme/app, value: { file: ./values/bytes } }"
      Sync-GhSecret "$TestDrive/secrets.yaml" -SkipValueCheck
      (Get-MockSecret $mock -Name TEXT).value | Should -BeExactly $text
      (Get-MockSecret $mock -Name BYTES).valueBase64 | Should -Be '77u//wANCg=='
      $Error | Should -BeNullOrEmpty
    }
  }

  Context 'under parameters' {
    BeforeEach {
      Set-Text value $text
      Set-Declared '{ file: value }'
    }

    It 'refuses what cannot be meant, before any request: <Name>' -ForEach @(
      @{ Name = '-Slice alone'; Given = @{ Slice = 2 }; Expected = 'Slice and SliceCount go together' }
      @{ Name = '-SliceCount alone'; Given = @{ SliceCount = 4 }; Expected = 'Slice and SliceCount go together' }
      @{ Name = 'a slice too many'; Given = @{ Slice = 5; SliceCount = 4 }; Expected = 'no slice 5 of 4' }
      @{ Name = 'no slice'; Given = @{ Slice = 0; SliceCount = 4 }; Expected = 'no slice 0 of 4' }
      @{ Name = 'too many slices'; Given = @{ Slice = 1; SliceCount = 1001 }; Expected = 'from 1 to 1000' }
      @{ Name = 'a short key'; Given = @{ LedgerKey = 'MARKED' }; Expected = 'fewer than 16 characters' }
    ) {
      Compare-GhSecret "$TestDrive/secrets.yaml" @Given @quiet | Should -BeNullOrEmpty
      Sync-GhSecret "$TestDrive/secrets.yaml" @Given @quiet
      $script:errors.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GhSecrets.CompareGhSecretCommand', 'InvalidArgument,GhSecrets.SyncGhSecretCommand'
      "$($script:errors[0])" | Should -Match $Expected
      "$($script:errors[0])" | Should -Not -Match 'MARKED'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'refuses a short key of the environment' {
      $env:GHSECRETS_LEDGER_KEY = 'MARKED'
      Sync-GhSecret "$TestDrive/secrets.yaml" @quiet
      "$($script:errors)" | Should -Match 'fewer than 16 characters'
      Get-ErrorText $script:errors | Should -Not -Match 'MARKED'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'warns when there is no key, and writes each time' {
      $env:GHSECRETS_LEDGER_KEY = $null
      Sync-GhSecret "$TestDrive/secrets.yaml" -WarningVariable warnings -WarningAction SilentlyContinue
      "$warnings" | Should -Match 'There is no ledger key.*GHSECRETS_LEDGER_KEY'
      (Compare-GhSecret "$TestDrive/secrets.yaml" -WarningAction SilentlyContinue).Action | Should -Be 'Update'
    }

    It 'takes another key for another, whether it is a SecureString or a string' {
      Sync-GhSecret "$TestDrive/secrets.yaml" -LedgerKey (ConvertTo-Secure 'the key of this call')
      (Compare-GhSecret "$TestDrive/secrets.yaml" -LedgerKey 'the key of this call').Action | Should -Be 'Unchanged'
      $compared = Compare-GhSecret "$TestDrive/secrets.yaml" -WarningVariable warnings -WarningAction SilentlyContinue
      "$($compared.Action): $($compared.Reason)" | Should -Be 'Update: it is there, and the ledger does not know its value'
      "$warnings" | Should -Match 'is not signed with this ledger key'
    }

    It 'keeps the ledger in -LedgerPath, from PowerShell''s own location' {
      $null = New-Item "$TestDrive/here" -ItemType Directory
      Push-Location "$TestDrive/here"
      try {
        Sync-GhSecret ../secrets.yaml -LedgerPath my-ledger
        (Compare-GhSecret ../secrets.yaml -LedgerPath my-ledger).Action | Should -Be 'Unchanged'
        (Compare-GhSecret ../secrets.yaml).Action | Should -Be 'Update'
      }
      finally { Pop-Location }
      "$TestDrive/here/my-ledger" | Should -Exist
      "$TestDrive/secrets.yaml.ledger" | Should -Not -Exist
    }

    It 'does not believe a ledger with a conflict in it, nor one that was changed, and says so' {
      Sync-GhSecret "$TestDrive/secrets.yaml"
      $file = (Get-LedgerFile).FullName
      $ours = [System.IO.File]::ReadAllText($file)
      $theirs = $ours -replace '\d\d:\d\d:\d\d', '00:00:00'
      foreach ($text in "<<<<<<< HEAD`n$ours=======`n$theirs>>>>>>> other`n", $theirs) {
        [System.IO.File]::WriteAllText($file, $text)
        (Compare-GhSecret "$TestDrive/secrets.yaml" -WarningVariable warnings -WarningAction SilentlyContinue).Action | Should -Be 'Update'
        "$warnings" | Should -Match "The ledger is not believed where its file .*$([regex]::Escape($file))"
      }

      [System.IO.File]::WriteAllText($file, $ours)
      (Compare-GhSecret "$TestDrive/secrets.yaml").Action | Should -Be 'Unchanged'
      Remove-Item $file
      (Compare-GhSecret "$TestDrive/secrets.yaml").Action | Should -Be 'Update'
    }

    It 'writes nothing, there or here, under <Name>' -ForEach @(
      @{ Name = '-WhatIf'; WhatIf = @{ WhatIf = $true }; Preference = $false }
      @{ Name = '$WhatIfPreference'; WhatIf = @{}; Preference = $true }
    ) {
      Set-GhRepoSecret acme/app TOKEN -Value 'before'
      Clear-MockRequest $mock
      & { $WhatIfPreference = $Preference; Sync-GhSecret "$TestDrive/secrets.yaml" -Prune -PassThru @WhatIf @quiet } | Should -BeNullOrEmpty
      @(Get-MockRequest $mock | ForEach-Object { "$($_.method) $($_.path)" }) | Should -Be 'GET /repos/acme/app/actions/secrets?per_page=100'
      (Get-MockSecret $mock).value | Should -Be 'before'
      Get-LedgerFile | Should -BeNullOrEmpty
      $script:errors | Should -BeNullOrEmpty
    }

    It 'is left alone when nobody confirms it' {
      $run = Invoke-Hosted "Sync-GhSecret '$TestDrive/secrets.yaml' -Confirm" -Mock $mock -NoUser
      Get-Write | Should -BeNullOrEmpty
      Get-LedgerFile | Should -BeNullOrEmpty
    }
  }

  Context 'whose sync is stopped' {
    BeforeEach {
      Set-Text value $text
      Set-Text secrets.yaml ("secrets:`n" + -join (1..60 | ForEach-Object { "  - { name: TOKEN_$_, repositories: [acme/app, acme/web], value: { file: value } }`n" }))
    }

    It 'has a ledger that is true for what was written, and goes on from there: <Name>' -ForEach @(
      @{ Name = 'Select-Object -First 1'; Run = { Sync-GhSecret "$TestDrive/secrets.yaml" -PassThru | Select-Object -First 1 } }
      # A write that still waited when a later one was refused may be told of first.
      @{ Name = '-ErrorAction Stop'; Run = {
          $stopped = { Sync-GhSecret "$TestDrive/secrets.yaml" -ErrorAction Stop } | Should -Throw -PassThru
          $stopped.FullyQualifiedErrorId | Should -BeIn 'TokenRejected,GhSecrets.SyncGhSecretCommand', 'NotAttempted,GhSecrets.SyncGhSecretCommand'
        }
      }
    ) {
      Add-MockSeed $mock @{ tokens = @(@{ token = 'short-lived' }) }
      Connect-GhSession -BaseUri $mock.BaseUri -Token short-lived -WritesPerMinute 0
      Set-MockFault $mock @{ revokeTokenAt = 30; latency = @{ ms = 5 } }
      $null = & $Run
      Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -WritesPerMinute 0
      Set-MockFault $mock @{}
      $noted = @(Get-LedgerFile | ForEach-Object { (Get-Content $_.FullName -Raw | ConvertFrom-Json).secrets.PSObject.Properties.Name }).Count
      $noted | Should -BeGreaterThan 0
      $noted | Should -BeLessThan 120
      $compared = Compare-GhSecret "$TestDrive/secrets.yaml"
      @($compared | Where-Object Action -EQ Unchanged).Count | Should -Be $noted
      # What was on its way may have arrived.
      @($compared | Where-Object Action -In Create, Update).Count | Should -Be (120 - $noted)
      Sync-GhSecret "$TestDrive/secrets.yaml"
      (Compare-GhSecret "$TestDrive/secrets.yaml").Action | Sort-Object -Unique | Should -Be 'Unchanged'
      @(Get-MockSecret $mock).value | Sort-Object -Unique | Should -BeExactly $text
    }
  }
}
