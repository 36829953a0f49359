using System;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Expects a refusal by its id, and that its whole text tells neither the marked token nor the marked value.</summary>
internal static class Refused
{
    public static GhSecretsException With(ErrorId id, Action act) => Checked(id, Assert.ThrowsAny<GhSecretsException>(act));

    public static async Task<GhSecretsException> WithAsync(ErrorId id, Func<Task> act) =>
        Checked(id, await Assert.ThrowsAnyAsync<GhSecretsException>(act));

    private static GhSecretsException Checked(ErrorId id, GhSecretsException refusal)
    {
        Assert.Equal(id, refusal.Id);
        Marked.AssertNotIn(refusal.ToString());
        return refusal;
    }
}
