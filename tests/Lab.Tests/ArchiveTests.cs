using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Lab.Population;
using Shouldly;
using Xunit;

namespace Lab.Tests;

/// <summary>What was drawn lies at its site, and an Orthanc reads it as it was meant.</summary>
public sealed class ArchiveTests(RunningLab running)
{
    [Fact]
    public async Task EachStudyIsAtItsSiteUnderItsPatientWithItsLettersAndAllOfItsInstances()
    {
        var lab = running.Lab;
        foreach (var planned in LabPlan.Of(KryptonMock.SamplePopulation.Folder, patients: 2).Studies)
        {
            var site = lab.Archives.Sites.Single(archive => archive.Aet == planned.Site);
            using var answer = await site.AskAsync(
                $"studies?StudyInstanceUID={planned.Study.Uid}&includefield=00081030&includefield=00100021",
                TestContext.Current.CancellationToken
            );
            var found = (
                await answer.Content.ReadFromJsonAsync<JsonArray>(TestContext.Current.CancellationToken)
            )!.Single()!;
            $"{found["00100010"]!["Value"]![0]!["Alphabetic"]}".ShouldBe(planned.Patient.Name);
            Value(found, "00081030").ShouldBe(planned.Study.Description);
            Value(found, "00100020").ShouldBe(planned.Patient.Id);
            Value(found, "00100021").ShouldBe(planned.Patient.Issuer);
            int.Parse(Value(found, "00201208"), System.Globalization.CultureInfo.InvariantCulture)
                .ShouldBeGreaterThanOrEqualTo(planned.Study.Instances);
            found["00080061"]!["Value"]!
                .AsArray()
                .Select(modality => $"{modality}")
                .ShouldBe(planned.Study.Modalities, ignoreOrder: true);
        }
    }

    private static string Value(JsonNode study, string tag) => $"{study[tag]!["Value"]![0]}";
}
