using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>Stands before the API and lets through what neither a limit refuses nor a fault hits.</summary>
internal sealed class FaultInjector(MockState state, string prefix)
{
    public async Task InjectAsync(HttpContext context, RequestDelegate next)
    {
        if (state.Faults.Run is not { } run)
        {
            await next(context);
            return;
        }

        var choice = run.NextRequest();
        var token = Gate.FindToken(context.Request, state)?.Value ?? "";
        using var place = run.Limit.Enter(token, IsWrite(context.Request) ? 5 : 1, state.Now);

        // Before the client can see an answer and send the next request.
        context.Response.OnStarting(() =>
        {
            place.Dispose();
            return Task.CompletedTask;
        });
        await Task.Delay(choice.Latency, state.Clock, context.RequestAborted);
        var kind = run.LosesReply(context.Request.Method) ? FaultKind.ResetAfter : choice.Kind;
        await AnswerAsync(new FaultedRequest(context, passed => PassAsync(passed, run, next), run, state, place), kind);
    }

    private static Task AnswerAsync(FaultedRequest request, FaultKind? kind)
    {
        if ((request.Place.Refusal ?? kind?.Name) is not { } name)
        {
            return request.Api(request.Context);
        }

        request.Run.Count(name);
        return request.Place.Refusal is null
            ? kind!.InjectAsync(request)
            : FaultAnswers.SecondaryLimitAsync(request, StatusCodes.Status403Forbidden, request.Options.Limits!.RetryAfterSeconds);
    }

    private async Task PassAsync(HttpContext context, FaultRun run, RequestDelegate next)
    {
        var target = Api.Target(context);
        foreach (var rename in run.Options.Renames)
        {
            if (rename.Redirect(target, prefix) is { } moved)
            {
                run.Count("rename");
                await FaultAnswers.RedirectAsync(context, rename.Status, moved);
                return;
            }
        }

        if (IsWrite(context.Request) && Gate.FindToken(context.Request, state) is { } token)
        {
            Rotate(context.Request, target, token, run);
            run.NextWrite(() => state.RemoveToken(token.Value));
        }

        await next(context);
    }

    private void Rotate(HttpRequest request, string target, MockToken token, FaultRun run)
    {
        var path = NumericPath.ToNames(ApiRequest.Below(prefix, target), state);
        if (HttpMethods.IsPut(request.Method)
            && ScopeGrammar.Find(state, path, token.Login) is ({ } vault, [_])
            && run.Options.RotateKeyAt.Contains(run.NextSecretPut()))
        {
            run.Count("rotate-key");
            state.RotateKey(vault);
        }
    }

    private static bool IsWrite(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
}
