Describe 'Where a value comes from' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela
    $text = "line 1`r`nline 2 `$x `"quoted`" $([char]0xFC) `n"

    function ConvertTo-Secure([string] $Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }

    # A host that has one answer to every question, and remembers the questions.
    Add-Type -ReferencedAssemblies ([psobject].Assembly.Location), netstandard, System.Collections, System.Security.SecureString, System.ObjectModel, System.Linq, System.Console -WarningAction SilentlyContinue @'
      using System;
      using System.Collections.Generic;
      using System.Collections.ObjectModel;
      using System.Globalization;
      using System.Management.Automation;
      using System.Management.Automation.Host;
      using System.Security;

      public sealed class AnsweringHost : PSHost
      {
          private readonly AnsweringUI _ui;
          public AnsweringHost(string answer) { _ui = new AnsweringUI(answer); }
          public List<string> Questions { get { return _ui.Questions; } }
          public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
          public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
          public override Guid InstanceId { get; } = Guid.NewGuid();
          public override string Name { get { return "AnsweringHost"; } }
          public override Version Version { get { return new Version(1, 0); } }
          public override PSHostUserInterface UI { get { return _ui; } }
          public override void EnterNestedPrompt() { throw new NotImplementedException(); }
          public override void ExitNestedPrompt() { throw new NotImplementedException(); }
          public override void NotifyBeginApplication() { }
          public override void NotifyEndApplication() { }
          public override void SetShouldExit(int exitCode) { }
      }

      public sealed class AnsweringUI : PSHostUserInterface
      {
          private readonly string _answer;
          public AnsweringUI(string answer) { _answer = answer; }
          public List<string> Questions { get; } = new List<string>();
          public override PSHostRawUserInterface RawUI { get { return null; } }
          public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
          {
              Questions.Add(descriptions[0].Name + " as " + descriptions[0].ParameterTypeName);
              SecureString typed = new SecureString();
              foreach (char c in _answer) typed.AppendChar(c);
              return new Dictionary<string, PSObject> { { descriptions[0].Name, PSObject.AsPSObject(typed) } };
          }
          public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { throw new NotImplementedException(); }
          public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotImplementedException(); }
          public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) { throw new NotImplementedException(); }
          public override string ReadLine() { throw new NotImplementedException(); }
          public override SecureString ReadLineAsSecureString() { throw new NotImplementedException(); }
          public override void Write(string value) { }
          public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }
          public override void WriteDebugLine(string message) { }
          public override void WriteErrorLine(string value) { }
          public override void WriteLine(string value) { }
          public override void WriteProgress(long sourceId, ProgressRecord record) { }
          public override void WriteVerboseLine(string message) { }
          public override void WriteWarningLine(string message) { }
      }
'@

    # Runs a script in a runspace of its own: with a host that answers, or with one that has nobody to ask.
    function Invoke-Hosted([string] $Script, [string] $Answer, [switch] $NoUser) {
      $hosting = if (-not $NoUser) { [AnsweringHost]::new($Answer) }
      $runspace = if ($NoUser) { [runspacefactory]::CreateRunspace() } else { [runspacefactory]::CreateRunspace($hosting) }
      $runspace.Open()
      $shell = [powershell]::Create()
      $shell.Runspace = $runspace
      try {
        $null = $shell.AddScript('param($Manifest, $GitHub, $Vela, $Token) Import-Module $Manifest; Connect-GhSession -BaseUri $GitHub -Token $Token -WritesPerMinute 0; Connect-VelaSession -Address $Vela -Token $Token').AddArgument("$(Get-ModulePath)").AddArgument($mock.BaseUri).AddArgument($vela.BaseUri).AddArgument($mock.Token).Invoke()
        $shell.Commands.Clear()
        $output = $shell.AddScript($Script).Invoke()
        [pscustomobject]@{ Output = $output; Errors = @($shell.Streams.Error); Questions = @($hosting.Questions) }
      }
      finally {
        $shell.Dispose()
        $runspace.Dispose()
      }
    }
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
      $run = Invoke-Hosted $Script -Answer $text
      $run.Errors | Should -BeNullOrEmpty
      $run.Questions | Should -Be "$Question as SecureString"
      @(Get-MockSecret $mock).Count | Should -Be $Count
      @(Get-MockSecret $mock).value | Sort-Object -Unique | Should -BeExactly $text
    }

    It 'asks for a value of Vela: <Name>' -ForEach @(
      @{ Name = 'a new secret'; Script = 'Set-VelaSecret acme app new'; Question = 'Value of new in repository acme/app'; Secret = 'new' }
      @{ Name = 'an admin''s secret'; Script = 'Set-VelaAdminSecret acme app new -Create'; Question = 'Value of new in repository acme/app'; Secret = 'new' }
    ) {
      $run = Invoke-Hosted $Script -Answer 'typed'
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
      (Invoke-Hosted $_ -Answer 'typed').Questions | Should -BeNullOrEmpty
      (Get-MockSecret $mock).value | Should -Not -Be 'typed'
    }

    It 'takes nothing typed for no value' {
      $run = Invoke-Hosted 'Set-GhRepoSecret acme/app A' -Answer ''
      $run.Errors.FullyQualifiedErrorId | Should -Be 'InvalidValue,GhSecrets.SetGhRepoSecretCommand'
      "$($run.Errors[0])" | Should -Match 'nothing was typed'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'says that there is no value where nobody can be asked: <Name>' -ForEach @(
      @{ Name = 'a host without a user'; Run = { (Invoke-Hosted $args[0] -NoUser).Errors.FullyQualifiedErrorId } }
      @{ Name = '-NonInteractive'; Run = { '' | & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$(Get-ModulePath)'; Connect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token); $($args[0]) -ErrorVariable e -ErrorAction SilentlyContinue; `$e.FullyQualifiedErrorId" } }
      @{ Name = 'no terminal'; Run = { '' | & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$(Get-ModulePath)'; Connect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token); $($args[0]) -ErrorVariable e -ErrorAction SilentlyContinue; `$e.FullyQualifiedErrorId" } }
    ) {
      & $Run 'Set-GhRepoSecret acme/app A' | Should -Be 'InvalidValue,GhSecrets.SetGhRepoSecretCommand'
      Get-MockSecret $mock | Should -BeNullOrEmpty
    }
  }
}
