using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>The value that shows nothing, forgets on disposal, and never turns into something else.</summary>
public sealed class SecretValueTests : IDisposable
{
#if NET
    private static readonly System.Text.Json.JsonSerializerOptions s_withFields = new() { IncludeFields = true };
#endif

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_BecomesUtf8WithoutAMark()
    {
        using SecretValue value = SecretValue.FromText("Grüße 🔑");
        Assert.Equal("Grüße 🔑"u8.ToArray(), value.Bytes.ToArray());
        using SecretValue empty = SecretValue.FromText("");
        Assert.Equal(0, empty.Length);
    }

    [Theory]
    [InlineData("hunter", '\uD83D', "2")]
    [InlineData("hunter2", '\uD83D', "")]
    [InlineData("", '\uDD11', "hunter2")]
    public void HalfASurrogatePair_IsInvalid_AndNotShown(string before, char half, string after)
    {
        GhSecretsException failure = Assert.Throws<GhSecretsException>(() => SecretValue.FromText(before + half + after));

        Assert.Equal(ErrorId.InvalidValue, failure.Id);
        Assert.Contains("not valid Unicode text", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("D83D", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("DD11", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_AreCopiedAsTheyAre()
    {
        byte[] given = [0xFF, 0x00, 0x80, 0x0A];
        using SecretValue value = SecretValue.FromBytes(given);
        given[0] = 1;

        Assert.Equal([0xFF, 0x00, 0x80, 0x0A], value.Bytes.ToArray());
    }

    [Fact]
    public void ASecureString_BecomesUtf8_ZeroCharactersIncluded()
    {
        using SecureString text = new();
        foreach (char character in "hüh\0ner🔑")
        {
            text.AppendChar(character);
        }

        using SecretValue value = SecretValue.FromSecureString(text);
        Assert.Equal("hüh\0ner🔑"u8.ToArray(), value.Bytes.ToArray());
        using SecureString nothing = new();
        using SecretValue empty = SecretValue.FromSecureString(nothing);
        Assert.Equal(0, empty.Length);
    }

    [Fact]
    public async Task AFile_IsReadByteForByte()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. "line\r\nline\n"u8, 0x00, 0xFF];
        string path = await NewFile(content);

        using SecretValue value = SecretValue.FromFile(path);
        Assert.Equal(content, value.Bytes.ToArray());
    }

    [Fact]
    public async Task AFile_OfTheLargestSize_IsRead_AndOneByteMoreIsNot()
    {
        string path = await NewFile(Bytes.Repeat(7, SecretValue.MaximumSize));
        using SecretValue value = SecretValue.FromFile(path);
        Assert.Equal(SecretValue.MaximumSize, value.Length);

        string tooLarge = await NewFile(Bytes.Repeat(7, 1_000_000));
        AssertTooLarge("1,000,000", Assert.Throws<GhSecretsException>(() => SecretValue.FromFile(tooLarge)));
    }

    [Theory]
    [InlineData("nothing-here.txt", ErrorId.FileNotFound)]
    [InlineData("no-folder/nothing-here.txt", ErrorId.FileNotFound)]
    [InlineData("", ErrorId.InvalidValue)]
#if NET
    [InlineData("a\0b", ErrorId.InvalidValue)]
#endif
    public void AFileThatCannotBeRead_IsNotFound_OrInvalid_AndNamed(string name, ErrorId id)
    {
        string path = Path.Combine(_folder, name);
        GhSecretsException failure = Assert.Throws<GhSecretsException>(() => SecretValue.FromFile(path));
        Assert.Equal(id, failure.Id);
        Assert.Contains(HarmlessText.Of(path), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_ZeroesTheBytesWhereTheyLie_AndTwiceIsOnce()
    {
        SecretValue value = SecretValue.FromText("hunter2");
        ReadOnlySpan<byte> bytes = value.Bytes;
        Assert.Equal("hunter2"u8.ToArray(), bytes.ToArray());

        value.Dispose();
        value.Dispose();

        Assert.Equal(new byte[7], bytes.ToArray());
    }

    [Fact]
    public void ADisposedValue_Throws()
    {
        SecretValue value = SecretValue.FromText("hunter2");
        value.Dispose();

        Assert.Throws<ObjectDisposedException>(() => value.Length);
        Assert.Throws<ObjectDisposedException>(() => value.Bytes.Length);
        Assert.Throws<ObjectDisposedException>(value.Copy);
        Assert.Throws<ObjectDisposedException>(value.EnsureFits);
        Assert.Throws<ObjectDisposedException>(() => Sealers.Best.Seal(value.Array, Bytes.Key(Bytes.Repeat(9, 32))));
        Assert.Equal("***", value.ToString());
    }

    [Fact]
    public void ACopy_OutlivesItsOriginal()
    {
        SecretValue value = SecretValue.FromText("hunter2");
        using SecretValue copy = value.Copy();
        value.Dispose();

        Assert.Equal("hunter2"u8.ToArray(), copy.Bytes.ToArray());
    }

    [Fact]
    public void AnUnusableValue_GivesItsFailure_ToWhoeverUsesIt()
    {
        GhSecretsException failure = new(ErrorId.InvalidValue, "no value");
        using SecretValue value = SecretValue.Unusable(failure);

        Assert.Same(failure, Assert.Throws<GhSecretsException>(() => value.Bytes.Length));
        Assert.Same(failure, Assert.Throws<GhSecretsException>(value.Copy));
        Assert.Same(failure, Assert.Throws<GhSecretsException>(value.EnsureFits));
        Assert.Equal("***", value.ToString());
    }

    [Fact]
    public void TheBytes_StayWhereTheyAre_WhenMemoryIsCompacted()
    {
        using SecretValue value = SecretValue.FromText("hunter2");
        nint before = Address(value);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(before, Address(value));
    }

    [Fact]
    public void EnsureFits_DrawsTheLineAt48Kilobytes()
    {
        using SecretValue largest = SecretValue.FromBytes(new byte[49_152]);
        largest.EnsureFits();
        using SecretValue tooLarge = SecretValue.FromText(new string('ü', 24_576) + "x");

        AssertTooLarge("49,153", Assert.Throws<GhSecretsException>(tooLarge.EnsureFits));
    }

    [Fact]
    public void NoText_ShowsTheValue()
    {
        using SecretValue value = SecretValue.FromText("hunter2");

        Assert.Equal("***", value.ToString());
        Assert.Equal("*** ***", $"{value} {value:x}");
        Assert.Equal("***", Convert.ToString(value, null));
        Assert.Equal("***", typeof(SecretValue).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
    }

    [Fact]
    public void NoSerializer_ShowsTheValue()
    {
        using SecretValue value = SecretValue.FromText("hunter2");

        Assert.Equal("{}", Newtonsoft.Json.JsonConvert.SerializeObject(value));
#if NET
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(value));
        Assert.Equal("{}", System.Text.Json.JsonSerializer.Serialize(value, s_withFields));
#endif
        Assert.False(typeof(SecretValue).IsDefined(typeof(SerializableAttribute), inherit: false));
    }

    [Fact]
    public void TheType_OffersPowerShellNothingToPrintOrConvert()
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        Type type = typeof(SecretValue);

        Assert.Empty(type.GetProperties(Any));
        Assert.Equal([nameof(SecretValue.MaximumSize)], type.GetFields(Any).Select(field => field.Name));
        Assert.True(type.GetField(nameof(SecretValue.MaximumSize))!.IsLiteral);
        Assert.Empty(type.GetConstructors());
        string[] forbidden = ["Parse", "TryParse", "op_Implicit", "op_Explicit"];
        Assert.DoesNotContain(type.GetMethods(Any), method => forbidden.Contains(method.Name));
        Assert.Empty(type.GetCustomAttributes<System.ComponentModel.TypeConverterAttribute>());
    }

    [Fact]
    public void Debuggers_ShowNoMember()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        MemberInfo[] members = [.. typeof(SecretValue).GetProperties(All), .. typeof(SecretValue).GetFields(All)];

        Assert.NotEmpty(members);
        Assert.All(members, member => Assert.Equal(
            DebuggerBrowsableState.Never, member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State));
    }

    private static void AssertTooLarge(string size, GhSecretsException failure)
    {
        Assert.Equal(ErrorId.ValueTooLarge, failure.Id);
        Assert.Contains(size, failure.Message, StringComparison.Ordinal);
        Assert.Contains("49,152", failure.Message, StringComparison.Ordinal);
    }

    private static nint Address(SecretValue value) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(value.Bytes));

    private async Task<string> NewFile(byte[] content)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName());
        await File.WriteAllBytesAsync(path, content);
        return path;
    }
}
