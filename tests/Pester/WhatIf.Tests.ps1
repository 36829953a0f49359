Describe 'Set- cmdlets under -WhatIf' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela

    # What a run says that it would do, as 'Create NAME in ...'; only a transcript sees it.
    function Get-Plan {
      param([scriptblock] $Run)
      $log = "$TestDrive/plan.txt"
      $null = Start-Transcript $log
      try { $null = & $Run } finally { $null = Stop-Transcript }
      [regex]::Matches((Get-Content $log -Raw), 'What if: Performing the operation "(\w+) secret[^"]*" on target "([^"]+)"\.') |
        ForEach-Object { "$($_.Groups[1].Value) $($_.Groups[2].Value)" }
    }

    function Get-Sent {
      param($Server)
      Get-MockRequest $Server | Where-Object path -ne '/authenticate/token' | ForEach-Object { "$($_.method) $($_.path)" }
    }
  }

  AfterAll {
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  BeforeEach {
    Connect-MockGitHub $mock
    $Error.Clear()
  }

  It 'say what they would create and update, under <Name>' -ForEach @(
    @{ Name = '-WhatIf'; WhatIf = @{ WhatIf = $true }; Preference = $false }
    @{ Name = '$WhatIfPreference'; WhatIf = @{}; Preference = $true }
  ) {
    Add-MockSecret $mock orgs/acme/actions 1 OLD_ all
    Add-MockSecret $mock repos/acme/app/actions 1 OLD_
    Add-MockSecret $mock repos/acme/app/environments/prod%2Feu%20west 1 OLD_
    $before = Get-MockSecret $mock | ConvertTo-Json -Depth 4
    $rows = foreach ($name in 'old_0001', 'NEW', 'new') {
      [pscustomobject]@{ Organization = 'acme'; Repository = ''; Environment = ''; Name = $name; Value = 'x' }
      [pscustomobject]@{ Organization = ''; Repository = 'acme/app'; Environment = ''; Name = $name; Value = 'x' }
      [pscustomobject]@{ Organization = ''; Repository = 'acme/app'; Environment = 'prod/eu west'; Name = $name; Value = 'x' }
    }
    Get-Plan { $WhatIfPreference = $Preference; $rows | Set-GhSecret @WhatIf } | Should -Be @(
      foreach ($one in 'Update old_0001', 'Create NEW', 'Update new') {
        "$one in organization acme"
        "$one in repository acme/app"
        "$one in environment 'prod/eu west' of acme/app"
      })
    Get-Sent $mock | Should -Be @(
      'GET /orgs/acme/actions/secrets?per_page=100'
      'GET /repos/acme/app/actions/secrets?per_page=100'
      'GET /repos/acme/app/environments/prod%2Feu%20west/secrets?per_page=100')
    Get-MockSecret $mock | ConvertTo-Json -Depth 4 | Should -Be $before
    $Error | Should -BeNullOrEmpty
  }

  It 'say who will see it: <Expected>' -ForEach @(
    @{ Given = @{ Visibility = 'All' }; Expected = 'Update secret, visibility Selected → All' }
    @{ Given = @{ SelectedRepository = 'app', 'web' }; Expected = 'Update secret, visibility Selected: acme/app, acme/web' }
    @{ Given = @{ SelectedRepository = @() }; Expected = 'Update secret, visibility Selected: no repositories' }
    @{ Given = @{ SelectedRepository = 1..12 }; Expected = 'Update secret, visibility Selected: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more' }
    @{ Given = @{ Visibility = 'Selected' }; Expected = 'Update secret, visibility Selected' }
    @{ Given = @{}; Expected = 'Update secret, visibility Selected' }
    @{ Given = @{}; Name = 'NEW'; Expected = 'Create secret, visibility Private' }
    @{ Given = @{ Visibility = 'All' }; Name = 'NEW'; Expected = 'Create secret, visibility All' }
  ) {
    Add-MockSecret $mock orgs/acme/actions 1 OLD_ selected
    $log = "$TestDrive/who.txt"
    $null = Start-Transcript $log
    try { Set-GhOrgSecret acme ($Name ?? 'OLD_0001') -Value x @Given -WhatIf } finally { $null = Stop-Transcript }
    Get-Content $log -Raw | Should -Match ([regex]::Escape("`"$Expected`" on target"))
  }

  It 'refuse to keep the repositories of a secret that has none, as the write would' {
    Set-GhOrgSecret acme NEW -Value x -Visibility Selected -WhatIf -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GhSecrets.SetGhOrgSecretCommand'
    "$($errors[0])" | Should -Match 'NEW does not exist yet'
  }

  It 'read one list for 1,000 names' {
    Add-MockSecret $mock orgs/acme/actions 990 OLD_ all
    $rows = 1..1000 | ForEach-Object { [pscustomobject]@{ Name = 'OLD_{0:d4}' -f $_; Value = 'x' } }
    $plan = Get-Plan { $rows | Set-GhOrgSecret acme -WhatIf }
    $plan.Count | Should -Be 1000
    $plan[0..989] | Where-Object { $_ -notmatch '^Update ' } | Should -BeNullOrEmpty
    $plan[990..999] | Where-Object { $_ -notmatch '^Create ' } | Should -BeNullOrEmpty
    $sent = @(Get-MockRequest $mock)
    $sent.Count | Should -Be 10
    $sent | Where-Object { $_.method -ne 'GET' -or $_.path -notmatch '/actions/secrets\?per_page=100' } | Should -BeNullOrEmpty
  }

  It 'read the list anew in each run, and none without -WhatIf' {
    Get-Plan { Set-GhRepoSecret acme/app TOKEN -Value x -WhatIf } | Should -Be 'Create TOKEN in repository acme/app'
    Clear-MockRequest $mock
    Set-GhRepoSecret acme/app TOKEN -Value x
    Get-Sent $mock | Should -Be 'GET /repos/acme/app/actions/secrets/public-key', 'PUT /repos/acme/app/actions/secrets/TOKEN'
    Get-Plan { 'y' | Set-GhRepoSecret acme/app TOKEN -WhatIf } | Should -Be 'Update TOKEN in repository acme/app'
    (Get-MockSecret $mock).value | Should -Be 'x'
  }

  It 'report each item of a scope that cannot be listed, after one attempt, and go on with the others' {
    $rows = foreach ($name in 'A', 'B', 'C') {
      [pscustomobject]@{ Repository = 'acme/nowhere'; Name = $name; Value = 'x' }
      [pscustomobject]@{ Repository = 'acme/web'; Name = $name; Value = 'x' }
    }
    $plan = Get-Plan { $rows | Set-GhRepoSecret -WhatIf -ErrorVariable script:errors -ErrorAction SilentlyContinue }
    $plan | Should -Be 'Create A in repository acme/web', 'Create B in repository acme/web', 'Create C in repository acme/web'
    $script:errors.FullyQualifiedErrorId | Should -Be (@('RepositoryNotFound,GhSecrets.SetGhRepoSecretCommand') * 3)
    "$($script:errors.TargetObject)" | Should -Be 'A in repository acme/nowhere B in repository acme/nowhere C in repository acme/nowhere'
    Get-Sent $mock | Should -Be @(
      'GET /repos/acme/nowhere/actions/secrets?per_page=100'
      # What the 404 is about.
      'GET /repos/acme/nowhere'
      'GET /repos/acme/web/actions/secrets?per_page=100')
  }

  It 'report what the token may not do' {
    Add-MockSeed $mock @{ tokens = @(@{ token = 'none'; secrets = 'none' }) }
    Connect-GhSession -BaseUri $mock.BaseUri -Token none
    'A', 'B' | ForEach-Object { [pscustomobject]@{ Name = $_; Value = 'x' } } |
      Set-GhRepoSecret acme/app -WhatIf -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be (@('Forbidden,GhSecrets.SetGhRepoSecretCommand') * 2)
    @(Get-MockRequest $mock).Count | Should -Be 1
  }

  It 'report a refused token once, and the rest as not attempted' {
    Connect-GhSession -BaseUri $mock.BaseUri -Token wrong
    'acme/app', 'acme/app', 'acme/web' | ForEach-Object { [pscustomobject]@{ Repository = $_; Name = 'A'; Value = 'x' } } |
      Set-GhRepoSecret -WhatIf -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be @('TokenRejected', 'NotAttempted', 'NotAttempted' | ForEach-Object { "$_,GhSecrets.SetGhRepoSecretCommand" })
    @(Get-MockRequest $mock).Count | Should -Be 1
  }

  It 'refuse what is invalid before any request' {
    @(
      [pscustomobject]@{ Name = 'BAD NAME'; Value = 'x' }
      [pscustomobject]@{ Name = 'BIG'; Value = 'x' * 49153 }
      [pscustomobject]@{ Name = 'EMPTY'; Value = $null }
    ) | Set-GhRepoSecret acme/app -WhatIf -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be @('InvalidSecretName', 'ValueTooLarge', 'InvalidValue' | ForEach-Object { "$_,GhSecrets.SetGhRepoSecretCommand" })
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'ask under -Confirm whether to set a secret, without a request' {
    $script = 'param($Manifest, $BaseUri, $Token) Import-Module $Manifest; Connect-GhSession -BaseUri $BaseUri -Token $Token; Set-GhRepoSecret acme/app NEW -Value x -Confirm'
    $job = [powershell]::Create().AddScript($script).AddArgument("$(Get-ModulePath)").AddArgument($mock.BaseUri).AddArgument($mock.Token)
    # A host that cannot ask says what it was to ask.
    try { $threw = try { $null = $job.Invoke() } catch { "$_" }; $asked = "$threw$($job.Streams.Error)" } finally { $job.Dispose() }
    $asked | Should -BeLike "NEW in repository acme/app: 'Set secret' needs a confirmation*"
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'ask under -Confirm with the visibility that was given' {
    $script = 'param($Manifest, $BaseUri, $Token) Import-Module $Manifest; Connect-GhSession -BaseUri $BaseUri -Token $Token; Set-GhOrgSecret acme NEW -Value x -Visibility All -Confirm'
    $job = [powershell]::Create().AddScript($script).AddArgument("$(Get-ModulePath)").AddArgument($mock.BaseUri).AddArgument($mock.Token)
    try { $threw = try { $null = $job.Invoke() } catch { "$_" }; $asked = "$threw$($job.Streams.Error)" } finally { $job.Dispose() }
    $asked | Should -BeLike "NEW in organization acme: 'Set secret, visibility All' needs a confirmation*"
  }

  It 'say the same of Vela''s secrets, whose names count with their case, under <Name>' -ForEach @(
    @{ Name = '-WhatIf'; WhatIf = @{ WhatIf = $true }; Preference = $false }
    @{ Name = '$WhatIfPreference'; WhatIf = @{}; Preference = $true }
  ) {
    Connect-MockVela $vela
    $before = Invoke-RestMethod "$($vela.Control)/secrets" | ConvertTo-Json -Depth 9
    $rows = 'npm_token', 'NPM_TOKEN', 'NPM_TOKEN' | ForEach-Object {
      [pscustomobject]@{ Organization = 'acme'; Repository = 'app'; Type = 'repo'; Name = $_; Value = 'x' }
      [pscustomobject]@{ Organization = 'acme'; Repository = ''; Type = 'org'; Name = $_; Value = 'x' }
    }
    Get-Plan { $WhatIfPreference = $Preference; $rows | Set-VelaSecret @WhatIf } | Should -Be @(
      'Update npm_token in repository acme/app', 'Create npm_token in organization acme'
      'Create NPM_TOKEN in repository acme/app', 'Create NPM_TOKEN in organization acme'
      'Update NPM_TOKEN in repository acme/app', 'Update NPM_TOKEN in organization acme')
    Get-Sent $vela | Should -Be @(
      'GET /api/v1/secrets/native/repo/acme/app?page=1&per_page=100'
      'GET /api/v1/secrets/native/org/acme/*?page=1&per_page=100')
    Invoke-RestMethod "$($vela.Control)/secrets" | ConvertTo-Json -Depth 9 | Should -Be $before
  }

  It 'report each item of a Vela scope that cannot be listed, after one attempt' {
    Connect-MockVela $vela
    Connect-VelaSession -Address $vela.BaseUri -Token no-admin
    'A', 'B' | ForEach-Object { [pscustomobject]@{ Name = $_; Value = 'x' } } |
      Set-VelaSecret acme app -WhatIf -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be (@('Forbidden,GhSecrets.SetVelaSecretCommand') * 2)
    @(Get-Sent $vela).Count | Should -Be 1
  }
}
