# What the tests of the task and of the action share: a program that runs as in a job, and its log as the runner reads it.
$root = Resolve-Path "$PSScriptRoot/../.."
Import-Module "$root/tools/PowerShell.psm1"

# Without what a job of its own, in which the tests may run, has set.
$ofRunners = '^(INPUT|ENDPOINT|SECRET|AGENT|SYSTEM|BUILD|RUNNER|GITHUB|GH|GHSECRETS|VSTS)_|^(TF_BUILD|ACTIONS_.*)$'

# Runs a program with the given variables; gives its exit code and the lines of both its outputs.
function Invoke-JobProgram {
  param([System.Diagnostics.ProcessStartInfo] $Start, [hashtable] $Variable)

  $start.UseShellExecute = $false
  $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
  $start.StandardOutputEncoding = $start.StandardErrorEncoding = [System.Text.Encoding]::UTF8
  @($start.Environment.Keys) -match $ofRunners | ForEach-Object { $null = $start.Environment.Remove($_) }
  foreach ($name in $Variable.Keys) { $start.Environment[$name] = $Variable[$name] }
  $process = [System.Diagnostics.Process]::Start($start)
  $process.StandardInput.Close()
  $errors = $process.StandardError.ReadToEndAsync()
  $output = $process.StandardOutput.ReadToEnd()
  $process.WaitForExit()
  [pscustomobject]@{
    ExitCode = $process.ExitCode
    # A runner ends a line where .NET does.
    Lines = @($output, $errors.Result -split '\r\n|\r|\n' | Where-Object { $_ })
  }
}

# The commands that a runner finds in a log: name, properties and text, each as the runner understands it.
function Get-JobCommand {
  param([string[]] $Lines)
  foreach ($line in $Lines) {
    # Azure Pipelines looks for its mark anywhere in a line, GitHub at the start.
    if ($line -match '##vso\[([\w.]+) ?([^\]]*)\](.*)$' -or $line -match '^\s*::([\w-]+) ?(.*?)::(.*)$') {
      [pscustomobject]@{
        Name = $Matches[1]
        Properties = $Matches[2].TrimEnd(';')
        Text = $Matches[3].Replace('%0D', "`r").Replace('%0A', "`n").Replace('%AZP25', '%').Replace('%25', '%')
        Line = $line
      }
    }
  }
}

# What a run says without being asked to: all but the debug log of the task library.
function Get-JobText {
  param([string[]] $Lines)
  $Lines | Where-Object { $_ -notmatch '^##vso\[task\.debug\]' }
}

# The text of YAML as objects, by the reader of the module in a process of its own: its assemblies stay out of this one.
function ConvertFrom-YamlText {
  param([string] $Text)
  $folder = Get-Item "$root/out/GhSecrets/*/bin/$(if ($PSEdition -eq 'Desktop') { 'net472' } else { 'net8.0/dependencies' })" | Select-Object -Last 1
  $script = @"
Add-Type -Path '$folder/YamlDotNet.dll'
`$yaml = [YamlDotNet.Serialization.DeserializerBuilder]::new().Build().Deserialize([System.IO.StringReader]::new([System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('$([Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Text)))'))))
[YamlDotNet.Serialization.SerializerBuilder]::new().JsonCompatible().Build().Serialize(`$yaml)
"@
  $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($script))
  Invoke-PowerShell -NoProfile -NonInteractive -EncodedCommand $encoded | Out-String | ConvertFrom-Json
}

# The blocks of YAML in a page of Markdown, in their order, as text.
function Get-YamlBlock {
  param([string] $Path)
  $page = (Get-Content "$root/$Path" -Raw -Encoding UTF8).Replace("`r`n", "`n")
  [regex]::Matches($page, '(?ms)^```yaml\n(.+?)^```') | ForEach-Object { $_.Groups[1].Value }
}

Export-ModuleMember -Function *
