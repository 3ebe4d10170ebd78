using System.Collections.Concurrent;
using System.Reflection;
using KryptonFunctions.Tests.Fixture;
using Xunit.v3;

[assembly: TestLimit]

namespace KryptonFunctions.Tests.Fixture;

/// <summary>
/// A test that hangs ends the run, and is named. Without this the run would end at its own limit, with half of the
/// tests not run and nobody named. Long runs (<c>KRYPTON_KILLS</c> and the like) have no limit.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TestLimitAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private static readonly bool IsLongRun = new[] { "KRYPTON_KILLS", "KRYPTON_FUZZ", "KRYPTON_HANG_UPS" }.Any(name =>
        Environment.GetEnvironmentVariable(name) is not null
    );

    private readonly ConcurrentDictionary<string, Timer> running = new(StringComparer.Ordinal);

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (!IsLongRun)
        {
            var name = $"{methodUnderTest.DeclaringType?.Name}.{methodUnderTest.Name}";
            running[test.UniqueID] = new Timer(
                _ => Environment.FailFast($"The test {name} has not ended in {Limit.TotalMinutes} minutes."),
                state: null,
                Limit,
                Timeout.InfiniteTimeSpan
            );
        }
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (running.TryRemove(test.UniqueID, out var limit))
        {
            limit.Dispose();
        }
    }
}
