# What the tests share: the built module, a MockGitHub process of their own, and its control path.
$root = Resolve-Path "$PSScriptRoot/../.."

function Get-ModulePath {
  Get-Item "$root/out/GhSecrets/*/GhSecrets.psd1" | Sort-Object { [version]$_.Directory.Name } | Select-Object -Last 1
}

# The program ghsecrets, which dotnet starts.
function Get-ConsolePath {
  Get-Item "$root/src/GhSecrets.Console/bin/*/net10.0/ghsecrets.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
}

Import-Module (Get-ModulePath) -Global
Import-Module "$root/tools/PowerShell.psm1" -Global

# Starts a server of this repository as a process that ends with its input.
function Start-MockServer {
  param([string] $Project, [string] $Token, [string] $Arguments)

  $server = Get-Item "$root/tests/$Project/bin/*/net10.0/$Project.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
  $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', "`"$server`" --port 0 --token $Token --stop-with-stdin $Arguments")
  $start.UseShellExecute = $false
  $start.RedirectStandardInput = $true
  $start.RedirectStandardOutput = $true
  $process = [System.Diagnostics.Process]::Start($start)
  $baseUri = $process.StandardOutput.ReadLine()
  $certificate = if ($Arguments -match '--https') { $process.StandardOutput.ReadLine() }
  [pscustomobject]@{
    Process = $process
    BaseUri = $baseUri
    Control = "$([uri]::new($baseUri).GetLeftPart('Authority'))/_mock"
    Certificate = $certificate
    Token = $Token
  }
}

function Stop-MockServer {
  param($Mock)
  $Mock.Process.StandardInput.Close()
  $Mock.Process.WaitForExit()
}

function Start-MockGitHub {
  param([string] $Token = 'mock-token', [string] $Arguments = '')
  Start-MockServer MockGitHub $Token $Arguments
}

function Stop-MockGitHub {
  param($Mock)
  Disconnect-GhSession
  Stop-MockServer $Mock
}

function Start-MockVela {
  param([string] $Token = 'mock-token', [string] $Arguments = '')
  Start-MockServer MockVela $Token $Arguments
}

function Stop-MockVela {
  param($Mock)
  Disconnect-VelaSession
  Stop-MockServer $Mock
}

# What the tests themselves ask of a server; only the module's trust in a certificate is to be tested.
function Invoke-MockControl {
  param($Mock, [string] $Path, [string] $Method = 'Get', [string] $Body)
  $options = @{}
  if ($Mock.Certificate) { $options.SkipCertificateCheck = $true }
  if ($Body) { $options.Body = $Body; $options.ContentType = 'application/json' }
  Invoke-RestMethod "$($Mock.Control)$Path" -Method $Method @options
}

# The state that Vela's tests begin with: acme with app and web, a secret of each type, one of them restricted.
function Initialize-MockVela {
  param($Mock)
  $null = Invoke-MockControl $Mock -Method Delete
  Add-MockSeed $Mock @{
    users = @(@{ token = $Mock.Token }, @{ token = 'no-admin'; name = 'mallory'; admin = $false })
    accessSeconds = 900
    repositories = @('acme/app', 'acme/web')
    secrets = @(
      @{ type = 'repo'; org = 'acme'; repo = 'app'; name = 'npm_token'; value = 'old-repo'; images = @('alpine'); created_at = 1700000000; created_by = 'octocat'
        allow_events = @{ push = @{ branch = $true; tag = $true } }; allow_command = $true; allow_substitution = $false }
      @{ type = 'org'; org = 'acme'; repo = '*'; name = 'deploy'; value = 'old-org'; images = @(); repo_allowlist = @('acme/app'); events = @('push', 'deployment')
        allow_events = @{ push = @{ branch = $true }; merge_group = @{ created = $true } }; allow_command = $false; x_future = @{ deep = @(1, 2) } }
      @{ type = 'shared'; org = 'acme'; team = 'ops'; name = 'pager'; value = 'old-team' })
  }
}

function Connect-MockVela {
  param($Mock)
  Initialize-MockVela $Mock
  Disconnect-VelaSession
  Connect-VelaSession -Address $Mock.BaseUri -Token $Mock.Token
}

# The state that most tests begin with: acme with app (private) and web, globex with api; two environments of acme/app.
function Initialize-MockGitHub {
  param($Mock)
  $null = Invoke-MockControl $Mock -Method Delete
  Add-MockSeed $Mock @{
    tokens = @(@{ token = $Mock.Token })
    organizations = @(
      @{ login = 'acme'; repositories = @(
          @{ name = 'app'; private = $true; environments = @('staging', 'prod/eu west') }
          @{ name = 'web'; private = $true }
          @{ name = 'site'; private = $false })
      }
      @{ login = 'globex'; repositories = @(@{ name = 'api'; private = $true; environments = @('prod/eu west') }) })
  }
}

# The same, and a session of its own: an old one remembers the keys of what was there before.
# Nothing is paced, or a test of many secrets would take the minutes that GitHub asks for.
function Connect-MockGitHub {
  param($Mock)
  Initialize-MockGitHub $Mock
  Disconnect-GhSession
  Connect-GhSession -BaseUri $Mock.BaseUri -Token $Mock.Token -WritesPerMinute 0
}

