Describe 'Connect-GhSession and its siblings' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub -Token 'token-MARKED'
    $variables = 'GH_HOST', 'GH_TOKEN', 'GITHUB_TOKEN', 'GITHUB_API_URL', 'GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'
    $saved = @{}
    $variables | ForEach-Object { $saved[$_] = [Environment]::GetEnvironmentVariable($_) }
  }

  AfterAll {
    $variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $saved[$_]) }
    Disconnect-GhSession
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Initialize-MockGitHub $mock
    $variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
    Disconnect-GhSession
    $Error.Clear()
  }

  It 'makes the default session and writes nothing' {
    Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token | Should -BeNullOrEmpty
    (Get-GhSession).TokenSource | Should -Be '-Token'
    Test-GhSession | Should -BeTrue
  }

  It 'takes the token as <_>' -ForEach 'string', 'SecureString', 'credential' {
    $secure = [System.Net.NetworkCredential]::new('', $mock.Token).SecurePassword
    $token = switch ($_) {
      string { @{ Token = $mock.Token } }
      SecureString { @{ Token = $secure } }
      credential { @{ Credential = [pscredential]::new('octocat', $secure) } }
    }
    Connect-GhSession -BaseUri $mock.BaseUri @token
    Test-GhSession | Should -BeTrue
  }

  It 'finds host and token in the environment, and says which variable it used' {
    $env:GITHUB_API_URL = $mock.BaseUri
    $env:GITHUB_TOKEN = $mock.Token
    (Get-GhSession).TokenSource | Should -Be 'GITHUB_TOKEN'
    Get-GhRepoSecret acme/app -Verbose 4>&1 | Out-String | Should -Match 'Session: 127\.0\.0\.1:\d+ \(GITHUB_TOKEN\)'
  }

  It 'makes the environment''s session anew when its variables change' {
    $env:GITHUB_API_URL = $mock.BaseUri
    $env:GITHUB_TOKEN = 'wrong'
    Test-GhSession -WarningAction SilentlyContinue | Should -BeFalse
    $env:GITHUB_TOKEN = $mock.Token
    Test-GhSession | Should -BeTrue
  }

  It 'gives the token of github.com to no other host' {
    $env:GH_HOST = 'github.example.com'
    $env:GH_TOKEN = $mock.Token
    Get-GhSession | Should -BeNullOrEmpty
    { Get-GhRepoSecret acme/app } | Should -Throw -ErrorId 'NotSignedIn,GhSecrets.GetGhRepoSecretCommand'
  }

  It 'refuses <Name> before any request' -ForEach @(
    @{ Name = 'a host that is none'; Given = @{ HostName = 'not a host' } }
    @{ Name = 'a scheme in a host name'; Given = @{ HostName = 'https://github.com' } }
    @{ Name = 'plain http to another machine'; Given = @{ BaseUri = 'http://github.example.com/api/v3' } }
    @{ Name = 'both a host and an address'; Given = @{ HostName = 'github.com'; BaseUri = 'https://api.github.com' } }
    @{ Name = 'a token with a line break in it'; Given = @{ HostName = 'github.com'; Token = "token-`nMARKED" } }
    @{ Name = 'a certificate file that is none'; Given = @{ HostName = 'github.com'; TrustedCertificate = $PSCommandPath } }
  ) {
    if (-not $Given.ContainsKey('Token')) { $Given.Token = $mock.Token }
    { Connect-GhSession @Given } | Should -Throw -ErrorId 'InvalidArgument,GhSecrets.ConnectGhSessionCommand'
    Get-ErrorText $Error | Should -Not -Match 'MARKED'
    Get-GhSession | Should -BeNullOrEmpty
  }

  It 'says so when the token is wrong, for each item, and shows it nowhere' {
    # In variables: PowerShell keeps the text of a failing line with its error.
    $wrong, $value = 'wrong-MARKED', 'value-MARKED'
    Connect-GhSession -BaseUri $mock.BaseUri -Token $wrong
    Test-GhSession -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeFalse
    "$warnings" | Should -Match 'refused the token of -Token \(401: Bad credentials\)'
    $shown = Set-GhRepoSecret acme/app X -Value $value -ErrorVariable errors -ErrorAction SilentlyContinue -Verbose 4>&1 | Out-String
    $shown | Should -Not -Match 'MARKED'
    $errors.FullyQualifiedErrorId | Should -Be 'TokenRejected,GhSecrets.SetGhRepoSecretCommand'
    $errors[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
    Get-ErrorText $Error | Should -Not -Match 'MARKED'
  }

  It 'shows a session without its token, in every form' {
    Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token
    $session = Get-GhSession
    $shown = @($session | Format-List * | Out-String; "$session"; $session | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue; [System.Management.Automation.PSSerializer]::Serialize($session, 5)) | Out-String
    $shown | Should -Match '127\.0\.0\.1'
    $shown | Should -Not -Match 'MARKED'
  }

  It 'reports a host that cannot be reached' {
    $session = Connect-GhSession -BaseUri http://127.0.0.1:9 -Token x -MaximumRetryCount 0 -PassThru
    Get-GhRepoSecret acme/app -Session $session -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'Unreachable,GhSecrets.GetGhRepoSecretCommand'
    $errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
  }

  It 'tells of a session that was disconnected' {
    $session = Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -PassThru
    $session | Disconnect-GhSession
    Get-GhSession | Should -BeNullOrEmpty
    Get-GhRepoSecret acme/app -Session $session -ErrorVariable errors -ErrorAction SilentlyContinue
    $errors.FullyQualifiedErrorId | Should -Be 'NotSignedIn,GhSecrets.GetGhRepoSecretCommand'
  }

  It 'trusts an authority of its own over https, and only that' {
    $secure = Start-MockGitHub -Token tls-token -Arguments '--https --prefix /api/v3'
    try {
      Connect-GhSession -HostName ([uri]$secure.BaseUri).Authority -Token tls-token -MaximumRetryCount 0
      Test-GhSession -WarningAction SilentlyContinue | Should -BeFalse
      Connect-GhSession -HostName ([uri]$secure.BaseUri).Authority -Token tls-token -TrustedCertificate $secure.Certificate
      Test-GhSession | Should -BeTrue
      (Get-GhSession).BaseUri.AbsolutePath | Should -Be '/api/v3/'
    }
    finally {
      Stop-MockGitHub $secure
    }
  }

  Context 'through a proxy that asks who one is' {
    BeforeAll {
      $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
      $listener.Start()
      $address = "127.0.0.1:$($listener.LocalEndpoint.Port)"
      $asked = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
      $proxy = [powershell]::Create().AddScript({
          param($Listener, $Asked)
          while ($true) {
            $client = $Listener.AcceptTcpClient()
            $stream = $client.GetStream()
            $reader = [System.IO.StreamReader]::new($stream)
            $lines = while ($line = $reader.ReadLine()) { $line }
            $who = @($lines) -match '^Proxy-Authorization: '
            $Asked.Enqueue("$($lines[0]) $who")
            $reply = if ($who) { '200 OK', 'Content-Type: application/json' } else { '407 Who', 'Proxy-Authenticate: Basic realm="p"' }
            $bytes = [System.Text.Encoding]::ASCII.GetBytes(((@("HTTP/1.1 $($reply[0])", $reply[1], 'Content-Length: 2', 'Connection: close', '', '{}') -join "`r`n")))
            $stream.Write($bytes, 0, $bytes.Length)
            $client.Dispose()
          }
        }).AddArgument($listener).AddArgument($asked)
      $null = $proxy.BeginInvoke()
    }

    AfterAll {
      $listener.Stop()
      $proxy.Dispose()
    }

    It 'takes user and password <From>, and shows neither' -ForEach @(
      @{ From = 'of -ProxyCredential'; Given = { @{ Proxy = "http://$address"; ProxyCredential = [pscredential]::new('svc', (ConvertTo-SecureString 'p@ss MARKED' -AsPlainText -Force)) } } }
      @{ From = 'of the address'; Given = { @{ Proxy = "http://svc:p%40ss%20MARKED@$address" } } }
      @{ From = 'of -ProxyCredential, not of the address'; Given = { @{ Proxy = "http://other:other@$address"; ProxyCredential = [pscredential]::new('svc', (ConvertTo-SecureString 'p@ss MARKED' -AsPlainText -Force)) } } }
    ) {
      $before = ''
      while ($asked.TryDequeue([ref] $before)) { }
      $given = & $Given
      Connect-GhSession -BaseUri http://127.0.0.1:9 -Token $mock.Token @given -MaximumRetryCount 0
      Test-GhSession | Should -BeTrue
      $who = [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes('svc:p@ss MARKED'))
      $asked.ToArray()[-1] | Should -BeExactly "GET http://127.0.0.1:9/rate_limit HTTP/1.1 Proxy-Authorization: Basic $who"
      Get-GhSession | Format-List * -Force | Out-String | Should -Not -Match 'MARKED|svc'
      $Error | Should -BeNullOrEmpty
    }
  }

  It 'belongs to its runspace: another one has none' {
    Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token
    $other = [powershell]::Create().AddScript('param($Manifest) Import-Module $Manifest; Get-GhSession; Get-GhRepoSecret acme/app').AddArgument("$(Get-ModulePath)")
    try {
      $threw = $null
      try { $output = $other.Invoke() } catch { $threw = $_ }
      $output | Should -BeNullOrEmpty
      "$threw$($other.Streams.Error)" | Should -Match 'There is no token for github.com'
    }
    finally {
      $other.Dispose()
    }
  }

  It 'is handed to parallel blocks by -Session' -Tag 'needs PowerShell 7' -Skip:($PSEdition -eq 'Desktop') {
    $session = Connect-GhSession -BaseUri $mock.BaseUri -Token $mock.Token -PassThru
    $manifest = "$(Get-ModulePath)"
    $changes = 1..4 | ForEach-Object -Parallel {
      Import-Module $using:manifest
      Set-GhRepoSecret acme/app "PARALLEL_$_" -Value $_ -Session $using:session -PassThru
    }
    $changes.Action | Should -Be 'Created', 'Created', 'Created', 'Created'
  }
}
