namespace MockGitHub;

/// <summary>What a person does: at once, or before the next request of a method whose path matches.</summary>
internal sealed record SeedAct(
    string? Method = null,
    string? Path = null,
    int Skip = 0,
    SeedRename? Rename = null,
    SeedRename? RenameOrganization = null,
    string? RemoveRepository = null,
    SeedSecret? Set = null,
    SeedSecret? Remove = null,
    SeedSecret? SetVariable = null,
    SeedSecret? RemoveVariable = null)
{
    public void ApplyTo(MockState state)
    {
        if (Path is null)
        {
            Do(state);
        }
        else
        {
            state.Interventions.Before(Method ?? "GET", Path, () => Do(state), Skip);
        }
    }

    private void Do(MockState state)
    {
        if (Rename is not null)
        {
            state.RenameRepository(Rename.From, Rename.To);
        }

        if (RenameOrganization is not null)
        {
            state.RenameOrganization(RenameOrganization.From, RenameOrganization.To);
        }

        if (RemoveRepository is not null)
        {
            state.RemoveRepository(RemoveRepository);
        }

        if (Set is not null)
        {
            state.SetSecret(Set.Scope, Set.Name, Set.Value ?? "by hand", Set.Visibility, Set.SelectedRepositories ?? []);
        }

        if (Remove is not null)
        {
            state.RemoveSecret(Remove.Scope, Remove.Name);
        }

        if (SetVariable is not null)
        {
            state.SetVariable(SetVariable.Scope, SetVariable.Name, SetVariable.Value ?? "by hand", SetVariable.Visibility, SetVariable.SelectedRepositories ?? []);
        }

        if (RemoveVariable is not null)
        {
            state.RemoveVariable(RemoveVariable.Scope, RemoveVariable.Name);
        }
    }
}
