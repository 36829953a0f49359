Describe 'Secrets of an organization' {
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

  It 'sets what Import-Csv reads, and says what it did' {
    $changes = Import-Csv "$PSScriptRoot/../../docs/examples/org.csv" | Set-GhOrgSecret -PassThru
    $changes.Name | Should -Be 'NPM_TOKEN', 'DEPLOY_TOKEN', 'SONAR_TOKEN'
    $changes.Action | Should -Be 'Created', 'Created', 'Created'
    $stored = Get-MockSecret $mock -Name DEPLOY_TOKEN
    $stored.value | Should -Be 'example-deploy-token'
    $stored.visibility | Should -Be 'selected'
    $stored.selectedRepositories | Should -Be 'acme/app', 'acme/web'
    (Get-MockSecret $mock -Name NPM_TOKEN).visibility | Should -Be 'all'
    (Get-MockSecret $mock -Name SONAR_TOKEN).visibility | Should -Be 'private'
  }

  It 'writes nothing to the pipeline without -PassThru' {
    Set-GhOrgSecret acme TOKEN -Value x | Should -BeNullOrEmpty
  }

  It 'keeps the visibility <Visibility> and the repositories of a secret when only its value is set' -ForEach @(
    @{ Visibility = 'All'; Repositories = @() }
    @{ Visibility = 'Private'; Repositories = @() }
    @{ Visibility = 'Selected'; Repositories = @('acme/app', 'acme/web') }
  ) {
    $access = if ($Repositories) { @{ SelectedRepository = $Repositories } } else { @{} }
    Set-GhOrgSecret acme TOKEN -Value old -Visibility $Visibility @access
    (Set-GhOrgSecret acme TOKEN -Value new -PassThru).Action | Should -Be 'Updated'
    $stored = Get-MockSecret $mock -Name TOKEN
    $stored.value | Should -Be 'new'
    $stored.visibility | Should -Be $Visibility.ToLowerInvariant()
    @($stored.selectedRepositories) | Should -Be $Repositories
  }

  It 'keeps the repositories of a secret that is piped back' {
    Set-GhOrgSecret acme TOKEN -Value old -SelectedRepository app, acme/web
    Get-GhOrgSecret acme | Set-GhOrgSecret -Value new
    $stored = Get-MockSecret $mock -Name TOKEN
    $stored.value | Should -Be 'new'
    $stored.selectedRepositories | Should -Be 'acme/app', 'acme/web'
  }

  It 'keeps who sees each of 250 secrets, for one read and the list' {
    Add-MockSecret $mock orgs/acme/actions 100 ALL_ all
    Add-MockSecret $mock orgs/acme/actions 149 PRIVATE_ private
    Set-GhOrgSecret acme SHARED -Value old -SelectedRepository app, web
    $before = Get-MockSecret $mock | Select-Object name, visibility, selectedRepositories | ConvertTo-Json -Depth 4
    $rows = (Get-MockSecret $mock).name | ForEach-Object { [pscustomobject]@{ Organization = 'acme'; Name = $_; Value = "new $_" } }
    $rows.Count | Should -Be 250
    Clear-MockRequest $mock
    $rows | Set-GhOrgSecret
    Get-MockSecret $mock | Select-Object name, visibility, selectedRepositories | ConvertTo-Json -Depth 4 | Should -Be $before
    Get-MockSecret $mock | Where-Object { $_.value -ne "new $($_.name)" } | Should -BeNullOrEmpty
    $sent = @(Get-MockRequest $mock)
    @($sent | Where-Object method -eq 'PUT').Count | Should -Be 250
    # The first secret, three pages of the list, and the repositories of the one that is selected.
    @($sent | Where-Object method -eq 'GET').Count | Should -Be 5
    $Error | Should -BeNullOrEmpty
  }

  It 'keeps what an earlier record of the same run has made of a secret' {
    Add-MockSecret $mock orgs/acme/actions 3 TOKEN_ all
    Set-Content "$TestDrive/rows.csv" "Name,Value,Visibility`nTOKEN_0001,x,`nTOKEN_0002,x,`nTOKEN_0003,x,Private`ntoken_0003,last,"
    Import-Csv "$TestDrive/rows.csv" | Set-GhOrgSecret acme
    $stored = Get-MockSecret $mock -Name TOKEN_0003
    $stored.visibility | Should -Be 'private'
    $stored.value | Should -Be 'last'
  }

  It 'makes a new secret private' {
    Set-GhOrgSecret acme TOKEN -Value x
    (Get-MockSecret $mock -Name TOKEN).visibility | Should -Be 'private'
  }

  It 'empties the list only for an explicit @()' {
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository app
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository @()
    $stored = Get-MockSecret $mock -Name TOKEN
    $stored.visibility | Should -Be 'selected'
    $stored.selectedRepositories | Should -BeNullOrEmpty
  }

  It 'refuses Selected without a list for a secret that is not selected' {
    Set-GhOrgSecret acme TOKEN -Value old -Visibility All
    Set-GhOrgSecret acme TOKEN -Value new -Visibility Selected -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GhSecrets.SetGhOrgSecretCommand'
    (Get-MockSecret $mock -Name TOKEN).value | Should -Be 'old'
  }

  It 'refuses -SelectedRepository with -Visibility <_> before any request' -ForEach 'All', 'Private' {
    Set-GhOrgSecret acme TOKEN -Value x -Visibility $_ -SelectedRepository app -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GhSecrets.SetGhOrgSecretCommand'
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'takes repositories by name, by owner/name, by id, and as one text' {
    $id = (Invoke-RestMethod "$($mock.BaseUri)repos/acme/site" -Headers @{ Authorization = "Bearer $($mock.Token)" }).id
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository "app; acme/web;$id"
    (Get-MockSecret $mock -Name TOKEN).selectedRepositories | Sort-Object | Should -Be 'acme/app', 'acme/site', 'acme/web'
  }

  It 'removes all of 250 secrets that are piped in' {
    Add-MockSecret $mock orgs/acme/actions 250 BULK_ private
    @(Get-GhOrgSecret -Organization acme).Count | Should -Be 250
    Get-GhOrgSecret -Organization acme | Remove-GhOrgSecret -Force
    Get-MockSecret $mock | Should -BeNullOrEmpty
    $Error.Count | Should -Be 0
  }

  It 'gets single secrets, patterns, and all' {
    'NPM_TOKEN', 'NPM_USER', 'SONAR_TOKEN' | ForEach-Object { Set-GhOrgSecret acme $_ -Value x -Visibility All }
    (Get-GhOrgSecret acme npm_token).Name | Should -Be 'NPM_TOKEN'
    (Get-GhOrgSecret acme NPM_*).Name | Should -Be 'NPM_TOKEN', 'NPM_USER'
    $all = Get-GhOrgSecret acme
    $all.Count | Should -Be 3
    $all[0].Visibility | Should -Be 'All'
    $all[0].UpdatedAt.Offset | Should -Be ([timespan]::Zero)
    $all[0].PSObject.Properties.Name | Should -Not -Contain 'Value'
  }

  It 'lists, adds, removes and replaces the selected repositories without the value' {
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository app
    Add-GhOrgSecretRepository acme TOKEN -SelectedRepository web, site
    (Get-GhOrgSecretRepository acme TOKEN).SelectedRepository | Should -Be 'acme/app', 'acme/web', 'acme/site'
    Remove-GhOrgSecretRepository acme TOKEN -SelectedRepository site -Force
    (Get-GhOrgSecretRepository acme TOKEN).SelectedRepository | Should -Be 'acme/app', 'acme/web'
    Get-GhOrgSecretRepository acme TOKEN | Where-Object SelectedRepository -eq 'acme/app' | Remove-GhOrgSecretRepository -Force
    (Get-GhOrgSecretRepository acme TOKEN).SelectedRepository | Should -Be 'acme/web'
    Set-GhOrgSecretRepository acme TOKEN -SelectedRepository site -PassThru | ForEach-Object Action | Should -Be 'Updated'
    (Get-MockSecret $mock -Name TOKEN).selectedRepositories | Should -Be 'acme/site'
    (Get-MockSecret $mock -Name TOKEN).value | Should -Be 'x'
  }

  It 'takes no repository that sees a secret for the secret: <_>' -ForEach 'Set', 'Remove' {
    Set-GhOrgSecret acme SHARED -Value v -SelectedRepository app, web
    $more = if ($_ -eq 'Set') { @{ Value = 'w' } } else { @{ Force = $true } }
    Get-GhOrgSecretRepository acme SHARED | & "$_-GhOrgSecret" @more -ErrorVariable failed -ErrorAction SilentlyContinue
    $failed.Count | Should -Be 2
    "$failed" | Should -Match "Use $_-GhOrgSecretRepository\."
    @(Get-GhOrgSecretRepository acme SHARED).Count | Should -Be 2
    (Get-MockSecret $mock -Name SHARED).value | Should -BeExactly 'v'
  }

  It 'takes -Repository for -SelectedRepository, by name and by position' {
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository app
    Add-GhOrgSecretRepository acme TOKEN acme/web
    Add-GhOrgSecretRepository acme TOKEN -Repository site
    (Get-GhOrgSecretRepository acme TOKEN).SelectedRepository | Should -Be 'acme/app', 'acme/web', 'acme/site'
    (Get-GhOrgSecretRepository acme TOKEN web, acme/nowhere).SelectedRepository | Should -Be 'acme/web'
    Remove-GhOrgSecretRepository acme TOKEN web, site -Force
    (Get-MockSecret $mock -Name TOKEN).selectedRepositories | Should -Be 'acme/app'
    Set-GhOrgSecretRepository acme TOKEN -Repo https://github.com/acme/site, "git@$(([uri]$mock.BaseUri).Host):acme/web.git" -ErrorVariable errors -ErrorAction SilentlyContinue
    "$errors" | Should -Match 'is at github.com, and the session is for 127.0.0.1'
    Set-GhOrgSecretRepository acme TOKEN "$($mock.BaseUri.TrimEnd('/'))/acme/site", "git@$(([uri]$mock.BaseUri).Host):acme/web.git"
    (Get-MockSecret $mock -Name TOKEN).selectedRepositories | Should -Be 'acme/web', 'acme/site'
    Set-GhOrgSecretRepository acme TOKEN -Repository @()
    (Get-MockSecret $mock -Name TOKEN).selectedRepositories | Should -BeNullOrEmpty
  }

  It 'prefers -Repository to what a record says, and takes no two of the command line' {
    Set-GhOrgSecret acme FIRST -Value x -SelectedRepository app
    Set-GhOrgSecret acme SECOND -Value x -SelectedRepository @()
    Get-GhOrgSecretRepository acme FIRST | Add-GhOrgSecretRepository -Name SECOND -Repository web
    (Get-MockSecret $mock -Name SECOND).selectedRepositories | Should -Be 'acme/web'
    Clear-MockRequest $mock
    foreach ($command in 'Add-GhOrgSecretRepository', 'Set-GhOrgSecretRepository') {
      & $command acme SECOND -Repository site -SelectedRepository app -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
      "$errors" | Should -Be 'Give either -Repository or -SelectedRepository, not both.'
    }
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'grants nothing to the repository whose secret is piped to <_>' -ForEach 'Add-GhOrgSecretRepository', 'Set-GhOrgSecretRepository', 'Remove-GhOrgSecretRepository' {
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository web
    Set-GhRepoSecret acme/app TOKEN -Value x
    $more = if ($_ -like 'Remove-*') { @{ Force = $true } } else { @{} }
    $read = Get-GhRepoSecret acme/app TOKEN
    Clear-MockRequest $mock
    $read | & $_ acme @more -ErrorVariable errors -ErrorAction SilentlyContinue
    $read | & $_ acme -Repository site @more -ErrorVariable +errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    $errors.Count | Should -Be 2
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'reports exactly which repositories were changed when one of them fails' {
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository @()
    $changes = Add-GhOrgSecretRepository acme TOKEN -SelectedRepository app, nowhere, web -PassThru -ErrorVariable errors -ErrorAction SilentlyContinue
    $changes.SelectedRepository | Should -Be 'acme/app', 'acme/web'
    $errors.FullyQualifiedErrorId | Should -Be 'RepositoryNotFound,GhSecrets.AddGhOrgSecretRepositoryCommand'
    $errors[0].TargetObject.SelectedRepository | Should -Be 'acme/nowhere'
    (Get-MockSecret $mock -Name TOKEN).selectedRepositories | Should -Be 'acme/app', 'acme/web'
  }

  It 'joins the repositories that are piped one by one to one list' {
    Set-GhOrgSecret acme FIRST -Value x -SelectedRepository app, web
    Set-GhOrgSecret acme SECOND -Value x -SelectedRepository site
    Get-GhOrgSecretRepository acme FIRST | Set-GhOrgSecretRepository -Name SECOND
    (Get-MockSecret $mock -Name SECOND).selectedRepositories | Should -Be 'acme/app', 'acme/web'
  }

  It 'leaves a list as it is when one of its records cannot be read' {
    Set-GhOrgSecret acme TOKEN -Value x -SelectedRepository app, web
    'app', 'a/b/c' | ForEach-Object { [pscustomobject]@{ Organization = 'acme'; Name = 'TOKEN'; SelectedRepository = $_ } } |
      Set-GhOrgSecretRepository -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GhSecrets.SetGhOrgSecretRepositoryCommand', 'NotAttempted,GhSecrets.SetGhOrgSecretRepositoryCommand'
    (Get-MockSecret $mock -Name TOKEN).selectedRepositories | Should -Be 'acme/app', 'acme/web'
  }

  It 'says what to do when repositories are changed of a secret that is not selected' {
    Set-GhOrgSecret acme TOKEN -Value x -Visibility All
    Add-GhOrgSecretRepository acme TOKEN -SelectedRepository app -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'VisibilityConflict,GhSecrets.AddGhOrgSecretRepositoryCommand'
    $errors[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
    "$($errors[0])" | Should -Match '-Visibility Selected'
  }

  It 'says which permission is usually missing when GitHub hides the secrets' {
    Get-GhPublicKey -Organization nobody -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'ScopeNotFound,GhSecrets.GetGhPublicKeyCommand'
    "$($errors[0])" | Should -Match 'admin:org'
  }
}
