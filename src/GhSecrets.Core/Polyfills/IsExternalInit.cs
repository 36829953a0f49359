#if NETFRAMEWORK
namespace System.Runtime.CompilerServices;

/// <summary>Lets .NET Framework compile <c>init</c> accessors and records.</summary>
internal static class IsExternalInit;
#endif
