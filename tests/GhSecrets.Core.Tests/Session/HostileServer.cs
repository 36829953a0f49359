using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A real server on this machine that says what no honest one does, also in its headers; tests of PowerShell use it, too.</summary>
public sealed class HostileServer : IDisposable
{
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly ConcurrentStack<Tuple<string, int, string>> _replies = new ConcurrentStack<Tuple<string, int, string>>();
    private readonly string _requestId;

    /// <summary>Starts it.</summary>
    /// <param name="requestId">The id of each reply: any text, but for the line breaks that end a header.</param>
    public HostileServer(string requestId)
    {
        _requestId = Regex.Replace(requestId, "[\r\n]", " ");
        _listener.Start();
        Address = "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/";
        Task.Run(ListenAsync);
    }

    /// <summary>The address, ending in a slash.</summary>
    public string Address { get; }

    /// <summary>What it answers to requests that match, such as <c>^PUT .*/secrets/</c>; of several replies the one that was given
    /// last.</summary>
    public void Reply(string request, int status, string body) => _replies.Push(Tuple.Create(request, status, body));

    public void Dispose() => _listener.Stop();

    private async Task ListenAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException || e is ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => AnswerAsync(client));
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        using (StreamReader reader = new StreamReader(client.GetStream(), Encoding.GetEncoding("iso-8859-1")))
        using (StreamWriter writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)))
        {
            string request = await reader.ReadLineAsync().ConfigureAwait(false) ?? "";
            int length = 0;
            for (string line = request; !string.IsNullOrEmpty(line); line = await reader.ReadLineAsync().ConfigureAwait(false) ?? "")
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                {
                    length = int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
                }
            }

            if (length > 0)
            {
                await reader.ReadBlockAsync(new char[length], 0, length).ConfigureAwait(false);
            }

            Tuple<string, int, string> reply = _replies.FirstOrDefault(known => Regex.IsMatch(request, known.Item1))
                ?? Tuple.Create("", 404, "{}");
            writer.Write(
                "HTTP/1.1 " + reply.Item2 + " Reply\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + Encoding.UTF8.GetByteCount(reply.Item3) + "\r\nX-GitHub-Request-Id: " + _requestId + "\r\n\r\n" + reply.Item3);
        }
    }
}
