BeforeDiscovery {
  # What npm installs for the task stays for the next run, and for build.ps1 -Task Package.
  $missing = 'node', 'npm' | Where-Object { -not (Get-Command $_ -CommandType Application -ErrorAction Ignore) }
}

Describe 'The task for Azure Pipelines' -Tag 'needs node and npm' -Skip:([bool]$missing) {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    Import-Module "$PSScriptRoot/Jobs.psm1"
    $root = Resolve-Path "$PSScriptRoot/../.."
    $mock = Start-MockGitHub
    $node = (Get-Command node -CommandType Application | Select-Object -First 1).Source
    $searched = $env:PATH

    # This PowerShell as a .NET tool's pwsh: another process, which starts it and hands no signal on.
    if ($env:OS -ne 'Windows_NT') {
      $null = New-Item "$TestDrive/bin" -ItemType Directory
      Set-Content "$TestDrive/bin/pwsh" "#!/bin/sh`ntrap : INT`n$(Get-PowerShellCommand | ForEach-Object { "'$_'" }) `"`$@`"`nexit `$?"
      chmod +x "$TestDrive/bin/pwsh"
      $searched = "$TestDrive/bin:$searched"
    }

    # The task as the agent unpacks it.
    $task = "$TestDrive/task"
    Copy-Item "$root/azure-devops/GhSecretsSync" $task -Recurse
    Copy-Item (Get-ModulePath).DirectoryName "$task/GhSecrets" -Recurse
    if (-not (Test-Path "$task/node_modules")) {
      $installed = "$root/out/npm/GhSecretsSync"
      if (-not (Test-Path "$installed/installed.json") -or (Get-Content "$installed/installed.json" -Raw) -ne (Get-Content "$task/package-lock.json" -Raw)) {
        $installed = $task
        Push-Location $task
        $said = npm ci --omit=dev --ignore-scripts --no-bin-links --no-audit --no-fund --loglevel=error 2>&1
        Pop-Location
        if ($LASTEXITCODE) { throw "$said" }
      }
      if ($installed -ne $task) { Copy-Item "$installed/node_modules" $task -Recurse }
    }

    # A service connection as the agent gives it.
    function Get-Connection([string] $Scheme = 'PersonalAccessToken', [string] $Parameter = 'accessToken', [string] $Token = $mock.Token, [string] $Url = $mock.BaseUri) {
      $id = '8f5b1a52-51cb-4d1c-9b4e-000000000001'
      @{
        INPUT_GITHUBCONNECTION = $id
        "ENDPOINT_URL_$id" = $Url
        "ENDPOINT_AUTH_SCHEME_$id" = $Scheme
        "ENDPOINT_AUTH_$id" = "{`"scheme`":`"$Scheme`",`"parameters`":{`"$Parameter`":`"$Token`"}}"
        "ENDPOINT_AUTH_PARAMETER_${id}_$($Parameter.ToUpperInvariant())" = $Token
      }
    }

    # Runs the task as the agent does, and keeps what came of it: its log, its result, its summary.
    function Invoke-Task([string] $File, [hashtable] $Variable, [hashtable] $Connection = (Get-Connection), [string] $Task = $task) {
      $folder = Join-Path $TestDrive ([guid]::NewGuid())
      $null = New-Item "$folder/temp" -ItemType Directory
      [System.IO.File]::WriteAllText("$folder/secrets.yaml", $File)
      $all = @{
        PATH = $searched; TF_BUILD = 'True'; SYSTEM_HOSTTYPE = 'build'; AGENT_VERSION = '4.248.0'; AGENT_TEMPDIRECTORY = "$folder/temp"; AGENT_WORKFOLDER = "$folder"
        INPUT_PATH = 'secrets.yaml'; INPUT_PRUNE = 'false'; INPUT_MAXIMUMREMOVE = '10'; INPUT_WHATIF = 'false'; INPUT_FORCE = 'false'
        INPUT_SLICES = 'auto'; INPUT_ONERROR = 'fail'; INPUT_WORKINGDIRECTORY = $folder
      }
      foreach ($more in $Connection, $Variable) { foreach ($name in $more.Keys) { $all[$name] = $more[$name] } }
      $run = Invoke-JobProgram ([System.Diagnostics.ProcessStartInfo]::new($node, "`"$Task/index.js`"")) $all
      $commands = @(Get-JobCommand $run.Lines)
      $summary = Get-ChildItem "$folder/temp" -Recurse -Filter *.md
      [pscustomobject]@{
        Folder = $folder
        Lines = $run.Lines
        Text = @(Get-JobText $run.Lines)
        Commands = $commands
        Errors = @($commands | Where-Object { $_.Name -eq 'task.logissue' -or $_.Name -eq 'task.issue' } | Where-Object Properties -match 'type=error')
        Result = ($commands | Where-Object Name -eq 'task.complete').Properties
        Summary = if ($summary) { [System.Net.WebUtility]::HtmlDecode((Get-Content $summary.FullName -Raw -Encoding UTF8)) }
      }
    }

    # The task with a script in place of the module: what it does for a sync.
    function Get-FakeTask([string] $Script) {
      $fake = Join-Path $TestDrive ([guid]::NewGuid())
      Copy-Item $task $fake -Recurse
      Set-Content "$fake/GhSecrets/GhSecrets.psd1" "@{ RootModule = 'Fake.psm1'; ModuleVersion = '1.0' }"
      Set-Content "$fake/GhSecrets/Fake.psm1" "function Connect-GhSession { }; function Sync-GhSecret { $Script }"
      $fake
    }

    $one = @'
secrets:
  - name: NPM_TOKEN
    repositories: [acme/app]
    value: { env: NPM_TOKEN }
'@
    $value = @{ NPM_TOKEN = 'marked-value' }

    # Two that can be stored, and one whose environment does not exist.
    $mixed = @'
secrets:
  - name: NPM_TOKEN
    repositories: [acme/app]
    environments: [staging, nowhere]
    value: { env: NPM_TOKEN }
  - name: DEPLOY_TOKEN
    organization: acme
    visibility: all
    value: { env: NPM_TOKEN }
'@
  }

  AfterAll { Stop-MockGitHub $mock }

  BeforeEach { Initialize-MockGitHub $mock }

  It 'stores what the file declares, by a connection of the scheme <Scheme> of which the agent gives <Gives>' -ForEach @(
    @{ Scheme = 'PersonalAccessToken'; Parameter = 'accessToken'; Gives = 'all'; Without = '^$' }
    @{ Scheme = 'OAuth'; Parameter = 'AccessToken'; Gives = 'the JSON'; Without = '^ENDPOINT_AUTH_PARAMETER' }
    @{ Scheme = 'OAuth2'; Parameter = 'AccessToken'; Gives = 'the parameters'; Without = '^ENDPOINT_AUTH_[^SP]' }
    @{ Scheme = 'Token'; Parameter = 'AccessToken'; Gives = 'all'; Without = '^$' }
    @{ Scheme = 'InstallationToken'; Parameter = 'accesstoken'; Gives = 'the JSON'; Without = '^ENDPOINT_AUTH_PARAMETER' }
  ) {
    $connection = Get-Connection $Scheme $Parameter
    @($connection.Keys) -match $Without | ForEach-Object { $connection.Remove($_) }
    $run = Invoke-Task $one $value $connection
    $run.Result | Should -Be 'result=Succeeded'
    $run.Errors | Should -BeNullOrEmpty
    (Get-MockSecret $mock NPM_TOKEN).value | Should -BeExactly 'marked-value'
    $run.Summary | Should -Match '\| Created \| NPM_TOKEN \| repository acme/app \| it is not there \|'
  }

  It 'takes a token in place of a connection' {
    $run = Invoke-Task $one ($value + @{ INPUT_TOKEN = $mock.Token; INPUT_APIURL = $mock.BaseUri }) @{}
    $run.Result | Should -Be 'result=Succeeded'
    @(Get-MockSecret $mock).Count | Should -Be 1
  }

  It 'hides the token and the ledger key before all else, and each value before it is used' {
    $run = Invoke-Task $one @{ NPM_TOKEN = "marked-one`r`nmarked-100%`nab"; INPUT_LEDGERKEY = "marked-ledger-key`nof lines" } (Get-Connection -Token $mock.Token)
    $run.Result | Should -Be 'result=Succeeded'
    $masks = 'marked-ledger-key', 'of lines', $mock.Token, 'marked-one', 'marked-100%'
    ($run.Commands | Where-Object Name -eq 'task.setsecret').Text | Should -Be $masks
    $run.Text | Select-Object -First 3 | Should -BeLike '##vso`[task.setsecret`]*'
    $run.Lines | Where-Object { $_ -notlike '##vso`[task.setsecret`]*' } | Should -Not -Match "marked|of lines|$($mock.Token)"
    $run.Summary | Should -Not -Match "marked|of lines|$($mock.Token)"
  }

  It 'keeps the token from the programs that the module may start' {
    $fake = Get-FakeTask 'Get-ChildItem Env: | ForEach-Object { [Console]::WriteLine("found $($_.Name)=$($_.Value)") }'
    $run = Invoke-Task $one @{ INPUT_LEDGERKEY = 'marked-ledger-key' } -Task $fake
    $found = $run.Lines -match '^found '
    $found | Should -Not -BeNullOrEmpty
    $found | Should -Not -Match "$($mock.Token)|marked-ledger-key|found (INPUT|ENDPOINT_AUTH|SECRET)_"
  }

  It 'hands what is secret to PowerShell by its standard input: it was never in its environment' -Tag 'Linux shows the environment of a process' -Skip:(-not (Test-Path /proc/self/environ)) {
    $fake = Get-FakeTask '(Get-Content "/proc/$PID/environ" -Raw) -split "`0" | ForEach-Object { [Console]::WriteLine("found $_") }'
    $run = Invoke-Task $one @{ INPUT_LEDGERKEY = 'marked-ledger-key'; AGENT_PROXYURL = 'http://proxy.test:3128'; AGENT_PROXYPASSWORD = 'marked-password'; AGENT_PROXYUSERNAME = 'svc' } -Task $fake
    $run.Lines -match '^found INPUT_PATH=' | Should -Not -BeNullOrEmpty
    $run.Lines -match '^found ' | Should -Not -Match "$($mock.Token)|marked-"
  }

  It 'goes through the agent''s proxy, but not to a server of its bypass list <List>' -ForEach @(
    @{ List = ''; Url = 'https://ghes.corp.test/api/v3'; Proxy = 'http://proxy.test:3128' }
    @{ List = '["other\\.test"]'; Url = 'https://ghes.corp.test/api/v3'; Proxy = 'http://proxy.test:3128' }
    @{ List = '["no list'; Url = 'https://ghes.corp.test/api/v3'; Proxy = 'http://proxy.test:3128' }
    @{ List = '["(", "corp\\.test"]'; Url = 'https://ghes.corp.test/api/v3'; Proxy = '' }
    @{ List = '["^https://api\\.github\\.com/"]'; Url = 'https://github.com'; Proxy = '' }
  ) {
    $fake = Get-FakeTask ''
    Set-Content "$fake/GhSecrets/Fake.psm1" 'function Connect-GhSession { param($Proxy, [pscredential] $ProxyCredential, $Token, [switch] $RegisterMask, $BaseUri, $HostName) [Console]::WriteLine("by $Proxy $($ProxyCredential.UserName)") }; function Sync-GhSecret { }'
    $run = Invoke-Task $one @{ AGENT_PROXYURL = 'http://proxy.test:3128'; AGENT_PROXYUSERNAME = 'svc'; AGENT_PROXYPASSWORD = 'marked-password'; AGENT_PROXYBYPASSLIST = $List } (Get-Connection -Url $Url) -Task $fake
    $run.Lines -match '^by ' | Should -Be "by $Proxy $(if ($Proxy) { 'svc' })"
    $run.Lines | Where-Object { $_ -notlike '##vso`[task.setsecret`]*' } | Should -Not -Match 'marked-password'
  }

  It 'fails when the job is cancelled by <_>, and PowerShell ends with it' -ForEach INT, TERM -Tag 'Windows has no signals' -Skip:($env:OS -eq 'Windows_NT') {
    # The agent signals Node alone, here from within.
    $fake = Get-FakeTask @"
`$process = Get-Process -Id `$PID
while (`$process.ProcessName -ne 'node') { `$process = `$process.Parent }
kill -$_ `$process.Id
Start-Sleep 60
Set-Content '$TestDrive/lasted' 'PowerShell was not stopped'
"@
    (Invoke-Task $one $value -Task $fake).Result | Should -Be 'result=Failed'
    "$TestDrive/lasted" | Should -Not -Exist
  }

  It 'refuses <What>' -ForEach @(
    @{ What = 'no credential'; Variable = @{ INPUT_GITHUBCONNECTION = '' }; Says = 'Give either gitHubConnection or token' }
    @{ What = 'two credentials'; Variable = @{ INPUT_TOKEN = 'other-token' }; Says = 'Give either gitHubConnection or token' }
    @{ What = 'a ledger key that is no variable'; Variable = @{ INPUT_LEDGERKEY = '$(ledgerKey)' }; Says = 'The variable that the input ledgerKey names is not defined' }
    @{ What = 'slices that are none'; Variable = @{ INPUT_SLICES = 'some' }; Says = 'slices is auto, none, or a part such as 2/4' }
    @{ What = 'a part beyond the last'; Variable = @{ INPUT_SLICES = '5/4' }; Says = '5' }
    @{ What = 'a number that is none'; Variable = @{ INPUT_MAXIMUMREMOVE = 'ten' }; Says = 'The input MAXIMUMREMOVE is a whole number' }
    @{ What = 'a file that is not there'; Variable = @{ INPUT_PATH = 'nowhere.yaml' }; Says = 'nowhere.yaml' }
    @{ What = 'plain http to another machine'; Variable = @{ INPUT_APIURL = 'http://github.example.com' }; Says = 'Plain http to github.example.com' }
  ) {
    $run = Invoke-Task $one ($value + $Variable + @{ INPUT_ONERROR = 'succeedWithIssues' })
    $run.Result | Should -Be 'result=Failed'
    @($run.Errors).Count | Should -Be 1
    $run.Errors[0].Text | Should -BeLike "*$Says*"
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'shows all that is wrong in a file, and stores nothing' {
    $run = Invoke-Task ($one + "`n    valeu: 1`n  - name: 1BAD`n    organization: acme`n    value: { env: NPM_TOKEN }") $value
    $run.Result | Should -Be 'result=Failed'
    $run.Errors.Text | Should -HaveCount 2
    $run.Errors[0].Text | Should -Match 'Line 5, column 5: This key is not known'
    $run.Errors[1].Text | Should -Match "Line 6, column 11: '1BAD' is no name for a secret"
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'ends as <Result> with onError: <OnError> when a secret fails, and has done the others' -ForEach @(
    @{ OnError = 'fail'; Result = 'Failed' }
    @{ OnError = 'succeedWithIssues'; Result = 'SucceededWithIssues' }
  ) {
    $run = Invoke-Task $mixed ($value + @{ INPUT_ONERROR = $OnError })
    $run.Result | Should -Be "result=$Result"
    @($run.Errors).Count | Should -Be 1
    $run.Errors[0].Text | Should -Match "NPM_TOKEN.*nowhere"
    @(Get-MockSecret $mock).Count | Should -Be 2
    $run.Summary | Should -Match '2 Create, \*\*1 failed\*\*'
    $run.Summary | Should -Match "\| NPM_TOKEN in environment 'nowhere' of acme/app: .* \|"
  }

  It 'tells once that a token is refused' {
    $run = Invoke-Task $one $value (Get-Connection -Token 'wrong-marked-token')
    $run.Result | Should -Be 'result=Failed'
    @($run.Errors).Count | Should -Be 1
    $run.Lines | Where-Object { $_ -notlike '##vso`[task.setsecret`]*' } | Should -Not -Match 'wrong-marked-token'
  }

  It 'stores nothing with whatIf, and says what it would do' {
    $run = Invoke-Task $mixed ($value + @{ INPUT_WHATIF = 'true' })
    Get-MockRequest $mock | Where-Object method -ne 'GET' | Should -BeNullOrEmpty
    $run.Summary | Should -Match '\| Create \| DEPLOY_TOKEN \| organization acme \| it is not there \|'
    $run.Text -match '^Create DEPLOY_TOKEN in organization acme \(it is not there\)$' | Should -Not -BeNullOrEmpty
  }

  It 'leaves unchanged what it knows by its ledger, and removes with prune what it once wrote' {
    $key = @{ INPUT_LEDGERKEY = 'a key of more than sixteen characters' }
    $first = Invoke-Task ($mixed -replace ', nowhere') ($value + $key)
    $first.Result | Should -Be 'result=Succeeded'
    Clear-MockRequest $mock

    $again = @{ INPUT_WORKINGDIRECTORY = $first.Folder } + $key
    $second = Invoke-Task $one ($value + $again)
    $second.Result | Should -Be 'result=Succeeded'
    Get-MockRequest $mock | Where-Object method -eq 'PUT' | Should -BeNullOrEmpty
    $second.Summary | Should -Match '2 Unchanged'

    [System.IO.File]::WriteAllText("$($first.Folder)/secrets.yaml", ($mixed -replace ', nowhere' -replace '(?s)  - name: DEPLOY_TOKEN.*'))
    $without = Invoke-Task $one ($value + $again)
    $without.Summary | Should -Match '1 Unchanged, 1 Remove'
    Get-MockRequest $mock | Where-Object method -eq 'DELETE' | Should -BeNullOrEmpty
    $third = Invoke-Task $one ($value + $again + @{ INPUT_PRUNE = 'true' })
    $third.Result | Should -Be 'result=Succeeded'
    Get-MockRequest $mock | Where-Object method -eq 'DELETE' | Should -HaveCount 1
    $third.Summary | Should -Match '\| Removed \| DEPLOY_TOKEN \| organization acme \|'
    (Get-MockSecret $mock).name | Should -Not -Contain 'DEPLOY_TOKEN'
    (Get-MockSecret $mock).name | Should -Contain 'NPM_TOKEN'
  }

  It 'writes the one value that changed, tells of what somebody changed by hand, and mends it' {
    $file = $mixed -replace ', nowhere' -replace '(?s)(DEPLOY_TOKEN.*)env: NPM_TOKEN', '$1env: OTHER'
    $key = @{ INPUT_LEDGERKEY = 'a key of more than sixteen characters' }
    $first = Invoke-Task $file ($value + $key + @{ OTHER = 'marked-value' })
    $first.Result | Should -Be 'result=Succeeded'
    Clear-MockRequest $mock

    $again = $value + $key + @{ INPUT_WORKINGDIRECTORY = $first.Folder; OTHER = 'marked-value anew' }
    (Invoke-Task $one $again).Summary | Should -Match '\| Updated \| DEPLOY_TOKEN \| organization acme \|'
    Get-MockRequest $mock | Where-Object method -eq 'PUT' | Should -HaveCount 1
    (Get-MockSecret $mock -Name DEPLOY_TOKEN).value | Should -BeExactly 'marked-value anew'

    $session = Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -PassThru
    Set-GhOrgSecret acme DEPLOY_TOKEN -Value 'by hand' -Visibility Private -Session $session
    (Invoke-Task $one ($again + @{ INPUT_WHATIF = 'true' })).Summary | Should -Match '\| Drifted \| DEPLOY_TOKEN \| organization acme \| it was changed on '
    (Invoke-Task $one $again).Result | Should -Be 'result=Succeeded'
    $mended = Get-MockSecret $mock -Name DEPLOY_TOKEN
    $mended.value, $mended.visibility | Should -Be 'marked-value anew', 'all'
  }

  Context 'with variables' {
    BeforeAll {
      $both = @'
secrets:
  - name: NPM_TOKEN
    repositories: [acme/app]
    value: { env: NPM_TOKEN }
variables:
  - name: NPM_TOKEN
    repositories: [acme/app]
    value: the name of the feed
  - name: REGION
    organization: acme
    value: { env: REGION }
'@
      $key = @{ INPUT_LEDGERKEY = 'a key of more than sixteen characters' }
      $secret = @{ VSTS_SECRET_VARIABLES = '["npm.token"]'; SECRET_NPM_TOKEN = 'marked-value' }
    }

    It 'keeps the two kinds apart, shows what changes, and mends and prunes both' {
      $first = Invoke-Task $both ($value + $key + $secret + @{ REGION = 'eu-west-1' })
      $first.Result | Should -Be 'result=Succeeded'
      (Get-MockSecret $mock NPM_TOKEN).value | Should -BeExactly 'marked-value'
      (Get-MockVariable $mock NPM_TOKEN).value | Should -BeExactly 'the name of the feed'
      $first.Summary | Should -Match '\| Created \| NPM_TOKEN \| repository acme/app \| it is not there \|'
      $first.Summary | Should -Match '\| Created \| variable NPM_TOKEN \| repository acme/app \| it is not there \|'
      $first.Text | Should -Contain 'Created variable NPM_TOKEN in repository acme/app'
      $first.Text | Should -Contain 'Created NPM_TOKEN in repository acme/app'

      $again = $value + $key + $secret + @{ INPUT_WORKINGDIRECTORY = $first.Folder; REGION = 'eu-central-1' }
      $plan = Invoke-Task $both ($again + @{ INPUT_WHATIF = 'true' })
      $plan.Summary | Should -Match "\| Update \| variable REGION \| organization acme \| its value is 'eu-west-1', and the file declares 'eu-central-1' \|"
      (Invoke-Task $both $again).Summary | Should -Match '\| Updated \| variable REGION \| organization acme \|'
      (Invoke-Task $both $again).Summary | Should -Match '3 Unchanged'

      [System.IO.File]::WriteAllText("$($first.Folder)/secrets.yaml", 'secrets: []')
      $pruned = Invoke-Task $both ($again + @{ INPUT_PRUNE = 'true' })
      $pruned.Summary | Should -Match '\| Removed \| variable REGION \| organization acme \|'
      Get-MockSecret $mock | Should -BeNullOrEmpty
      Get-MockVariable $mock | Should -BeNullOrEmpty
    }

    It 'refuses a secret of the pipeline as the value of one, which the agent gives as <Given> and a person maps as <Mapped>' -ForEach @(
      @{ Given = 'SECRET_REGION'; Mapped = 'marked-value' }
      @{ Given = 'SECRET_OTHER'; Mapped = 'marked-value' }
      @{ Given = 'SECRET_OTHER'; Mapped = 'https://marked-value@example.test' }
      @{ Given = 'VSTS_SECRET_VARIABLES'; Mapped = 'marked-value' }
    ) {
      $agent = @{ $Given = if ($Given -like 'VSTS*') { '["Region"]' } else { 'marked-value' } }
      $run = Invoke-Task $both ($value + $key + $agent + @{ REGION = $Mapped })
      $run.Result | Should -Be 'result=Failed'
      $run.Errors.Text | Should -BeLike '*Line 11, column 19: The environment variable REGION holds a secret of the pipeline, and variables are shown in logs.*'
      Get-MockRequest $mock | Should -BeNullOrEmpty
      $run.Lines | Where-Object { $_ -notlike '##vso`[task.setsecret`]*' } | Should -Not -Match 'marked-value'
      $run.Summary | Should -Not -Match 'marked-value'
    }
  }

  It 'removes no more than maximumRemove' {
    $key = @{ INPUT_LEDGERKEY = 'a key of more than sixteen characters' }
    $first = Invoke-Task ($mixed -replace ', nowhere') ($value + $key)
    [System.IO.File]::WriteAllText("$($first.Folder)/secrets.yaml", "secrets: []")
    $second = Invoke-Task $one ($key + @{ INPUT_WORKINGDIRECTORY = $first.Folder; INPUT_PRUNE = 'true'; INPUT_MAXIMUMREMOVE = '1' })
    $second.Result | Should -Be 'result=Failed'
    @($second.Errors).Count | Should -Be 1
    $second.Summary | Should -Match '\| Remove \(not done\) \| DEPLOY_TOKEN \|'
    Get-MockRequest $mock | Where-Object method -eq 'DELETE' | Should -BeNullOrEmpty
  }

  It 'shares the work between the jobs of a parallel strategy' {
    $file = "secrets:`n" + (-join (1..8 | ForEach-Object { "  - name: S_$_`n    repositories: [acme/app, acme/web, acme/site, globex/api]`n    value: { env: NPM_TOKEN }`n" }))
    foreach ($job in 1..4) {
      $run = Invoke-Task $file ($value + @{ SYSTEM_JOBPOSITIONINPHASE = "$job"; SYSTEM_TOTALJOBSINPHASE = '4' })
      $run.Result | Should -Be 'result=Succeeded'
    }
    @(Get-MockSecret $mock).Count | Should -Be 32
    # Each by one job alone.
    @(Get-MockRequest $mock | Where-Object method -eq 'PUT').Count | Should -Be 32
  }

  It 'does everything in each job with slices: none' {
    $run = Invoke-Task $one ($value + @{ SYSTEM_JOBPOSITIONINPHASE = '2'; SYSTEM_TOTALJOBSINPHASE = '4'; INPUT_SLICES = 'none' })
    @(Get-MockSecret $mock).Count | Should -Be 1
  }

  It 'obeys no command in names, values or texts' {
    $evil = "x ##vso[task.setvariable variable=a]b", '::set-env name=A::b', '##[error]c;d]e', "%0A##vso[task.complete result=Succeeded]%AZP25"
    $file = @"
secrets:
  - name: NPM_TOKEN
    repositories: [acme/app]
    environments: $(ConvertTo-Json $evil -Compress)
    value: { env: NPM_TOKEN }
  - name: PLAIN
    repositories: [acme/app]
    value: { text: "one\r\n##vso[task.setvariable variable=a]two\r::set-env name=A::b\n##[error]c" }
"@
    # Two of them are there, so that their names are also in what is told of a secret that is stored.
    Add-MockSeed $mock @{ organizations = @(@{ login = 'acme'; repositories = @(@{ name = 'app'; private = $true; environments = $evil[0, 2] }) }) }
    $run = Invoke-Task $file (@{ NPM_TOKEN = "##vso[task.setvariable variable=a]b`n::stop-commands::x`n]];%0A" })
    $run.Result | Should -Be 'result=Failed'
    $run.Errors.Count | Should -Be 2
    @(Get-MockSecret $mock NPM_TOKEN).Count | Should -Be 2
    (Get-MockSecret $mock PLAIN).value | Should -BeExactly "one`r`n##vso[task.setvariable variable=a]two`r::set-env name=A::b`n##[error]c"
    $run.Commands.Name | Sort-Object -Unique | Where-Object { $_ -ne 'task.debug' } |
      Should -BeIn 'task.complete', 'task.logissue', 'task.setprogress', 'task.setsecret', 'task.uploadsummary'
    $run.Commands | Where-Object Line -notlike '##vso`[*' | Should -BeNullOrEmpty
    # Nor does anything else look like one: what a mask hides alone may.
    $run.Lines | Where-Object { $_ -notlike '##vso`[task.setsecret`]*' } | ForEach-Object { $_ -replace '^##vso\[' } | Should -Not -Match '##(vso)?\['
    $run.Summary | Should -Match 'task\.setvariable'
    $evilFile = Invoke-Task "##vso[task.setvariable variable=a]b`n::set-env name=A::b" $value
    $evilFile.Result | Should -Be 'result=Failed'
    $evilFile.Lines | ForEach-Object { $_ -replace '^##vso\[' } | Should -Not -Match '##(vso)?\[|^::'
  }

  It 'writes names into the summary as text, not as Markdown or HTML' {
    $file = "secrets:`n  - name: NPM_TOKEN`n    repositories: [acme/app]`n    environments: ['<img src=x>|[a](https://evil.example)']`n    value: { env: NPM_TOKEN }"
    $folder = (Invoke-Task $file $value).Folder
    $raw = Get-Content (Get-ChildItem "$folder/temp" -Recurse -Filter *.md).FullName -Raw
    $raw | Should -Not -Match '<img|\]\(|https://'
    $raw | Should -Match '&#60;img src'
  }

  It 'goes to the server of the connection: <Url>' -ForEach @(
    @{ Url = 'https://github.com/'; Server = 'HOSTNAME=github.com' }
    @{ Url = 'https://github.example.com'; Server = 'HOSTNAME=github.example.com' }
    @{ Url = 'https://octo.ghe.com/'; Server = 'HOSTNAME=octo.ghe.com' }
    @{ Url = 'https://github.example.com:8443/api/v3'; Server = 'APIURL=https://github.example.com:8443/api/v3' }
  ) {
    $script = "const i = require(process.argv[1]); const t = { getInput: n => n === 'gitHubConnection' ? 'id' : n === 'path' ? 'f' : '', getVariable: () => '', getEndpointUrl: () => process.argv[2] }; console.log(Object.entries(i.read(t, { connectionToken: 't' }).variables).filter(([k, v]) => v && /HOST|API/.test(k)).map(([k, v]) => k + '=' + v).join())"
    & $node -e $script "$task/inputs.js" $Url | Should -Be "INPUT_$Server"
  }

  It 'says so where there is no PowerShell' {
    $run = Invoke-Task $one ($value + @{ PATH = "$TestDrive/empty" })
    $run.Result | Should -Be 'result=Failed'
    $run.Errors[0].Text | Should -Match 'PowerShell was not found'
  }

  It 'does what <Page> shows' -ForEach @(
    @{ Page = 'README.md'; Items = 3 }
    @{ Page = 'azure-devops/README.md'; Items = 2 }
  ) {
    $blocks = @(Get-YamlBlock $Page)
    $file = $blocks -match '^secrets:'
    $step = (ConvertFrom-YamlText ($blocks -match 'task: GhSecretsSync')[0]).steps | Where-Object task
    $variable = @{}
    $definition = Get-Content "$task/task.json" -Raw -Encoding UTF8 | ConvertFrom-Json
    $step.task | Should -Be "$($definition.name)@$($definition.version.Major)"
    foreach ($input in $step.inputs.PSObject.Properties) {
      $definition.inputs.name | Should -Contain $input.Name
      $variable["INPUT_$($input.Name.ToUpperInvariant())"] = $input.Value -replace '^\$\(\w+\)$', 'what a secret variable holds'
    }
    $variable.Remove('INPUT_GITHUBCONNECTION')
    foreach ($mapped in $step.env.PSObject.Properties) { $variable[$mapped.Name] = 'marked-value' }
    $run = Invoke-Task $file[-1] $variable
    $run.Result | Should -Be 'result=Succeeded'
    @(Get-MockSecret $mock).Count + @(Get-MockVariable $mock).Count | Should -Be $Items
  }
}
