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

  It 'exports each cmdlet of the manifest and nothing else' {
    Import-Module $manifest
    $expected = (Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object
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

  It 'brings its own Newtonsoft.Json beside the one that is loaded already' -Skip:($PSEdition -eq 'Desktop') {
    $null = '{}' | ConvertFrom-Json
    Import-Module $manifest
    $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Set-GhSecret).ImplementingType.Assembly)
    $context.Name | Should -Be 'GhSecrets'
    $own = $context.LoadFromAssemblyName('Newtonsoft.Json')
    $own.Location | Should -BeLike "$(Split-Path $manifest)*"
    $others = [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Newtonsoft.Json' -and $_ -ne $own }
    $others | Should -Not -BeNullOrEmpty
  }

  It 'works where another Newtonsoft.Json was loaded before' -Skip:($PSEdition -eq 'Desktop') {
    $script = {
      param($Manifest, $Folder)
      Add-Type -OutputAssembly "$Folder/Newtonsoft.Json.dll" -TypeDefinition '[assembly: System.Reflection.AssemblyVersion("6.0.0.0")] namespace Newtonsoft.Json { public static class JsonConvert { } }'
      $null = [System.Reflection.Assembly]::LoadFile("$Folder/Newtonsoft.Json.dll")
      Import-Module $Manifest
      $env:GH_TOKEN = 'x'
      Get-GhPublicKey -Repository acme/app -Session (Connect-GhSession -BaseUri http://127.0.0.1:9 -MaximumRetryCount 0 -Token x -PassThru) 2>&1
    }
    $answer = & (Get-Process -Id $PID).Path -NoProfile -Command $script -args "$manifest", "$TestDrive"
    "$answer" | Should -Match 'cannot be reached'
  }
}
