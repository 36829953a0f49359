using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace System
{
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public static implicit operator Index(int value) => new(value);

        public int GetOffset(int length) => fromEnd ? length - value : value;
    }

    internal readonly struct Range(Index start, Index end)
    {
        public Index Start => start;

        public Index End => end;
    }
}

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class ModuleInitializerAttribute : Attribute;
}

namespace System.Threading
{
    internal sealed class Lock
    {
        private readonly object _gate = new();

        public Scope EnterScope()
        {
            Monitor.Enter(_gate);
            return new Scope(_gate);
        }

        public readonly ref struct Scope(object held)
        {
            public void Dispose() => Monitor.Exit(held);
        }
    }
}

namespace System.Threading.Tasks
{
    internal sealed class TaskCompletionSource(TaskCreationOptions options = TaskCreationOptions.None)
    {
        private readonly TaskCompletionSource<bool> _source = new(options);

        public Task Task => _source.Task;

        public void SetResult() => _source.SetResult(true);
    }
}

namespace GhSecrets.Core.Tests
{
    /// <summary>What the linked tests use of later frameworks.</summary>
    internal static class Polyfills
    {
        // .NET Framework finds the native library of the tests' own bindings by its name once the module has loaded it by its path.
        [ModuleInitializer]
        internal static void LoadLibsodium() => Assert.StartsWith("libsodium", Sealers.Best.Name, StringComparison.Ordinal);

        extension(Convert)
        {
            public static byte[] FromHexString(string hex) =>
                [.. Enumerable.Range(0, hex.Length / 2).Select(index => Convert.ToByte(hex.Substring(index * 2, 2), 16))];

            public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => string.Concat(bytes.ToArray().Select(one => one.ToString("x2")));
        }

        extension(Directory)
        {
            public static DirectoryInfo CreateTempSubdirectory() => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        }

        extension(File)
        {
            public static Task WriteAllBytesAsync(string path, byte[] bytes)
            {
                File.WriteAllBytes(path, bytes);
                return Task.CompletedTask;
            }
        }

        extension(Math)
        {
            public static int Clamp(int value, int minimum, int maximum) => Math.Min(Math.Max(value, minimum), maximum);
        }

        extension(TimeSpan)
        {
            public static TimeSpan operator /(TimeSpan span, int divisor) => TimeSpan.FromTicks(span.Ticks / divisor);
        }

        extension(Unsafe)
        {
            public static unsafe ref T NullRef<T>() => ref Unsafe.AsRef<T>(null);
        }

        extension(ValueTask)
        {
            public static ValueTask CompletedTask => default;
        }

        public static Task CancelAsync(this CancellationTokenSource source)
        {
            source.Cancel();
            return Task.CompletedTask;
        }

        public static async Task WaitAsync(this Task task, TimeSpan patience)
        {
            if (await Task.WhenAny(task, Task.Delay(patience)) != task)
            {
                throw new TimeoutException();
            }

            await task;
        }

        public static IEnumerable<T> Order<T>(this IEnumerable<T> items) => items.OrderBy(item => item);

        public static IEnumerable<T> Order<T>(this IEnumerable<T> items, IComparer<T> comparer) => items.OrderBy(item => item, comparer);

        public static IEnumerable<T> Reverse<T>(this T[] items) => Enumerable.Reverse(items);

        public static TValue? GetValueOrDefault<TKey, TValue>(this Dictionary<TKey, TValue> items, TKey key) =>
            items.TryGetValue(key, out TValue value) ? value : default;

        public static string Replace(this string text, string old, string replacement, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, replacement) : throw new NotSupportedException();

        public static string[] Split(this string text, char separator, int count) => text.Split([separator], count);
    }
}
