Describe 'What a server, a file or a name says' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    Import-Module "$PSScriptRoot/Jobs.psm1"
    if (-not ('GhSecrets.Core.Tests.HostileServer' -as [type])) { Add-Type -Path "$PSScriptRoot/../GhSecrets.Core.Tests/Session/HostileServer.cs" -WarningAction SilentlyContinue }
    $controls = '[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u206F]'

    # A server that says it in its messages, in the id of each reply, and as the name of the one secret of acme/listed.
    function Start-HostileServer {
      param([string] $Text)
      $server = [GhSecrets.Core.Tests.HostileServer]::new($Text)
      $message = ConvertTo-Json @{ message = $Text; errors = @(@{ message = $Text }); documentation_url = $Text }
      $server.Reply('.', 422, $message)
      $server.Reply('^GET .*/secrets[?]', 200, '{"total_count":0,"secrets":[]}')
      $server.Reply('^GET /repos/acme/refused/actions/secrets', 403, $message)
      $server.Reply('^GET .*/public-key', 200, (ConvertTo-Json @{ key_id = $Text; key = 'hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=' }))
      $server.Reply('^GET /repos/acme/listed/actions/secrets[?]', 200, (ConvertTo-Json -Depth 3 @{ total_count = 1; secrets = @(@{ name = $Text; created_at = '2026-01-01T00:00:00Z'; updated_at = '2026-01-01T00:00:00Z' }) }))
      $server.Reply('^GET /repos/[^/]+/[^/]+ ', 200, '{"id":1,"full_name":"acme/app","permissions":{"admin":true}}')
      $server
    }

    # One line, which neither a terminal nor a runner obeys.
    function Assert-Line {
      param([Parameter(ValueFromPipeline)] $Text)
      process {
        $Text | Should -Not -Match $controls
        $Text | Should -Not -Match '[\r\n]'
        Assert-NoCommand $Text
      }
    }

    function Assert-NoCommand {
      param([string] $Text)
      $Text | Should -Not -Match '##(vso)?\['
      $Text | Should -Not -Match '(?m)^\s*::'
    }

    # What each stream has of a run; those that are piped as well.
    function Get-Stream {
      param([scriptblock] $Run)
      $ErrorActionPreference = 'Continue'
      $told = @(& $Run *>&1)
      [pscustomobject]@{
        Errors = @($told | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        Warnings = @($told | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object Message)
        Verbose = @($told | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
        Output = @($told | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] -and $_ -isnot [System.Management.Automation.InformationalRecord] })
      }
    }
  }

  AfterAll { Disconnect-GhSession }

  Context 'is a line of text, in the form of <Form>' -ForEach @(
    @{ Form = 'a terminal'; Evil = "owned`u{1B}[2J`u{1B}]0;t`u{7}`u{9B}31mb`u{202E}c`u{2066}d`u{200F}e`u{2028}f" }
    @{ Form = 'Azure Pipelines'; Evil = "owned`r`n##vso[task.setvariable variable=x]a ##[error]b" }
    @{ Form = 'GitHub Actions'; Evil = "::error::owned`n::stop-commands::t`r`n::add-mask::u" }
  ) {
    BeforeAll {
      $server = Start-HostileServer $Evil
      $folder = Join-Path $TestDrive ([guid]::NewGuid())
      $null = New-Item $folder -ItemType Directory
      $evilName = $Evil -replace '/', '_'
      $connect = @{ BaseUri = $server.Address; Token = 't'; WritesPerMinute = 0; MaximumRetryCount = 0 }
    }

    AfterAll { $server.Dispose() }

    BeforeEach { Connect-GhSession @connect }

    It 'in errors, with their targets' {
      [System.IO.File]::WriteAllText("$folder/keys.yaml", "secrets:`n- { name: $(ConvertTo-Json $Evil -Compress), $(ConvertTo-Json $Evil -Compress): 1 }")
      [System.IO.File]::WriteAllText("$folder/keys.env", "$Evil`n")
      $seen = Get-Stream {
        Get-GhRepoSecret acme/refused
        Set-GhRepoSecret acme/app A -Value v
        Set-GhRepoSecret acme/app -Name $Evil -Value v
        Set-GhRepoSecret $Evil -Name A -Value v
        Set-GhEnvironmentSecret acme/app $Evil A -Value v
        Set-GhOrgSecret acme A -Value v -Visibility $Evil
        Set-GhOrgSecret acme A -Value v -SelectedRepository $Evil
        [pscustomobject]@{ Repository = 'acme/app'; Environment = $Evil; Name = 'A'; Value = @(1, 2) } | Set-GhSecret
        Remove-GhEnvironmentSecret acme/app $Evil A -Force
        Compare-GhSecret "$folder/keys.yaml"
        Sync-GhSecret "$folder/$Evil.yaml"
        Import-GhSecret "$folder/keys.env"
        Import-GhSecret "$folder/$Evil.env"
        Import-GhSecret "$folder/keys.yaml" -Format $Evil
      }
      $seen.Errors.Count | Should -BeGreaterOrEqual 13
      "$($seen.Errors)" | Should -Match 'owned'
      foreach ($record in $seen.Errors) {
        $record.ErrorDetails.Message | Assert-Line
        $record.Exception.Message | Assert-Line
        "$($record.TargetObject)", $record.CategoryInfo.TargetName, $record.CategoryInfo.GetMessage() | Assert-Line
        foreach ($view in 'ConciseView', 'NormalView', 'CategoryView', 'DetailedView') {
          $ErrorView = $view
          $shown = $record | Out-String
          # PowerShell's own colours begin with an escape, too.
          Assert-NoCommand $shown
          $shown -replace "`u{1B}\[[0-9;]*m" | Should -Not -Match $controls
        }
      }
    }

    It 'in warnings and under -Verbose' {
      [System.IO.File]::WriteAllText("$folder/row.csv", "Repository,Name,Value,`"$Evil`"`nacme/app,A,v,x`n")
      [System.IO.File]::WriteAllText("$folder/doubt.yaml", "$(ConvertTo-Json $Evil -Compress): '<todo>'")
      $seen = Get-Stream {
        Set-GhRepoSecret acme/app -Name $Evil -Value '<todo>' -Verbose -ErrorAction SilentlyContinue
        Import-Csv "$folder/row.csv" | Set-GhSecret -Verbose -ErrorAction SilentlyContinue
        Set-GhEnvironmentSecret acme/app $Evil A -Value v -Verbose -ErrorAction SilentlyContinue
        Get-GhRepoSecret acme/listed -Verbose | Out-Null
        Import-GhSecret "$folder/doubt.yaml" -Verbose | Out-Null
      }
      $seen.Warnings.Count | Should -BeGreaterOrEqual 2
      $seen.Verbose.Count | Should -BeGreaterThan 5
      "$($seen.Warnings)" | Should -Match 'owned'
      "$($seen.Verbose)" | Should -Match 'owned'
      $seen.Warnings + $seen.Verbose | Assert-Line
    }

    It 'in what Tab offers' {
      foreach ($line in 'Get-GhRepoSecret acme/listed -Name ', "Get-GhRepoSecret acme/listed '") {
        (TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object { $_.ListItemText, $_.ToolTip, $_.CompletionText } | Should -Not -Match $controls
      }
    }

    It 'in objects as text, and exact in their properties' {
      $secret = Get-GhRepoSecret acme/listed
      $secret.Name | Should -BeExactly $Evil
      ($secret | ConvertTo-Json | ConvertFrom-Json).Name | Should -BeExactly $Evil
      "$secret", "$(Get-GhPublicKey -Repository acme/app)" | Assert-Line
    }

    It 'in what -WhatIf says, in what -Confirm and a value ask, and in progress' {
      $text = "'$($Evil -replace "'", "''")'"
      $run = Invoke-Hosted "Set-GhEnvironmentSecret acme/app $text A -Value v -WhatIf; Remove-GhEnvironmentSecret acme/app $text A -Confirm; Set-GhEnvironmentSecret acme/app $text A" -Mock @{ BaseUri = $server.Address; Token = 't' } -Answer 'typed'
      $run.Shown -match 'What if' | Should -Not -BeNullOrEmpty
      $run.Questions -match '^Value of ' | Should -Not -BeNullOrEmpty
      $run.Questions -match 'Remove secret' | Should -Not -BeNullOrEmpty
      "$($run.Shown)", "$($run.Questions)" | Should -Match 'owned'
      # Between two lines of its own PowerShell breaks what -Confirm asks.
      $run.Shown + ($run.Questions -split '\r?\n') | Where-Object { $_ } | ForEach-Object { $_ | Assert-Line }
    }

    It 'in the log and on the page of a job of <Runner>' -ForEach @(
      @{ Runner = 'Azure Pipelines'; Variable = @{ TF_BUILD = 'True' } }
      @{ Runner = 'GitHub Actions'; Variable = @{ GITHUB_ACTIONS = 'true' } }
    ) {
      $name = ConvertTo-Json $Evil -Compress
      [System.IO.File]::WriteAllText("$folder/declared.yaml", "secrets:`n- { name: A, repositories: [acme/app, acme/refused, acme/listed], value: { text: '<todo>' } }`n- { name: B, repositories: acme/app, environments: [$name], value: { text: v } }")
      foreach ($whatIf in 'true', 'false') {
        $summary = Join-Path $folder "$([guid]::NewGuid()).md"
        $run = Invoke-JobProgram (Get-PowerShellStart "-NoProfile -NonInteractive -File `"$PSScriptRoot/../../azure-devops/GhSecretsSync/Sync.ps1`" -Module `"$(Get-ModulePath)`" -SummaryPath `"$summary`"") ($Variable + @{
            INPUT_TOKEN = 'a-token'; INPUT_APIURL = $server.Address; INPUT_PATH = "$folder/declared.yaml"; INPUT_WHATIF = $whatIf; NO_COLOR = '1'
          })
        $run.Lines -match 'owned' | Should -Not -BeNullOrEmpty
        (Get-JobCommand $run.Lines).Name | Sort-Object -Unique | Should -BeIn 'add-mask', 'error', 'warning', 'task.logissue', 'task.setprogress', 'task.setsecret'
        foreach ($line in $run.Lines) {
          $line | Should -Not -Match $controls
          # After its own command there is none.
          Assert-NoCommand ($line -replace '^(##vso\[task\.(logissue|setprogress|setsecret)[^\]]*\]|::(error|warning|add-mask)::)')
        }
        $page = Get-Content $summary -Raw -Encoding UTF8
        $page | Should -Not -Match $controls
        Assert-NoCommand $page
        $page | Should -Match 'owned'
      }
    }
  }
}
