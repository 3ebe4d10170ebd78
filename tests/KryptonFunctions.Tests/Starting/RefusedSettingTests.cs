using KryptonFunctions.Access;
using KryptonFunctions.Functions;
using KryptonFunctions.Tests.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Starting;

/// <summary>
/// A setting that cannot be used fails the start with its name. What a person is told then, by the whole Runner, is
/// in <see cref="BrokenSetUpTests"/>.
/// </summary>
public sealed class RefusedSettingTests
{
    [Theory]
    [InlineData("App:Environment", "production", "must be an https address")]
    [InlineData("Access:HandleKey", "nonsense", "Access:HandleKey")]
    [InlineData("Access:EarlierHandleKey", "nonsense", "Access:EarlierHandleKey")]
    [InlineData("Traces:ChainKey", "nonsense", "Traces:ChainKey")]
    [InlineData("Traces:EarlierChainKeys:0", "nonsense", "Traces:EarlierChainKeys:0")]
    [InlineData("ViewerLinks:SigningKey", "nonsense", "ViewerLinks:SigningKey")]
    public async Task TheStartFailsWithItsName(string name, string value, string told)
    {
        var refused = await Record.ExceptionAsync(() => StartAsync(name, value));

        // Where several settings do not go together, all are told.
        var failures = refused is AggregateException several ? several.InnerExceptions : [refused!];
        failures.ShouldAllBe(failure => failure is OptionsValidationException);
        failures.ShouldContain(failure => failure.Message.Contains(told));
    }

    [Fact]
    public async Task TheSampleOfTheSettingsStarts() => await Should.NotThrowAsync(() => StartAsync("Any", "thing"));

    /// <summary>What the host does before it answers, without the storage.</summary>
    private static async Task StartAsync(string name, string value)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(TestSettings.Local)
            .AddInMemoryCollection([new(name, value)])
            .Build();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddKryptonFunctions(configuration)
            .BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var eager in services.GetServices<IHostedService>().Where(IsEager))
        {
            await eager.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    private static bool IsEager(IHostedService service) =>
        service.GetType() is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(EagerSingleton<>);
}
