using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;

namespace Workbench.Tests;

/// <summary>What holds for every page: who cannot see, has a small window or an enemy, is served as well.</summary>
public sealed class PageTests(RunningWorkbench workbench)
{
    /// <summary>A name, the role that sees it, its path; <c>@</c> stands for the sample RCP.</summary>
    public static TheoryData<string, string, string> All { get; } =
        new()
        {
            { "rcps", "Soignant", "/rcps" },
            { "rcps-new", "Soignant", "/rcps/new" },
            { "rcp", "Soignant", "@" },
            { "prefiche-new", "Soignant", "@/prefiches/new" },
            { "prefiche-candidates", "Soignant", "@/prefiches/PF-01" },
            { "prefiche-studies", "Soignant", "@/prefiches/PF-03" },
            { "prefiche-patient", "Soignant", "@/prefiches/PF-03/patient" },
            { "structures", "Soignant", "/structures" },
            { "structures-none", "Soignant", "/structures?q=zzz&department=33" },
            { "structures-one", "Soignant", "/structures?department=86" },
            { "about", "Soignant", "/about" },
            { "problem", "Soignant", "/rcps/RCP-INCONNUE" },
            { "unknown", "Soignant", "/nulle-part" },
            { "refused", "Soignant", "/traces?user=dr.martin" },
            { "traces", "Auditeur", "/traces" },
            { "traces-user", "Auditeur", "/traces?user=dr.martin" },
            { "activity", "Administrateur du réseau", "/activity" },
            { "activity-none", "Administrateur du réseau", "/activity?from=2024-01&to=2024-02" },
        };

    [Theory]
    [MemberData(nameof(All))]
    public async Task EachPageIsStrictAccessibleAndAsWideAsTheWindow(string name, string role, string path)
    {
        var rcp = await workbench.Sample();
        await using var visitor = await workbench.Visits();
        if (role != "Soignant")
        {
            await visitor.Opens("/about");
            await visitor.Becomes(role, "agent.test");
        }

        var answer = await visitor.Opens(path.Replace("@", rcp));

        (await answer.HeaderValueAsync("content-security-policy")).ShouldBe(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                + $"form-action 'self' {Origin(workbench.Functions)} {Origin(workbench.Krypton)}; "
                + "frame-ancestors 'none'; base-uri 'none'"
        );
        (await visitor.Page.RunAxe()).Violations.Where(IsGrave).Select(Words).ShouldBeEmpty();
        await visitor.FitsTheWindow();
        await visitor.Photographs($"{name}-1280");
        await visitor.Page.SetViewportSizeAsync(390, 800);
        await visitor.FitsTheWindow();
        await visitor.Photographs($"{name}-390");
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static bool IsGrave(AxeResultItem finding) => finding.Impact is "serious" or "critical";

    private static string Words(AxeResultItem finding) =>
        $"{finding.Id}: {finding.Help} {string.Join(" | ", finding.Nodes.Select(node => node.Html))}";
}
