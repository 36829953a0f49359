BeforeDiscovery {
  $missing = 'node', 'npm' | Where-Object { -not (Get-Command $_ -CommandType Application -ErrorAction Ignore) }
}

Describe 'The package' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $root = Resolve-Path "$PSScriptRoot/../.."
    $said = Invoke-PowerShell -NoProfile -File "$root/build.ps1" -Task Package 2>&1
    if ($LASTEXITCODE) { throw "$said" }

    $package = Get-Item "$root/out/package/GhSecrets.*.nupkg"
    $manifest = Test-ModuleManifest (Get-ModulePath)
    $modules = "$TestDrive/modules"
    $installed = "$modules/GhSecrets/$($manifest.Version)"
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
      try { Invoke-PowerShell -NoProfile -Command $Script } finally { $env:PSModulePath = $path }
    }
  }

  It 'has the version of the manifest' {
    $package.BaseName | Should -Be "GhSecrets.$($manifest.Version)"
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
    $files | Where-Object { $_.Extension -notin '.dll', '.psd1', '.ps1xml', '.xml', '.txt', '.md', '.so', '.dylib', '' } | Should -BeNullOrEmpty
    $files.Name | Where-Object { $_ -match 'Automation|PowerShellStandard|^GhSecrets.*(?<!Help)\.xml$' } | Should -BeNullOrEmpty
    $files.Name | Should -Contain 'LICENSE'
  }

  It 'lists its dependencies with their versions and licenses' {
    $bill = Get-Content "$root/out/package/about/$($package.BaseName).cdx.json" -Raw | ConvertFrom-Json
    $bill.metadata.component.version | Should -Be $manifest.Version
    'Newtonsoft.Json', 'Sodium.Core', 'libsodium', 'BouncyCastle.Cryptography' | Should -BeIn $bill.components.name
    foreach ($component in $bill.components) {
      Get-ChildItem "$installed/licenses/$($component.name)" -Filter LICENSE* | Get-Content -Raw | Should -Match 'Permission|permission'
      $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
      $component.licenses | Should -Not -BeNullOrEmpty
    }
    $bill.dependencies.ref | Sort-Object | Should -Be (@($bill.metadata.component.purl; $bill.components.purl) | Sort-Object)
    (Get-ChildItem "$installed/licenses").Name | Sort-Object | Should -Be ($bill.components.name | Sort-Object)
  }

  It 'seals by the libsodium that is in it' {
    Invoke-Installed "Connect-GhSession -BaseUri http://127.0.0.1:9 -Token x; (Get-GhSession).Sealer" | Should -Be 'libsodium 1.0.22'
  }

  It 'has ghsecrets beside it, which installs as a .NET tool and seals' {
    $said = dotnet tool install ghsecrets --tool-path "$TestDrive/tool" --source "$root/out/package/tool" 2>&1
    $LASTEXITCODE | Should -Be 0 -Because "$said"
    $mock = Start-MockGitHub
    try {
      Initialize-MockGitHub $mock
      Set-Content "$TestDrive/one.csv" 'Repository,Name,Value', 'acme/app,FROM_TOOL,value of the tool'
      $env:GITHUB_API_URL, $env:GITHUB_TOKEN = $mock.BaseUri, $mock.Token
      $done = & "$TestDrive/tool/ghsecrets" apply "$TestDrive/one.csv" --ledger "$TestDrive/ledger"
      $LASTEXITCODE | Should -Be 0 -Because "$done"
      (Get-MockSecret $mock FROM_TOOL).value | Should -BeExactly 'value of the tool'
    }
    finally {
      $env:GITHUB_API_URL = $env:GITHUB_TOKEN = $null
      Stop-MockGitHub $mock
    }
  }

  It 'lies in a folder where nothing else is taken for a module' -Skip:(-not (Get-Command Find-PSResource -ErrorAction Ignore)) {
    Register-PSResourceRepository GhSecretsTest -Uri $package.DirectoryName -Trusted -Force
    try { $found = Find-PSResource * -Repository GhSecretsTest -ErrorAction Stop } finally { Unregister-PSResourceRepository GhSecretsTest }
    $found.Name | Should -Be 'GhSecrets'
  }

  It 'installs by the lines of the README, also the second time' -Skip:(-not (Get-Command sh, Install-PSResource -ErrorAction Ignore)) {
    $lines = @((Get-Content "$root/README.md") -match '^(pwsh -Command|dotnet tool) ')
    $lines.Count | Should -Be 2
    $homeFolder = $env:HOME
    $env:HOME = $env:DOTNET_CLI_HOME = (New-Item "$TestDrive/home" -ItemType Directory).FullName
    Push-Location $root
    try {
      foreach ($run in 1, 2) {
        $said = Invoke-PowerShell -NoProfile -Command "`$ErrorActionPreference = 'Stop'; $($lines[0] -replace "^pwsh -Command '(.+)'`$", '$1')" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        "$said" | Should -BeNullOrEmpty
        $said = sh -c $lines[1] 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
      }

      Test-Path "$env:HOME/.local/share/powershell/Modules/GhSecrets/*/GhSecrets.psd1" | Should -BeTrue
      & "$env:HOME/.dotnet/tools/ghsecrets" --version | Should -Match $manifest.Version
    }
    finally {
      Pop-Location
      $env:HOME, $env:DOTNET_CLI_HOME = $homeFolder, $null
    }
  }

  It 'gives a new session each cmdlet of the manifest' {
    $names = Invoke-Installed '(Get-Module GhSecrets -ListAvailable).ModuleBase; (Get-Command -Module GhSecrets).Name'
    $names[0] | Should -Be (Get-Item $installed).FullName
    $names | Select-Object -Skip 1 | Sort-Object | Should -Be ($manifest.ExportedCmdlets.Keys | Sort-Object)
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
      @(Get-MockSecret $mock).Count + @(Get-MockVariable $mock).Count | Should -Be $rows.Count
    }
    finally {
      $env:GITHUB_API_URL = $env:GITHUB_TOKEN = $null
      Stop-MockGitHub $mock
    }
  }

  Context 'the extension for Azure DevOps' -Tag 'needs node and npm' -Skip:([bool]$missing) {
    BeforeAll {
      # Where npm cannot install, the build says so; then it has made no extension.
      $vsix = Get-Item "$root/out/package/azure-devops/$($package.BaseName).vsix" -ErrorAction Ignore
      if ($vsix) {
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [System.IO.Compression.ZipFile]::ExtractToDirectory($vsix.FullName, "$TestDrive/vsix")
      }

      $task = "$TestDrive/vsix/GhSecretsSync"
    }

    BeforeEach {
      if (-not $vsix) { Set-ItResult -Skipped -Because "$said" }
    }

    It 'has the version of the module, and the one that pipelines name' {
      $definition = Get-Content "$task/task.json" -Raw -Encoding UTF8 | ConvertFrom-Json
      $version = [version]$manifest.Version
      "$($definition.version.Major).$($definition.version.Minor).$($definition.version.Patch)" | Should -Be "1.$(100 * $version.Major + $version.Minor).$($version.Build)"
      ([xml](Get-Content "$TestDrive/vsix/extension.vsixmanifest" -Raw)).PackageManifest.Metadata.Identity.Version | Should -Be $manifest.Version
    }

    It 'has a task that the agent can start' {
      $definition = Get-Content "$task/task.json" -Raw -Encoding UTF8 | ConvertFrom-Json
      $definition.id | Should -Match '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      $definition.execution.PSObject.Properties.Name | Should -Be 'Node20_1', 'Node24'
      $definition.execution.PSObject.Properties.Value.target | ForEach-Object { Test-Path "$task/$_" | Should -BeTrue }
      $definition.inputs | ForEach-Object { if ($_.groupName) { $definition.groups.name | Should -Contain $_.groupName } }
      # No run can set a variable of the job, whatever its log says.
      $definition.restrictions.settableVariables.allowed | Should -BeNullOrEmpty
      $definition.restrictions.settableVariables.PSObject.Properties.Name | Should -Be 'allowed'
      foreach ($icon in @{ "$task/icon.png" = 32; "$TestDrive/vsix/icon.png" = 128 }.GetEnumerator()) {
        # Width and height, big-endian, in the first chunk of a PNG.
        $bytes = [System.IO.File]::ReadAllBytes($icon.Key)
        256 * $bytes[18] + $bytes[19] | Should -Be $icon.Value
        256 * $bytes[22] + $bytes[23] | Should -Be $icon.Value
      }
    }

    It 'holds the module, byte for byte' {
      foreach ($line in Get-Content "$root/out/package/about/$($package.BaseName).sha256") {
        $hash, $file = $line -split '  ', 2
        (Get-FileHash -LiteralPath "$task/GhSecrets/$file").Hash | Should -Be $hash
      }
      @(Get-ChildItem "$task/GhSecrets" -Recurse -File).Count | Should -Be @(Get-Content "$root/out/package/about/$($package.BaseName).sha256").Count
    }

    It 'holds of Node what the task runs with, and nothing that only tests or packs' {
      $lock = (Get-Content "$task/package-lock.json" -Raw).Replace('"": {', '"root": {') | ConvertFrom-Json
      $locked = $lock.packages.PSObject.Properties | Where-Object { $_.Name -like 'node_modules/*' -and -not $_.Value.dev } | ForEach-Object Name
      $there = Get-ChildItem "$task/node_modules" -Recurse -Filter package.json |
        ForEach-Object { $_.Directory.FullName.Substring((Get-Item $task).FullName.Length + 1).Replace('\', '/') } |
        Where-Object { $_ -match '(^|/)node_modules/(@[^/]+/)?[^/]+$' }
      $there | Sort-Object | Should -Be ($locked | Sort-Object)
      Get-ChildItem "$TestDrive/vsix" -Recurse -File | Where-Object Name -match 'Tests\.ps1$|^tfx' | Should -BeNullOrEmpty
    }

    It 'starts: its entry finds all that it requires' {
      $env:AGENT_TEMPDIRECTORY = "$TestDrive"
      try { $lines = node "$task/index.js" } finally { $env:AGENT_TEMPDIRECTORY = $null }
      $lines[-1] | Should -BeLike '##vso`[task.complete result=Failed;`]Give either gitHubConnection or token.'
    }

    It 'stores a secret' {
      Import-Module "$PSScriptRoot/Jobs.psm1"
      $mock = Start-MockGitHub
      try {
        Initialize-MockGitHub $mock
        Set-Content "$TestDrive/task.yaml" 'secrets:', '  - name: FROM_TASK', '    repositories: [acme/app]', '    value: { env: FROM_TASK }'
        $run = Invoke-JobProgram ([System.Diagnostics.ProcessStartInfo]::new((Get-Command node -CommandType Application | Select-Object -First 1).Source, "`"$task/index.js`"")) @{
          TF_BUILD = 'True'; SYSTEM_HOSTTYPE = 'build'; AGENT_VERSION = '4.248.0'; AGENT_TEMPDIRECTORY = "$TestDrive"; AGENT_WORKFOLDER = "$TestDrive"
          INPUT_TOKEN = $mock.Token; INPUT_APIURL = $mock.BaseUri; INPUT_PATH = 'task.yaml'; INPUT_PRUNE = 'false'; INPUT_MAXIMUMREMOVE = '10'
          INPUT_WHATIF = 'false'; INPUT_FORCE = 'false'; INPUT_SLICES = 'none'; INPUT_ONERROR = 'fail'; INPUT_WORKINGDIRECTORY = "$TestDrive"
          FROM_TASK = 'value of the task'
        }
        (Get-JobCommand $run.Lines | Where-Object Name -eq 'task.complete').Properties | Should -Be 'result=Succeeded' -Because "$($run.Lines)"
        (Get-MockSecret $mock FROM_TASK).value | Should -BeExactly 'value of the task'
      }
      finally {
        Stop-MockGitHub $mock
      }
    }
  }
}
