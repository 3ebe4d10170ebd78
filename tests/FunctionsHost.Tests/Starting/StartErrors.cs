using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Starting;

public sealed class StartErrors
{
    [Theory]
    [InlineData(typeof(UnknownParameter), "'TakesStream'", "'body' of type Stream")]
    [InlineData(typeof(SameName), "'TWIN'", "the name is taken by")]
    [InlineData(typeof(SameRoute), "'ByName'", "GET /api/things/{name}' is taken by 'ById'")]
    [InlineData(typeof(AdminRoute), "'Admin'", "admin/")]
    [InlineData(typeof(UnsupportedTrigger), "'OnBlob'", "BlobLikeTriggerAttribute is not supported")]
    [InlineData(typeof(OutputBinding), "'Sends'", "output bindings")]
    [InlineData(typeof(RetriesByAttribute), "'Again'", "FixedDelayRetryAttribute is not supported")]
    [InlineData(typeof(NoTrigger), "'Loose'", "0 trigger attributes")]
    [InlineData(typeof(BadSchedule), "'Never'", "'now and then'")]
    [InlineData(typeof(MissingSetting), "'Unset'", "'WhenToRun', which is not set")]
    [InlineData(typeof(QueueWithoutStorage), "'Reads'", "storage connection")]
    public async Task TheMessageNamesTheFunctionAndWhatIsWrong(Type wrong, string function, string cause)
    {
        var e = await Should.ThrowAsync<HostStartException>(() => TestHost.StartAsync(wrong));
        e.Message.ShouldContain(function);
        e.Message.ShouldContain(cause);
    }

    [Fact]
    public async Task AnAddressThatIsTakenIsNamed()
    {
        await using var first = await TestHost.StartAsync(new Setup() { Url = "http://127.0.0.1:0" });
        var taken = first.BaseAddress.GetLeftPart(UriPartial.Authority);
        (
            await Should.ThrowAsync<HostStartException>(() => TestHost.StartAsync(new Setup() { Url = taken }))
        ).Message.ShouldContain($"cannot listen on {taken}");
    }

    [Fact]
    public async Task AHostJsonThatIsNotJsonIsNamed() =>
        (
            await Should.ThrowAsync<HostStartException>(() => TestHost.StartAsync(new Setup() { HostJson = "{" }))
        ).Message.ShouldContain("cannot be read");
}
