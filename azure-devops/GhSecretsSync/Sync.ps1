# Makes a declared file so in a job of Azure Pipelines or GitHub Actions, for the task beside it and for action.yml.
# The inputs are variables INPUT_..., which no list of processes shows; each is gone as soon as it is read. With -ReadSecrets
# what is secret comes from the standard input, as JSON, and was never in the environment.
# Exit code: 0 done, 1 the run could not begin or broke, 2 a secret or a variable failed. Windows PowerShell may run it: ASCII alone.
param(
  [string] $Module = "$PSScriptRoot/GhSecrets/GhSecrets.psd1",
  [switch] $ReadSecrets,
  [Parameter(Mandatory)] [string] $SummaryPath
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/Summary.ps1"

# Not Console.OutputEncoding, which a process without a console cannot set.
$log = [System.IO.StreamWriter]::new([Console]::OpenStandardOutput(), [System.Text.UTF8Encoding]::new($false))
$log.AutoFlush = $true
[Console]::SetOut($log)

# Where the runners differ. The task of Azure Pipelines has masked before it started this script.
$runner = if ($env:TF_BUILD) {
  @{ Issue = '##vso[task.logissue type={0}]{1}'; Percent = '%AZP25'; Mask = $null }
}
else {
  @{ Issue = '::{0}::{1}'; Percent = '%25'; Mask = '::add-mask::{0}' }
}

# A line of the log, in which nothing is a command, whatever name or message it holds: HarmlessText for what is not told by a cmdlet.
function Format-Line([string] $Text) {
  $Text -replace '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]', ' ' -replace '##(?=(vso)?\[)', '## ' -replace '^(\s*):(?=:)', '$1: '
}

function Write-Line([string] $Text) { [Console]::WriteLine((Format-Line $Text)) }

function Write-Issue([string] $Type, [string] $Text) {
  [Console]::WriteLine(($runner.Issue -f $Type, (Format-Line $Text).Replace('%', $runner.Percent)))
}

function Read-Input([string] $Name) {
  $value = [Environment]::GetEnvironmentVariable("INPUT_$Name")
  Remove-Item "Env:INPUT_$Name" -ErrorAction Ignore
  $value
}

$secrets = if ($ReadSecrets) {
  [System.IO.StreamReader]::new([Console]::OpenStandardInput(), [System.Text.UTF8Encoding]::new($false)).ReadToEnd() | ConvertFrom-Json
}

function Read-Secret([string] $Name) {
  $value = if ($ReadSecrets) { $secrets.$Name } else { Read-Input $Name }
  foreach ($line in "$value" -split '\r\n|\r|\n') {
    if ($runner.Mask -and $line.Trim() -and $line.Length -ge 4) {
      [Console]::WriteLine(($runner.Mask -f $line.Replace('%', $runner.Percent)))
    }
  }
  if ($value) { [System.Net.NetworkCredential]::new('', $value).SecurePassword }
}

function Read-Switch([string] $Name) {
  $value = Read-Input $Name
  if ($value -and $value -notin 'true', 'false') { throw "The input $Name is true or false." }
  $value -eq 'true'
}

function Read-Number([string] $Name, [int] $Default) {
  $value = Read-Input $Name
  $number = 0
  if (-not $value) { return $Default }
  if (-not [int]::TryParse($value, [ref] $number)) { throw "The input $Name is a whole number." }
  $number
}

$errors = [System.Collections.Generic.List[object]]::new()
$changes = [System.Collections.Generic.List[object]]::new()
$compared = $null
$whatIf = $false
$exitCode = 0
try {
  $token = Read-Secret TOKEN
  $ledgerKey = Read-Secret LEDGERKEY
  $proxyPassword = Read-Secret PROXYPASSWORD
  if (-not $token) { throw 'There is no token. Give one that may write secrets; the token that GitHub gives each job of its own may not.' }

  $workingDirectory = Read-Input WORKINGDIRECTORY
  if ($workingDirectory) { Set-Location -LiteralPath $workingDirectory }

  $connection = @{ Token = $token; RegisterMask = $true }
  $apiUrl, $hostName = (Read-Input APIURL), (Read-Input HOSTNAME)
  if ($apiUrl) { $connection.BaseUri = $apiUrl }
  if ($hostName) { $connection.HostName = $hostName }

  $proxy, $proxyUserName = (Read-Input PROXY), (Read-Input PROXYUSERNAME)
  if ($proxy) { $connection.Proxy = $proxy }
  if ($proxyUserName) {
    if (-not $proxyPassword) { $proxyPassword = [securestring]::new() }
    $connection.ProxyCredential = [pscredential]::new($proxyUserName, $proxyPassword)
  }

  $options = @{ Path = Read-Input PATH; Slice = Read-Number SLICE 1; SliceCount = Read-Number SLICECOUNT 1; ErrorAction = 'Continue' }
  if (-not $options.Path) { throw 'There is no path. Give the path of the file.' }
  if ($ledgerKey) { $options.LedgerKey = $ledgerKey }

  $prune, $force, $maximumRemove = (Read-Switch PRUNE), (Read-Switch FORCE), (Read-Number MAXIMUMREMOVE 10)
  $whatIf = Read-Switch WHATIF
  $removal = if ($prune) { @{ Prune = $true; MaximumRemove = $maximumRemove } } else { @{} }
  if (-not $prune) { $quiet += 'Remove' }

  Import-Module $Module
  Connect-GhSession @connection
  # -WhatIf would tell of each secret on the console, past all that makes it harmless there.
  $run = if ($whatIf) { { Compare-GhSecret @options } }
  # Nobody is there to be asked.
  else { { Sync-GhSecret @options @removal -Force:$force -Confirm:$false -PassThru } }

  & $run *>&1 | ForEach-Object {
    if ($_ -is [System.Management.Automation.ErrorRecord]) { $errors.Add($_) }
    elseif ($_ -is [System.Management.Automation.WarningRecord]) { Write-Issue warning "$_" }
    elseif ($_ -is [System.Management.Automation.InformationRecord] -and $_.Tags -contains 'Comparison') { $compared = $_.MessageData }
    elseif ($_.PSObject.Properties['Attempts']) {
      $changes.Add($_)
      Write-Line "$_"
    }
    elseif ($_.PSObject.Properties['Reason']) {
      if ("$($_.Action)" -notin $quiet) { Write-Line "$($_.Action) $_ ($($_.Reason))" }
    }
    else { Write-Line "$_" }
  }
}
catch {
  # The cmdlets show the errors of secrets beside the job themselves.
  $errors.Add($_)
  Write-Issue error $_.Exception.Message
  $exitCode = 1
}

if ($errors.Count -and -not $exitCode) { $exitCode = if ($compared) { 2 } else { 1 } }
if ($compared) { Write-Line "$compared" }
Add-Content -LiteralPath $SummaryPath (Get-Summary $compared $changes $errors $whatIf) -Encoding UTF8
exit $exitCode
