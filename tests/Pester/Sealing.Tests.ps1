Describe 'Sealing' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $built = (Get-ModulePath).DirectoryName

    # A copy of the module, whose native files may be missing or damaged.
    function Copy-Module {
      $copy = Join-Path $TestDrive ([guid]::NewGuid())
      Copy-Item $built $copy -Recurse
      $copy
    }

    # What seals in a new session, in a given folder; how often Bouncy Castle is loaded before and after; and the secret is set.
    function Invoke-Sealing([string] $Module, [string] $Folder = $TestDrive, [string] $Before) {
      $script = @"
        `$ErrorActionPreference = 'Stop'
        Set-Location '$Folder'
        [Environment]::CurrentDirectory = '$Folder'
        $Before
        Import-Module '$Module/GhSecrets.psd1'
        function Get-Loaded { @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'BouncyCastle.Cryptography' }).Count }
        Connect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token)
        `$before = Get-Loaded
        Set-GhRepoSecret acme/app SEALED -Value "sealed in line 1``nand 🔑"
        [pscustomobject]@{ Sealer = (Get-GhSession).Sealer; Before = `$before; After = Get-Loaded } | ConvertTo-Json
"@
      $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
      [System.IO.File]::WriteAllText($file, $script, [System.Text.UTF8Encoding]::new($true))
      Invoke-PowerShell -NoProfile -File $file | Out-String | ConvertFrom-Json
    }
  }

  AfterAll { Stop-MockGitHub $mock }

  BeforeEach { Initialize-MockGitHub $mock }

  AfterEach { (Get-MockSecret $mock SEALED).value | Should -BeExactly "sealed in line 1`nand 🔑" }

  It 'is done by the libsodium that comes with the module' {
    $sealed = Invoke-Sealing $built
    $sealed.Sealer | Should -Be 'libsodium 1.0.22'
    $sealed.After | Should -Be 0
  }

  It 'is done by Bouncy Castle where <Name>' -ForEach @(
    @{ Name = 'the module has no native file'; Damage = { Remove-Item "$copy/bin/runtimes" -Recurse } }
    @{ Name = 'the native file cannot be loaded'; Damage = { Get-ChildItem "$copy/bin/runtimes" -Recurse -File | Set-Content -Value 'not a library' } }
    @{ Name = 'only the current folder has a native file'; Damage = {
        Get-ChildItem "$copy/bin/runtimes" -Recurse -File | Where-Object { $_.FullName -match '[\\/](linux-x64|linux-arm64|osx|win-x64)[\\/]' } | Copy-Item -Destination $folder
        Remove-Item "$copy/bin/runtimes" -Recurse
      }
    }
  ) {
    $copy = Copy-Module
    $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    . $Damage
    $sealed = Invoke-Sealing $copy $folder
    $sealed.Sealer | Should -Be 'BouncyCastle'
    $sealed.Before | Should -Be 0
    $sealed.After | Should -Be 1
  }

  It 'is done by the Bouncy Castle of the module also where another one was loaded before' -Tag 'needs PowerShell 7' -Skip:($PSEdition -eq 'Desktop') {
    $copy = Copy-Module
    Remove-Item "$copy/bin/runtimes" -Recurse
    $foreign = Get-Item "$PSScriptRoot/../../out/foreign/BouncyCastle.Cryptography.dll"
    $sealed = Invoke-Sealing $copy -Before "`$null = [System.Reflection.Assembly]::LoadFrom('$foreign')"
    $sealed.Sealer | Should -Be 'BouncyCastle'
    $sealed.Before | Should -Be 1
    $sealed.After | Should -Be 2
  }
}
