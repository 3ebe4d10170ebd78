using System.Text.RegularExpressions;
using KryptonFunctions.Access;
using KryptonFunctions.Functions;
using KryptonFunctions.Tests.Access;
using KryptonFunctions.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Retention;

/// <summary>The page of the retention names each table, queue and container that the app makes, and no other.</summary>
public sealed partial class RetentionPageTests
{
    private const string Poison = "-poison";

    private static readonly StorageLayout Layout = Read();

    private static readonly ILookup<string, string> Named = Row.Matches(
            File.ReadAllText(Path.Combine(SolutionFolder.Path, "docs/retention.md"))
        )
        .ToLookup(row => row.Groups["kind"].Value, row => row.Groups["name"].Value);

    [Fact]
    public void EveryTableIsNamed() => Named["table"].Distinct().ShouldBe(Layout.Tables, ignoreOrder: true);

    [Fact]
    public void EveryContainerIsNamed() => Named["container"].ShouldBe(Layout.BlobContainers, ignoreOrder: true);

    /// <summary>Each queue has one beside it for messages that failed; the host makes it where nobody does.</summary>
    [Fact]
    public void EveryQueueIsNamed()
    {
        var queues = Layout.Queues.Where(name => !name.EndsWith(Poison, StringComparison.Ordinal)).ToList();
        Named["queue"].ShouldBe([.. queues, .. queues.Select(name => name + Poison)], ignoreOrder: true);
    }

    private static StorageLayout Read()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(TestSettings.Local).Build();
        using var services = new ServiceCollection().AddKryptonFunctions(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<StorageLayout>>().Value;
    }

    [GeneratedRegex(
        @"^\| (?<kind>table|queue|container) \| `(?<name>[^`]+)`",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Row { get; }
}
