# What a run did as Markdown, for the page of the job. It shows names, places, reasons and errors; the value of a secret is in none of
# them.

# More rows than anybody reads, and than a runner takes.
$maximumRows = 500

# Counted, but no row of a table nor a line of the log: nothing is done about them.
$quiet = 'Unchanged', 'Unowned'

# As text alone: neither Markdown nor HTML, on one line, and in the direction in which it is written.
function ConvertTo-Markdown([string] $Text) {
  $line = $Text -replace '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]', ' '
  [regex]::Replace($line, '[!-,.:-@\[-`{-~]', { param($match) "&#$([int][char]$match.Value);" })
}

function Get-Row([object[]] $Cells) {
  "| $(($Cells | ForEach-Object { ConvertTo-Markdown $_ }) -join ' | ') |"
}

function Get-Table([string[]] $Columns, [object[]] $Rows) {
  ''
  Get-Row $Columns
  "|$(' --- |' * $Columns.Count)"
  $Rows | Select-Object -First $maximumRows
  if ($Rows.Count -gt $maximumRows) {
    ''
    "... and $($Rows.Count - $maximumRows) more."
  }
}

# One name may be a secret and a variable: a secret is meant unless the text says otherwise.
function Get-ShownName($Item) { "$(if ($Item.Kind -eq 'Variable') { 'variable ' })$($Item.Name)" }

function Get-Key($Item) { "$($Item.Kind) $($Item.Name) in $($Item.Place)" }

# What was done, or why not: the words of the change where there is one.
function Get-Done($Compared, [hashtable] $Changes, [bool] $WhatIf) {
  $change = $Changes[(Get-Key $Compared)]
  if ($change) { $change.Action } elseif ($WhatIf) { $Compared.Action } else { "$($Compared.Action) (not done)" }
}

function Get-Summary($Compared, [object[]] $Changes, [object[]] $Errors, [bool] $WhatIf) {
  '## GitHub secrets and variables'
  ''
  $counts = @("$Compared"; if ($Errors) { "**$($Errors.Count) failed**" }) -ne ''
  if ($counts) { $counts -join ', ' } else { 'The file declares nothing.' }

  $done = @{}
  foreach ($change in $Changes) { $done[(Get-Key $change)] = $change }
  $items = if ($Compared) { $Compared.Items | Where-Object { "$($_.Action)" -notin $quiet } }
  $shown = @($items | ForEach-Object { Get-Row (Get-Done $_ $done $WhatIf), (Get-ShownName $_), $_.Place, $_.Reason })
  if ($shown) { Get-Table Action, Name, Place, Reason $shown }

  # ErrorDetails is what a person sees: the target stands before the message.
  $failed = @($Errors | ForEach-Object { Get-Row "$(if ($_.ErrorDetails) { $_.ErrorDetails.Message } else { $_.Exception.Message })" })
  if ($failed) { Get-Table Error $failed }
}
