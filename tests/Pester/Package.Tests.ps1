Describe 'The package' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $root = Resolve-Path "$PSScriptRoot/../.."
    $powershell = (Get-Process -Id $PID).Path
    $said = & $powershell -NoProfile -File "$root/build.ps1" -Task Package
    if ($LASTEXITCODE) { throw "$said" }

    $package = Get-Item "$root/out/package/GhSecrets.*.nupkg"
    $manifest = Import-PowerShellDataFile "$root/GhSecrets.psd1"
    $modules = "$TestDrive/modules"
    $installed = "$modules/GhSecrets/$($manifest.ModuleVersion)"
    $null = New-Item $modules -ItemType Directory
    if (Get-Command Save-PSResource -ErrorAction Ignore) {
      # The installer, into a folder of our own.
      Register-PSResourceRepository GhSecretsTest -Uri $package.DirectoryName -Trusted -Force
      try { Save-PSResource GhSecrets -Repository GhSecretsTest -Path $modules -ErrorAction Stop } finally { Unregister-PSResourceRepository GhSecretsTest }
    }
    else {
      # As the installer does: without what only the package needs.
      Add-Type -AssemblyName System.IO.Compression.FileSystem
      [System.IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $installed)
      '_rels', '[Content_Types].xml', 'GhSecrets.nuspec' | ForEach-Object { Remove-Item -LiteralPath "$installed/$_" -Recurse -Force }
    }

    # A new session that knows the installed module alone.
    function Invoke-Installed([string] $Script) {
      $path = $env:PSModulePath
      $env:PSModulePath = $modules
      try { & $powershell -NoProfile -Command $Script } finally { $env:PSModulePath = $path }
    }
  }

  It 'has the version of the manifest' {
    $package.BaseName | Should -Be "GhSecrets.$($manifest.ModuleVersion)"
    Test-Path "$installed/GhSecrets.psd1" | Should -BeTrue
  }

  It 'installs the files of its list, and no other' {
    $listed = Get-Content "$root/out/package/about/$($package.BaseName).sha256"
    $there = Get-ChildItem $installed -Recurse -File -Force | Where-Object Name -ne 'PSGetModuleInfo.xml' | ForEach-Object {
      $file = $_.FullName.Substring((Get-Item $installed).FullName.Length + 1).Replace('\', '/')
      "$((Get-FileHash -LiteralPath $_.FullName).Hash.ToLowerInvariant())  $file"
    }
    $there | Sort-Object | Should -Be ($listed | Sort-Object)
  }

  It 'holds just what is needed' {
    $files = Get-ChildItem $installed -Recurse -File | Where-Object Name -ne 'PSGetModuleInfo.xml'
    $files | Where-Object { $_.Extension -notin '.dll', '.psd1', '.psm1', '.ps1xml', '.xml', '.txt', '.so', '.dylib', '' } | Should -BeNullOrEmpty
    $files.Name | Where-Object { $_ -match 'Automation|PowerShellStandard|^GhSecrets.*(?<!Help)\.xml$' } | Should -BeNullOrEmpty
    $files.Name | Should -Contain 'LICENSE'
  }

  It 'lists its dependencies with their versions and licenses' {
    $bill = Get-Content "$root/out/package/about/$($package.BaseName).cdx.json" -Raw | ConvertFrom-Json
    $bill.metadata.component.version | Should -Be $manifest.ModuleVersion
    $bill.components.name | Should -Contain 'Newtonsoft.Json'
    foreach ($component in $bill.components) {
      $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
      $component.licenses | Should -Not -BeNullOrEmpty
    }
    $bill.dependencies.ref | Sort-Object | Should -Be (@($bill.metadata.component.purl; $bill.components.purl) | Sort-Object)
  }

  It 'gives a new session each cmdlet of the manifest' {
    $names = Invoke-Installed '(Get-Module GhSecrets -ListAvailable).ModuleBase; (Get-Command -Module GhSecrets).Name'
    $names[0] | Should -Be (Get-Item $installed).FullName
    $names | Select-Object -Skip 1 | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
  }

  It 'rolls out the example' {
    $mock = Start-MockGitHub
    try {
      Initialize-MockGitHub $mock
      $env:GITHUB_API_URL, $env:GITHUB_TOKEN = $mock.BaseUri, $mock.Token
      Push-Location $root
      $done = Invoke-Installed 'Import-Csv docs/examples/rollout.csv -Encoding UTF8 | Set-GhSecret -PassThru | ForEach-Object { "$_" }'
      Pop-Location
      $rows = @(Import-Csv "$root/docs/examples/rollout.csv" -Encoding UTF8)
      @($done).Count | Should -Be $rows.Count
      @(Get-MockSecret $mock).Count | Should -Be $rows.Count
    }
    finally {
      $env:GITHUB_API_URL = $env:GITHUB_TOKEN = $null
      Stop-MockGitHub $mock
    }
  }
}
