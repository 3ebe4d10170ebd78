using System.Diagnostics;
using Shouldly;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Starting;

/// <summary>The extensions run here are those that the deployable brings for the genuine host.</summary>
public sealed class Versions
{
    [Theory]
    [InlineData("Microsoft.Azure.WebJobs.Extensions.DurableTask.dll")]
    [InlineData("Microsoft.Azure.WebJobs.Extensions.Storage.Queues.dll")]
    [InlineData("DurableTask.Core.dll")]
    [InlineData("DurableTask.AzureStorage.dll")]
    public void ThoseOfTheHostAreThoseOfTheApp(string file)
    {
        var app = FileVersionInfo.GetVersionInfo(Path.Combine(ProgramPaths.App, ".azurefunctions", file));
        var host = FileVersionInfo.GetVersionInfo(Path.Combine(Path.GetDirectoryName(ProgramPaths.Host)!, file));

        host.FileVersion.ShouldBe(app.FileVersion);
    }
}
