namespace Workbench.Tests.Fixture;

/// <summary>Where the pictures of a run lie: beside the tests, which Git does not look at.</summary>
internal static class Pictures
{
    public static string Of(string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName, $"{name}.png");
}
