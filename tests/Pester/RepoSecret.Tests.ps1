Describe 'Secrets of a repository and of its environments' {
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

  It 'seals and stores a value, in upper case' {
    $change = Set-GhRepoSecret acme/app npm_token -Value 'a value' -PassThru
    $change.Name | Should -Be 'NPM_TOKEN'
    $change.Repository | Should -Be 'acme/app'
    (Get-MockSecret $mock).value | Should -Be 'a value'
  }

  It 'takes a repository by its address: <Form>' -ForEach @(
    @{ Form = 'a browser''s'; Address = { "$($args[0])acme/app" } }
    @{ Form = 'that of git clone, with a password'; Address = { "$($args[0] -replace '//', '//user:of-MARKED@')acme/app.git" } }
    @{ Form = 'that of ssh'; Address = { "git@$(([uri]$args[0]).Host):acme/app.git" } }
  ) {
    $address = & $Address "$($mock.BaseUri.TrimEnd('/'))/"
    Set-GhRepoSecret $address A -Value x
    [pscustomobject]@{ Repository = $address; Name = 'B'; Value = 'y' } | Set-GhSecret
    (Get-GhRepoSecret $address).Repository | Should -Be 'acme/app', 'acme/app'
    Get-GhPublicKey -Repository $address | Protect-GhSecret -Repository $address -Name C -Value z | ForEach-Object Repository | Should -Be 'acme/app'
    Set-GhEnvironmentSecret $address staging A -Value x
    Remove-GhRepoSecret $address A, B -Force
    (Get-MockSecret $mock).scope | Should -Be 'repos/acme/app/environments/staging'
    $Error | Should -BeNullOrEmpty
  }

  It 'refuses the address of another host, and sends nothing: <_>' -ForEach 'https://user:of-MARKED@git.example.com/acme/app', 'git@git.example.com:acme/app.git' {
    $address = $_
    $row = [pscustomobject]@{ Repository = $address; Name = 'A'; Value = 'x' }
    & {
      Set-GhRepoSecret $address A -Value x
      Set-GhRepoSecret $address A -Value x -WhatIf
      $row | Set-GhSecret
      Get-GhRepoSecret $address
      Remove-GhRepoSecret $address A -Force
      Remove-GhRepoSecret $address A -WhatIf
      Set-GhOrgSecret acme A -Value x -SelectedRepository app, $address
      Set-GhOrgSecret acme A -Value x -SelectedRepository "app;$address" -WhatIf
    } 2>&1 | ForEach-Object {
      $_.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
      "$_" | Should -BeLike "*The address of acme/app is at git.example.com, and the session is for 127.0.0.1*"
      Get-ErrorText $_ | Should -Not -Match 'MARKED'
    }
    $Error.Count | Should -Be 8
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'does not show the user and the password of what is no address of a repository: <_>' -ForEach 'https://u:of-MARKED@github.com/acme', 'u:of-MARKED@github.com/acme/app', 'of-MARKED@app' {
    [pscustomobject]@{ Repository = $_; Name = 'A'; Value = 'x' } | Set-GhRepoSecret -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    Get-ErrorText $errors | Should -Not -Match 'MARKED'
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'costs N + 1 requests for N secrets, and N the next time' {
    $rows = 1..20 | ForEach-Object { [pscustomobject]@{ Name = "SECRET_$_"; Value = "value $_" } }
    $rows | Set-GhRepoSecret acme/app
    @(Get-MockRequest $mock).Count | Should -Be 21
    Clear-MockRequest $mock
    $rows | Set-GhRepoSecret acme/app
    @(Get-MockRequest $mock).Count | Should -Be 20
  }

  It 'takes the value as <Kind>, byte for byte' -ForEach @(
    @{ Kind = 'string'; Make = { "line 1`r`nline 2`n  Grüße 🔑 `$x ""quoted"" " }; Expected = "line 1`r`nline 2`n  Grüße 🔑 `$x ""quoted"" " }
    @{ Kind = 'SecureString'; Make = { [System.Net.NetworkCredential]::new('', 'sécure 🔑').SecurePassword }; Expected = 'sécure 🔑' }
    @{ Kind = 'bytes'; Make = { , [byte[]](0, 255, 10, 13) }; Expected = $null }
    @{ Kind = 'credential'; Make = { [pscredential]::new('user', [System.Net.NetworkCredential]::new('', 'its password').SecurePassword) }; Expected = 'its password' }
    @{ Kind = 'file'; Make = { [System.IO.File]::WriteAllText("$TestDrive/v", "from a file`n"); Get-Item "$TestDrive/v" }; Expected = "from a file`n" }
    @{ Kind = 'whole number'; Make = { 8080 }; Expected = '8080' }
    @{ Kind = 'explicit empty string'; Make = { '' }; Expected = '' }
  ) {
    Set-GhRepoSecret acme/app VALUE -Value (& $Make)
    $stored = Get-MockSecret $mock
    if ($null -ne $Expected) { $stored.value | Should -BeExactly $Expected }
    else { $stored.valueBase64 | Should -Be 'AP8KDQ==' }
  }

  It 'takes one value from the pipeline as it is' {
    "only one`n" | Set-GhRepoSecret acme/app VALUE
    (Get-MockSecret $mock).value | Should -BeExactly "only one`n"
  }

  It 'takes files from the pipeline, named by a script block' {
    'A', 'B' | ForEach-Object { [System.IO.File]::WriteAllText("$TestDrive/$_.pem", "file $_") }
    Get-ChildItem $TestDrive -Filter *.pem | Set-GhRepoSecret acme/app -Name { $_.BaseName }
    (Get-MockSecret $mock -Name A).value | Should -Be 'file A'
    (Get-MockSecret $mock -Name B).value | Should -Be 'file B'
  }

  It 'stores none of several values that are piped for one secret, such as the lines of a file' {
    Set-GhRepoSecret acme/app KEY -Value 'the good one'
    'line-MARKED 1', 'line-MARKED 2', 'line-MARKED 3' | Set-GhRepoSecret acme/app KEY -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.Count | Should -Be 3
    $errors.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'InvalidValue,GhSecrets.SetGhRepoSecretCommand'
    "$($errors[0])" | Should -Match 'Get-Content -Raw'
    (Get-MockSecret $mock).value | Should -Be 'the good one'
  }

  It 'reads a file relative to the current location of PowerShell' {
    [System.IO.File]::WriteAllText("$TestDrive/token.txt", 'by path')
    Push-Location $TestDrive
    try { Set-GhRepoSecret acme/app VALUE -Path token.txt } finally { Pop-Location }
    (Get-MockSecret $mock).value | Should -Be 'by path'
  }

  It 'lets 49,152 bytes pass and refuses one more before any request' {
    Set-GhRepoSecret acme/app BIG -Value ('é' * 24576)
    (Get-MockSecret $mock).value.Length | Should -Be 24576
    Clear-MockRequest $mock
    Set-GhRepoSecret acme/app BIG -Value ('é' * 24576 + 'x') -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'ValueTooLarge,GhSecrets.SetGhRepoSecretCommand'
    $errors[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'refuses the name <_> before any request' -ForEach 'WITH SPACE', '1ST', 'GITHUB_TOKEN', 'github_x', 'MY-NAME', 'NAMÉ', '*' {
    Set-GhRepoSecret acme/app $_ -Value x -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidSecretName,GhSecrets.SetGhRepoSecretCommand'
    Remove-GhRepoSecret acme/app $_ -Force -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidSecretName,GhSecrets.RemoveGhRepoSecretCommand'
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'asks for the owner of a repository that has none, and takes -Owner' {
    Set-GhRepoSecret app VALUE -Value x -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GhSecrets.SetGhRepoSecretCommand'
    "$($errors[0])" | Should -Match 'has no owner'
    Set-GhRepoSecret app, web VALUE -Owner acme -Value x
    @(Get-MockSecret $mock).scope | Should -Be 'repos/acme/app/actions', 'repos/acme/web/actions'
  }

  It 'goes on after an item that fails' {
    'GOOD_1', 'BAD NAME', 'GOOD_2' | ForEach-Object { [pscustomobject]@{ Name = $_; Value = 'x' } } |
      Set-GhRepoSecret acme/app -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.Count | Should -Be 1
    "$($errors[0].TargetObject)" | Should -Be 'BAD NAME in repository acme/app'
    @(Get-MockSecret $mock).name | Should -Be 'GOOD_1', 'GOOD_2'
  }

  It 'tells a missing repository from a missing secret' {
    Remove-GhRepoSecret acme/nowhere X -Force -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'RepositoryNotFound,GhSecrets.RemoveGhRepoSecretCommand'
    Get-GhRepoSecret acme/app NOWHERE -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'SecretNotFound,GhSecrets.GetGhRepoSecretCommand'
    $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    Get-GhEnvironmentSecret acme/app nowhere -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,GhSecrets.GetGhEnvironmentSecretCommand'
  }

  It 'only shows what it would do under <Name>, and sends no write' -ForEach @(
    @{ Name = '-WhatIf'; WhatIf = @{ WhatIf = $true }; Preference = $false }
    @{ Name = '$WhatIfPreference'; WhatIf = @{}; Preference = $true }
  ) {
    Set-GhRepoSecret acme/app KEEP -Value x
    Clear-MockRequest $mock
    $WhatIfPreference = $Preference
    Get-GhRepoSecret -Repository acme/app | Remove-GhRepoSecret @WhatIf
    Get-GhRepoSecret -Repository acme/app | Remove-GhRepoSecret -Force @WhatIf
    Set-GhRepoSecret acme/app NEW -Value x @WhatIf
    $WhatIfPreference = $false
    @(Get-MockRequest $mock).method | Sort-Object -Unique | Should -Be 'GET'
    @(Get-MockSecret $mock).name | Should -Be 'KEEP'
  }

  It 'asks before it removes: a job that cannot ask needs -Force' {
    Set-GhRepoSecret acme/app KEEP -Value x
    $script = 'param($Manifest, $BaseUri, $Token) Import-Module $Manifest; Connect-GhSession -BaseUri $BaseUri -Token $Token; Remove-GhRepoSecret acme/app KEEP'
    $job = [powershell]::Create().AddScript($script).AddArgument("$(Get-ModulePath)").AddArgument($mock.BaseUri).AddArgument($mock.Token)
    try { $null = $job.Invoke() } catch { $null } finally { $job.Dispose() }
    (Get-MockSecret $mock).name | Should -Be 'KEEP'
    Remove-GhRepoSecret acme/app KEEP -Force -PassThru | ForEach-Object Action | Should -Be 'Removed'
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'gets the organization''s secrets that a repository sees' {
    Set-GhOrgSecret acme EVERYWHERE -Value x -Visibility All
    Set-GhOrgSecret acme ELSEWHERE -Value x -SelectedRepository web
    $seen = Get-GhRepoSecret acme/app -Inherited
    $seen.Name | Should -Be 'EVERYWHERE'
    $seen.Organization | Should -Be 'acme'
    $seen.Repository | Should -BeNullOrEmpty
  }

  It 'sets a secret of an environment with a slash and a blank in its name' {
    $secure = [System.Net.NetworkCredential]::new('', 'typed in').SecurePassword
    Set-GhEnvironmentSecret -Repository acme/app -Environment 'prod/eu west' -Name X -Value $secure
    $stored = Get-MockSecret $mock
    $stored.environment | Should -Be 'prod/eu west'
    $stored.value | Should -Be 'typed in'
    (Get-GhEnvironmentSecret acme/app 'prod/eu west').Environment | Should -Be 'prod/eu west'
    Get-GhEnvironmentSecret acme/app 'prod/eu west' | Remove-GhEnvironmentSecret -Force
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'seals an environment''s value for the key of the environment, not of its repository' {
    $keys = @(Get-GhPublicKey -Repository acme/app; Get-GhPublicKey -Repository acme/app -Environment staging)
    $keys[0].KeyId | Should -Be $keys[1].KeyId
    $keys[0].Key | Should -Not -Be $keys[1].Key
    Set-GhRepoSecret acme/app X -Value 'of the repository'
    Set-GhEnvironmentSecret acme/app staging X -Value 'of the environment'
    (Get-MockSecret $mock -Scope 'repos/acme/app/actions').value | Should -Be 'of the repository'
    (Get-MockSecret $mock -Scope '*staging').value | Should -Be 'of the environment'
  }

  It 'seals without a session what Set- then stores' {
    $key = Get-GhPublicKey -Repository acme/app
    Disconnect-GhSession
    $sealed = $key | Protect-GhSecret -Name SEALED -Value 'sealed elsewhere'
    $sealed | Out-String | Should -Not -Match 'elsewhere'
    Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token
    Clear-MockRequest $mock
    $sealed | Set-GhRepoSecret
    (Get-MockSecret $mock).value | Should -Be 'sealed elsewhere'
    @(Get-MockRequest $mock).Count | Should -Be 1
  }

  It 'lists the repositories of an owner that match a pattern: <Repository>' -ForEach @(
    @{ Repository = 'acme/*'; Given = @{}; Expected = 'acme/app', 'acme/site', 'acme/web' }
    @{ Repository = 'ACME/?e?'; Given = @{}; Expected = 'acme/web' }
    @{ Repository = 'w*', 'app'; Given = @{ Owner = 'acme' }; Expected = 'acme/app', 'acme/web' }
    @{ Repository = 'acme/none*'; Given = @{}; Expected = @() }
  ) {
    'acme/app', 'acme/web', 'acme/site', 'globex/api' | ForEach-Object { Set-GhRepoSecret $_ A -Value x }
    @((Get-GhRepoSecret $Repository @Given -ErrorAction Stop).Repository | Sort-Object) | Should -Be $Expected
  }

  It 'says what to do about a pattern, and never two things that contradict each other: <Run>' -ForEach @(
    @{ Run = 'Get-GhRepoSecret *'; Expected = "Repository '*' has no owner. Write owner/*, or give -Owner." }
    @{ Run = 'Get-GhRepoSecret */app'; Expected = "'*/app' has a wildcard in its owner. Name the owner; only the repository's name may hold * and ?." }
    @{ Run = 'Set-GhRepoSecret acme/* A -Value x'; Expected = "'acme/*' is a pattern. Name the repositories; * and ? work in Get-GhRepoSecret and in the repositories of a declared file." }
    @{ Run = 'Remove-GhRepoSecret * A -Force'; Expected = "'*' is a pattern. Name the repositories; * and ? work in Get-GhRepoSecret and in the repositories of a declared file." }
  ) {
    $told = try { Invoke-Expression "$Run -ErrorAction Stop" } catch { $_ }
    "$told" | Should -Be $Expected
    Get-MockRequest $mock | Should -BeNullOrEmpty
  }

  It 'seals a value that is piped by itself, and refuses several lines for one secret' {
    $key = Get-GhPublicKey -Repository acme/app
    $place = @{ Repository = 'acme/app'; Name = 'SEALED'; Key = $key.Key; KeyId = $key.KeyId }
    'piped alone' | Protect-GhSecret @place | Set-GhRepoSecret
    (Get-MockSecret $mock).value | Should -Be 'piped alone'
    'line 1', 'line 2' | Protect-GhSecret @place -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    $errors.Count | Should -Be 2
    "$($errors[0])" | Should -Match '^SEALED in repository acme/app: More than one value was piped'
  }

  It 'seals nothing for <Name>, and says which record it was' -ForEach @(
    @{ Name = 'an empty cell'; Value = ''; Expected = 'There is no value' }
    @{ Name = 'a value of a kind that is none'; Value = @{ Inner = 'value-MARKED' }; Expected = 'The value is a Hashtable' }
  ) {
    $key = Get-GhPublicKey -Repository acme/app
    $rows = foreach ($one in 'good', $Value, 'good') { $key | Select-Object *, @{ n = 'Name'; e = { 'X' } }, @{ n = 'Value'; e = { $one } } }
    $sealed = $rows | Protect-GhSecret -ErrorVariable errors -ErrorAction SilentlyContinue
    @($sealed).Count | Should -Be 2
    $errors.FullyQualifiedErrorId | Should -Be 'InvalidValue,GhSecrets.ProtectGhSecretCommand'
    "$($errors[0])" | Should -Match "^Record 2: .*$Expected"
    Get-ErrorText $errors | Should -Not -Match 'MARKED'
  }

  It 'seals an explicit empty value' {
    $sealed = Get-GhPublicKey -Repository acme/app | Protect-GhSecret -Name X -Value ''
    $sealed | Set-GhRepoSecret
    (Get-MockSecret $mock).value | Should -BeExactly ''
  }

  It 'refuses a public key that is none: <_>' -ForEach 'not base64!', 'AAAA', '2Sg8iYjAxxmI2LvUXpJjkYrMxURPc8r+dB7TJyvv1234', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' {
    [pscustomobject]@{ Repository = 'acme/app'; Key = $_; KeyId = '1' } |
      Protect-GhSecret -Name X -Value x -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    $errors.FullyQualifiedErrorId | Should -Be 'PublicKeyUnusable,GhSecrets.ProtectGhSecretCommand'
    $errors[0].CategoryInfo.Category | Should -Be 'SecurityError'
  }
}
