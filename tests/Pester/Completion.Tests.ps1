Describe 'Completion of names' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    Set-Alias ges Get-GhEnvironmentSecret -Scope Global
    $saved = @{}
    'GH_HOST', 'GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_API_URL' | ForEach-Object { $saved[$_] = [Environment]::GetEnvironmentVariable($_) }

    # What Tab offers at the end of a line; pressed again where nothing came, as on a machine that is too busy for Tab's 1.5 seconds.
    function Complete {
      param([string] $Line, [int] $Tries = 5)
      $found = @()
      for ($try = 1; $try -le $Tries -and -not $found; $try++) {
        $found = @([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches | ForEach-Object CompletionText)
      }
      $found
    }
  }

  AfterAll {
    $saved.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $saved[$_]) }
    Remove-Item Alias:ges
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Add-MockSeed $mock @{
      repositories = @('octocat/hello', 'octocat/Help')
      organizations = @(@{ login = 'acme'; repositories = @(@{ name = 'app'; environments = @("it's", '2-green') }, '2048') })
    }
    Add-MockSecret $mock repos/acme/app/actions 2 APP_
    Add-MockSecret $mock repos/acme/app/dependabot 1 BOT_
    Add-MockSecret $mock 'repos/acme/app/environments/prod%2Feu%20west' 1 ENV_
    Add-MockSecret $mock orgs/acme/actions 1 ORG_ all
    Add-MockSecret $mock user/codespaces 1 ME_
    [Environment]::SetEnvironmentVariable('GH_HOST', $null)
    [Environment]::SetEnvironmentVariable('GH_TOKEN', $null)
    [Environment]::SetEnvironmentVariable('GITHUB_TOKEN', $null)
    [Environment]::SetEnvironmentVariable('GITHUB_API_URL', $null)
    $Error.Clear()
  }

  It 'offers <Offered> for: <Line>' -ForEach @(
    @{ Line = 'Get-GhRepoSecret acme/app -Name '; Offered = 'APP_0001', 'APP_0002' }
    @{ Line = 'Remove-GhRepoSecret -Repository acme/app -Name app_0002'; Offered = 'APP_0002' }
    @{ Line = 'Set-GhRepoSecret app -Owner acme -Name '; Offered = 'APP_0001', 'APP_0002' }
    @{ Line = 'Set-GhRepoSecret acme/app -Application Dependabot -Name '; Offered = 'BOT_0001' }
    @{ Line = 'Set-GhRepoSecret acme/app, acme/web -Name APP_0001, APP_0002, a'; Offered = 'APP_0001', 'APP_0002' }
    @{ Line = 'Get-GhRepoSecret acme/app -Inherited -Name '; Offered = 'ORG_0001' }
    @{ Line = 'Get-GhEnvironmentSecret acme/app ''prod/eu west'' -Name '; Offered = 'ENV_0001' }
    @{ Line = 'Get-GhEnvironmentSecret acme/app -Name '; Offered = @() }
    @{ Line = 'Add-GhOrgSecretRepository acme -Name '; Offered = 'ORG_0001' }
    @{ Line = 'ges acme/app staging '; Offered = @() }
    @{ Line = 'ges acme/app ''prod/eu west'' '; Offered = 'ENV_0001' }
    @{ Line = 'Get-GhUserSecret -Name '; Offered = 'ME_0001' }
    @{ Line = 'Set-GhSecret -Organization acme -Name '; Offered = 'ORG_0001' }
    @{ Line = 'Set-GhSecret -Repository acme/app -Environment ''prod/eu west'' -Name '; Offered = 'ENV_0001' }
    @{ Line = 'Set-GhSecret -Name '; Offered = @() }
    @{ Line = 'Get-GhRepoSecret acme/nowhere -Name '; Offered = @() }
    @{ Line = 'Get-GhRepoSecret acme/app/x -Name '; Offered = @() }
    @{ Line = 'Get-GhRepoSecret '; Offered = 'acme/2048', 'acme/app', 'acme/site', 'acme/web', 'globex/api', 'octocat/hello', 'octocat/Help' }
    @{ Line = 'Get-GhRepoSecret G'; Offered = 'globex/api' }
    @{ Line = 'Get-GhRepoSecret acme/S'; Offered = 'acme/site' }
    @{ Line = 'Get-GhRepoSecret octocat/h'; Offered = 'octocat/hello', 'octocat/Help' }
    @{ Line = 'Get-GhRepoSecret -Owner acme -Repository '; Offered = '''2048''', 'app', 'site', 'web' }
    @{ Line = 'Get-GhRepoSecret ../'; Offered = @() }
    @{ Line = 'Set-GhEnvironmentSecret acme/app '; Offered = '''2-green''', '''it''''s''', '''prod/eu west''', 'staging' }
    @{ Line = 'Set-GhEnvironmentSecret app -Owner acme -Environment S'; Offered = 'staging' }
    @{ Line = 'Set-GhEnvironmentSecret acme/app ''Prod/eu w'; Offered = '''prod/eu west''' }
    @{ Line = 'Set-GhEnvironmentSecret acme/app "prod/eu w'; Offered = '''prod/eu west''' }
    @{ Line = 'Set-GhEnvironmentSecret acme/app ''it'''''; Offered = '''it''''s''' }
    @{ Line = 'Set-GhEnvironmentSecret -Environment '; Offered = @() }
    @{ Line = 'Get-GhOrgSecret '; Offered = 'acme', 'globex' }
    @{ Line = 'Get-GhPublicKey -Organization GL'; Offered = 'globex' }
    @{ Line = 'Set-GhOrgSecret acme X -SelectedRepository '; Offered = 'acme/2048', 'app', 'site', 'web' }
    @{ Line = 'Set-GhOrgSecret acme X -SelectedRepository app, s'; Offered = 'site' }
    @{ Line = 'Set-GhOrgSecret acme X -SelectedRepository acme/s'; Offered = 'acme/site' }
    @{ Line = 'Set-GhOrgSecret -SelectedRepository '; Offered = @() }
    @{ Line = 'Add-GhOrgSecretRepository acme X '; Offered = 'acme/2048', 'app', 'site', 'web' }
    @{ Line = 'Remove-GhUserSecretRepository X -Repository acme/s'; Offered = 'acme/site' }
    @{ Line = 'Get-GhRepoSecret app -Owner '; Offered = 'octocat', 'acme', 'globex' }
    @{ Line = 'Set-GhSecret -Repository app -Owner G'; Offered = 'globex' }
    @{ Line = 'Set-GhUserSecret X -SelectedRepository acme/s'; Offered = 'acme/site' }
    @{ Line = 'Set-GhUserSecret X -SelectedRepository o'; Offered = 'octocat/hello', 'octocat/Help' }
  ) {
    Complete $Line | Should -Be $Offered
    $Error | Should -BeNullOrEmpty
    (Get-MockRequest $mock).method | Should -Not -Contain 'PUT'
  }

  It 'offers the hosts of the environment and of the session for -HostName, without a request' {
    $session = ([uri]$mock.BaseUri).Authority
    Complete 'Connect-GhSession -HostName ' | Should -Be 'github.com', $session
    $env:GH_HOST = 'octo.ghe.com'
    $env:GITHUB_API_URL = 'https://github.example.com/api/v3'
    Complete 'Connect-GhSession ' | Should -Be 'github.com', 'octo.ghe.com', 'github.example.com', $session
    Complete 'Connect-GhSession o' | Should -Be 'octo.ghe.com'
    $env:GH_HOST = 'ghp_of-MARKED'
    Disconnect-GhSession
    Complete 'Connect-GhSession ' | Should -Be 'github.com', 'github.example.com'
    Get-MockRequest $mock | Should -BeNullOrEmpty
    $Error | Should -BeNullOrEmpty
  }

  It 'asks once for what it has read already, and only with GET' {
    $line = 'Get-GhRepoSecret acme/'
    Complete $line | Should -Contain 'acme/app'
    Complete "${line}w" | Should -Be 'acme/web'
    Complete 'Set-GhOrgSecret acme X -SelectedRepository w' | Should -Be 'web'
    $requests = @(Get-MockRequest $mock)
    $requests.Count | Should -Be 1
    $requests.method | Should -Be 'GET'
  }

  It 'completes over the session of a variable' {
    $other = Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -PassThru
    Connect-GhSession -BaseUri http://127.0.0.1:9 -Token x
    Complete 'Get-GhOrgSecret g' | Should -BeNullOrEmpty
    Complete 'Get-GhOrgSecret -Session $other -Organization g' | Should -Be 'globex'
    $no = 'a text'
    Complete 'Get-GhOrgSecret -Session $no -Organization g' | Should -BeNullOrEmpty
    $other | Disconnect-GhSession
    Complete 'Get-GhRepoSecret -Session $other -Repository a' | Should -BeNullOrEmpty
    $Error | Should -BeNullOrEmpty
  }

  It 'completes over the session of the environment, and without a token nothing' {
    Disconnect-GhSession
    Complete 'Get-GhOrgSecret g' | Should -BeNullOrEmpty
    Get-MockRequest $mock | Should -BeNullOrEmpty
    $env:GITHUB_API_URL = $mock.BaseUri
    $env:GITHUB_TOKEN = $mock.Token
    Complete 'Get-GhOrgSecret g' | Should -Be 'globex'
    $Error | Should -BeNullOrEmpty
  }

  It 'offers nothing for a wrong token, and asks once' {
    Connect-GhSession -BaseUri $mock.BaseUri -Token wrong
    Complete 'Get-GhOrgSecret g' | Should -BeNullOrEmpty
    Complete 'Get-GhOrgSecret g' | Should -BeNullOrEmpty
    @(Get-MockRequest $mock).status | Should -Be 401
    $Error | Should -BeNullOrEmpty
  }

  It 'asks no second time after <_>' -ForEach '503', '429', 'reset-before' {
    Set-MockFault $mock @{ rate = 1; kinds = @($_) }
    Complete 'Get-GhOrgSecret g' | Should -BeNullOrEmpty
    (Get-MockFault $mock).requests | Should -Be 1
    $Error | Should -BeNullOrEmpty
  }

  It 'returns from a server that never answers' {
    Set-MockFault $mock @{ rate = 1; kinds = @('no-answer') }
    Complete 'Get-GhOrgSecret g' -Tries 2 | Should -BeNullOrEmpty
    (Get-MockFault $mock).requests | Should -Be 1
    $Error | Should -BeNullOrEmpty
  }
}

