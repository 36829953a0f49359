Describe 'The action of GitHub' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    Import-Module "$PSScriptRoot/Jobs.psm1"
    $root = Resolve-Path "$PSScriptRoot/../.."
    $mock = Start-MockGitHub
    $text = Get-Content "$root/action.yml" -Raw -Encoding UTF8
    $action = ConvertFrom-YamlText $text

    # What a runner makes of an expression; it knows no other here.
    function Resolve-Expression([string] $Text, [hashtable] $Inputs) {
      [regex]::Replace($Text, '\$\{\{\s*(\S+)\s*\}\}', {
          param($match)
          $name = $match.Groups[1].Value
          if ($name -eq 'github.api_url') { $mock.BaseUri }
          elseif ($name -match '^inputs\.(.+)$' -and $action.inputs.PSObject.Properties[$Matches[1]]) { $Inputs[$Matches[1]] }
          else { throw "The expression $name is not known." }
        })
    }

    # Runs the steps as a runner does: inputs with their defaults, each script in a shell of its own, until one fails.
    function Invoke-Action([string] $File, [hashtable] $Inputs, [hashtable] $Variable = @{}) {
      $folder = Join-Path $TestDrive ([guid]::NewGuid())
      $null = New-Item $folder -ItemType Directory
      [System.IO.File]::WriteAllText("$folder/secrets.yaml", $File)
      $all = @{}
      foreach ($input in $action.inputs.PSObject.Properties) { $all[$input.Name] = Resolve-Expression "$($input.Value.default)" @{} }
      foreach ($name in $Inputs.Keys) { $all[$name] = $Inputs[$name] }
      if (-not $all['working-directory']) { $all['working-directory'] = $folder }
      $lines = @()
      $exitCode = 0
      foreach ($step in $action.runs.steps) {
        $environment = @{ GITHUB_ACTIONS = 'true'; GITHUB_ACTION_PATH = "$root"; GITHUB_STEP_SUMMARY = "$folder/summary.md"; GITHUB_API_URL = $mock.BaseUri; RUNNER_TEMP = $folder }
        foreach ($name in $Variable.Keys) { $environment[$name] = $Variable[$name] }
        if ($step.env) { foreach ($entry in $step.env.PSObject.Properties) { $environment[$entry.Name] = Resolve-Expression $entry.Value $all } }
        $script = "$folder/step.ps1"
        Set-Content $script "`$ErrorActionPreference = 'stop'`n$($step.run)`nif ((Test-Path -LiteralPath variable:\LASTEXITCODE)) { exit `$LASTEXITCODE }"
        $run = Invoke-JobProgram (Get-PowerShellStart "-NoProfile -NonInteractive -Command `". '$script'`"") $environment
        $lines += $run.Lines
        $exitCode = $run.ExitCode
        if ($exitCode) { break }
      }
      $commands = @(Get-JobCommand $lines)
      [pscustomobject]@{
        Folder = $folder
        ExitCode = $exitCode
        Lines = $lines
        Commands = $commands
        Errors = @($commands | Where-Object Name -eq 'error')
        Summary = if (Test-Path "$folder/summary.md") { [System.Net.WebUtility]::HtmlDecode((Get-Content "$folder/summary.md" -Raw -Encoding UTF8)) }
      }
    }

    $file = @'
secrets:
  - name: NPM_TOKEN
    repositories: [acme/app, globex/api]
    environments: [staging]
    value: { env: NPM_TOKEN }
  - name: DEPLOY_TOKEN
    organization: acme
    visibility: all
    value: { env: NPM_TOKEN }
'@
    $good = $file -replace ', globex/api'
    $value = @{ NPM_TOKEN = 'marked-value' }
  }

  AfterAll { Stop-MockGitHub $mock }

  BeforeEach { Initialize-MockGitHub $mock }

  It 'writes no expression into a script' {
    $action.runs.steps.run | Should -Not -Match '\$\{\{'
    $action.runs.steps.shell | Sort-Object -Unique | Should -Be 'pwsh'
  }

  It 'hands on each of its inputs' {
    $given = ($action.runs.steps | Where-Object name -eq 'Sync').env.PSObject.Properties.Value
    $given | Sort-Object | Should -Be ($action.inputs.PSObject.Properties.Name | ForEach-Object { "`${{ inputs.$_ }}" } | Sort-Object)
  }

  It 'stores what the file declares, and says so on the page of the job' {
    $run = Invoke-Action $good @{ token = $mock.Token; 'ledger-key' = "marked-ledger-key`nof lines" } $value
    $run.ExitCode | Should -Be 0
    $run.Errors | Should -BeNullOrEmpty
    @(Get-MockSecret $mock).Count | Should -Be 2
    $run.Summary | Should -Match '\| Created \| DEPLOY_TOKEN \| organization acme \|'
    ($run.Commands | Where-Object Name -eq 'add-mask').Text | Select-Object -Unique | Should -Be $mock.Token, 'marked-ledger-key', 'of lines', 'marked-value'
    $run.Lines | Where-Object { $_ -notlike '::add-mask::*' } | Should -Not -Match "marked|of lines|$($mock.Token)"
    $run.Summary | Should -Not -Match "marked|of lines|$($mock.Token)"
  }

  It 'fails when a secret fails, and has done the others' {
    $run = Invoke-Action $file @{ token = $mock.Token } $value
    $run.ExitCode | Should -Be 1
    @($run.Errors).Count | Should -Be 1
    $run.Errors[0].Text | Should -Match 'NPM_TOKEN.*globex/api'
    @(Get-MockSecret $mock).Count | Should -Be 2
    $run.Summary | Should -Match '\*\*1 failed\*\*'
  }

  It 'stores nothing with what-if, and says what it would do' {
    $run = Invoke-Action $good @{ token = $mock.Token; 'what-if' = 'true' } $value
    $run.ExitCode | Should -Be 0
    Get-MockRequest $mock | Where-Object method -ne 'GET' | Should -BeNullOrEmpty
    $run.Summary | Should -Match '\| Create \| DEPLOY_TOKEN \| organization acme \|'
  }

  It 'removes with prune what it once wrote, and does its slice alone' {
    $inputs = @{ token = $mock.Token; 'ledger-key' = 'a key of more than sixteen characters'; 'slice-count' = '2' }
    $first = Invoke-Action $good ($inputs + @{ slice = '1' }) $value
    $inputs['working-directory'] = $first.Folder
    (Invoke-Action $good ($inputs + @{ slice = '2' }) $value).ExitCode | Should -Be 0
    @(Get-MockRequest $mock | Where-Object method -eq 'PUT').Count | Should -Be 2

    $inputs.Remove('slice-count')
    [System.IO.File]::WriteAllText("$($first.Folder)/secrets.yaml", ($good -replace '(?s)  - name: DEPLOY_TOKEN.*'))
    (Invoke-Action $good ($inputs + @{ prune = 'true' }) $value).ExitCode | Should -Be 0
    (Get-MockSecret $mock).name | Should -Be 'NPM_TOKEN'
  }

  It 'refuses <What>' -ForEach @(
    @{ What = 'no token'; Inputs = @{ token = '' }; Says = 'There is no token' }
    @{ What = 'a switch that is none'; Inputs = @{ prune = 'yes' }; Says = 'The input PRUNE is true or false' }
    @{ What = 'a file that is not there'; Inputs = @{ path = 'nowhere.yaml' }; Says = 'nowhere.yaml' }
    @{ What = 'a path that is a script'; Inputs = @{ path = "'; `$(Set-Content injected.txt x); '" }; Says = 'injected' }
  ) {
    if (-not $Inputs.ContainsKey('token')) { $Inputs.token = $mock.Token }
    $run = Invoke-Action $good $Inputs $value
    $run.ExitCode | Should -Be 1
    @($run.Errors).Count | Should -Be 1
    $run.Errors[0].Text | Should -BeLike "*$Says*"
    Get-ChildItem $run.Folder -Filter injected.txt | Should -BeNullOrEmpty
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'obeys no command in names, values or texts' {
    $evil = "x ##vso[task.setvariable variable=a]b", '::set-env name=A::b', '##[add-path]c;d]e', '%0A::error::f'
    # Two of them are there, so that their names are also in what is told of a secret that is stored.
    Add-MockSeed $mock @{ organizations = @(@{ login = 'acme'; repositories = @(@{ name = 'app'; private = $true; environments = $evil[0, 2] }) }) }
    $run = Invoke-Action ($file -replace '\[staging\]', (ConvertTo-Json $evil -Compress) -replace '\[acme/app, globex/api\]', '[acme/app]') @{ token = $mock.Token } @{ NPM_TOKEN = "::stop-commands::x`n##[error]b" }
    $run.ExitCode | Should -Be 1
    $run.Errors.Count | Should -Be 2
    @(Get-MockSecret $mock NPM_TOKEN).Count | Should -Be 2
    $run.Commands.Name | Sort-Object -Unique | Should -Be 'add-mask', 'error', 'warning'
    $run.Lines | Where-Object { $_ -notlike '::add-mask::*' } | Should -Not -Match '##(vso)?\['
  }

  It 'does what the README shows' {
    $blocks = @(Get-YamlBlock README.md)
    $file = $blocks -match '^secrets:'
    $step = (ConvertFrom-YamlText ($blocks -match 'uses: your-organization')[0]).steps | Where-Object uses -like 'your-organization/*'
    $inputs = @{}
    foreach ($input in $step.with.PSObject.Properties) {
      $action.inputs.PSObject.Properties.Name | Should -Contain $input.Name
      $inputs[$input.Name] = $input.Value -replace '^\$\{\{ secrets\.\w+ \}\}$', 'what a secret of the repository holds'
    }
    $inputs.token = $mock.Token
    $variable = @{}
    foreach ($mapped in $step.env.PSObject.Properties) { $variable[$mapped.Name] = 'marked-value' }
    (Invoke-Action $file[-1] $inputs $variable).ExitCode | Should -Be 0
    @(Get-MockSecret $mock).Count | Should -Be 3
  }

  It 'ends in one error, and has a summary, when <What>' -ForEach @(
    @{ What = 'there is no token, as in a pull request from a fork'; Inputs = @{ token = '' }; Says = 'There is no token' }
    @{ What = 'an input is no switch'; Inputs = @{ token = 'any'; prune = 'maybe' }; Says = 'The input PRUNE is true or false' }
    @{ What = 'an input is no number'; Inputs = @{ token = 'any'; 'maximum-remove' = 'many' }; Says = 'The input MAXIMUMREMOVE is a whole number' }
  ) {
    $run = Invoke-Action $file $Inputs
    $run.ExitCode | Should -Be 1
    $run.Errors.Count | Should -Be 1
    $run.Errors[0].Text | Should -BeLike "*$Says*"
    $run.Summary | Should -BeLike "*$Says*"
  }
}
