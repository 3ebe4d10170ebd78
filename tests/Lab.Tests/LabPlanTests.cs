using System.Text;
using Lab.Images;
using Lab.Population;
using Shouldly;
using Xunit;

namespace Lab.Tests;

/// <summary>What the lab has, without any archive.</summary>
public sealed class LabPlanTests
{
    private static readonly LabPlan Plan = LabPlan.Of(
        KryptonMock.SamplePopulation.Folder,
        new LabOptions { Folder = "", Port = 0 }.Patients
    );

    [Fact]
    public void ThereAreAtLeastFortyStudiesOfAllKinds()
    {
        Plan.Studies.Count.ShouldBeGreaterThanOrEqualTo(40);
        Plan.Studies.SelectMany(study => study.Study.Modalities)
            .Distinct()
            .Except(["DX", "NM", "XA"])
            .ShouldBe(["CT", "PT", "MG", "MR", "SR", "CR", "US"], ignoreOrder: true);
        Plan.Studies.Select(study => study.Site).Distinct().ShouldBe(["SITEA", "SITEB"], ignoreOrder: true);
        Plan.Studies.ShouldContain(study => study.Study.Instances == 500);
        Plan.Studies.ShouldContain(study => study.IsCentral);
    }

    [Fact]
    public void NamesHaveTheLettersOfFrenchInBothCharacterSets()
    {
        Plan.Studies.Select(study => study.CharacterSet).Distinct().Count().ShouldBe(2);
        Plan.Studies.ShouldContain(study => study.Patient.Name.Contains('Œ'));
        Plan.Studies.Where(study => study.CharacterSet == "ISO_IR 100")
            .ShouldContain(study => $"{study.Patient.Name}{study.Study.Description}".Any(letter => letter > 127));

        // What the character set lacks would be lost without a word.
        Plan.Studies.ShouldAllBe(study =>
            study.Encoding.GetString(study.Encoding.GetBytes(study.Patient.Name)) == study.Patient.Name
        );
    }

    [Fact]
    public void EachStudyIsThereOnceAndBelongsToAPatientWithANumber()
    {
        Plan.Studies.Select(study => study.Study.Uid).ShouldBeUnique();
        Plan.Studies.ShouldAllBe(study => study.Patient.Id != null && study.Patient.Issuer != null);
    }

    [Fact]
    public void AFileBeginsAsDicomFilesDoAndIsTheSameEachTime()
    {
        var study = Plan.Studies[0];
        var file = DicomImages.Of(study, study.Series[0], 1, 7);
        Encoding.ASCII.GetString(file, 128, 4).ShouldBe("DICM");
        DicomImages.Of(study, study.Series[0], 1, 7).ShouldBe(file);
        DicomImages.Of(study, study.Series[0], 1, 8).ShouldNotBe(file);
    }
}
