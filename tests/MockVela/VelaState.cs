using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using MockGitHub;

namespace MockVela;

/// <summary>All that the server knows: users, repositories, secrets; safe to use while it serves.</summary>
public sealed class VelaState(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<VelaUser> _users = [];
    private readonly List<string> _repositories = [];
    private readonly List<StoredSecret> _secrets = [];
    private readonly Queue<CannedReply> _next = new();
    private byte[] _key = RandomNumberGenerator.GetBytes(32);
    private long _lastId;

    /// <summary>Every request to the API.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>How long an access token lasts.</summary>
    public TimeSpan AccessLifetime { get; set; }

    /// <summary>Types that the platform's settings forbid (403).</summary>
    public HashSet<string> DisabledTypes { get; } = [];

    /// <summary>The secrets.</summary>
    public IReadOnlyList<StoredSecret> Secrets
    {
        get
        {
            lock (_gate)
            {
                return [.. _secrets];
            }
        }
    }

    internal long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Lets a user in.</summary>
    public void AddUser(VelaUser user)
    {
        lock (_gate)
        {
            _users.RemoveAll(known => known.Token == user.Token);
            _users.Add(user);
        }
    }

    /// <summary>Enables a repository, as <c>organization/name</c>.</summary>
    public void AddRepository(string fullName)
    {
        lock (_gate)
        {
            _repositories.Add(fullName);
        }
    }

    /// <summary>Stores a secret whose members are given under the names of the API, the value among them.</summary>
    public StoredSecret AddSecret(JsonObject members, string engine = "native")
    {
        lock (_gate)
        {
            var value = (string?)members["value"] ?? "";
            var stored = (JsonObject)members.DeepClone();
            stored.Remove("value");
            if (engine == "native" && stored["id"] is null)
            {
                stored["id"] = ++_lastId;
            }

            _lastId = Math.Max(_lastId, (long?)stored["id"] ?? 0);
            var secret = new StoredSecret(engine, stored, value);
            _secrets.Add(secret);
            return secret;
        }
    }

    /// <summary>Gives this reply to the next request, whatever it asks.</summary>
    public void ReplyNext(CannedReply reply)
    {
        lock (_gate)
        {
            _next.Enqueue(reply);
        }
    }

    /// <summary>Ends all access tokens, as a server that was set up anew does.</summary>
    public void RevokeAccessTokens()
    {
        lock (_gate)
        {
            _key = RandomNumberGenerator.GetBytes(32);
        }
    }

    /// <summary>Makes an access token: a JSON Web Token, HS256.</summary>
    public string CreateAccessToken(VelaUser user)
    {
        var claims = new JsonObject
        {
            ["is_admin"] = user.IsAdmin,
            ["token_type"] = "UserAccess",
            ["sub"] = user.Name,
            ["iat"] = Now,
            ["exp"] = Now + (long)AccessLifetime.TotalSeconds,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        var content = $"{Encode("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{content}.{Sign(content)}";
    }

    /// <summary>Forgets everything, users too.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _users.Clear();
            _repositories.Clear();
            _secrets.Clear();
            _next.Clear();
            DisabledTypes.Clear();
            Requests.Clear();
            _lastId = 0;
        }
    }

    internal CannedReply? TakeNext()
    {
        lock (_gate)
        {
            return _next.TryDequeue(out var reply) ? reply : null;
        }
    }

    internal VelaUser? FindUser(Func<VelaUser, bool> test)
    {
        lock (_gate)
        {
            return _users.FirstOrDefault(test);
        }
    }

    /// <summary>The claims of an access token, or null when it is none of this server or has run out.</summary>
    internal JsonObject? ReadAccessToken(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Sign($"{parts[0]}.{parts[1]}") != parts[2])
        {
            return null;
        }

        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        return (long)claims["exp"]! > Now ? claims : null;
    }

    internal string? FindRepository(string fullName)
    {
        lock (_gate)
        {
            return _repositories.FirstOrDefault(name => name.Equals(fullName, StringComparison.OrdinalIgnoreCase));
        }
    }

    internal bool HasOrganization(string name)
    {
        lock (_gate)
        {
            return _repositories.Any(repository => repository.StartsWith(name + "/", StringComparison.Ordinal));
        }
    }

    internal void Replace(StoredSecret old, StoredSecret secret)
    {
        lock (_gate)
        {
            _secrets[_secrets.IndexOf(old)] = secret;
        }
    }

    internal void Remove(StoredSecret secret)
    {
        lock (_gate)
        {
            _secrets.Remove(secret);
        }
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    private string Sign(string content) => Encode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(content)));
}
