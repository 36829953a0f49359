using System;
using System.IO;
using System.Security;

namespace GhSecrets.Core;

public sealed partial class SecretValue
{
    /// <summary>Reads a file byte for byte, a final newline included; a relative path starts at the process's folder, not
    /// PowerShell's.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.FileNotFound"/>, <see cref="ErrorId.InvalidValue"/> when it cannot be read,
    /// or <see cref="ErrorId.ValueTooLarge"/> above <see cref="MaximumSize"/>.</exception>
    public static SecretValue FromFile(string path)
    {
        try
        {
            using FileStream file = RegularFile.Open(path);
            using SecretValue buffer = new(MaximumSize + 1);
            int count = 0;
            int read;
            do
            {
                read = file.Read(buffer._bytes!, count, buffer.Length - count);
                count += read;
            }
            while (read > 0);

            return FromBuffer(buffer, count, file);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, failure);
        }
    }

    private static SecretValue FromBuffer(SecretValue buffer, int count, FileStream file)
    {
        if (count <= MaximumSize)
        {
            return FromBytes(buffer.Bytes.Slice(0, count));
        }

        throw file.CanSeek ? TooLarge(Math.Max(count, file.Length)) : TooLarge(count, " or more");
    }

    private static GhSecretsException Unreadable(string path, Exception failure) => new(
        RegularFile.IdOf(failure, ErrorId.InvalidValue),
        failure switch
        {
            _ when RegularFile.IsMissing(failure) => $"The file '{path}' does not exist.",
            UnauthorizedAccessException => $"The file '{path}' is a folder or may not be read by this user.",
            _ => $"The file '{path}' cannot be read: {failure.Message}",
        },
        failure);
}
