Describe 'An argument that belongs to no parameter' {
  BeforeDiscovery {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $commands = (Get-Command -Module GhSecrets -CommandType Cmdlet).Name | ForEach-Object { @{ Command = $_ } }
  }

  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $slip = 'of-MARKED'
    $token = 'ghp_' + 'of0MARKED' * 4

    function Get-Refusal([scriptblock] $Call) { try { & $Call } catch { return $_ } throw 'Nothing was refused.' }
  }

  AfterAll { Stop-MockGitHub $mock }

  BeforeEach {
    Connect-MockGitHub $mock
    $Error.Clear()
  }

  It 'is refused by <Command>, and not shown' -ForEach $commands {
    $failure = Get-Refusal { & $Command a b c d $slip }
    $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    "$failure" | Should -Match 'An argument has no name'
    Get-ErrorText $failure | Should -Not -Match 'MARKED'
    Get-MockSecret $mock | Should -BeNullOrEmpty
  }

  It 'names the parameter that a value or a token wants: <Call>' -ForEach @(
    @{ Call = { Set-GhRepoSecret acme/app A $slip }; Expected = 'such as -Value' }
    @{ Call = { 'x' | Set-GhRepoSecret acme/app A $slip }; Expected = 'such as -Value' }
    @{ Call = { Connect-GhSession github.com $slip }; Expected = 'such as -Token' }
    @{ Call = { Get-GhRepoSecret acme/app B C }; Expected = 'with commas' }
  ) {
    "$(Get-Refusal $Call)" | Should -Match $Expected
  }

  It 'tells a parameter with a typo: <Call>' -ForEach @(
    @{ Call = { Set-GhRepoSecret acme/app A -Vlaue $slip }; Expected = 'There is no parameter -Vlaue. Did you mean -Value?' }
    @{ Call = { $given = @{ Repositroy = $slip }; Set-GhRepoSecret -Name A @given }; Expected = 'There is no parameter -Repositroy. Did you mean -Repository?' }
    @{ Call = { Set-GhRepoSecret acme/app A -Something:$slip }; Expected = 'An argument with a dash is not the name of a parameter. Get-Help Set-GhRepoSecret shows the parameters.' }
    @{ Call = { Set-GhRepoSecret acme/app A "-$slip" }; Expected = 'An argument has no name, *' }
  ) {
    $failure = Get-Refusal $Call
    "$failure" | Should -BeLike $Expected
    Get-ErrorText $failure | Should -Not -Match 'MARKED'
  }

  It 'is not shown where a session is expected: <Command>' -ForEach @(
    @{ Command = 'Disconnect-GhSession' }
    @{ Command = 'Test-GhSession' }
    @{ Command = 'Get-GhRepoSecret' }
    @{ Command = 'Set-VelaSecret' }
  ) {
    $failure = Get-Refusal { & $Command -Session $slip }
    "$failure" | Should -Match 'a token is for its -Token'
    Get-ErrorText $failure | Should -Not -Match 'MARKED'
  }

  It 'is a token in the wrong place, and not shown: <Call>' -ForEach @(
    @{ Call = { Get-GhRepoSecret $token } }
    @{ Call = { Get-GhRepoSecret acme/$token } }
    @{ Call = { Connect-GhSession -TrustedCertificate $token } }
    @{ Call = { Import-GhSecret $token } }
    @{ Call = { Sync-GhSecret $token } }
  ) {
    $ErrorActionPreference = 'Stop'
    $failure = Get-Refusal $Call
    ($failure | Out-String) + $failure.Exception.Message | Should -Not -Match 'MARKED'
  }
}
