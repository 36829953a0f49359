# Streams records that are made one by one, and prints the peak of the process's memory in MB.
param([int] $Count)
$ErrorActionPreference = 'Stop'
Import-Module $env:BENCH_MODULE
Connect-GhSession -ThrottleLimit 8 -TrustedCertificate $env:BENCH_CERTIFICATE -WritesPerMinute 0
1..$Count |
  ForEach-Object { [pscustomobject]@{ Name = "SECRET_$_"; Value = [guid]::NewGuid().ToString('N') * 2 } } |
  Set-GhRepoSecret -Repository acme/app -Application Dependabot
[System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB
