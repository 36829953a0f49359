# Windows PowerShell has no load contexts; PowerShell 7 keeps the module's assemblies in one of their own.
if ($PSEdition -eq 'Desktop') {
  Import-Module -Name "$PSScriptRoot/bin/net472/GhSecrets.dll"
  return
}

$reload = $null -ne ('GhSecrets.Loader.ModuleLoadContext' -as [type])
if (-not $reload) {
  $null = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/bin/net8.0/GhSecrets.Loader.dll")
}

$assembly = [GhSecrets.Loader.ModuleLoadContext]::Module
if (-not $assembly.Location.StartsWith($PSScriptRoot)) {
  Write-Warning "Another copy of GhSecrets is already loaded from $($assembly.Location). Start a new PowerShell to use this one."
}

$inner = Import-Module -Assembly $assembly -PassThru:$reload
if ($inner) {
  # Import-Module -Force forgets the cmdlets of an assembly that is loaded already: https://github.com/PowerShell/PowerShell/issues/20710
  $add = [psmoduleinfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
  foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
    $null = $add.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
  }
}
