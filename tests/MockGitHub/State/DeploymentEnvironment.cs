using System;

namespace MockGitHub;

/// <summary>An environment of one repository; its name may hold any character, slashes and spaces too.</summary>
public sealed record DeploymentEnvironment(long Id, string Name, DateTimeOffset CreatedAt);
