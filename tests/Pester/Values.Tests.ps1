Describe 'Where a value comes from' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela
    $text = "line 1`r`nline 2 `$x `"quoted`" $([char]0xFC) `n"

    function ConvertTo-Secure([string] $Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }
  }

  AfterAll {
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Connect-MockVela $vela
    $Error.Clear()
  }

  Context 'piped by itself, as Get-Secret gives it' {
    It 'takes a <Kind>, byte for byte' -ForEach @(
      @{ Kind = 'string'; Make = { $text } }
      @{ Kind = 'SecureString'; Make = { ConvertTo-Secure $text } }
      @{ Kind = 'byte[]'; Make = { , [System.Text.Encoding]::UTF8.GetBytes($text) } }
      @{ Kind = 'PSCredential'; Make = { [pscredential]::new('user', (ConvertTo-Secure $text)) } }
      @{ Kind = 'file'; Make = { [System.IO.File]::WriteAllText("$TestDrive/value", $text); Get-Item "$TestDrive/value" } }
    ) {
      & $Make | Set-GhRepoSecret acme/app -Name PIPED
      & $Make | Set-GhSecret -Organization acme -Name PIPED
      & $Make | Set-VelaSecret acme app -Name piped
      @(Get-MockSecret $mock -Name PIPED).value | Should -BeExactly $text, $text
      (Invoke-MockControl $vela /secrets | ForEach-Object { $_ } | Where-Object name -EQ piped).value | Should -BeExactly $text
    }
  }

  Context 'of an object' {
    It 'takes what Get-AzKeyVaultSecret gives' {
      $vault = 'DB_PASSWORD', 'API_KEY' | ForEach-Object {
        [pscustomobject]@{ Name = $_; SecretValue = ConvertTo-Secure "$text$_"; Id = "https://v.vault.example/secrets/$_/1"; Version = '1'; Enabled = $true; Tags = @{}; ContentType = ''; VaultName = 'v' }
      }
      $vault | Set-GhRepoSecret acme/app
      (Get-MockSecret $mock -Name DB_PASSWORD).value | Should -BeExactly "${text}DB_PASSWORD"
      (Get-MockSecret $mock -Name API_KEY).value | Should -BeExactly "${text}API_KEY"
    }

    It 'says what to do where <Given> tells of secrets without their values' -ForEach @(
      @{ Given = 'Get-SecretInfo'; Type = 'Microsoft.PowerShell.SecretManagement.SecretInformation'; Advice = ': Get-SecretInfo gives names without values.*Get-Secret NAME \| Set-' }
      @{ Given = 'a list of Get-AzKeyVaultSecret'; Type = 'Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultSecretIdentityItem'; Advice = 'has no values.*-Name' }
    ) {
      function Get-Listed { foreach ($name in 'A', 'B') { [pscustomobject]@{ PSTypeName = $Type; Name = $name; Type = 'SecureString'; VaultName = 'v' } } }
      $quiet = @{ ErrorVariable = '+failed'; ErrorAction = 'SilentlyContinue' }
      Get-Listed | Set-GhRepoSecret acme/app @quiet
      Get-Listed | Set-GhSecret -Organization acme @quiet
      Get-Listed | Set-VelaSecret acme app @quiet
      $failed.Count | Should -Be 6
      $failed | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'; "$_" | Should -Match $Advice }
      $failed.TargetObject | Select-Object -First 2 | Should -Be 'Record 1: A in repository acme/app', 'Record 2: B in repository acme/app'

      Get-MockSecret $mock | Should -BeNullOrEmpty
      Get-Listed | Set-GhRepoSecret acme/app -Value $text -WarningAction SilentlyContinue
      (Get-MockSecret $mock -Name B).value | Should -BeExactly $text
    }

    It 'takes the value of an object whose type is derived from that of a list, as PSKeyVaultSecret is' {
      $secret = [pscustomobject]@{ Name = 'DERIVED'; SecretValue = ConvertTo-Secure $text }
      $secret.PSTypeNames.Insert(0, 'Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultSecretIdentityItem')
      $secret.PSTypeNames.Insert(0, 'Microsoft.Azure.Commands.KeyVault.Models.PSKeyVaultSecret')
      $secret | Set-GhRepoSecret acme/app
      (Get-MockSecret $mock -Name DERIVED).value | Should -BeExactly $text
    }

    It 'takes names of a vault that GitHub does not have, changed on the way' {
      [pscustomobject]@{ Name = 'db-password'; SecretValue = ConvertTo-Secure $text } | Set-GhRepoSecret acme/app -Name { $_.Name -replace '-', '_' }
      (Get-MockSecret $mock -Name DB_PASSWORD).value | Should -BeExactly $text
    }

    It 'takes the path of a file, byte for byte' {
      [System.IO.File]::WriteAllBytes("$TestDrive/bytes", [byte[]](0xEF, 0xBB, 0xBF, 0xFF, 0, 13, 10))
      [pscustomobject]@{ Name = 'BYTES'; ValueFile = "$TestDrive/bytes" } | Set-GhRepoSecret acme/app
      (Get-MockSecret $mock -Name BYTES).valueBase64 | Should -Be '77u//wANCg=='
    }
  }

  Context 'typed in, when a call gives none' {
    It 'asks once for all names and places: <Name>' -ForEach @(
      @{ Name = 'repositories'; Script = 'Set-GhRepoSecret acme/app, acme/web A, B'; Question = 'Value of A, B in repository acme/app, repository acme/web'; Count = 4 }
      @{ Name = 'an environment'; Script = "Set-GhEnvironmentSecret acme/app 'prod/eu west' A"; Question = "Value of A in environment 'prod/eu west' of acme/app"; Count = 1 }
      @{ Name = 'an organization'; Script = 'Set-GhOrgSecret acme A -Visibility All'; Question = 'Value of A in organization acme'; Count = 1 }
      @{ Name = 'a user'; Script = 'Set-GhUserSecret -Name A -SelectedRepository acme/app'; Question = "Value of A in the user's account (Codespaces)"; Count = 1 }
      @{ Name = 'any place'; Script = 'Set-GhSecret -Organization acme -Name A'; Question = 'Value of A in organization acme'; Count = 1 }
    ) {
      $run = Invoke-Hosted $Script -Mock $mock -Vela $vela -Answer $text
      $run.Errors | Should -BeNullOrEmpty
      $run.Questions | Should -Be "$Question as SecureString"
      @(Get-MockSecret $mock).Count | Should -Be $Count
      @(Get-MockSecret $mock).value | Sort-Object -Unique | Should -BeExactly $text
    }

    It 'asks for a value of Vela: <Name>' -ForEach @(
      @{ Name = 'a new secret'; Script = 'Set-VelaSecret acme app new'; Question = 'Value of new in repository acme/app'; Secret = 'new' }
      @{ Name = 'an admin''s secret'; Script = 'Set-VelaAdminSecret acme app new -Create'; Question = 'Value of new in repository acme/app'; Secret = 'new' }
    ) {
      $run = Invoke-Hosted $Script -Mock $mock -Vela $vela -Answer 'typed'
      $run.Errors | Should -BeNullOrEmpty
      $run.Questions | Should -Be "$Question as SecureString"
      (Invoke-MockControl $vela /secrets | ForEach-Object { $_ } | Where-Object name -EQ $Secret).value | Should -BeExactly 'typed'
    }

    It 'does not ask where a value is not needed, given, or piped: <_>' -ForEach @(
      'Set-VelaSecret acme app npm_token -AllowEvent push'
      'Set-GhRepoSecret acme/app A -Value x'
      'Set-GhRepoSecret acme/app A -Value $null'
      'Set-GhRepoSecret acme/app A -Path ""'
      'Set-GhRepoSecret acme/app A -KeyId 1'
      '[pscustomobject]@{ Name = "A" } | Set-GhRepoSecret acme/app'
      '@() | Set-GhRepoSecret acme/app A'
      '$null | Set-GhRepoSecret acme/app A'
      'Set-GhRepoSecret acme/app A -WhatIf'
      'Set-VelaSecret acme app new -WhatIf'
      '$WhatIfPreference = $true; Set-GhRepoSecret acme/app A'
      'Set-GhRepoSecret acme/app'
      'Set-GhRepoSecret'
    ) {
      (Invoke-Hosted $_ -Mock $mock -Vela $vela -Answer 'typed').Questions | Should -BeNullOrEmpty
      (Get-MockSecret $mock).value | Should -Not -Be 'typed'
    }

    It 'takes nothing typed for no value' {
      $run = Invoke-Hosted 'Set-GhRepoSecret acme/app A' -Mock $mock -Vela $vela -Answer ''
      $run.Errors.FullyQualifiedErrorId | Should -Be 'InvalidValue,GhSecrets.SetGhRepoSecretCommand'
      "$($run.Errors[0])" | Should -Match 'nothing was typed'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'says that there is no value where nobody can be asked: <Name>' -ForEach @(
      @{ Name = 'a host without a user'; Run = { (Invoke-Hosted $args[0] -Mock $mock -Vela $vela -NoUser).Errors.FullyQualifiedErrorId } }
      @{ Name = '-NonInteractive'; Run = { '' | Invoke-PowerShell -NoProfile -NonInteractive -Command "Import-Module '$(Get-ModulePath)'; Connect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token); $($args[0]) -ErrorVariable e -ErrorAction SilentlyContinue; `$e.FullyQualifiedErrorId" } }
      @{ Name = 'no terminal'; Run = { '' | Invoke-PowerShell -NoProfile -Command "Import-Module '$(Get-ModulePath)'; Connect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token); $($args[0]) -ErrorVariable e -ErrorAction SilentlyContinue; `$e.FullyQualifiedErrorId" } }
    ) {
      & $Run 'Set-GhRepoSecret acme/app A' | Should -Be 'InvalidValue,GhSecrets.SetGhRepoSecretCommand'
      Get-MockSecret $mock | Should -BeNullOrEmpty
    }
  }

  It 'refuses <Kind> as the value, under the name of the secret: <Expected>' -ForEach @(
    @{ Kind = 'lines'; Odd = { 'of-MARKED', 'b' }; Expected = 'a list of 2 items' }
    @{ Kind = 'a list'; Odd = { , [System.Collections.Generic.List[string]]@('of-MARKED') }; Expected = 'a list of 1 items' }
    @{ Kind = 'a hashtable'; Odd = { @{ a = 'of-MARKED' } }; Expected = 'a hashtable' }
    @{ Kind = 'a number with a fraction'; Odd = { 1.5 }; Expected = 'of the type Double' }
    @{ Kind = 'a truth value'; Odd = { $true }; Expected = 'of the type Boolean' }
    @{ Kind = 'a date'; Odd = { Get-Date }; Expected = 'of the type DateTime' }
    @{ Kind = 'an object'; Odd = { [pscustomobject]@{ a = 'of-MARKED' } }; Expected = 'an object with properties' }
    @{ Kind = 'an address'; Odd = { [uri]'https://host/of-MARKED' }; Expected = 'of the type Uri' }
    @{ Kind = 'a version'; Odd = { [version]'1.2' }; Expected = 'of the type Version' }
    @{ Kind = 'a text that is being built'; Odd = { [System.Text.StringBuilder]'of-MARKED' }; Expected = 'of the type StringBuilder' }
    @{ Kind = 'a folder'; Odd = { Get-Item $TestDrive }; Expected = 'of the type DirectoryInfo' }
    @{ Kind = 'a document'; Odd = { [xml]'<of-MARKED/>' }; Expected = '(of the type XmlDocument|a list of)' }
  ) {
    $odd = & $Odd
    Set-GhRepoSecret acme/app A -Value $odd -ErrorVariable typed -ErrorAction SilentlyContinue
    [pscustomobject]@{ Repository = 'acme/app'; Name = 'A'; Value = $odd } | Set-GhRepoSecret -ErrorVariable piped -ErrorAction SilentlyContinue
    Set-VelaSecret acme app a -Value $odd -ErrorVariable vela -ErrorAction SilentlyContinue
    Get-GhPublicKey -Repository acme/app | Protect-GhSecret -Name A -Value $odd -ErrorVariable sealed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    "$typed" | Should -Match "^A in repository acme/app: The value is $Expected"
    "$piped" | Should -Match "^Record 1: A in repository acme/app: The value is $Expected"
    "$vela" | Should -Match "^a in repository acme/app: The value is $Expected"
    "$sealed" | Should -Match "^Record 1: A in repository acme/app: The value is $Expected"
    @($typed) + $piped + $vela + $sealed | ForEach-Object { "$($_.FullyQualifiedErrorId)".Split(',')[0] } | Should -Be (@('InvalidValue') * 4)
    Get-ErrorText (@($typed) + $piped + $vela + $sealed) | Should -Not -Match 'MARKED'
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'takes an empty cell of a database for no value' {
    [pscustomobject]@{ Name = 'A'; Value = [DBNull]::Value; ValueFile = (New-Item "$TestDrive/a" -Value x -Force).FullName } |
      Set-GhRepoSecret acme/app
    (Get-MockSecret $mock).Value | Should -Be 'x'
  }

  It 'names place and secret in an error about the value of a record, once for each: <Name>' -ForEach @(
    @{ Name = 'none'; Row = @{ Value = '' }; Expected = 'There is no value' }
    @{ Name = 'two'; Row = @{ Value = 'x'; EncryptedValue = 'eA=='; KeyId = '1' }; Expected = 'There is more than one value' }
    @{ Name = 'a file that is not there'; Row = @{ ValueFile = '/nowhere/x' }; Expected = 'does not exist' }
    @{ Name = 'a sealed value without a key'; Row = @{ EncryptedValue = 'eA==' }; Expected = 'needs the KeyId' }
  ) {
    $good = [pscustomobject]@{ Name = 'GOOD'; Value = 'x' }
    $good, [pscustomobject]$Row | Set-GhRepoSecret acme/app, acme/web -Name { $_.Name ?? 'BAD' } -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.Count | Should -Be 2
    "$($errors[0])" | Should -Match "^Record 2: BAD in repository acme/app: .*$Expected"
    "$($errors[1])" | Should -Match "^Record 2: BAD in repository acme/web: .*$Expected"
    @(Get-MockSecret $mock).Count | Should -Be 2
  }

  It 'does not show a value that slipped into Path: <Text>' -ForEach @(
    @{ Text = 'of-MARKED' }
    @{ Text = 'user:of-MARKED' }
    @{ Text = 'of://MARKED/x?y=*' }
  ) {
    $row = [pscustomobject]@{ Name = 'A'; ValueFile = $Text }
    $row | Set-GhRepoSecret acme/app -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
    Get-ErrorText $errors | Should -Not -Match 'MARKED'
  }

  It 'does not show a token that is given as a host: <Text>' -ForEach @(
    @{ Text = 'ghp_of-MARKED' }
    @{ Text = 'github_pat_of-MARKED' }
    @{ Text = 'user:of-MARKED@github.com' }
    @{ Text = '0123456789abcdef0123456789MARKED01234567' }
  ) {
    $failure = try { Connect-GhSession $Text } catch { $_ }
    $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    $failure.ErrorDetails.Message + $failure.Exception.Message + $failure.TargetObject | Should -Not -Match 'MARKED'
  }
}
