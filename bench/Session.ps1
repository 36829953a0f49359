# Sets the secrets of each CSV file that comes as a line of the input, and answers with a line of JSON. The process is
# warm and the session connected; its connection is opened and its key read within the time.
param([switch] $Paced)
$ErrorActionPreference = 'Stop'
Import-Module $env:BENCH_MODULE
$pace = if ($Paced) { @{} } else { @{ WritesPerMinute = 0 } }
$process = [System.Diagnostics.Process]::GetCurrentProcess()

while ($file = [Console]::In.ReadLine()) {
  Connect-GhSession -ThrottleLimit 8 -TrustedCertificate $env:BENCH_CERTIFICATE @pace
  $process.Refresh()
  $processor = $process.TotalProcessorTime
  $watch = [System.Diagnostics.Stopwatch]::StartNew()
  Import-Csv $file | Set-GhRepoSecret
  $seconds = $watch.Elapsed.TotalSeconds
  $process.Refresh()
  @{ seconds = $seconds; processor = ($process.TotalProcessorTime - $processor).TotalSeconds } | ConvertTo-Json -Compress
}
