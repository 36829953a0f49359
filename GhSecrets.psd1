@{
  # Each edition has a build of its own. The loader comes before it, so that PowerShell 7 finds what the cmdlets are built on.
  RootModule = if ($PSEdition -eq 'Core') { 'bin/net8.0/GhSecrets.dll' } else { 'bin/net472/GhSecrets.dll' }
  NestedModules = @(if ($PSEdition -eq 'Core') { 'bin/net8.0/GhSecrets.Loader.dll' })
  ModuleVersion = '0.1.0'
  GUID = '6f0a3a53-6a0e-4d6b-9c8e-5d5c1a6f7b21'
  Author = 'The GhSecrets contributors'
  CompanyName = 'The GhSecrets contributors'
  Copyright = '(c) The GhSecrets contributors. MIT License.'
  Description = 'Puts secrets where pipelines need them: objects come down the pipeline, each value is sealed for its scope, and goes out through one shared session to GitHub and GitHub Enterprise Server; or to Vela, as it is.'
  PowerShellVersion = '5.1'
  DotNetFrameworkVersion = '4.7.2'
  CompatiblePSEditions = @('Desktop', 'Core')
  FormatsToProcess = @('GhSecrets.format.ps1xml')
  CmdletsToExport = @(
    'Add-GhOrgSecretRepository'
    'Add-GhOrgVariableRepository'
    'Add-GhUserSecretRepository'
    'Compare-GhSecret'
    'Connect-GhSession'
    'Connect-VelaSession'
    'Disconnect-GhSession'
    'Disconnect-VelaSession'
    'Get-GhEnvironmentSecret'
    'Get-GhEnvironmentVariable'
    'Get-GhOrgSecret'
    'Get-GhOrgSecretRepository'
    'Get-GhOrgVariable'
    'Get-GhOrgVariableRepository'
    'Get-GhPublicKey'
    'Get-GhRepoSecret'
    'Get-GhRepoVariable'
    'Get-GhSession'
    'Get-GhUserSecret'
    'Get-GhUserSecretRepository'
    'Get-VelaSecret'
    'Get-VelaSession'
    'Import-GhSecret'
    'Protect-GhSecret'
    'Remove-GhEnvironmentSecret'
    'Remove-GhEnvironmentVariable'
    'Remove-GhOrgSecret'
    'Remove-GhOrgSecretRepository'
    'Remove-GhOrgVariable'
    'Remove-GhOrgVariableRepository'
    'Remove-GhRepoSecret'
    'Remove-GhRepoVariable'
    'Remove-GhUserSecret'
    'Remove-GhUserSecretRepository'
    'Remove-VelaSecret'
    'Set-GhEnvironmentSecret'
    'Set-GhEnvironmentVariable'
    'Set-GhOrgSecret'
    'Set-GhOrgSecretRepository'
    'Set-GhOrgVariable'
    'Set-GhOrgVariableRepository'
    'Set-GhRepoSecret'
    'Set-GhRepoVariable'
    'Set-GhSecret'
    'Set-GhUserSecret'
    'Set-GhUserSecretRepository'
    'Set-VelaAdminSecret'
    'Set-VelaSecret'
    'Sync-GhSecret'
    'Test-GhSession'
  )
  FunctionsToExport = @()
  AliasesToExport = @()
  VariablesToExport = @()
  PrivateData = @{
    PSData = @{
      Tags = @('GitHub', 'Secrets', 'GitHubActions', 'Dependabot', 'Codespaces', 'Vela', 'DevOps', 'libsodium', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
    }
  }
}
