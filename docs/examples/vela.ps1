# Rolls vela.csv out to a Vela server, then gives the organization's secret a new value as the platform admin does.
# VELA_ADDR says where the server is, VELA_TOKEN signs in; or run Connect-VelaSession first.
Import-Csv "$PSScriptRoot/vela.csv" | Set-VelaSecret -PassThru

# An update keeps what it is not given: here the value, the events and the allowlist stay.
Set-VelaSecret -Organization acme -Type org -Name deploy_key -Image alpine

# The admin's update overwrites all of the secret, so all of it comes down the pipeline; only the value is new.
$new = [System.IO.Path]::GetRandomFileName()
Get-VelaSecret -Organization acme -Type org -Name deploy_key | Set-VelaAdminSecret -Value $new -PassThru

Get-VelaSecret -Organization acme -Repository app, web
