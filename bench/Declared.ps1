# Compares or syncs a declared file in a new process, and says how long that took in seconds, without the start of the process.
param([Parameter(Mandatory)] [ValidateSet('Compare', 'Sync')] [string] $Verb, [Parameter(Mandatory)] [string] $File)
$ErrorActionPreference = 'Stop'
Import-Module $env:BENCH_MODULE
Connect-GhSession -TrustedCertificate $env:BENCH_CERTIFICATE -WritesPerMinute 0
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$null = & "$Verb-GhSecret" $File -LedgerKey 'a key for the bench alone' -SkipValueCheck
$watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
