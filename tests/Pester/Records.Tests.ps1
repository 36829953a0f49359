Describe 'A record that comes down the pipeline' {
  BeforeAll {
    Import-Module "$PSScriptRoot/Testing.psm1"
    $mock = Start-MockGitHub
    $vela = Start-MockVela

    # Every column that says a place or a store, with its short form.
    $short = @{ Organization = 'Org'; Repository = 'Repo'; Environment = 'Env'; Application = 'App' }
  }

  AfterAll {
    Stop-MockVela $vela
    Stop-MockGitHub $mock
  }

  BeforeEach {
    Connect-MockGitHub $mock
    Connect-MockVela $vela
    $Error.Clear()
  }

  Context 'that is not read' {
    BeforeEach { Set-GhRepoSecret acme/app KEPT -Value v }

    It '<Name> never means all secrets of a place' -ForEach @(
      @{ Name = 'a text'; Piped = { 'KEPT' } }
      @{ Name = 'a number'; Piped = { 5 } }
      @{ Name = 'a file'; Piped = { Get-Item $PSCommandPath } }
      @{ Name = 'nothing'; Piped = { , $null } }
      @{ Name = 'an empty name'; Piped = { [pscustomobject]@{ Repository = 'acme/app'; Name = '' } } }
      @{ Name = 'a name that is null'; Piped = { [pscustomobject]@{ Repository = 'acme/app'; Name = $null } } }
    ) {
      & $Piped | Get-GhRepoSecret acme/app -ErrorVariable failed -ErrorAction SilentlyContinue | Remove-GhRepoSecret -Force
      $failed.Count | Should -Be 1
      "$($failed.FullyQualifiedErrorId)" | Should -BeIn 'InvalidArgument,GhSecrets.GetGhRepoSecretCommand', 'InvalidSecretName,GhSecrets.GetGhRepoSecretCommand'
      "$failed" | Should -Not -Match 'KEPT'
      (Get-MockSecret $mock).name | Should -Be 'KEPT'
    }

    It 'as <Name> is refused where it is to be written' -ForEach @(
      @{ Name = 'a value beside the full name of a repository'; Piped = { [pscustomobject]@{ full_name = 'acme/web'; Value = 'of-MARKED' } } }
      @{ Name = 'an object of JSON'; Piped = { , [System.Text.Json.Nodes.JsonNode]::Parse('{"Name":"A","Value":"of-MARKED"}') } }
      @{ Name = 'an element of JSON'; Piped = { [System.Text.Json.JsonDocument]::Parse('{"Name":"A","Value":"of-MARKED"}').RootElement } }
      @{ Name = 'an expando'; Piped = { $piped = [System.Dynamic.ExpandoObject]::new(); $piped.Name = 'of-MARKED'; , $piped } }
      @{ Name = 'a whole table'; Piped = { , [System.Data.DataTable]::new('of-MARKED') } }
      @{ Name = 'a row without known columns'; Piped = { [pscustomobject]@{ Key = 'A'; Secret = 'of-MARKED' } } }
    ) {
      & $Piped | Set-GhRepoSecret acme/app OTHER -Value x -ErrorVariable failed -ErrorAction SilentlyContinue
      $failed.Count | Should -Be 1
      $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
      Get-ErrorText $failed | Should -Not -Match 'MARKED'
      (Get-MockSecret $mock).name | Should -Be 'KEPT'
    }

    It 'an empty -Name means none' {
      Get-GhRepoSecret acme/app -Name '' -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
      "$failed" | Should -Match '-Name is empty'
    }

    It '<Verb>-GhRepoSecret refuses <Name>, and sends nothing' -ForEach @(
      foreach ($one in @(
          @{ Name = 'a column that is nearly a place'; Record = { [pscustomobject]@{ Enviroment = 'staging'; Repository = 'acme/app'; Name = 'KEPT' } }; Said = "Did you mean 'Environment'" }
          @{ Name = 'a list as a place'; Record = { [pscustomobject]@{ environment = @(@{ name = 'staging' }); Repository = 'acme/app'; Name = 'KEPT' } }; Said = 'environment is a list' }
          @{ Name = 'a place beside a full name'; Record = { [pscustomobject]@{ full_name = 'acme/app'; Environment = 'staging' } }; Said = 'Environment beside the full name' }
          @{ Name = 'an application beside a full name'; Record = { [pscustomobject]@{ full_name = 'acme/app'; App = 'Dependabot' } }; Said = 'Application beside the full name' })) {
        foreach ($verb in 'Set', 'Remove', 'Get') { $one + @{ Verb = $verb } }
      }
    ) {
      $more = switch ($Verb) { Set { @{ Value = 'w' } } Remove { @{ Force = $true } } Get { @{} } }
      $found = & $Record | & "$Verb-GhRepoSecret" @more -ErrorVariable failed -ErrorAction SilentlyContinue
      $found | Should -BeNullOrEmpty
      "$failed" | Should -Match $Said
      (Get-MockSecret $mock).writes | Should -Be 1
    }

    It 'what a value shows is no value' {
      Set-GhRepoSecret acme/app KEPT -Value '***' -ErrorVariable failed -ErrorAction SilentlyContinue
      [pscustomobject]@{ Name = 'KEPT'; Value = '***' } | Set-GhRepoSecret acme/app -ErrorVariable +failed -ErrorAction SilentlyContinue
      $failed.Count | Should -Be 2
      (Get-MockSecret $mock).value | Should -BeExactly 'v'
    }
  }

  Context 'of another kind of place' {
    It '<Name>: is refused by <Command>, which names <Use>, and nothing is sent' -ForEach @(
      @{ Name = 'an environment'; Record = @{ Repository = 'acme/app'; Environment = 'staging' }; Command = 'Set-GhRepoSecret'; Use = 'Set-GhEnvironmentSecret' }
      @{ Name = 'an environment'; Record = @{ Repository = 'acme/app'; Environment = 'staging' }; Command = 'Remove-GhRepoSecret'; Use = 'Remove-GhEnvironmentSecret' }
      @{ Name = 'an environment'; Record = @{ Repo = 'acme/app'; Env = 'staging' }; Command = 'Get-GhRepoSecret'; Use = 'Get-GhEnvironmentSecret' }
      @{ Name = 'an environment, for a repository on the command line'; Record = @{ Repository = 'acme/app'; Environment = 'staging' }; Command = 'Set-GhRepoSecret'; Typed = @{ Repository = 'acme/web' }; Use = 'Set-GhEnvironmentSecret' }
      @{ Name = 'an environment of another repository'; Record = @{ Repository = 'acme/app'; Environment = 'staging' }; Command = 'Set-GhSecret'; Typed = @{ Repository = 'acme/web' }; Use = '-Environment' }
      @{ Name = 'an organization'; Record = @{ Organization = 'acme' }; Command = 'Set-GhRepoSecret'; Typed = @{ Repository = 'acme/app' }; Use = 'Set-GhOrgSecret' }
      @{ Name = 'an organization'; Record = @{ Organization = 'acme' }; Command = 'Remove-GhUserSecret'; Use = 'Remove-GhOrgSecret' }
      @{ Name = 'an organization'; Record = @{ Org = 'acme' }; Command = 'Set-GhEnvironmentSecret'; Typed = @{ Repository = 'acme/app'; Environment = 'staging' }; Use = 'Set-GhOrgSecret' }
      @{ Name = 'a repository'; Record = @{ Repository = 'acme/app' }; Command = 'Set-GhOrgSecret'; Typed = @{ Organization = 'acme' }; Use = 'Set-GhRepoSecret' }
      @{ Name = 'a repository'; Record = @{ Repository = 'acme/app' }; Command = 'Remove-GhOrgSecret'; Typed = @{ Organization = 'acme' }; Use = 'Remove-GhRepoSecret' }
      @{ Name = 'a repository'; Record = @{ Repository = 'acme/app' }; Command = 'Add-GhOrgSecretRepository'; Typed = @{ Organization = 'acme'; SelectedRepository = 'web' }; Use = 'SelectedRepository' }
      @{ Name = 'the user'; Record = @{ User = 'me' }; Command = 'Remove-GhOrgSecret'; Typed = @{ Organization = 'acme' }; Use = 'Remove-GhUserSecret' }
      @{ Name = 'another user'; Record = @{ User = 'octocat' }; Command = 'Remove-GhUserSecret'; Use = 'me' }
      @{ Name = 'an application that environments do not have'; Record = @{ Repository = 'acme/app'; Environment = 'staging'; Application = 'Dependabot' }; Command = 'Remove-GhEnvironmentSecret'; Use = '-Application' }
      @{ Name = 'an application that users do not have'; Record = @{ User = 'me'; App = 'Actions' }; Command = 'Set-GhUserSecret'; Use = '-Application' }
      @{ Name = 'Vela'; Record = @{ Organization = 'acme'; Type = 'org' }; Command = 'Set-GhOrgSecret'; Use = 'Set-VelaSecret' }
      @{ Name = 'Vela'; Record = @{ Organization = 'acme'; Engine = 'native' }; Command = 'Remove-GhOrgSecret'; Use = 'Remove-VelaSecret' }
      @{ Name = 'GitHub'; Record = @{ Organization = 'acme'; Application = 'Actions' }; Command = 'Remove-VelaSecret'; Typed = @{ Type = 'org' }; Use = 'Remove-GhOrgSecret' }
      @{ Name = 'GitHub'; Record = @{ Repository = 'acme/app'; Environment = 'staging' }; Command = 'Set-VelaSecret'; Use = 'Set-GhEnvironmentSecret' }
    ) {
      $more = @{}
      if ($Typed) { $more += $Typed }
      if ($Command -like 'Remove-*') { $more.Force = $true }
      $row = [pscustomobject]($Record + @{ Name = 'deploy' })
      if ($Command -like 'Set-*') { $row | Add-Member Value 'of-MARKED' }

      $row | & $Command @more -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
      "$errors" | Should -Match ([regex]::Escape($Use))
      Get-ErrorText $errors | Should -Not -Match 'MARKED'
      Get-MockRequest $mock | Should -BeNullOrEmpty
      Get-MockRequest $vela | Where-Object method -NE 'GET' | Should -BeNullOrEmpty
    }

    It 'is refused as an object that was read, too: an environment''s secret removes none of its repository' {
      Set-GhRepoSecret acme/app TOKEN -Value 'the repository''s'
      Set-GhEnvironmentSecret acme/app staging TOKEN -Value 'the environment''s'
      Get-GhEnvironmentSecret acme/app staging | Remove-GhRepoSecret -Force -ErrorVariable errors -ErrorAction SilentlyContinue
      "$errors" | Should -BeLike '*Remove-GhEnvironmentSecret*'
      @(Get-MockSecret $mock).Count | Should -Be 2
    }

    It 'wins over nothing: a place of the same kind on the command line is where a copy goes' {
      Set-GhRepoSecret acme/app TOKEN -Value 'x'
      Get-GhRepoSecret acme/app | Set-GhRepoSecret acme/web -Value 'copied'
      [pscustomobject]@{ Owner = 'globex'; Repository = 'api'; Name = 'OTHER' } | Set-GhRepoSecret acme/web -Value 'copied'
      [pscustomobject]@{ Repository = 'globex/api'; Environment = 'prod/eu west'; Name = 'ENV' } | Set-GhEnvironmentSecret acme/app staging -Value 'copied'
      (Get-MockSecret $mock | Where-Object value -EQ 'copied' | Sort-Object name).scope | Should -Be 'repos/acme/app/environments/staging', 'repos/acme/web/actions', 'repos/acme/web/actions'
    }

    It 'does not lend its owner to a repository that the command line names without one' {
      [pscustomobject]@{ Owner = 'globex'; Repository = 'api'; Name = 'OTHER' } | Set-GhRepoSecret web -Value x -ErrorVariable errors -ErrorAction SilentlyContinue
      "$errors" | Should -BeLike '*no owner*'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }
  }

  Context 'of GitHub''s own API' {
    It '<Name>: only the full name is read' -ForEach @(
      @{ Name = 'REST'; Record = @{ name = 'app'; full_name = 'acme/app'; owner = @{ login = 'acme' }; organization = @{ login = 'acme' }; visibility = 'private'; node_id = 'x' } }
      @{ Name = 'gh'; Record = @{ name = 'app'; nameWithOwner = 'acme/app'; owner = @{ login = 'acme' }; visibility = 'PRIVATE' } }
      @{ Name = 'a client'; Record = @{ Name = 'app'; FullName = 'acme/app'; Owner = @{ Login = 'acme' }; Visibility = 'Private' } }
    ) {
      $repository = $Record | ConvertTo-Json | ConvertFrom-Json
      $repository | Set-GhRepoSecret -Name TOKEN -Value x -WarningVariable warnings
      $warnings | Should -BeNullOrEmpty
      (Get-MockSecret $mock).scope | Should -Be 'repos/acme/app/actions'
      (Get-MockSecret $mock).name | Should -Be 'TOKEN'
      $repository | Set-GhEnvironmentSecret -Environment staging -Name TOKEN -Value x
      @(Get-MockSecret $mock).Count | Should -Be 2

      $repository | Set-GhRepoSecret -Value x -ErrorVariable errors -ErrorAction SilentlyContinue
      "$errors" | Should -BeLike '*There is no Name*'
      $repository | Remove-GhOrgSecret acme -Name TOKEN -Force -ErrorVariable errors -ErrorAction SilentlyContinue
      "$errors" | Should -BeLike '*is a repository*'
    }

    It 'can be shown a secret of its organization' {
      Set-GhOrgSecret acme TOKEN -Value x -Visibility Selected -SelectedRepository web
      [pscustomobject]@{ name = 'app'; nameWithOwner = 'acme/app' } | Add-GhOrgSecretRepository acme TOKEN
      (Get-GhOrgSecretRepository acme TOKEN).SelectedRepository | Sort-Object | Should -Be 'acme/app', 'acme/web'
    }

    It 'gives no name where it has no full name' {
      [pscustomobject]@{ name = 'app'; owner = [pscustomobject]@{ login = 'acme' } } | Remove-GhRepoSecret -Repository acme/app -Force -ErrorVariable errors -ErrorAction SilentlyContinue
      "$errors" | Should -BeLike '*There is no Name*'
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }
  }

  Context 'and its columns' {
    It 'has the short forms Repo, Org, Env and App, as the command line has' {
      [pscustomobject]@{ Repo = 'acme/app'; Env = 'staging'; Name = 'A'; Value = 'x' } | Set-GhEnvironmentSecret
      [pscustomobject]@{ Org = 'acme'; App = 'Dependabot'; Name = 'B'; Value = 'x' } | Set-GhOrgSecret
      Set-GhEnvironmentSecret -Repo acme/app -Env staging -Name C -Value x
      Set-GhOrgSecret -Org acme -App Dependabot -Name D -Value x
      (Get-MockSecret $mock | Sort-Object name).scope | Should -Be 'repos/acme/app/environments/staging', 'orgs/acme/dependabot', 'repos/acme/app/environments/staging', 'orgs/acme/dependabot'
    }

    It 'may not say two things under the two names of one column' {
      [pscustomobject]@{ Repo = 'acme/app'; Repository = 'acme/web'; Name = 'A'; Value = 'x' } | Set-GhRepoSecret -ErrorVariable errors -ErrorAction SilentlyContinue
      "$errors" | Should -BeLike "*'Repository' and 'Repo' are two names of one column*"
      $row = [pscustomobject]@{ Value = 'of-MARKED 1'; SecretValue = 'of-MARKED 2'; Name = 'A' }
      $row | Set-GhRepoSecret acme/app -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.Count | Should -Be 1
      Get-ErrorText $errors | Should -Not -Match 'MARKED'
      Get-MockRequest $mock | Should -BeNullOrEmpty
      [pscustomobject]@{ Repo = 'acme/app'; Repository = 'acme/app'; Name = 'A'; Value = 'x' } | Set-GhRepoSecret
      (Get-MockSecret $mock).scope | Should -Be 'repos/acme/app/actions'
    }

    It '<Column>: a near miss is an error that asks for <Meant>' -ForEach @(
      @{ Column = 'Visibilty'; Meant = 'Visibility' }
      @{ Column = 'Vissibility'; Meant = 'Visibility' }
      @{ Column = 'SelectedRepositories'; Meant = 'SelectedRepository' }
      @{ Column = 'selected_repository'; Meant = 'SelectedRepository' }
      @{ Column = 'SecretName'; Meant = 'Name' }
      @{ Column = 'Aplication'; Meant = 'Application' }
      @{ Column = 'Organisation'; Meant = 'Organization' }
    ) {
      $row = [pscustomobject]@{ Name = 'A'; Value = 'of-MARKED' }
      $row | Add-Member $Column 'All'
      $row | Set-GhOrgSecret acme -ErrorVariable errors -ErrorAction SilentlyContinue
      $errors.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
      "$errors" | Should -BeLike "*'$Column'*Did you mean '$Meant'*"
      Get-MockRequest $mock | Should -BeNullOrEmpty
    }

    It 'says who sees a secret where nobody can be chosen: <Column> for <Command>' -ForEach @(
      @{ Command = 'Set-GhRepoSecret'; Column = 'Visibility'; Text = 'Private' }
      @{ Command = 'Set-GhRepoSecret'; Column = 'SelectedRepository'; Text = 'acme/web' }
      @{ Command = 'Set-GhEnvironmentSecret'; Column = 'Visibility'; Text = 'All' }
    ) {
      $row = [pscustomobject]@{ Repository = 'acme/app'; Environment = if ($Command -match 'Env') { 'staging' }; Name = 'A'; Value = 'x'; $Column = $Text }
      $row | & $Command -ErrorVariable failed -ErrorAction SilentlyContinue
      "$failed" | Should -Match "gives $Column, which secrets of .* do not have.*or use Set-GhOrgSecret"
      $row.$Column = ''
      $row | & $Command
      (Get-MockSecret $mock).name | Should -Be 'A'
    }

    It 'warns once a run of other columns of a row' {
      1..3 | ForEach-Object { [pscustomobject]@{ Name = "A$_"; Value = 'x'; Note = 'n'; Stage = 's' } } | Set-GhRepoSecret acme/app -WarningVariable warnings -WarningAction SilentlyContinue
      $warnings.Count | Should -Be 1
      "$warnings" | Should -Be 'These columns are not read: Note, Stage.'
      @(Get-MockSecret $mock).Count | Should -Be 3
    }

    It 'does not name a column of a file without a header, where a value may stand' {
      @('A,of-MARKED', 'B,other') | Set-Content "$TestDrive/none.csv"
      Import-Csv "$TestDrive/none.csv" | Set-GhRepoSecret acme/app -ErrorVariable errors -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
      "$errors" | Should -BeLike '*None of the record*a CSV file needs a header*'
      "$(Get-ErrorText $errors) $warnings" | Should -Not -Match 'MARKED'
    }

    It 'is not looked at in objects of .NET, nor in what this module gives, also by way of CSV' {
      Set-GhRepoSecret acme/app TOKEN -Value x
      Get-GhRepoSecret acme/app | ConvertTo-Csv | ConvertFrom-Csv | Remove-GhRepoSecret -Force -WarningVariable warnings
      $warnings | Should -BeNullOrEmpty
      Get-MockSecret $mock | Should -BeNullOrEmpty
    }
  }

  It 'writes and removes nothing at a place or a store that neither it nor the command line names (10,000 seeded records)' {
    $random = [System.Random]::new(20251126)
    function Pick($From) { $From[$random.Next($From.Count)] }
    $commands = @(
      'Set-GhSecret', 'Set-GhOrgSecret', 'Set-GhRepoSecret', 'Set-GhEnvironmentSecret', 'Set-GhUserSecret'
      'Remove-GhOrgSecret', 'Remove-GhRepoSecret', 'Remove-GhEnvironmentSecret', 'Remove-GhUserSecret'
      'Set-GhOrgSecretRepository', 'Remove-GhOrgSecretRepository', 'Set-GhUserSecretRepository', 'Remove-GhUserSecretRepository'
      'Set-VelaSecret', 'Set-VelaAdminSecret', 'Remove-VelaSecret')
    $values = @{
      Organization = 'acme', 'globex'; Repository = 'acme/app', 'globex/api', 'acme/web'; Environment = 'staging', 'prod'; User = 'me', 'octocat'
      Application = 'Actions', 'Dependabot', 'Codespaces', 'Agents'; Type = 'org', 'repo', 'shared'; Engine = 'native', 'vault'; Team = 'ops'
    }
    $runs = 200
    $said = @{}
    foreach ($run in 1..$runs) {
      $command = $commands[$run % $commands.Count]
      $parameters = (Get-Command $command).Parameters
      $typed = @{}
      foreach ($column in $values.Keys) {
        if ($parameters.ContainsKey($column) -and $random.Next(6) -eq 0) { $typed[$column] = Pick $values[$column] }
      }
      $more = @{}
      if ($command -like 'Remove-*') { $more.Force = $true }
      if ($command -like '*SecretRepository') { $more.SelectedRepository = '7' }
      elseif ($command -like 'Set-*') { $more.Value = 'v' }
      if ($command -like 'Set-VelaAdmin*') { $more.Id = 1 }
      $rows = foreach ($i in 1..50) {
        $name = "F_${run}_$i"
        $row = [ordered]@{ Name = $name }
        foreach ($column in $values.Keys) {
          if ($random.Next(4) -eq 0) { $row[$(if ($short[$column] -and $random.Next(2)) { $short[$column] } else { $column })] = Pick $values[$column] }
        }
        $record = @{}
        foreach ($column in $values.Keys) { $record[$column] = if ($row.Contains($column)) { $row[$column] } elseif ($short[$column]) { $row[$short[$column]] } }
        $said[$name] = @{ Typed = $typed; Record = $record }
        [pscustomobject]$row
      }
      $rows | & $command @typed @more -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
    }

    $wrong = [System.Collections.Generic.List[string]]::new()
    $sent = 0
    foreach ($request in @(Get-MockRequest $mock) + @(Get-MockRequest $vela)) {
      $path = [uri]::UnescapeDataString(([uri]::new([uri]'http://host', $request.path)).AbsolutePath)
      if ($request.method -eq 'GET' -or $path -notmatch '/(?<name>F_\d+_\d+)(/|$)') { continue }
      $sent++
      $one = $said[$Matches.name]
      $place = @{}
      switch -Regex ($path) {
        '/orgs/(?<o>[^/]+)/(?<a>\w+)/secrets/' { $place = @{ Organization = $Matches.o; Application = $Matches.a } }
        '/repos/(?<r>[^/]+/[^/]+)/(?<a>\w+)/secrets/' { $place = @{ Repository = $Matches.r; Application = $Matches.a } }
        '/repos/(?<r>[^/]+/[^/]+)/environments/(?<e>.+)/secrets/' { $place = @{ Repository = $Matches.r; Environment = $Matches.e; Application = 'Actions' } }
        '/user/(?<a>\w+)/secrets/' { $place = @{ User = 'me'; Application = $Matches.a } }
        '/secrets/(?<g>native|vault)/(?<t>org|repo|shared)/(?<o>[^/]+)/(?<n>[^/]+)/' {
          $place = @{ Engine = $Matches.g; Type = $Matches.t; Organization = $Matches.o }
          if ($Matches.t -eq 'repo') { $place.Repository = "$($Matches.o)/$($Matches.n)" }
          if ($Matches.t -eq 'shared') { $place.Team = $Matches.n }
        }
      }
      $implied = @{ Application = if ($place.User) { 'Codespaces' } else { 'Actions' }; User = 'me'; Type = 'repo'; Engine = 'native' }
      foreach ($column in $values.Keys) {
        $meant = if ($one.Typed[$column]) { $one.Typed[$column] } elseif ($one.Record[$column]) { $one.Record[$column] }
        # An organization of Vela may stand in the repository's full name.
        if ($column -eq 'Organization' -and $place.Engine -and $place.Repository -and -not $meant) { continue }
        if ("$($place[$column])" -ne "$(if ($meant) { $meant } elseif ($place[$column]) { $implied[$column] })") {
          $wrong.Add("$($request.method) $path for $($one | ConvertTo-Json -Compress): $column")
        }
      }
    }
    $sent | Should -BeGreaterThan 150
    $wrong | Select-Object -First 5 | Should -BeNullOrEmpty
  }
}