function Add-MockSeed {
  param($Mock, [hashtable] $Seed)
  $null = Invoke-MockControl $Mock /seed -Method Post -Body ($Seed | ConvertTo-Json -Depth 9)
}

# Stores <Count> secrets at once, to have something to read and to remove.
function Add-MockSecret {
  param($Mock, [string] $Scope, [int] $Count, [string] $Prefix, [string] $Visibility)
  $body = @{ scope = $Scope; count = $Count; prefix = $Prefix }
  if ($Visibility) { $body.visibility = $Visibility }
  $null = Invoke-MockControl $Mock /secrets -Method Post -Body ($body | ConvertTo-Json)
}

# Switches faults on, from now on and for every request of the API.
function Set-MockFault {
  param($Mock, [hashtable] $Fault)
  $null = Invoke-MockControl $Mock /faults -Method Put -Body ($Fault | ConvertTo-Json -Depth 9)
}

# Answers one request from now on, counted from 1, with the secondary rate limit, and no other of the first sixty.
function Set-MockLimit {
  param($Mock, [ValidateRange(1, 5)] [int] $Request)
  Set-MockFault $Mock @{ seed = (148, 219, 241, 209, 378)[$Request - 1]; rate = 0.01; kinds = @('429-retry-after') }
}

# What somebody else does: at once, or just before the answer to a request.
function Add-MockAct {
  param($Mock, [hashtable] $Act)
  $null = Invoke-MockControl $Mock /act -Method Post -Body ($Act | ConvertTo-Json -Depth 9)
}

# How many faults of each kind there were.
function Get-MockFault {
  param($Mock)
  Invoke-MockControl $Mock /faults
}

# What the endpoint holds, opened.
function Get-MockSecret {
  param($Mock, [string] $Name = '*', [string] $Scope = '*')
  Invoke-MockControl $Mock /secrets | ForEach-Object { $_ } | Where-Object { $_.name -like $Name -and $_.scope -like $Scope }
}

function Get-MockVariable {
  param($Mock, [string] $Name = '*', [string] $Scope = '*')
  Invoke-MockControl $Mock /variables | ForEach-Object { $_ } | Where-Object { $_.name -like $Name -and $_.scope -like $Scope }
}

function Get-MockRequest {
  param($Mock)
  (Invoke-MockControl $Mock /requests).requests
}

function Clear-MockRequest {
  param($Mock)
  $null = Invoke-MockControl $Mock /requests -Method Delete
}

function Get-MockWrite {
  param($Mock)
  Get-MockRequest $Mock | Where-Object method -NE 'GET'
}

# Writes a file that declares secrets, one a line from line 2 on, and gives its path.
function Set-DeclaredFile {
  param([string] $Path, [string[]] $Secret)
  [System.IO.File]::WriteAllText($Path, (@('secrets:') + ($Secret -replace '^', '- ') -join "`n"))
  $Path
}

# Runs a script in a runspace of its own, with sessions: by a host that gives one answer to every question, or by one that has nobody to ask.
function Invoke-Hosted {
  param([string] $Script, $Mock, $Vela, [string] $Answer, [switch] $NoUser)
  if (-not ('AnsweringHost' -as [type])) {
    Add-Type -Path "$PSScriptRoot/AnsweringHost.cs" -ReferencedAssemblies ([psobject].Assembly.Location), netstandard, System.Collections, System.Security.SecureString, System.ObjectModel, System.Linq, System.Console -WarningAction SilentlyContinue
  }
  $hosting = if (-not $NoUser) { [AnsweringHost]::new($Answer) }
  $runspace = if ($NoUser) { [runspacefactory]::CreateRunspace() } else { [runspacefactory]::CreateRunspace($hosting) }
  $runspace.Open()
  $shell = [powershell]::Create()
  $shell.Runspace = $runspace
  try {
    $connect = 'param($Manifest, $GitHub, $Vela, $Token) Import-Module $Manifest; Connect-GhSession -BaseUri $GitHub -Token $Token -WritesPerMinute 0; if ($Vela) { Connect-VelaSession -Address $Vela -Token $Token }'
    $null = $shell.AddScript($connect).AddArgument("$(Get-ModulePath)").AddArgument($Mock.BaseUri).AddArgument($Vela.BaseUri).AddArgument($Mock.Token).Invoke()
    $shell.Commands.Clear()
    $output = $shell.AddScript($Script).Invoke()
    [pscustomobject]@{ Output = $output; Errors = @($shell.Streams.Error); Questions = @($hosting.Questions); Shown = @($hosting.Shown) }
  }
  finally {
    $shell.Dispose()
    $runspace.Dispose()
  }
}

# All that a person or a log could see of errors, with every property that PowerShell keeps.
function Get-ErrorText {
  param($Errors)
  $Errors | ForEach-Object {
    $_ | Out-String
    $_ | Format-List * -Force | Out-String
    $_.Exception | Format-List * -Force | Out-String
    $_.TargetObject | Format-List * -Force | Out-String
    $_.TargetObject | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
    [System.Management.Automation.PSSerializer]::Serialize($_, 4)
  } | Out-String
}

Export-ModuleMember -Function *
