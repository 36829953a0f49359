Describe 'Secrets of a Vela server' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockVela -Token 'pat-MARKED'
    $variables = 'VELA_ADDR', 'VELA_SERVER', 'VELA_TOKEN', 'VELA_ACCESS_TOKEN', 'VELA_REFRESH_TOKEN'
    $saved = @{}
    $variables | ForEach-Object { $saved[$_] = [Environment]::GetEnvironmentVariable($_) }

    function Get-Stored {
      param([string] $Name)
      Invoke-RestMethod "$($mock.Control)/secrets" | ForEach-Object { $_ } | Where-Object name -like $Name
    }

    # All requests but logins.
    function Get-Sent { @(Get-MockRequest $mock | Where-Object path -ne '/authenticate/token') }
  }

  AfterAll {
    $variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $saved[$_]) }
    Stop-MockVela $mock
  }

  BeforeEach {
    $variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
    Connect-MockVela $mock
    $Error.Clear()
  }

  Context 'Connect-VelaSession and its siblings' {
    It 'makes the default session, writes nothing and sends nothing' {
      Connect-VelaSession -Address $mock.BaseUri -Token $mock.Token | Should -BeNullOrEmpty
      (Get-VelaSession).TokenSource | Should -Be '-Token'
      (Get-VelaSession).TokenKind | Should -Be 'Personal'
      Get-MockRequest $mock | Should -BeNullOrEmpty
      Disconnect-VelaSession
      Get-VelaSession | Should -BeNullOrEmpty
    }

    It 'finds <Variable> in the environment' -ForEach @(
      @{ Variable = 'VELA_TOKEN'; Kind = 'Personal'; Make = { 'pat-MARKED' } }
      @{ Variable = 'VELA_REFRESH_TOKEN'; Kind = 'Refresh'; Make = { 'refresh-pat-MARKED' } }
      @{ Variable = 'VELA_ACCESS_TOKEN'; Kind = 'Access'; Make = { (Invoke-RestMethod "$($mock.BaseUri)authenticate/token" -Method Post -Headers @{ Token = 'pat-MARKED' }).token } }
    ) {
      Disconnect-VelaSession
      $env:VELA_SERVER = $mock.BaseUri
      [Environment]::SetEnvironmentVariable($Variable, (& $Make))
      (Get-VelaSession).TokenSource | Should -Be $Variable
      (Get-VelaSession).TokenKind | Should -Be $Kind
      (Get-VelaSecret acme app npm_token).Name | Should -Be 'npm_token'
    }

    It 'gives the environment''s token to no other server' {
      $env:VELA_ADDR, $env:VELA_TOKEN = 'https://vela.example.com', 'pat-MARKED'
      { Connect-VelaSession -Address $mock.BaseUri } | Should -Throw -ErrorId 'NotSignedIn,GhSecrets.ConnectVelaSessionCommand'
    }

    It 'uses an access token as it is' {
      $access = (Invoke-RestMethod "$($mock.BaseUri)authenticate/token" -Method Post -Headers @{ Token = $mock.Token }).token
      Clear-MockRequest $mock
      Connect-VelaSession -Address $mock.BaseUri -AccessToken $access
      (Get-VelaSecret acme app npm_token).Id | Should -Be 1
      @(Get-MockRequest $mock).path | Should -Be '/api/v1/secrets/native/repo/acme/app/npm_token'
      $null = Invoke-RestMethod "$($mock.Control)/revoke" -Method Post
      Get-VelaSecret acme app npm_token -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -Be 'TokenRejected,GhSecrets.GetVelaSecretCommand'
    }

    It 'renews an access token that has run out' {
      # Ends within the minute of margin, so each call needs a new one.
      Add-MockSeed $mock @{ accessSeconds = 30 }
      1..3 | ForEach-Object { (Get-VelaSecret acme app npm_token).Name | Should -Be 'npm_token' }
      @(Get-MockRequest $mock | Where-Object path -eq '/authenticate/token').Count | Should -Be 3
    }

    It 'renews an access token that the server has ended' {
      $null = Get-VelaSecret acme app npm_token
      $null = Invoke-RestMethod "$($mock.Control)/revoke" -Method Post
      (Get-VelaSecret acme app npm_token).Name | Should -Be 'npm_token'
      @(Get-MockRequest $mock).status | Should -Be 200, 200, 401, 200, 200
    }

    It 'says so when the token is wrong, tries it once, and shows it nowhere' {
      $wrong, $value = 'wrong-MARKED', 'value-MARKED'
      Connect-VelaSession -Address $mock.BaseUri -Token $wrong
      $shown = 'a', 'b', 'c' | ForEach-Object { [pscustomobject]@{ Name = $_; Value = $value } } |
        Set-VelaSecret acme app -ErrorVariable errors -ErrorAction SilentlyContinue -Verbose 4>&1 | Out-String
      $errors.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'TokenRejected,GhSecrets.SetVelaSecretCommand'
      $errors.Count | Should -Be 3
      @(Get-MockRequest $mock).Count | Should -Be 1
      $shown + (Get-ErrorText $Error) | Should -Not -Match 'MARKED'
    }

    It 'shows a session without its tokens, in every form' {
      $null = Get-VelaSecret acme app npm_token
      $session = Get-VelaSession
      $shown = @($session | Format-List * | Out-String; "$session"; $session | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue; [System.Management.Automation.PSSerializer]::Serialize($session, 5)) | Out-String
      $shown | Should -Match '127\.0\.0\.1'
      $shown | Should -Not -Match 'MARKED|eyJ'
    }

    It 'refuses <Name> before any request' -ForEach @(
      @{ Name = 'plain http to another machine'; Given = @{ Address = 'http://vela.example.com'; Token = 'x' } }
      @{ Name = 'an address that is none'; Given = @{ Address = 'vela'; Token = 'x' } }
      @{ Name = 'both kinds of token'; Given = @{ Address = 'https://vela.example.com'; Token = 'x'; AccessToken = 'y' } }
    ) {
      { Connect-VelaSession @Given } | Should -Throw -ErrorId 'InvalidArgument,GhSecrets.ConnectVelaSessionCommand'
    }

    It 'trusts an authority of its own over https' {
      $secure = Start-MockVela -Token tls-token -Arguments '--https'
      try {
        $session = Connect-VelaSession -Address $secure.BaseUri -Token tls-token -TrustedCertificate $secure.Certificate -PassThru
        Get-VelaSecret acme app -Session $session | Should -BeNullOrEmpty
        $session = Connect-VelaSession -Address $secure.BaseUri -Token tls-token -MaximumRetryCount 0 -PassThru
        Get-VelaSecret acme app -Session $session -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.FullyQualifiedErrorId | Should -Be 'Unreachable,GhSecrets.GetVelaSecretCommand'
      }
      finally { Stop-MockVela $secure }
    }
  }

  Context 'Get-, Set- and Remove-VelaSecret' {
    It 'sets, gets, changes and removes a secret of the type <Type>' -ForEach @(
      @{ Type = 'repo'; Place = @{ Organization = 'acme'; Repository = 'app' } }
      @{ Type = 'org'; Place = @{ Org = 'acme'; Type = 'org' } }
      @{ Type = 'shared'; Place = @{ Organization = 'acme'; Team = 'ops'; Type = 'Shared' } }
      @{ Type = 'vault'; Place = @{ Organization = 'acme'; Repo = 'app'; Engine = 'vault' } }
    ) {
      $change = Set-VelaSecret @Place -Name new/one -Value 'päss "1"' -AllowEvent push, pull_request:opened -Image alpine -PassThru
      $change.Action | Should -Be 'Created'
      (Get-Stored new/one).value | Should -BeExactly 'päss "1"'
      (Set-VelaSecret @Place -Name new/one -AllowCommand false -PassThru).Action | Should -Be 'Updated'
      (Get-Stored new/one).value | Should -BeExactly 'päss "1"'
      $secret = Get-VelaSecret @Place -Name new/*
      $secret.AllowEvent | Should -Be 'push', 'pull_request:opened'
      $secret.Image | Should -Be 'alpine'
      $secret.AllowCommand | Should -BeFalse
      $secret.CreatedBy | Should -Be 'octocat'
      $secret | Out-String | Should -Match 'push, pull_request:opened'
      ($secret | Remove-VelaSecret -Force -PassThru).Action | Should -Be 'Removed'
      Get-Stored new/one | Should -BeNullOrEmpty
      $Error | Should -BeNullOrEmpty
    }

    It 'takes the rows of Import-GhSecret as those of Import-Csv' {
      $rows = "$PSScriptRoot/../../docs/examples/vela.csv"
      Import-Csv $rows -Encoding UTF8 | Set-VelaSecret
      $expected = Get-Stored * | Select-Object type, org, repo, team, name, value, allow_events, repo_allowlist | ConvertTo-Json -Depth 5
      Connect-MockVela $mock
      Import-GhSecret $rows | Set-VelaSecret -ErrorVariable errors
      $errors | Should -BeNullOrEmpty
      Get-Stored * | Select-Object type, org, repo, team, name, value, allow_events, repo_allowlist | ConvertTo-Json -Depth 5 | Should -Be $expected
    }

    It 'reads rows whose columns say where each secret belongs' {
      Set-Content "$TestDrive/rows.csv" @(
        'Type,Organization,Repository,Team,Name,Value,AllowEvent,RepoAllowlist'
        'repo,acme,web,,a,value a,push;tag,'
        'org,acme,,,b,value b,,app;web'
        'shared,acme,,ops,c,value c,,'
        'repo,acme,,,d,value d,,'
        'rebo,acme,web,,e,value e,,')
      $changes = Import-Csv "$TestDrive/rows.csv" | Set-VelaSecret -PassThru -ErrorVariable errors -ErrorAction SilentlyContinue
      $changes.Name | Should -Be 'a', 'b', 'c'
      @($errors).FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'InvalidArgument,GhSecrets.SetVelaSecretCommand'
      "$($errors[0])" | Should -Match '^Record 4: Repository is missing'
      "$($errors[1])" | Should -Match "^Record 5: 'rebo' is no Type"
      (Get-Stored b).repo_allowlist | Should -Be 'acme/app', 'acme/web'
      (Get-Stored a).allow_events.push.tag | Should -BeTrue
    }

    It 'lists the secrets of all teams, each as its own team''s' {
      (Get-VelaSecret acme -Team '*' -Type shared).Team | Should -Be 'ops'
    }

    It 'reads a list to its end' {
      $rows = 1..120 | ForEach-Object { @{ type = 'repo'; org = 'acme'; repo = 'web'; name = "n$_"; value = 'v' } }
      Add-MockSeed $mock @{ secrets = @($rows) }
      @(Get-VelaSecret acme web).Count | Should -Be 120
      @(Get-VelaSecret acme web n1*).Count | Should -Be 32
    }

    It 'tells of a secret that is not there by one request' {
      Get-VelaSecret acme app nowhere -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -Be 'SecretNotFound,GhSecrets.GetVelaSecretCommand'
      $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
      Remove-VelaSecret acme app nowhere -Force -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -Be 'SecretNotFound,GhSecrets.RemoveVelaSecretCommand'
      Set-VelaSecret acme app nowhere -Image alpine -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -Be 'SecretNotFound,GhSecrets.SetVelaSecretCommand'
      (Get-Sent).method | Should -Be 'GET', 'DELETE', 'PUT'
    }

    It 'tells Vela''s own words: <Id>' -ForEach @(
      @{ Id = 'ScopeNotFound'; Run = { Set-VelaSecret acme App x -Value v -ErrorAction SilentlyContinue }; Words = 'Did you mean acme/app' }
      @{ Id = 'Rejected'; Run = { Set-VelaSecret acme app x -Value ' ' -ErrorAction SilentlyContinue }; Words = '400: .*non-whitespace' }
      @{ Id = 'Forbidden'; Run = { Add-MockSeed $mock @{ disabledTypes = @('repo') }; Set-VelaSecret acme app x -Value v -ErrorAction SilentlyContinue }; Words = '403: repo secrets are disabled' }
    ) {
      & $Run
      $Error[0].FullyQualifiedErrorId | Should -Be "$Id,GhSecrets.SetVelaSecretCommand"
      "$($Error[0])" | Should -Match $Words
    }

    It 'refuses <Name> before any request' -ForEach @(
      @{ Name = 'an empty value'; Id = 'InvalidValue'; Given = @{ Value = '' } }
      @{ Name = 'the mask'; Id = 'InvalidValue'; Given = @{ Value = '[secure]' } }
      @{ Name = 'bytes that are no text'; Id = 'InvalidValue'; Given = @{ Value = [byte[]](255, 254) } }
      @{ Name = 'nothing to set'; Id = 'InvalidValue'; Given = @{ Value = $null } }
      @{ Name = 'a name that a pipeline refuses'; Id = 'InvalidSecretName'; Given = @{ Value = 'v'; Name = 'a=b' } }
      @{ Name = 'an unknown event'; Id = 'InvalidArgument'; Given = @{ Value = 'v'; AllowEvent = 'pushed' } }
      @{ Name = 'no events at all'; Id = 'InvalidArgument'; Given = @{ Value = 'v'; AllowEvent = @() } }
      @{ Name = 'an allowlist of a repository'; Id = 'InvalidArgument'; Given = @{ Value = 'v'; RepoAllowlist = 'acme/app' } }
      @{ Name = 'a team of a repository'; Id = 'InvalidArgument'; Given = @{ Value = 'v'; Team = 'ops' } }
      @{ Name = 'a flag that is none'; Id = 'InvalidArgument'; Given = @{ Value = 'v'; AllowCommand = 'perhaps' } }
    ) {
      $all = @{ Organization = 'acme'; Repository = 'app'; Name = 'npm_token' } + @{}
      foreach ($key in $Given.Keys) { $all[$key] = $Given[$key] }
      Set-VelaSecret @all -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -Be "$Id,GhSecrets.SetVelaSecretCommand"
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'stores none of several values that are piped for one secret' {
      'line 1', 'line 2' | Set-VelaSecret acme app npm_token -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'InvalidValue,GhSecrets.SetVelaSecretCommand'
      (Get-Stored npm_token).value | Should -Be 'old-repo'
      'only one' | Set-VelaSecret acme app npm_token
      (Get-Stored npm_token).value | Should -Be 'only one'
    }

    It 'only shows what it would do under -WhatIf' {
      $secret = Get-VelaSecret acme app npm_token
      Clear-MockRequest $mock
      $secret | Set-VelaSecret -Value x -WhatIf
      $secret | Remove-VelaSecret -Force -WhatIf
      $secret | Set-VelaAdminSecret -Value x -WhatIf
      Get-Sent | ForEach-Object { "$($_.method) $($_.path)" } | Should -Be 'GET /api/v1/secrets/native/repo/acme/app?page=1&per_page=100'
      (Get-Stored npm_token).value | Should -Be 'old-repo'
    }
  }

  Context 'docs/examples/vela.ps1' {
    It 'rolls out, keeps what it is not given, and overwrites' {
      Disconnect-VelaSession
      $env:VELA_ADDR, $env:VELA_TOKEN = $mock.BaseUri, $mock.Token
      $shown = & "$PSScriptRoot/../../docs/examples/vela.ps1"
      $Error | Should -BeNullOrEmpty
      @($shown | Where-Object Action -eq 'Created').Count | Should -Be 2
      @($shown | Where-Object Action -eq 'Updated').Count | Should -Be 3
      $key = Get-Stored deploy_key
      $key.value | Should -Not -Be 'another value'
      $key.images | Should -Be 'alpine'
      $key.repo_allowlist | Should -Be 'acme/app', 'acme/web'
      (Get-Stored pager).allow_events.schedule.run | Should -BeTrue
    }
  }

  Context 'Set-VelaAdminSecret' {
    It 'overwrites the value and keeps all the rest, what this version does not know too' {
      $before = Get-Stored deploy
      $began = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
      $change = Get-VelaSecret acme -Type org -Name deploy | Set-VelaAdminSecret -Value 'new' -PassThru
      $change.Action | Should -Be 'Updated'
      $change.Id | Should -Be 2
      $after = Get-Stored deploy
      $after.value | Should -Be 'new'
      # Who changed it, and when, is the only thing besides the value.
      $after.updated_at | Should -BeGreaterOrEqual $began
      $after.updated_by | Should -Not -BeNullOrEmpty
      $before.value = 'new'
      $before | Add-Member updated_at $after.updated_at -Force
      $before | Add-Member updated_by $after.updated_by -Force
      $after | ConvertTo-Json -Depth 9 | Should -Be ($before | Select-Object $after.PSObject.Properties.Name | ConvertTo-Json -Depth 9)
      $after.x_future.deep | Should -Be 1, 2
      $after.events | Should -Be 'push', 'deployment'
    }

    It 'keeps it after Select-Object too' {
      Get-VelaSecret acme -Type org | Select-Object *, @{ Name = 'Value'; Expression = { 'computed' } } | Set-VelaAdminSecret
      (Get-Stored deploy).value | Should -Be 'computed'
      (Get-Stored deploy).x_future.deep | Should -Be 1, 2
      (Get-Stored deploy).allow_events.merge_group.created | Should -BeTrue
    }

    It 'changes what is given' {
      Get-VelaSecret acme -Type org | Set-VelaAdminSecret -Value new -AllowEvent pull_request:opened, comment:created, schedule -RepoAllowlist @() -AllowCommand true
      $secret = Get-VelaSecret acme -Type org
      $secret.AllowEvent | Should -Be 'pull_request:opened', 'comment:created', 'schedule'
      $secret.RepoAllowlist | Should -BeNullOrEmpty
      $secret.AllowCommand | Should -BeTrue
    }

    It 'makes a new secret with -Create, of what another one is like' {
      Get-VelaSecret acme app npm_token | Set-VelaAdminSecret -Create -Repository web -Value copied
      $made = Invoke-RestMethod "$($mock.Control)/secrets" | ForEach-Object { $_ } | Where-Object repo -eq web
      $made.value | Should -Be 'copied'
      $made.id | Should -Be 4
      $made.images | Should -Be 'alpine'
      (Get-Stored npm_token | Where-Object repo -eq app).value | Should -Be 'old-repo'
    }

    It 'refuses <Name>, says why, and sends nothing' -ForEach @(
      @{ Name = 'no value'; Id = 'InvalidValue'; Why = 'keeps nothing'; Given = @{ Value = $null } }
      @{ Name = 'an empty value'; Id = 'InvalidValue'; Why = 'empty'; Given = @{ Value = '' } }
      @{ Name = 'the mask'; Id = 'InvalidValue'; Why = 'mask'; Given = @{ Value = '[secure]' } }
      @{ Name = 'no id'; Id = 'InvalidArgument'; Why = 'Id is missing'; Given = @{ Value = 'v'; Id = '' } }
      @{ Name = 'an id of zero'; Id = 'InvalidArgument'; Why = 'no Id'; Given = @{ Value = 'v'; Id = 0 } }
      @{ Name = 'an id beside -Create'; Id = 'InvalidArgument'; Why = 'either -Id'; Given = @{ Value = 'v'; Create = $true } }
      @{ Name = 'no repository'; Id = 'InvalidArgument'; Why = 'Repository is missing'; Given = @{ Value = 'v'; Repository = $null } }
      @{ Name = 'no team'; Id = 'InvalidArgument'; Why = 'Team is missing'; Given = @{ Value = 'v'; Type = 'shared'; Repository = $null } }
      @{ Name = 'no word of the allowlist'; Id = 'InvalidArgument'; Why = 'RepoAllowlist is missing'; Given = @{ Value = 'v'; Type = 'org'; Repository = $null } }
      @{ Name = 'the engine vault'; Id = 'ScopeNotSupported'; Why = 'native'; Given = @{ Value = 'v'; Engine = 'vault' } }
      @{ Name = 'one id for two names'; Id = 'InvalidArgument'; Why = 'one secret'; Given = @{ Value = 'v'; Name = 'a', 'b' } }
      @{ Name = 'an event that is none'; Id = 'InvalidArgument'; Why = 'pushed'; Given = @{ Value = 'v'; AllowEvent = 'pushed' } }
    ) {
      $all = @{ Organization = 'acme'; Repository = 'app'; Name = 'npm_token'; Id = 1 }
      foreach ($key in $Given.Keys) { $all[$key] = $Given[$key] }
      Set-VelaAdminSecret @all -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -Be "$Id,GhSecrets.SetVelaAdminSecretCommand"
      "$($errors[0])" | Should -Match $Why
      $errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'refuses a record of Import-Csv that lost the allowlist, and takes one that says it' {
      $row = [pscustomobject]@{ Organization = 'acme'; Type = 'org'; Name = 'deploy'; Id = '2'; Value = 'v'; RepoAllowlist = '' }
      $row | Set-VelaAdminSecret -ErrorVariable errors -ErrorAction SilentlyContinue
      "$($errors[0])" | Should -Match 'RepoAllowlist is missing'
      $row.RepoAllowlist = 'acme/app;acme/web'
      $row | Set-VelaAdminSecret
      (Get-Stored deploy).repo_allowlist | Should -Be 'acme/app', 'acme/web'
    }

    It 'tells that only a platform admin may' {
      $secret = Get-VelaSecret acme app npm_token
      Connect-VelaSession -Address $mock.BaseUri -Token no-admin
      $secret | Set-VelaAdminSecret -Value v -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -Be 'Forbidden,GhSecrets.SetVelaAdminSecretCommand'
      "$($errors[0])" | Should -Match 'user mallory is not a platform admin'
    }

    It 'shows a value in no stream, object or error, though the answer holds it' {
      $value, $quoted = 'value-MARKED', '{"error":"cannot keep value-MARKED"}'
      $secrets = @(Get-VelaSecret acme app npm_token; Get-VelaSecret acme -Type org)
      $shown = $secrets | Set-VelaAdminSecret -Value $value -PassThru -Verbose -Debug *>&1
      $shown += @(Set-VelaSecret acme app another -Value $value -PassThru -Verbose *>&1)
      foreach ($status in 400, 500) {
        $null = Invoke-RestMethod "$($mock.Control)/next" -Method Post -Body (@{ status = $status; body = $quoted } | ConvertTo-Json)
        $shown += @($secrets[0] | Set-VelaAdminSecret -Value $value -Verbose -ErrorAction SilentlyContinue *>&1)
      }
      (Get-Stored deploy).value | Should -Be $value
      $Error.Count | Should -Be 2
      $text = @($shown | Out-String; $shown | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue; [System.Management.Automation.PSSerializer]::Serialize($shown, 6)) -join ''
      $text | Should -Match 'PUT /api/v1/admin/secret 200'
      $text + (Get-ErrorText $Error) | Should -Not -Match 'MARKED'
    }
  }
}
