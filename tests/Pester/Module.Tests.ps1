Describe 'The installed module' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $manifest = Get-ModulePath
  }

  It 'has a valid manifest' {
    $module = Test-ModuleManifest $manifest -ErrorAction Stop
    $module.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    $module.ExportedCmdlets.Count | Should -BeGreaterThan 15
  }

  # The other edition's view: what it compares with is turned round, in a copy.
  It 'has a manifest that is valid as <Edition> reads it' -ForEach @{ Edition = 'Core'; Root = 'bin/net8.0/GhSecrets.dll'; Nested = 'GhSecrets.Loader' }, @{ Edition = 'Desktop'; Root = 'bin/net472/GhSecrets.dll'; Nested = $null } {
    $copy = "$TestDrive/$Edition/GhSecrets"
    $null = New-Item $copy -ItemType Directory
    Copy-Item "$($manifest.DirectoryName)/*" $copy -Recurse
    $text = Get-Content $manifest -Raw
    if ($Edition -ne $PSEdition) { $text = $text.Replace('$PSEdition -eq', '$PSEdition -ne') }
    Set-Content "$copy/GhSecrets.psd1" $text
    $module = Test-ModuleManifest "$copy/GhSecrets.psd1" -ErrorAction Stop
    $module.RootModule | Should -Be $Root
    $module.NestedModules.Name | Should -Be $Nested
    $module.ExportedCmdlets.Count | Should -BeGreaterThan 15
  }

  It 'exports each cmdlet of the manifest and nothing else' {
    Import-Module $manifest
    $expected = (Test-ModuleManifest $manifest).ExportedCmdlets.Keys | Sort-Object
    (Get-Command -Module GhSecrets).Name | Sort-Object | Should -Be $expected
  }

  It 'keeps all cmdlets when it is imported again and again' {
    $before = @(Get-Command -Module GhSecrets).Count
    Import-Module $manifest -Force
    Import-Module $manifest -Force
    @(Get-Command -Module GhSecrets).Count | Should -Be $before
    Get-Command Set-GhOrgSecret | Should -Not -BeNullOrEmpty
  }

  It 'uses approved verbs only' {
    (Get-Command -Module GhSecrets).Verb | Sort-Object -Unique | Where-Object { $_ -notin (Get-Verb).Verb } | Should -BeNullOrEmpty
  }

  It 'is a binary module, each time it is imported' {
    Import-Module $manifest -Force
    $module = Get-Module GhSecrets
    $module.ModuleType | Should -Be 'Binary'
    $module.ModuleBase | Should -Be $manifest.DirectoryName
  }

  It 'works where the language is constrained' {
    $mock = Start-MockGitHub
    try {
      Initialize-MockGitHub $mock
      Set-Content "$TestDrive/rows.csv" 'Name,Value', 'A,one', 'B,two'
      $script = "
        `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
        Import-Module '$(Get-ModulePath)'
        Connect-GhSession -BaseUri $($mock.BaseUri) -Token $($mock.Token)
        Import-Csv '$TestDrive/rows.csv' | Set-GhRepoSecret acme/app
        Set-GhOrgSecret acme C -Value (ConvertTo-SecureString three -AsPlainText -Force) -SelectedRepository app
        Remove-GhRepoSecret acme/app A -Force
        Get-GhRepoSecret acme/app
        `$ExecutionContext.SessionState.LanguageMode"
      $said = Invoke-PowerShell -NoProfile -Command $script 2>&1
      @($said -match '\S')[-1] | Should -Be 'ConstrainedLanguage'
      $said -join "`n" | Should -Match '(?m)Place: repository acme/app(.*\n){4}.* 0m B\s*$'
      @(Get-MockSecret $mock).value | Sort-Object | Should -BeExactly 'three', 'two'
    }
    finally { Stop-MockGitHub $mock }
  }

  It 'can be removed and imported again' {
    $before = @(Get-Command -Module GhSecrets).Count
    Remove-Module GhSecrets
    Get-Module GhSecrets | Should -BeNullOrEmpty
    Import-Module $manifest -Global
    @(Get-Command -Module GhSecrets).Count | Should -Be $before
    (Get-Command Set-GhSecret).ImplementingType.Assembly.Location | Should -BeLike "$($manifest.DirectoryName)*"
  }

  # Windows PowerShell has no load contexts.
  Context 'among the assemblies of PowerShell and of other modules' -Tag 'needs PowerShell 7' -Skip:($PSEdition -eq 'Desktop') {
    BeforeAll {
      $yaml = "$TestDrive/app.yaml"
      Set-Content $yaml 'NPM_TOKEN: one'
      Set-Content "$TestDrive/app.json" '{ "NPM_TOKEN": "one" }'
    }

    It 'has all that it brings in a context of its own, and among the shared ones the cmdlets and the loader alone' {
      $null = Import-GhSecret $yaml, "$TestDrive/app.json"
      $null = Connect-GhSession -BaseUri http://127.0.0.1:9 -MaximumRetryCount 0 -Token x -PassThru |
        ForEach-Object { Get-GhPublicKey -Repository acme/app -Session $_ -ErrorAction SilentlyContinue }

      $shared = [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object Location -Like "$($manifest.DirectoryName)*"
      $shared | ForEach-Object { $_.GetName().Name } | Sort-Object | Should -Be 'GhSecrets', 'GhSecrets.Loader'

      $own = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq 'GhSecrets'
      @($own).Count | Should -Be 1
      $own.Assemblies.Location | Should -BeLike "$($manifest.DirectoryName)*"
      'GhSecrets.Core', 'Newtonsoft.Json', 'YamlDotNet' | ForEach-Object { $own.Assemblies.FullName -match "^$_," | Should -Not -BeNullOrEmpty }
    }

    It 'reads YAML where another YamlDotNet was loaded <When> it' -ForEach @{ When = 'before' }, @{ When = 'after' } {
      $read = Start-Job -ArgumentList "$manifest", $yaml, (Get-Item "$PSScriptRoot/../../out/foreign/YamlDotNet.dll").FullName, $When {
        param($Manifest, $File, $Foreign, $When)
        if ($When -eq 'before') { $other = [System.Reflection.Assembly]::LoadFrom($Foreign) }
        Import-Module $Manifest
        $secret = Import-GhSecret $File
        if ($When -eq 'after') { $other = [System.Reflection.Assembly]::LoadFrom($Foreign) }
        # The text that the other one writes of what ours has read.
        $written = $other.CreateInstance('YamlDotNet.Serialization.Serializer').Serialize(@{ Name = "$($secret.Name)" })
        [pscustomobject]@{ Shared = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($other).Name; Version = $other.GetName().Version.Major; Written = $written.Trim() }
      } | Receive-Job -Wait -AutoRemoveJob
      $read.Shared | Should -Be 'Default'
      $read.Version | Should -Be 11
      $read.Written | Should -Be 'Name: NPM_TOKEN'
    }
  }
}
