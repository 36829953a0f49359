BeforeDiscovery {
  $root = Resolve-Path "$PSScriptRoot/../.."
  Import-Module "$PSScriptRoot/Testing.psm1"
  $commands = Get-Command -Module GhSecrets | ForEach-Object { @{ Name = $_.Name } }
  $topics = Get-ChildItem "$root/docs/en-US/about_*.md" | ForEach-Object { @{ Topic = $_.BaseName } }
  $examples = foreach ($page in Get-ChildItem "$root/docs/en-US/*.md") {
    $number = 0
    foreach ($block in [regex]::Matches((Get-Content $page -Raw -Encoding UTF8), '(?ms)^```powershell\r?\n(.+?)^```')) {
      $number++
      @{ Page = $page.BaseName; Number = $number; Example = $block.Groups[1].Value }
    }
  }
}

Describe 'The help' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $root = Resolve-Path "$PSScriptRoot/../.."

    # What a person sees of a cmdlet: no common parameters, and none that is there for the engine alone.
    function Get-ShownParameter {
      param($Command)
      $Command.Parameters.Values | Where-Object {
        $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters -and -not ($_.Attributes | Where-Object DontShow)
      }
    }

    # The facts of a parameter in the words of the pages, from the cmdlet itself.
    function Get-ParameterFact {
      param($Command, $Parameter)
      $inSets = $Parameter.ParameterSets
      $set = @($inSets.Values)[0]
      $type = [Nullable]::GetUnderlyingType($Parameter.ParameterType)
      if (-not $type) { $type = $Parameter.ParameterType }
      $property = $Command.ImplementingType.GetProperty($Parameter.Name)
      $default = if ($property) { $property.GetValue([Activator]::CreateInstance($Command.ImplementingType)) }
      $ways = @('ByPropertyName', 'ByValue') | Where-Object { $set."ValueFromPipeline$($_ -replace 'ByValue')" }
      [ordered]@{
        name = $Parameter.Name
        type = $type.Name
        sets = if ($inSets.ContainsKey('__AllParameterSets')) { '(All)' } else { ($inSets.Keys | Sort-Object) -join ', ' }
        aliases = if ($Parameter.Aliases) { $Parameter.Aliases -join ', ' } else { 'none' }
        required = "$($set.IsMandatory)".ToLowerInvariant()
        position = if ($set.Position -lt 0) { 'named' } else { "$($set.Position)" }
        default = if ($type -eq [switch]) { 'False' } elseif ($null -eq $default) { 'None' } else { "$default" }
        pipeline = if ($ways) { "True ($($ways -join ', '))" } else { 'False' }
        wildcards = "$([bool]($Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.SupportsWildcardsAttribute] }))".ToLowerInvariant()
      } | ConvertTo-Json -Compress
    }
  }

  It 'has a page for each cmdlet, and for nothing else' {
    (Get-ChildItem "$root/docs/en-US/*-*.md").BaseName | Should -Be ((Get-Command -Module GhSecrets).Name | Sort-Object)
  }

  Context '<Name>' -ForEach $commands {
    BeforeAll {
      $command = Get-Command $Name
      $help = Get-Help $Name -Full
      $page = Get-Content "$root/docs/en-US/$Name.md" -Raw -Encoding UTF8
    }

    It 'says what it is' {
      $help.Synopsis | Should -Match '\.$'
      $help.description.Text | Should -Not -BeNullOrEmpty
      "$($help.alertSet.alert.Text)" | Should -Not -BeNullOrEmpty
      @($help.examples.example).Count | Should -BeGreaterOrEqual 2
      $help.examples.example | ForEach-Object { $_.code | Should -Match $Name }
    }

    It 'describes each parameter as it is' {
      $shown = @(Get-ShownParameter $command | Sort-Object Name)
      $described = @($help.parameters.parameter | Where-Object { $_ })
      $described.name | Should -Be $shown.Name
      foreach ($parameter in $described) {
        $parameter.description.Text | Should -Match '\.$'
        [ordered]@{
          name = $parameter.name
          type = $parameter.type.name
          sets = [regex]::Match($page, "(?ms)^### -$($parameter.name)\r?`$.*?^Parameter Sets: ([^\r\n]*)").Groups[1].Value
          aliases = $parameter.aliases
          required = $parameter.required
          position = $parameter.position
          default = $parameter.defaultValue
          pipeline = $parameter.pipelineInput
          wildcards = $parameter.globbing
        } | ConvertTo-Json -Compress | Should -Be (Get-ParameterFact $command $command.Parameters[$parameter.name])
      }
    }

    It 'shows the syntax as it is' {
      $expected = (Get-Command $Name -Syntax).Trim()
      $hidden = $command.Parameters.Values | Where-Object { $_.Attributes | Where-Object DontShow }
      foreach ($parameter in $hidden) { $expected = $expected -replace " \[-$($parameter.Name) <[^>]*>\]" }
      $section = [regex]::Match($page, '(?ms)^## SYNTAX(.+?)^## ').Groups[1].Value
      $syntax = [regex]::Matches($section, '(?ms)^```\r?\n(.+?)^```') | ForEach-Object { ($_.Groups[1].Value -replace '\s+', ' ').Trim() }
      $syntax | Should -Be ($expected -split '(?:\r?\n)+')
      @($help.syntax.syntaxItem.parameter | Where-Object { $_ }).name | Should -Be ([regex]::Matches($syntax, '(?<=[[ ])-(\w+)') | ForEach-Object { $_.Groups[1].Value })
    }

    It 'says what it gives, and leads to the page of the API' {
      $given = if ($command.OutputType) { $command.OutputType.Name } else { 'None' }
      $help.returnValues.returnValue.type.name | Should -Be $given
      $link = @($help.relatedLinks.navigationLink)[0].uri
      $link | Should -Match '^https://(docs\.github\.com/rest/|go-vela\.github\.io/docs/)'
      $page | Should -Match "(?m)^online version: $([regex]::Escape($link))\r?$"
    }

    It 'names only pages that there are' {
      foreach ($other in [regex]::Matches($page, '\]\((?!https://)([^)]+)\)')) { "$root/docs/en-US/$($other.Groups[1].Value)" | Should -Exist }
    }
  }

  It 'has the topic <Topic>' -ForEach $topics {
    $file = Join-Path (Split-Path (Get-ModulePath)) "en-US/$Topic.help.txt"
    Get-Content $file -TotalCount 5 | Select-Object -Last 1 | Should -Match '^    \S.*\.$'
    "$(Get-Help $Topic)" | Should -Match "(?s)TOPIC.*$Topic.*SHORT DESCRIPTION.*LONG DESCRIPTION.*SEE ALSO"
  }

  It 'answers for one parameter' {
    (Get-Help Set-GhOrgSecret -Parameter Value).description.Text | Should -Match 'SecureString'
    (Get-Help Set-GhOrgSecret -Examples | Out-String) | Should -Match 'Example 2: '
  }
}

