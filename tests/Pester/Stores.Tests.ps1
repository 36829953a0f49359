Describe 'Every store of GitHub' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
  }

  AfterAll {
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    $Error.Clear()
  }

  It 'sets, gets and removes <Application> secrets of an organization' -ForEach @(
    @{ Application = 'Actions' }, @{ Application = 'Dependabot' }, @{ Application = 'Codespaces' }, @{ Application = 'Agents' }
  ) {
    Set-GhOrgSecret acme TOKEN -Application $Application -Value 'a value' -SelectedRepository app, web
    Set-GhOrgSecret acme TOKEN -Application $Application -Value 'another value'
    $stored = Get-MockSecret $mock
    $stored.scope | Should -Be "orgs/acme/$($Application.ToLowerInvariant())"
    $stored.value | Should -Be 'another value'
    $stored.selectedRepositories | Should -Be 'acme/app', 'acme/web'
    Add-GhOrgSecretRepository acme TOKEN -Application $Application -SelectedRepository site
    (Get-GhOrgSecret acme -Application $Application).Application | Should -Be $Application
    (Get-GhOrgSecretRepository acme TOKEN -Application $Application).SelectedRepository | Should -Contain 'acme/site'
    Get-GhOrgSecret acme -Application $Application | Remove-GhOrgSecret -Force
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'sets, gets and removes <Application> secrets of a repository' -ForEach @(
    @{ Application = 'Actions' }, @{ Application = 'Dependabot' }, @{ Application = 'Codespaces' }, @{ Application = 'Agents' }
  ) {
    Set-GhRepoSecret acme/app TOKEN -Application $Application -Value 'a value'
    (Get-MockSecret $mock).scope | Should -Be "repos/acme/app/$($Application.ToLowerInvariant())"
    Get-GhRepoSecret acme/app -Application $Application | Remove-GhRepoSecret -Force
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'keeps the repositories of a user''s secret when only its value is set' {
    Set-GhUserSecret TOKEN -Value old -SelectedRepository acme/app, acme/web
    (Set-GhUserSecret TOKEN -Value new -PassThru).Action | Should -Be 'Updated'
    $stored = Get-MockSecret $mock
    $stored.scope | Should -Be 'user/codespaces'
    $stored.value | Should -Be 'new'
    $stored.selectedRepositories | Should -Be 'acme/app', 'acme/web'
    Set-GhUserSecret TOKEN -Value newest -SelectedRepository @()
    (Get-MockSecret $mock).selectedRepositories | Should -BeNullOrEmpty
  }

  It 'lists, adds, removes and replaces the repositories of a user''s secret' {
    Set-GhUserSecret TOKEN -Value x
    Add-GhUserSecretRepository TOKEN -SelectedRepository acme/app, acme/web
    (Get-GhUserSecretRepository TOKEN).SelectedRepository | Should -Be 'acme/app', 'acme/web'
    Remove-GhUserSecretRepository TOKEN -SelectedRepository acme/app -Force
    (Get-GhUserSecretRepository TOKEN).SelectedRepository | Should -Be 'acme/web'
    Add-GhUserSecretRepository TOKEN acme/app
    (Get-GhUserSecretRepository TOKEN acme/app).SelectedRepository | Should -Be 'acme/app'
    Remove-GhUserSecretRepository TOKEN -Repository acme/app -Force
    (Get-GhUserSecretRepository TOKEN).SelectedRepository | Should -Be 'acme/web'
    Set-GhUserSecretRepository TOKEN -SelectedRepository acme/site
    (Get-MockSecret $mock).selectedRepositories | Should -Be 'acme/site'
  }

  It 'takes a user''s secrets through every door' {
    [pscustomobject]@{ User = 'me'; Name = 'ROW'; Value = 'of a row' } | Set-GhSecret
    Get-GhPublicKey -User me | Protect-GhSecret -Name SEALED -Value 'sealed' | Set-GhSecret
    @(Get-GhUserSecret).Name | Should -Be 'ROW', 'SEALED'
    Get-GhUserSecret ROW | Set-GhSecret -Value 'piped back'
    (Get-MockSecret $mock -Name ROW).value | Should -Be 'piped back'
    (Get-MockSecret $mock -Name SEALED).value | Should -Be 'sealed'
    Get-GhUserSecret | Remove-GhUserSecret -Force
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'refuses <Name> before any request' -ForEach @(
    @{ Name = 'Agents on an environment'; Run = { Set-GhEnvironmentSecret acme/app staging X -Value x -Application Agents @quiet }; Id = 'ScopeNotSupported' }
    @{ Name = 'Dependabot for a user'; Run = { Set-GhUserSecret X -Value x -Application Dependabot @quiet }; Id = 'ScopeNotSupported' }
    @{ Name = 'the inherited secrets of Codespaces'; Run = { Get-GhRepoSecret acme/app -Inherited -Application Codespaces @quiet }; Id = 'ScopeNotSupported' }
    @{ Name = 'the inherited secrets of Dependabot'; Run = { Get-GhRepoSecret acme/app -Inherited -Application Dependabot @quiet }; Id = 'ScopeNotSupported' }
    @{ Name = 'another user'; Run = { [pscustomobject]@{ User = 'octocat'; Name = 'X'; Value = 'x' } | Set-GhSecret @quiet }; Id = 'InvalidArgument' }
    @{ Name = 'a user and a repository at once'; Run = { [pscustomobject]@{ User = 'me'; Repository = 'acme/app'; Name = 'X'; Value = 'x' } | Set-GhSecret @quiet }; Id = 'InvalidArgument' }
    @{ Name = 'a visibility of a user''s secret'; Run = { [pscustomobject]@{ User = 'me'; Visibility = 'All'; Name = 'X'; Value = 'x' } | Set-GhSecret @quiet }; Id = 'InvalidArgument' }
    @{ Name = 'a bare repository name for a user''s secret'; Run = { Set-GhUserSecret X -Value x -SelectedRepository app @quiet }; Id = 'InvalidArgument' }
  ) {
    $quiet = @{ ErrorVariable = 'script:errors'; ErrorAction = 'SilentlyContinue' }
    & $Run
    $script:errors.Count | Should -Be 1
    $script:errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'refuses the token of a GitHub App where GitHub does, before any request' {
    Add-MockSeed $mock @{ tokens = @(@{ token = 'ghs_installation' }) }
    $app = Connect-GhSession -BaseUri $mock.BaseUri -Token ghs_installation -PassThru
    Set-GhUserSecret X -Value x -Session $app -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'ScopeNotSupported,GhSecrets.SetGhUserSecretCommand'
    "$($errors[0])" | Should -Match 'personal access token'
    Get-MockRequest $mock | Should -BeNullOrEmpty
    Get-GhOrgSecret acme -Application Codespaces -Session $app | Should -BeNullOrEmpty
    Set-GhRepoSecret acme/app X -Value x -Session $app -PassThru | ForEach-Object Action | Should -Be 'Created'
  }

  It 'looks up a few repositories one by one, many by the organization''s list, and each only once' {
    Add-MockSeed $mock @{ organizations = @(@{ login = 'acme'; repositories = @(1..150 | ForEach-Object { "lib-$_" }) }) }
    function Get-LookUp { @(Get-MockRequest $mock | Where-Object path -Match '^/(repos/acme/[^/]+$|orgs/acme/repos|organizations/\d+/repos)').path }
    Set-GhOrgSecret acme A -Value x -SelectedRepository app, web
    Get-LookUp | Should -Be '/repos/acme/app', '/repos/acme/web'
    Clear-MockRequest $mock
    Set-GhOrgSecret acme B -Value x -SelectedRepository (@('app', 'web') + (1..150 | ForEach-Object { "lib-$_" }))
    @(Get-LookUp).Count | Should -Be 2
    @(Get-GhOrgSecretRepository acme B).Count | Should -Be 152
    Clear-MockRequest $mock
    Set-GhOrgSecret acme C -Value x -SelectedRepository app, lib-3, lib-150
    Get-LookUp | Should -BeNullOrEmpty
  }

  It 'uses several sessions at once in one pipeline' {
    $other = Start-MockGitHub -Token other-token
    try {
      Initialize-MockGitHub $other
      $first = Get-GhSession
      $second = Connect-GhSession -BaseUri $other.BaseUri -Token $other.Token -PassThru
      Set-GhRepoSecret acme/app A -Value x -Session $first
      Set-GhRepoSecret acme/app B -Value x -Session $first
      Get-GhRepoSecret acme/app -Session $first | Set-GhRepoSecret -Value 'copied' -Session $second
      @(Get-MockSecret $other).value | Should -Be 'copied', 'copied'
      @(Get-MockSecret $mock).value | Should -Be 'x', 'x'
    }
    finally {
      $other.Process.StandardInput.Close()
    }
  }
}

Describe 'GitHub Enterprise Server <Version>' -ForEach @(
  @{ Version = '3.17.0'; Environment = '/api/v3/repos/acme/app/environments/prod%2Feu%20west/secrets/X' }
  @{ Version = '3.8.5'; Environment = '/api/v3/repositories/\d+/environments/prod%2Feu%20west/secrets/X' }
) {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub -Arguments "--prefix /api/v3 --enterprise-version $Version"
  }

  AfterAll {
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    $Error.Clear()
  }

  It 'has Actions and Dependabot' {
    Set-GhRepoSecret acme/app X -Value x
    Set-GhOrgSecret acme X -Application Dependabot -Value x -SelectedRepository app
    Set-GhOrgSecret acme X -Application Dependabot -Value y
    (Get-MockSecret $mock -Scope orgs/acme/dependabot).selectedRepositories | Should -Be 'acme/app'
    $Error | Should -BeNullOrEmpty
  }

  It 'has environments, at the address that this version knows' {
    Set-GhEnvironmentSecret acme/app 'prod/eu west' X -Value x
    (Get-MockSecret $mock).environment | Should -Be 'prod/eu west'
    @(Get-MockRequest $mock | Where-Object status -EQ 201).path | Should -Match "^$Environment$"
    Get-GhEnvironmentSecret acme/app 'prod/eu west' | Remove-GhEnvironmentSecret -Force
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'lists the secrets that a repository inherits since 3.9, and says so before' {
    Set-GhOrgSecret acme EVERYWHERE -Value x -Visibility All
    $seen = Get-GhRepoSecret acme/app -Inherited -ErrorVariable errors -ErrorAction SilentlyContinue
    if ([version]$Version -ge '3.9') { $seen.Name | Should -Be 'EVERYWHERE' }
    else {
      $errors.FullyQualifiedErrorId | Should -Be 'ScopeNotSupported,GhSecrets.GetGhRepoSecretCommand'
      "$($errors[0])" | Should -Match 'since version 3.9'
    }
  }

  It 'has no <_>, and says what it has before any request' -ForEach 'Codespaces', 'Agents' {
    Set-GhRepoSecret acme/app X -Value x -Application $_ -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'ScopeNotSupported,GhSecrets.SetGhRepoSecretCommand'
    "$($errors[0])" | Should -Match 'It has those of: Actions, Dependabot'
    Get-GhUserSecret -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'ScopeNotSupported,GhSecrets.GetGhUserSecretCommand'
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }
}

Describe 'A host below .localhost' {
  It 'is reached on this machine, with the token of GH_TOKEN' -Tag 'needs PowerShell 7' -Skip:($PSEdition -eq 'Desktop') {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $before = $env:GH_HOST, $env:GH_TOKEN
    try {
      Initialize-MockGitHub $mock
      Disconnect-GhSession
      $env:GH_HOST, $env:GH_TOKEN = "github.localhost:$(([uri]$mock.BaseUri).Port)", $mock.Token
      (Get-GhSession).BaseUri.Host | Should -Be 'api.github.localhost'
      Test-GhSession | Should -BeTrue
      Set-GhRepoSecret acme/app X -Value x
      (Get-MockSecret $mock).value | Should -Be 'x'
    }
    finally {
      $env:GH_HOST, $env:GH_TOKEN = $before
      Stop-MockGitHub $mock
    }
  }
}
