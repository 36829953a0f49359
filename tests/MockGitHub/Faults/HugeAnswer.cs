using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>An answer of more than 40 MB, valid JSON to its end, that is never whole in memory.</summary>
internal static class HugeAnswer
{
    private const int Pieces = 641;

    private static readonly byte[] s_piece = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));

    public static async Task WriteAsync(FaultedRequest request)
    {
        var (response, cancel) = (request.Context.Response, request.Context.RequestAborted);
        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync("{\"total_count\":1,\"secrets\":[{\"name\":\"", cancel);
        for (var piece = 0; piece < Pieces; piece++)
        {
            await response.Body.WriteAsync(s_piece, cancel);
        }

        await response.WriteAsync("\"}]}", cancel);
    }
}
