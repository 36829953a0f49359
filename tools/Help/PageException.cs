using System;

namespace GhSecrets.Help;

/// <summary>A page breaks its schema.</summary>
/// <param name="line">The line of the page, from 1.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class PageException(int line, string message) : Exception(message)
{
    /// <summary>The line of the page, from 1.</summary>
    public int Line => line;
}
