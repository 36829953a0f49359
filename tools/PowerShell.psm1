# How to start another PowerShell like the one that runs now. Where that is a .NET tool, its process is dotnet and not pwsh.

# The program, and the arguments that go before all others.
function Get-PowerShellCommand {
  $process = Get-Process -Id $PID
  # The tool's package also has a pwsh beside its pwsh.dll, but for one processor only.
  if ($process.ProcessName -eq 'dotnet') { $process.Path, (Join-Path $PSHOME 'pwsh.dll') }
  elseif ($PSEdition -eq 'Desktop') { Join-Path $PSHOME 'powershell.exe' }
  elseif ($IsWindows) { Join-Path $PSHOME 'pwsh.exe' }
  else { Join-Path $PSHOME 'pwsh' }
}

# Runs it with the given arguments and with what is piped.
function Invoke-PowerShell {
  $program = @(Get-PowerShellCommand)
  $leading = @($program | Select-Object -Skip 1)
  if ($MyInvocation.ExpectingInput) { $input | & $program[0] @leading @args } else { & $program[0] @leading @args }
}

# How System.Diagnostics.Process starts it.
function Get-PowerShellStart {
  param([string] $Arguments)
  $program = @(Get-PowerShellCommand)
  $leading = @($program | Select-Object -Skip 1)
  $start = [System.Diagnostics.ProcessStartInfo]::new($program[0], (@($leading -replace '^(.+)$', '"$1"') + $Arguments -join ' '))
  $start.UseShellExecute = $false
  $start
}

Export-ModuleMember -Function *
