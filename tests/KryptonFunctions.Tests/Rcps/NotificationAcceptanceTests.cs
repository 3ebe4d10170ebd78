using System.Net;
using System.Text;
using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Tests.Fixture;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>Krypton's notifications over HTTP, the forged ones too.</summary>
public sealed class NotificationAcceptanceTests(LocalKrypton krypton)
{
    [Theory]
    [InlineData(null)]
    [InlineData("t=1,v1=00")]
    public async Task AForgedNotificationIsRefused(string? signature) =>
        (await NotifyAsync("""{"resourceType":"Task","id":"t-1","status":"completed"}""", signature)).ShouldBeProblem(
            HttpStatusCode.Unauthorized,
            "wrong-signature"
        );

    [Fact]
    public async Task ANotificationIsAcceptedAndItsRepeatToo()
    {
        var task = $$"""{"resourceType":"Task","id":"t-{{Guid.NewGuid():N}}","status":"completed","intent":"order"}""";
        var signature = Sign(task);

        (await NotifyAsync(task, signature)).ShouldBe(HttpStatusCode.Accepted);
        (await NotifyAsync(task, signature)).ShouldBe(HttpStatusCode.Accepted);
        (await NotifyAsync("{}", Sign("{}"))).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    private static string Sign(string body) =>
        NotificationSignature.Make(
            Encoding.UTF8.GetBytes(body),
            DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.Notification),
            DateTimeOffset.UtcNow
        );

    private async Task<Answer> NotifyAsync(string body, string? signature)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(krypton.Functions, "/api/v1/krypton/notifications")
        )
        {
            Content = new StringContent(body, Encoding.UTF8, "application/fhir+json"),
        };
        if (signature is not null)
        {
            request.Headers.Add("X-Krypton-Signature", signature);
        }

        using var response = await krypton.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.FromAsync(response);
    }
}
