BeforeDiscovery {
  $readme = Get-Content "$PSScriptRoot/../../README.md" -Raw -Encoding UTF8
  $blocks = [regex]::Matches($readme, '(?ms)^```powershell\r?\n(.+?)^```') | ForEach-Object {
    @{ Example = $_.Groups[1].Value; Title = ($_.Groups[1].Value -split "`n")[0].Trim() }
  }
  $declared = [regex]::Matches($readme, '(?ms)^```yaml\r?\n(secrets:.+?)^```') | ForEach-Object { @{ Declared = $_.Groups[1].Value } }
}

Describe 'The README' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela
    $root = Resolve-Path "$PSScriptRoot/../.."

    # What the declared file asks for.
    $env:NPM_TOKEN = $env:DEPLOY_TOKEN = $env:FEED_TOKEN = 'a value of the environment'
    $env:GHSECRETS_LEDGER_KEY = 'only the tests have this'

    # What a person would type at the prompt.
    function Read-Host { [System.Net.NetworkCredential]::new('', $mock.Token).SecurePassword }
  }

  AfterAll {
    $env:GITHUB_API_URL = $env:GITHUB_TOKEN = $null
    $env:VELA_ADDR = $null
    $env:NPM_TOKEN = $env:DEPLOY_TOKEN = $env:FEED_TOKEN = $env:GHSECRETS_LEDGER_KEY = $null
    Stop-MockGitHub $mock
    Stop-MockVela $vela
  }

  It 'has examples' {
    (Get-Content "$root/README.md" -Raw) | Should -Match '(?m)^```powershell'
  }

  It 'shows what works: <Title>' -ForEach $blocks {
    Import-Module (Get-ModulePath)
    Initialize-MockGitHub $mock
    if ($Example -match 'Vela') {
      Initialize-MockVela $vela
      $env:VELA_ADDR = $vela.BaseUri
    }
    $env:GITHUB_API_URL, $env:GITHUB_TOKEN = $mock.BaseUri, $mock.Token
    Disconnect-GhSession
    $Error.Clear()
    Copy-Item $root/docs $TestDrive -Recurse -Force
    Set-Content "$TestDrive/signing-key.pem" 'a key' -NoNewline
    Copy-Item $root/out/GhSecrets $TestDrive/out/GhSecrets -Recurse -Force
    Push-Location $TestDrive
    try { $output = . ([scriptblock]::Create($Example)) *>&1 | Out-String } finally { Pop-Location }
    $Error | Should -BeNullOrEmpty
    # Each example either shows something or has sent something.
    "$output$(Get-MockRequest $mock)$(Get-MockRequest $vela)" | Should -Not -BeNullOrEmpty
  }

  It 'declares secrets that can be compared' -ForEach $declared {
    Initialize-MockGitHub $mock
    $env:GITHUB_API_URL, $env:GITHUB_TOKEN = $mock.BaseUri, $mock.Token
    Disconnect-GhSession
    $Error.Clear()
    Copy-Item $root/docs/examples/values $TestDrive -Recurse -Force
    [System.IO.File]::WriteAllText("$TestDrive/secrets.yaml", $Declared)
    (Compare-GhSecret "$TestDrive/secrets.yaml" -SkipValueCheck).Action | Sort-Object -Unique | Should -Be 'Create'
    $Error | Should -BeNullOrEmpty
  }
}