Describe 'The examples of the help' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela
    $root = Resolve-Path "$PSScriptRoot/../.."
    Copy-Item $root/docs $TestDrive -Recurse
    Copy-Item $root/docs/examples/* $TestDrive -Recurse
    Set-Content "$TestDrive/signing-key.pem" 'a key' -NoNewline
    [pscredential]::new('token', [System.Net.NetworkCredential]::new('', $mock.Token).SecurePassword) | Export-Clixml "$TestDrive/token.xml"
    $env:GITHUB_API_URL, $env:GITHUB_TOKEN = $mock.BaseUri, $mock.Token
    $env:VELA_ADDR, $env:VELA_TOKEN = $vela.BaseUri, $vela.Token
    # What the declared file of the examples asks for.
    $env:NPM_TOKEN = $env:DEPLOY_TOKEN = $env:FEED_TOKEN = 'a value of the environment'
    $env:GHSECRETS_LEDGER_KEY = 'only the tests have this'

    # What a person would type at the prompt.
    function Read-Host { [System.Net.NetworkCredential]::new('', $mock.Token).SecurePassword }
  }

  AfterAll {
    $env:GITHUB_API_URL = $env:GITHUB_TOKEN = $env:VELA_ADDR = $env:VELA_TOKEN = $null
    $env:NPM_TOKEN = $env:DEPLOY_TOKEN = $env:FEED_TOKEN = $env:GHSECRETS_LEDGER_KEY = $null
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  # They find what the example rollout left behind.
  It 'work: <Page>, <Number>' -ForEach $examples {
    # Another example's ledger is of another server's repositories.
    Get-ChildItem $TestDrive -Filter *.ledger -Directory -Recurse | Remove-Item -Recurse
    Initialize-MockGitHub $mock
    Initialize-MockVela $vela
    Disconnect-GhSession
    Disconnect-VelaSession
    Push-Location $TestDrive
    try {
      Import-Csv ./rollout.csv -Encoding UTF8 | Set-GhSecret -ErrorAction Stop
      Disconnect-GhSession
      $Error.Clear()
      $null = . ([scriptblock]::Create($Example)) 3>&1 | ForEach-Object {
        # The declared file has one value as plain text, and says so.
        if ($_ -is [System.Management.Automation.WarningRecord] -and $_ -notmatch 'secrets\.yaml: .* stands in the file as plain text') { throw "$_" }
      }
    }
    finally { Pop-Location }
    $Error | Should -BeNullOrEmpty
  }
}

Describe 'A page that breaks the schema' {
  BeforeAll {
    $root = Resolve-Path "$PSScriptRoot/../.."
    $converter = Get-Item "$root/tools/Help/bin/*/net10.0/Help.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
    $page = Get-Content "$root/docs/en-US/Test-GhSession.md" -Raw -Encoding UTF8
    $folder = New-Item "$TestDrive/pages" -ItemType Directory
  }

  It 'is an error of its line: <Message>' -ForEach @(
    @{ Pattern = 'schema: 2.0.0'; Text = 'schema: 3.0.0'; At = '---'; Message = 'The front matter says not' }
    @{ Pattern = '# Test-GhSession'; Text = '# Test-Session'; At = '---'; Message = "not the one heading '# Test-GhSession'" }
    @{ Pattern = '## INPUTS'; Text = '## INPUT'; At = '## INPUTS'; Message = "The sections of 'Test-GhSession' are not: SYNOPSIS, SYNTAX" }
    @{ Pattern = '### Example 2'; Text = '### Example 3'; At = '### Example 2'; Message = "does not begin with 'Example 2: '" }
    @{ Pattern = 'Required: False'; Text = 'Needed: False'; At = '```yaml'; Message = 'The keys are not: Type, Parameter Sets' }
    @{ Pattern = '### -Session'; Text = '### -Sessions'; At = '## SYNTAX'; Message = 'PARAMETERS says nothing of Session' }
    @{ Pattern = '- \[REST API'; Text = "- [Connect-GhSession](Connect-GhSession.md)`n- [REST API"; At = '## RELATED'; Message = 'The first link is not the online version' }
    @{ Pattern = 'True or False\.'; Text = '> True'; At = 'True or False'; Message = 'Help shows no QuoteBlock' }
  ) {
    Set-Content "$folder/Test-GhSession.md" ($page -replace $Pattern, $Text)
    $answer = dotnet $converter $folder "$TestDrive/help" 2>&1 | Out-String
    $LASTEXITCODE | Should -Be 1
    $line = ($page.Substring(0, $page.IndexOf($At, [System.StringComparison]::Ordinal)) -split "`n").Count
    $answer | Should -Match "Test-GhSession\.md\($line\): error HELP: "
    $answer | Should -Match ([regex]::Escape($Message))
    "$TestDrive/help/GhSecrets.dll-Help.xml" | Should -Not -Exist
  }
}
