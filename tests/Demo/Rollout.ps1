# The rollouts that a user would type; the sessions come from GITHUB_API_URL and GITHUB_TOKEN, VELA_ADDR and VELA_TOKEN.
$ErrorActionPreference = 'Continue'
Import-Module (Get-Item "$PSScriptRoot/../../out/GhSecrets/*/GhSecrets.psd1" | Sort-Object { [version]$_.Directory.Name } | Select-Object -Last 1)
Import-Csv docs/examples/rollout.csv -Encoding UTF8 | Set-GhSecret -PassThru | ForEach-Object { "$_" }
Import-Csv docs/examples/vela.csv -Encoding UTF8 | Set-VelaSecret -PassThru | ForEach-Object { "$_" }
