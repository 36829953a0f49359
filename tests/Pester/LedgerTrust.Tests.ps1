Describe 'What Sync-GhSecret -Prune believes of a ledger' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $saved = $env:GHSECRETS_LEDGER_KEY, $env:DECLARED
    $env:DECLARED = 'declared'

    function Set-Declared {
      param([string[]] $Name, [string] $File = 'secrets.yaml')
      Set-DeclaredFile "$TestDrive/$File" ($Name | ForEach-Object { "{ name: $_, repositories: [acme/app], value: { env: DECLARED } }" })
    }

    # The changes as texts.
    function Sync-Declared {
      param([string[]] $Name, [string] $File = 'secrets.yaml', [hashtable] $Options = @{})
      Sync-GhSecret (Set-Declared $Name $File) -Prune -PassThru @Options @telling | ForEach-Object { "$_" }
    }

    function Get-LedgerFile { Get-ChildItem "$TestDrive/secrets.yaml.ledger" -Recurse -File }

    # A file in the place of a ledger's folder, which a sync that goes on may make anew meanwhile.
    function Block-Ledger {
      param([string] $Folder)
      while (-not (Test-Path $Folder -PathType Leaf)) {
        Move-Item $Folder "$Folder.$(New-Guid)" -ErrorAction Ignore
        $null = New-Item $Folder -ItemType File -ErrorAction Ignore
      }
    }
  }

  AfterAll {
    $env:GHSECRETS_LEDGER_KEY, $env:DECLARED = $saved
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Get-ChildItem $TestDrive -Force | Remove-Item -Recurse -Force
    $env:GHSECRETS_LEDGER_KEY = 'only the tests have this'
    $Error.Clear()
    $telling = @{ WarningVariable = '+script:told'; WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue' }
    $script:told = @()
  }

  It 'is one of two files that share it: each removes its own secrets' {
    $shared = @{ LedgerPath = "$TestDrive/ledger" }
    $null = Sync-Declared A, A_OLD a.yaml $shared
    $null = Sync-Declared B, B_OLD b.yaml $shared
    Sync-Declared A a.yaml $shared | Should -Be 'Removed A_OLD in repository acme/app'
    Sync-Declared B b.yaml $shared | Should -Be 'Removed B_OLD in repository acme/app'
    Sync-Declared A a.yaml $shared | Should -BeNullOrEmpty
    (Get-MockSecret $mock).name | Should -Be 'A', 'B'
    $script:told | Should -BeNullOrEmpty
    $Error | Should -BeNullOrEmpty
  }

  It 'is what a renamed file adopts: <_>' -ForEach '../a.yaml', 'a.yaml', 'the whole path' {
    $shared = @{ LedgerPath = "$TestDrive/ledger" }
    $former = if ($_ -eq 'the whole path') { "$TestDrive/a.yaml" } else { $_ }
    $null = Sync-Declared A, OLD a.yaml $shared
    Sync-Declared A b.yaml $shared | Should -BeNullOrEmpty
    "$script:told" | Should -Match "The ledger has secrets of '\.\./a\.yaml' that this file declares, too\."
    Sync-Declared A b.yaml ($shared + @{ AdoptLedger = 'c.yaml' }) | Should -BeNullOrEmpty
    "$script:told" | Should -Match "The ledger has nothing of 'c\.yaml' to adopt\."
    $script:told = @()
    Push-Location $TestDrive
    try {
      Sync-Declared A b.yaml ($shared + @{ AdoptLedger = $former }) | Should -Be 'Removed OLD in repository acme/app'
    }
    finally {
      Pop-Location
    }
    Sync-Declared A b.yaml $shared | Should -BeNullOrEmpty
    (Get-MockSecret $mock).name | Should -Be 'A'
    $script:told | Should -BeNullOrEmpty
    $Error | Should -BeNullOrEmpty
  }

  It 'is nothing when it <Case>' -ForEach @(
    @{ Case = 'has no signature'; Doubt = 'is not signed'; Pattern = ',\s*"hmac": "[^"]*"'; Replacement = '' }
    @{ Case = 'was changed'; Doubt = 'is not signed with this ledger key, or was changed since'; Pattern = '"updatedAt":"\d+'; Replacement = '"updatedAt":"2001' }
    @{ Case = 'was signed with another key'; Doubt = 'is not signed with this ledger key, or was changed since' }
    @{ Case = 'is that of another host'; Doubt = 'belongs to another host'; Pattern = '"host": "[^"]*"'; Replacement = '"host": "github.com"' }
    @{ Case = 'holds the marks of a conflict'; Doubt = 'is not a file of a ledger that this version knows'; Pattern = '  "secrets": {'; Replacement = "<<<<<<< HEAD`n`$0`n=======`n`$0`n>>>>>>> theirs" }
  ) {
    $null = Sync-Declared A, OLD
    if ($Pattern) {
      $text = [System.IO.File]::ReadAllText((Get-LedgerFile).FullName)
      $text | Should -Match $Pattern
      [System.IO.File]::WriteAllText((Get-LedgerFile).FullName, ($text -replace $Pattern, $Replacement))
    }
    else {
      $env:GHSECRETS_LEDGER_KEY = 'somebody else has this'
    }
    Sync-Declared A | Should -Be 'Updated A in repository acme/app'
    "$script:told" | Should -Match "The ledger is not believed where its file $Doubt`: '.+\.json'\. What is declared there is written again, and nothing there is pruned\.$"
    $script:told.Count | Should -Be 1
    (Get-MockSecret $mock).name | Should -Be 'A', 'OLD'
    $Error | Should -BeNullOrEmpty
  }

  It 'is said not to be signed without a key, and an entry of the future makes nothing ours' {
    $env:GHSECRETS_LEDGER_KEY = $null
    $null = Sync-Declared A, OLD
    $text = [System.IO.File]::ReadAllText((Get-LedgerFile).FullName)
    $text | Should -Match '"updatedAt":"\d+'
    [System.IO.File]::WriteAllText((Get-LedgerFile).FullName, ($text -replace '"updatedAt":"\d+', '"repliedAt":"2999'))
    $script:told = @()
    Sync-Declared A | Should -Be 'Updated A in repository acme/app'
    "$script:told" | Should -Match '^There is no ledger key, .*, and the ledger that says what may be removed is not signed\. Give -LedgerKey'
    $script:told.Count | Should -Be 1
    (Get-MockSecret $mock).name | Should -Be 'A', 'OLD'
    $Error | Should -BeNullOrEmpty
  }

  It 'is one error before any write where it cannot be written' {
    $null = New-Item "$TestDrive/ledger" -ItemType Directory
    $null = New-Item "$TestDrive/ledger/$(([uri]$mock.BaseUri).Authority -replace ':', '_')" -ItemType File
    Sync-Declared A, B -Options @{ LedgerPath = "$TestDrive/ledger" } | Should -BeNullOrEmpty
    $Error.FullyQualifiedErrorId | Should -Be 'LedgerNotWritable,GhSecrets.SyncGhSecretCommand'
    Get-MockWrite $mock | Should -BeNullOrEmpty
  }

  It 'ends the writing when it can no longer be written, and says what is not noted' {
    $file = Set-Declared (1..20 | ForEach-Object { "N_$_" })
    Set-MockFault $mock @{ latency = @{ ms = 100 } }
    $changes = Sync-GhSecret $file -PassThru -ThrottleLimit 2 @telling | ForEach-Object { Block-Ledger "$file.ledger"; $_ }
    @(Get-MockSecret $mock).Count | Should -Be @($changes).Count
    @($changes).Count | Should -BeLessThan 20
    @($changes).Count + $Error.Count | Should -Be (20 + 1)
    $Error[0].FullyQualifiedErrorId | Should -Be 'LedgerNotWritable,GhSecrets.SyncGhSecretCommand'
    $Error | Select-Object -Skip 1 | ForEach-Object FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'NotAttempted,GhSecrets.SyncGhSecretCommand'
    $script:told.Count | Should -BeIn 1, 2
    $script:told | ForEach-Object { "$_" | Should -Match '^N_\d+ in repository acme/app: written, but not noted in the ledger: ' }
  }

  It 'is never written through a symbolic link' -Tag 'on Windows few may make symbolic links' -Skip:($env:OS -eq 'Windows_NT') {
    $null = Sync-Declared A
    Set-Content "$TestDrive/victim" 'untouched'
    $ledger = (Get-LedgerFile).FullName
    $null = New-Item "$ledger.tmp" -ItemType SymbolicLink -Target "$TestDrive/victim"
    Sync-Declared A, B | Should -Be 'Created B in repository acme/app'
    Sync-Declared A, B | Should -BeNullOrEmpty
    Get-Content "$TestDrive/victim" | Should -Be 'untouched'
    (Get-LedgerFile).FullName | Should -Be $ledger
    $Error | Should -BeNullOrEmpty
  }
}