Describe 'Completion of the names of Vela''s secrets' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockVela

    function Complete {
      param([string] $Line, [int] $Tries = 5)
      $found = @()
      for ($try = 1; $try -le $Tries -and -not $found; $try++) {
        $found = @([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches | ForEach-Object CompletionText)
      }
      $found
    }
  }

  AfterAll {
    Stop-MockVela $mock
  }

  BeforeEach {
    Connect-MockVela $mock
    Set-VelaSecret acme app 'a [b] c' -Value x -AllowEvent push
    $Error.Clear()
  }

  It 'offers <Offered> for: <Line>' -ForEach @(
    @{ Line = 'Remove-VelaSecret acme app n'; Offered = 'npm_token' }
    @{ Line = 'Remove-VelaSecret acme app A'; Offered = '''a [b] c''' }
    @{ Line = 'Get-VelaSecret acme app a'; Offered = '''a `[b`] c''' }
    @{ Line = 'Get-VelaSecret -Org acme -Type org -Name '; Offered = 'deploy' }
    @{ Line = 'Get-VelaSecret -Organization acme -Team ops -Type shared -Name '; Offered = 'pager' }
    @{ Line = 'Get-VelaSecret -Name '; Offered = @() }
  ) {
    Complete $Line | Should -Be $Offered
    $Error | Should -BeNullOrEmpty
  }
}
