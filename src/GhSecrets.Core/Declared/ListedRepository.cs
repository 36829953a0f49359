using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>A repository as the list of its owner shows it.</summary>
/// <param name="FullName">The name as <c>owner/name</c>.</param>
/// <param name="Topics">Its topics, in lower case.</param>
/// <param name="Visibility">Who sees it.</param>
/// <param name="IsArchived">Whether it is archived: it takes no secrets.</param>
public sealed record ListedRepository(string FullName, IReadOnlyList<string> Topics, RepositoryVisibility Visibility, bool IsArchived);
