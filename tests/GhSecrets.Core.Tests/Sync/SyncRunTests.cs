using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>The steps that a run over a declared file gives to a face, and what becomes of its answers.</summary>
public sealed class SyncRunTests : IDisposable
{
    private static readonly SyncWords s_words = new("Give a key", "All of them", "They go together.", "The limit", "Prune", "MaximumRemove");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task AWrongFile_IsTold_BeforeThereIsASession()
    {
        using SyncRun run = Declare("{ name: BAD NAME, organization: acme, value: { text: changeme } }", "{ name: A, value: { text: a } }");

        string[] told = await PullAsync(run, null);

        Assert.Equal(["Warned", "Warned", "Warned", "Failed 2", "Failed 3"], told);
    }

    [Fact]
    public async Task WithoutASession_TheRunEnds()
    {
        using SyncRun run = Declare("{ name: A, organization: acme, value: { prompt: true } }");

        Assert.Equal(["SignIn"], await PullAsync(run, null));
    }

    [Fact]
    public async Task WhatIsNotApproved_IsLeftAsItIs()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        using SyncRun run = Declare("{ name: A, organization: acme, value: { prompt: true } }", "{ name: B, organization: acme, value: { prompt: Why } }");

        string[] told = await PullAsync(run, session, planned =>
        {
            if (planned.Item.Name == "B")
            {
                planned.Approve(SecretValue.FromText(planned.Prompt!));
            }
        });

        Assert.Equal(["SignIn", "Warned", "Compared 2", "Planned A", "Planned B", "Changed B", "Ended"], told);
        Assert.Null(server.Find(AcmeServer.Organization, "A"));
        Assert.Equal("Why", server.Find(AcmeServer.Organization, "B")?.Text);
    }

    [Fact]
    public async Task WhatNobodyCouldAnswer_Fails_AndIsLeftAsItIs()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        using SyncRun run = Declare("{ name: A, organization: acme, value: { text: a } }");

        string[] told = await PullAsync(run, session, planned => planned.Fail(new GhSecretsException(ErrorId.ConfirmationNeeded, "Nobody is here.")));

        Assert.Contains("Planned A", told);
        Assert.DoesNotContain("Changed A", told);
        Assert.Single(told, step => step.StartsWith("Failed", StringComparison.Ordinal));
        Assert.Null(server.Find(AcmeServer.Organization, "A"));
    }

    [Fact]
    public async Task AValue_IsAskedForOnce_ForAllPlacesOfItsSecret_AlsoWhenThatFails()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        List<string?> prompts = [];
        using SyncRun run = Declare(
            "{ name: A, repositories: [acme/app, acme/lib], value: { prompt: true } }",
            "{ name: B, repositories: [acme/app, acme/lib], value: { prompt: true } }");

        string[] told = await PullAsync(run, session, planned =>
        {
            prompts.Add(planned.Prompt);
            if (planned.Item.Name == "A")
            {
                planned.Approve(planned.Prompt is null ? null : SecretValue.FromText("a"));
            }
            else
            {
                planned.Fail(new GhSecretsException(ErrorId.InvalidValue, "Nothing was typed."));
            }
        });

        Assert.Equal(["A", null, "B", null], prompts);
        Assert.Equal(2, told.Count(step => step == "Changed A"));
        Assert.Equal(2, told.Count(step => step == "Failed 3"));
    }

    [Fact]
    public async Task ARunThatOnlyCompares_AsksForNothingMore_AndWritesNothing()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        using SyncRun run = Declare(options => options with { ComparesOnly = true }, "{ name: A, organization: acme, value: { prompt: true } }");

        Assert.Equal(["SignIn", "Warned", "Compared 1"], await PullAsync(run, session));
        Assert.DoesNotContain(server.Requests, request => !request.StartsWith("GET", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "secrets.yaml.ledger")));
    }

    [Fact]
    public async Task MoreRemovalsThanAllowed_EndTheRun_BeforeAnythingIsPlanned()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        using (SyncRun first = Declare("{ name: A, organization: acme, value: { prompt: true } }"))
        {
            await PullAsync(first, session);
        }

        using SyncRun run = Declare(
            options => options with { Prune = true, MaximumRemove = 0 }, "{ name: B, organization: acme, value: { prompt: true } }");

        Assert.Equal(["SignIn", "Warned", "Compared 2", "Failed TooManyRemovals"], await PullAsync(run, session));
        Assert.NotNull(server.Find(AcmeServer.Organization, "A"));
    }

    [Fact]
    public async Task AStop_EndsTheSteps_AndNothingIsAskedAnyMore()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        using CancellationTokenSource stop = new();
        using SyncRun run = Declare(
            null, stop.Token, "{ name: A, organization: acme, value: { prompt: true } }", "{ name: B, organization: acme, value: { prompt: true } }");
        List<string> told = [];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PullAsync(run, session, planned => stop.Cancel(), told));
        await run.CloseAsync();

        Assert.Equal("Planned A", told[^1]);
        Assert.Null(server.Find(AcmeServer.Organization, "A"));
    }

    private SyncRun Declare(params string[] secrets) => Declare(null, CancellationToken.None, secrets);

    private SyncRun Declare(Func<SyncOptions, SyncOptions> options, params string[] secrets) => Declare(options, CancellationToken.None, secrets);

    private SyncRun Declare(Func<SyncOptions, SyncOptions>? options, CancellationToken stop, params string[] secrets)
    {
        string path = Path.Combine(_folder.FullName, "secrets.yaml");
        File.WriteAllText(path, "secrets:\n" + string.Concat(secrets.Select(secret => $"- {secret}\n")));
        SyncOptions all = new(path, s_words);
        return new SyncRun(options?.Invoke(all) ?? all, stop);
    }

    /// <summary>Pulls all steps, approves what is planned unless it is told what to do, and gives each step as a word or two.</summary>
    private static async Task<string[]> PullAsync(
        SyncRun run, GhSession? session, Action<SyncStep.Planned>? answer = null, List<string>? told = null)
    {
        told ??= [];
        answer ??= planned => planned.Approve(SecretValue.FromText("a value"));
        while (await run.NextAsync() is SyncStep step)
        {
            if (step is SyncStep.Progressed)
            {
                continue;
            }

            told.Add(step switch
            {
                SyncStep.Failed { Target: null } failed => $"Failed {failed.Error.Id}",
                SyncStep.Failed failed => $"Failed {failed.Line}",
                SyncStep.Compared compared => $"Compared {compared.File.Items.Count}",
                SyncStep.Planned planned => $"Planned {planned.Item.Name}",
                SyncStep.Changed changed => $"Changed {changed.Item.Name}",
                _ => step.GetType().Name,
            });
            if (step is SyncStep.SignIn signIn)
            {
                signIn.Session = session;
            }
            else if (step is SyncStep.Planned asked)
            {
                answer(asked);
            }
        }

        return [.. told];
    }
}
