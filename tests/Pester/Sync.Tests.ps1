Describe 'A declared file, from its first plan to its last entry' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub -Arguments '--https'
    $ledgerKey = 'only the pipeline has this'
    $saved = $env:GHSECRETS_LEDGER_KEY, $env:DEPLOY_TOKEN
    $env:GHSECRETS_LEDGER_KEY = $ledgerKey
    $env:DEPLOY_TOKEN = 'deploy'

    function Initialize-Story {
      $null = Invoke-MockControl $mock -Method Delete
      Add-MockSeed $mock @{
        tokens = @(@{ token = $mock.Token; rateLimit = 1000000 })
        organizations = @(@{ login = 'acme'; repositories = @(
              @{ name = 'app'; private = $true; environments = @('prod/eu', 'staging') }
              @{ name = 'web'; private = $true }
              'svc-a', 'svc-b', 'svc-old'
              @{ name = 'svc-done'; archived = $true })
          })
      }
      Disconnect-GhSession
      Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -TrustedCertificate $mock.Certificate -WritesPerMinute 0
    }

    # A folder of its own for each test, with a file that declares eight secrets at seven places.
    function New-Story {
      param([string] $Name)
      $folder = New-Item -ItemType Directory "$TestDrive/$Name"
      [System.IO.File]::WriteAllText("$folder/npm.token", "npm`r`n`u{1F511}")
      Set-Content "$folder/secrets.yaml" @'
secrets:
  - name: DEPLOY_TOKEN
    organization: acme
    visibility: selected
    selectedRepositories: [app, web]
    value: { env: DEPLOY_TOKEN }
  - name: NPM_TOKEN
    repositories: [acme/app, "acme/svc-*", "!acme/svc-old"]
    value: { file: npm.token }
  - name: REGION
    repositories: [acme/app]
    environments: [prod/eu, staging]
    value: { text: eu-west-1 }
  - name: EXTRA
    repositories: [acme/web, acme/app]
    value: { text: extra }
'@
      "$folder/secrets.yaml"
    }

    function Compare-Story {
      param([string] $File)
      Compare-GhSecret $File -WarningAction SilentlyContinue | Group-Object Action -AsHashTable -AsString
    }

    function Sync-Story {
      param([string] $File)
      Clear-MockRequest $mock
      Sync-GhSecret $File -PassThru -WarningAction SilentlyContinue @args
    }

    function Get-Write {
      @(Get-MockRequest $mock | Where-Object method -ne 'GET')
    }

    # A file of many secrets over many places, all of one value each.
    function New-LongStory {
      param([string] $Name, [int] $Repositories, [int] $SecretsEach)
      $null = Invoke-MockControl $mock -Method Delete
      Add-MockSeed $mock @{
        tokens = @(@{ token = $mock.Token; rateLimit = 1000000 })
        organizations = @(@{ login = 'acme'; repositories = @(1..$Repositories | ForEach-Object { "app-$_" }) })
      }
      $folder = New-Item -ItemType Directory "$TestDrive/$Name"
      $entries = foreach ($number in 1..$SecretsEach) {
        "  - { name: SECRET_$number, repositories: [""acme/app-*""], value: { text: value $number } }"
      }
      Set-Content "$folder/secrets.yaml" (@('secrets:') + $entries)
      "$folder/secrets.yaml"
    }

    # A sync in a process of its own, which can be killed.
    function Start-Sync {
      param([string] $File)
      $start = Get-PowerShellStart '-NoProfile -NonInteractive -Command -'
      $start.RedirectStandardInput = $true
      $start.RedirectStandardOutput = $true
      $start.Environment['TEST_MANIFEST'] = "$(Get-ModulePath)"
      $start.Environment['TEST_URI'] = $mock.BaseUri
      $start.Environment['TEST_CERTIFICATE'] = $mock.Certificate
      $start.Environment['TEST_FILE'] = $File
      $start.Environment['GH_TOKEN'] = $start.Environment['GITHUB_TOKEN'] = $null
      $start.Environment['GH_ENTERPRISE_TOKEN'] = $mock.Token
      $process = [System.Diagnostics.Process]::Start($start)
      $process.StandardInput.WriteLine(@'
Import-Module $env:TEST_MANIFEST
# After so many it waits for a minute, long enough to be killed.
Connect-GhSession -BaseUri $env:TEST_URI -TrustedCertificate $env:TEST_CERTIFICATE -WritesPerMinute 200
Sync-GhSecret $env:TEST_FILE -WarningAction SilentlyContinue
'@)
      $process.StandardInput.WriteLine()
      $process
    }

    function Get-LedgerEntry {
      param([string] $File)
      Get-ChildItem "$File.ledger" -Recurse -Filter *.json -ErrorAction Ignore | ForEach-Object {
        $ledger = Get-Content $_.FullName -Raw | ConvertFrom-Json -AsHashtable
        foreach ($name in $ledger.secrets.Keys) { "$($ledger.repository) $name" }
      }
    }
  }

  AfterAll {
    $env:GHSECRETS_LEDGER_KEY, $env:DEPLOY_TOKEN = $saved
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Initialize-Story
    $env:DEPLOY_TOKEN = 'deploy'
    $Error.Clear()
  }

  It 'plans, applies, applies nothing, writes one change, tells drift and mends it, and prunes what is no longer declared' {
    $file = New-Story whole

    # Plan.
    $plan = Compare-Story $file
    $plan.Create.Count | Should -Be 8
    $plan.Keys | Should -Be 'Create'
    Get-Write | Should -BeNullOrEmpty
    Test-Path "$file.ledger" | Should -BeFalse

    # Apply.
    $changes = Sync-Story $file
    $changes.Action | Sort-Object -Unique | Should -Be 'Created'
    @(Get-Write).Count | Should -Be 8
    @(Get-MockSecret $mock).Count | Should -Be 8
    (Get-MockSecret $mock -Name NPM_TOKEN).scope | Should -Be 'repos/acme/app/actions', 'repos/acme/svc-a/actions', 'repos/acme/svc-b/actions'
    (Get-MockSecret $mock -Name NPM_TOKEN).value | Sort-Object -Unique | Should -BeExactly "npm`r`n`u{1F511}"
    (Get-MockSecret $mock -Name DEPLOY_TOKEN).selectedRepositories | Should -Be 'acme/app', 'acme/web'

    # Apply again: nothing, by one list a place and one of the repositories.
    Sync-Story $file | Should -BeNullOrEmpty
    Get-Write | Should -BeNullOrEmpty
    @(Get-MockRequest $mock).Count | Should -Be 8

    # One value changes.
    $env:DEPLOY_TOKEN = 'deploy anew'
    (Compare-Story $file).Update | ForEach-Object { "$_" } | Should -Be 'DEPLOY_TOKEN in organization acme'
    (Sync-Story $file).Name | Should -Be 'DEPLOY_TOKEN'
    @(Get-Write).Count | Should -Be 1
    (Get-MockSecret $mock -Name DEPLOY_TOKEN).value | Should -BeExactly 'deploy anew'

    # Somebody changes a value, widens an access and adds a secret of their own.
    Set-GhRepoSecret acme/svc-a NPM_TOKEN -Value 'by hand'
    Set-GhOrgSecret acme DEPLOY_TOKEN -Value 'deploy anew' -Visibility All
    Set-GhRepoSecret acme/app THEIRS -Value 'theirs'
    $plan = Compare-Story $file
    $plan.Drifted | ForEach-Object { "$_" } | Should -Be 'DEPLOY_TOKEN in organization acme', 'NPM_TOKEN in repository acme/svc-a'
    $plan.Drifted.Reason | ForEach-Object { $_ | Should -Match '^it was changed on \d{4}-\d\d-\d\d at ' }
    $plan.Unowned.Name | Should -Be 'THEIRS'
    $plan.Unchanged.Count | Should -Be 6
    (Sync-Story $file -Prune).Count | Should -Be 2
    (Get-MockSecret $mock -Name NPM_TOKEN).value | Sort-Object -Unique | Should -BeExactly "npm`r`n`u{1F511}"
    (Get-MockSecret $mock -Name DEPLOY_TOKEN).visibility | Should -Be 'selected'
    (Get-MockSecret $mock -Name DEPLOY_TOKEN).selectedRepositories | Should -Be 'acme/app', 'acme/web'
    (Get-MockSecret $mock -Name THEIRS).value | Should -Be 'theirs'

    # An entry goes: nothing is removed unless that was asked for, and never more than allowed.
    Set-Content $file ((Get-Content $file -Raw) -replace '(?s)  - name: EXTRA.*', '')
    $plan = Compare-Story $file
    $plan.Remove | ForEach-Object { "$_" } | Should -Be 'EXTRA in repository acme/app', 'EXTRA in repository acme/web'
    Sync-Story $file | Should -BeNullOrEmpty
    Get-Write | Should -BeNullOrEmpty
    $env:DEPLOY_TOKEN = 'deploy'
    Sync-Story $file -Prune -MaximumRemove 1 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    $Error.FullyQualifiedErrorId | Should -Be 'TooManyRemovals,GhSecrets.SyncGhSecretCommand'
    "$Error" | Should -Match 'EXTRA in repository acme/app; EXTRA in repository acme/web'
    Get-Write | Should -BeNullOrEmpty

    # Writes come before removals, and what is not ours stays.
    $changes = Sync-Story $file -Prune
    $changes.Action | Should -Be 'Updated', 'Removed', 'Removed'
    @(Get-Write).method | Should -Be 'PUT', 'DELETE', 'DELETE'
    (Get-MockSecret $mock -Name EXTRA) | Should -BeNullOrEmpty
    (Get-MockSecret $mock -Name THEIRS).value | Should -Be 'theirs'
    (Compare-Story $file).Keys | Sort-Object | Should -Be 'Unchanged', 'Unowned'
    $Error.Count | Should -Be 1
  }

  It 'tells the same story of secrets and variables in one file' {
    $folder = New-Item -ItemType Directory "$TestDrive/kinds"
    $file = "$folder/secrets.yaml"
    Set-Content $file @'
secrets:
  - name: DEPLOY_TOKEN
    repositories: [acme/app]
    value: { env: DEPLOY_TOKEN }
variables:
  - name: DEPLOY_TOKEN
    repositories: [acme/app]
    value: its name in the vault
  - name: REGION
    organization: acme
    selectedRepositories: [app]
    value: eu-west-1
  - name: URL
    repositories: ["acme/svc-*", "!acme/svc-old"]
    value: https://example.test/
  - name: LEVEL
    repositories: [acme/app]
    environments: [prod/eu, staging]
    value: info
'@

    # Plan.
    $plan = Compare-Story $file
    $plan.Keys | Should -Be 'Create'
    $plan.Create | ForEach-Object { "$_" } | Sort-Object | Should -Be @(
      'DEPLOY_TOKEN in repository acme/app'
      'variable DEPLOY_TOKEN in repository acme/app'
      "variable LEVEL in environment 'prod/eu' of acme/app"
      "variable LEVEL in environment 'staging' of acme/app"
      'variable REGION in organization acme'
      'variable URL in repository acme/svc-a'
      'variable URL in repository acme/svc-b'
    )
    Get-Write | Should -BeNullOrEmpty

    # Apply.
    $changes = Sync-Story $file
    $changes.Action | Sort-Object -Unique | Should -Be 'Created'
    ($changes | Group-Object Kind -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" }) | Should -Be '1 Secret', '6 Variable'
    (Get-MockSecret $mock).value | Should -BeExactly 'deploy'
    (Get-MockVariable $mock DEPLOY_TOKEN).value | Should -BeExactly 'its name in the vault'
    (Get-MockVariable $mock REGION).selectedRepositories | Should -Be 'acme/app'
    @(Get-Write).method | Sort-Object -Unique | Should -Be 'POST', 'PUT'

    # Apply again: nothing.
    Sync-Story $file | Should -BeNullOrEmpty
    Get-Write | Should -BeNullOrEmpty

    # Drift by hand, of each kind, and something of their own.
    Set-GhRepoVariable acme/svc-a URL -Value https://other.test/
    Set-GhOrgVariable acme REGION eu-west-1 -Visibility All
    Set-GhRepoSecret acme/app DEPLOY_TOKEN -Value 'by hand'
    Set-GhRepoVariable acme/svc-a THEIRS -Value 'theirs'
    $plan = Compare-Story $file
    $plan.Drifted | ForEach-Object { "$($_.Kind) $($_.Name)" } | Sort-Object | Should -Be 'Secret DEPLOY_TOKEN', 'Variable URL'
    ($plan.Drifted | Where-Object Kind -EQ Variable).Reason |
      Should -Match "^it was changed on .* UTC, after the last sync wrote it: its value is 'https://other.test/', and the file declares 'https://example.test/'$"
    $plan.Access.Reason | Should -Be 'its visibility is All, and the file declares Selected'
    $plan.Unowned.Name | Should -Be 'THEIRS'
    (Sync-Story $file).Action | Should -Be 'Updated', 'Updated', 'Updated'
    (Get-MockVariable $mock REGION).visibility | Should -Be 'selected'
    (Get-MockVariable $mock REGION).selectedRepositories | Should -Be 'acme/app'
    (Get-MockVariable $mock URL).value | Sort-Object -Unique | Should -BeExactly 'https://example.test/'
    (Compare-Story $file).Keys | Sort-Object | Should -Be 'Unchanged', 'Unowned'

    # Prune: what the file no longer declares, and no more than that.
    Set-Content $file ((Get-Content $file -Raw) -replace '(?s)  - name: URL.*', '')
    Sync-Story $file | Should -BeNullOrEmpty
    Sync-Story $file -Prune -MaximumRemove 3 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    "$Error" | Should -Match '4 variables would be removed, and 3 are allowed'
    $changes = Sync-Story $file -Prune
    $changes | ForEach-Object { "$_" } | Sort-Object | Should -Be @(
      "Removed variable LEVEL in environment 'prod/eu' of acme/app"
      "Removed variable LEVEL in environment 'staging' of acme/app"
      'Removed variable URL in repository acme/svc-a'
      'Removed variable URL in repository acme/svc-b'
    )
    (Get-MockVariable $mock).name | Sort-Object | Should -Be 'DEPLOY_TOKEN', 'REGION', 'THEIRS'
    (Compare-Story $file).Keys | Should -Be 'Unchanged'
  }

  It 'says of a variable what it would do, and does nothing' {
    Set-Content "$TestDrive/whatif.yaml" "variables: [{ name: REGION, organization: acme, value: eu-west-1 }, { name: LEVEL, organization: acme, value: info }]"
    Set-GhOrgVariable acme LEVEL -Value debug
    Clear-MockRequest $mock
    $null = Start-Transcript "$TestDrive/said.txt"
    Sync-GhSecret "$TestDrive/whatif.yaml" -WhatIf
    $null = Stop-Transcript
    $said = Get-Content "$TestDrive/said.txt" -Raw
    $said | Should -Match 'Performing the operation "Create variable: it is not there" on target "variable REGION in organization acme"'
    $said | Should -Match "Performing the operation ""Update variable: its value is 'debug', and the file declares 'info'"" on target ""variable LEVEL in organization acme"""
    Get-Write | Should -BeNullOrEmpty
    "$TestDrive/whatif.yaml.ledger" | Should -Not -Exist
  }

  It 'never prunes what somebody else has written since' {
    $file = New-Story taken
    $null = Sync-Story $file
    Set-GhRepoSecret acme/app EXTRA -Value 'now theirs'
    Set-Content $file ((Get-Content $file -Raw) -replace '(?s)  - name: EXTRA.*', '')
    $plan = Compare-Story $file
    $plan.Unowned | ForEach-Object { "$_" } | Should -Be 'EXTRA in repository acme/app'
    (Sync-Story $file -Prune).Place | Should -Be 'repository acme/web'
    (Get-MockSecret $mock -Name EXTRA).value | Should -Be 'now theirs'
  }

  It 'writes access that differs, and only that secret' {
    $file = New-Story access
    $null = Sync-Story $file
    Set-Content $file ((Get-Content $file -Raw) -replace '\[app, web\]', '[app, svc-a]')
    $plan = Compare-Story $file
    $plan.Access.Reason | Should -Be 'its selected repositories lack acme/svc-a and hold acme/web, which the file does not declare'
    (Sync-Story $file).Name | Should -Be 'DEPLOY_TOKEN'
    @(Get-Write).Count | Should -Be 1
    (Get-MockSecret $mock -Name DEPLOY_TOKEN).selectedRepositories | Should -Be 'acme/app', 'acme/svc-a'
    (Compare-Story $file).Keys | Should -Be 'Unchanged'
  }

  It 'sees a changed list of repositories, and a secret that is gone' {
    $file = New-Story handmade
    $null = Sync-Story $file
    Add-GhOrgSecretRepository acme DEPLOY_TOKEN -SelectedRepository svc-old
    Remove-GhRepoSecret acme/app EXTRA -Force
    $plan = Compare-Story $file
    $plan.Drifted.Name | Should -Be 'DEPLOY_TOKEN'
    $plan.Create.Reason | Should -Be 'it is no longer there'
    (Sync-Story $file).Action | Should -Be 'Updated', 'Created'
    (Get-MockSecret $mock -Name DEPLOY_TOKEN).selectedRepositories | Should -Be 'acme/app', 'acme/web'
  }

  It 'writes all with another ledger key, without one, and with -Force' {
    $file = New-Story key
    $null = Sync-Story $file
    try {
      $env:GHSECRETS_LEDGER_KEY = 'another key of the pipeline'
      (Sync-Story $file).Count | Should -Be 8
      Sync-Story $file | Should -BeNullOrEmpty
      $env:GHSECRETS_LEDGER_KEY = $null
      $told = Compare-GhSecret $file 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] -and "$_" -match 'no ledger key' }
      @($told).Count | Should -Be 1
      (Sync-Story $file).Count | Should -Be 8
    }
    finally {
      $env:GHSECRETS_LEDGER_KEY = $ledgerKey
    }
    (Sync-Story $file -LedgerKey 'another key of the pipeline').Count | Should -Be 8
    (Sync-Story $file -LedgerKey 'another key of the pipeline' -Force).Count | Should -Be 8
    $Error | Should -BeNullOrEmpty
  }

  It 'leaves archived repositories alone, and says so' {
    $file = New-Story archive
    $told = Sync-GhSecret $file 3>&1
    "$told" | Should -Match 'acme/svc-done is archived: nothing is written there\.'
    Get-MockSecret $mock -Scope 'repos/acme/svc-done/*' | Should -BeNullOrEmpty
    $Error | Should -BeNullOrEmpty
  }

  It 'tells of each secret of a place that cannot be read, and does the others' {
    $file = New-Story broken
    Set-Content $file ((Get-Content $file -Raw) -replace 'staging', 'nowhere')
    $changes = Sync-Story $file -ErrorAction SilentlyContinue
    $changes.Count | Should -Be 7
    $Error.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,GhSecrets.SyncGhSecretCommand'
    "$($Error.TargetObject)" | Should -Be "REGION in environment 'nowhere' of acme/app"
  }

  It 'refuses a secret that two patterns bring to one place, before any write' {
    $file = New-Story twice
    Add-Content $file "  - { name: npm_token, repositories: ['acme/svc-?'], value: { text: other } }"
    Sync-Story $file -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    $Error.Count | Should -Be 2
    "$($Error[1])" | Should -Match 'Line 17, column 5: NPM_TOKEN in repository acme/svc-a is declared in line 7 too'
    Get-Write | Should -BeNullOrEmpty
  }

  It 'sends no write and keeps no ledger under -WhatIf' {
    $file = New-Story whatif
    Sync-Story $file -WhatIf | Should -BeNullOrEmpty
    Get-Write | Should -BeNullOrEmpty
    Test-Path "$file.ledger" | Should -BeFalse
  }

  It 'leaves a ledger that is true when it is killed, and the next run does exactly the rest' {
    $file = New-LongStory killed -Repositories 10 -SecretsEach 30
    Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -TrustedCertificate $mock.Certificate -WritesPerMinute 0
    Set-MockFault $mock @{ latency = @{ ms = 20 } }
    $process = Start-Sync $file
    while (@(Get-Write).Count -lt 120 -and -not $process.HasExited) { Start-Sleep -Milliseconds 20 }
    $process.HasExited | Should -BeFalse
    $process.Kill()
    $process.WaitForExit()
    Set-MockFault $mock @{}

    $kept = @(Get-LedgerEntry $file)
    $stored = @(Get-MockSecret $mock | ForEach-Object { "$($_.scope -replace '^repos/(.*)/actions$', '$1') $($_.name)" })
    $kept.Count | Should -BeGreaterThan 60
    $kept.Count | Should -BeLessThan 300
    $kept | Where-Object { $_ -notin $stored } | Should -BeNullOrEmpty

    $changes = Sync-Story $file
    $changes.Count | Should -Be (300 - $kept.Count)
    $changes | Where-Object { "$($_.Repository) $($_.Name)" -in $kept } | Should -BeNullOrEmpty
    Get-MockSecret $mock | Where-Object { $_.value -ne ($_.name -replace 'SECRET_', 'value ') } | Should -BeNullOrEmpty
    @(Get-MockSecret $mock).Count | Should -Be 300
    Sync-Story $file | Should -BeNullOrEmpty
    $Error | Should -BeNullOrEmpty
  }

  It 'is done by four slices at once, each secret by one of them' -Tag 'needs PowerShell 7' -Skip:($PSEdition -eq 'Desktop') {
    $file = New-LongStory sliced -Repositories 20 -SecretsEach 5
    $manifest = "$(Get-ModulePath)"
    $changes = 1..4 | ForEach-Object -Parallel {
      Import-Module $using:manifest
      $session = Connect-GhSession -BaseUri $using:mock.BaseUri -Token $using:mock.Token -TrustedCertificate $using:mock.Certificate -WritesPerMinute 0 -PassThru
      Sync-GhSecret $using:file -Slice $_ -SliceCount 4 -Session $session -PassThru -WarningAction SilentlyContinue
    } -ThrottleLimit 4
    @($changes).Count | Should -Be 100
    @($changes | ForEach-Object { "$_" } | Sort-Object -Unique).Count | Should -Be 100
    @(Get-Write).Count | Should -Be 100
    Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -TrustedCertificate $mock.Certificate
    (Compare-Story $file).Unchanged.Count | Should -Be 100
    $Error | Should -BeNullOrEmpty
  }

  It 'does the slice that Azure Pipelines gives the job, and says so' {
    $file = New-LongStory azure -Repositories 20 -SecretsEach 1
    Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -TrustedCertificate $mock.Certificate
    $wanted = @(Compare-GhSecret $file -Slice 2 -SliceCount 4 -WarningAction SilentlyContinue)
    try {
      $env:TF_BUILD, $env:SYSTEM_JOBPOSITIONINPHASE, $env:SYSTEM_TOTALJOBSINPHASE = 'True', '2', '4'
      $found = Compare-GhSecret $file -WarningVariable told -WarningAction SilentlyContinue
    }
    finally {
      $env:TF_BUILD, $env:SYSTEM_JOBPOSITIONINPHASE, $env:SYSTEM_TOTALJOBSINPHASE = $null
    }
    "$found" | Should -Be "$wanted"
    $wanted.Count | Should -BeIn (1..19)
    "$told" | Should -Match 'slice 2 of 4'
  }
}
