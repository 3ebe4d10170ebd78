using KryptonFunctions.Identity;
using KryptonMock;
using KryptonMock.Generation;
using KryptonMock.Patients;
using KryptonMock.Population;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class GeneratorTests
{
    [Fact]
    public void TheSameSeedGivesTheSamePersons()
    {
        Lines(PopulationGenerator.Generate(200, 7)).ShouldBe(Lines(PopulationGenerator.Generate(200, 7)));
        Lines(PopulationGenerator.Generate(200, 7)).ShouldNotBe(Lines(PopulationGenerator.Generate(200, 8)));
    }

    [Fact]
    public void TheCommittedSampleIsWhatTheGeneratorMakes()
    {
        var made = Directory.CreateTempSubdirectory("krypton-sample-");
        Sample.Write(made.FullName);
        foreach (
            var file in (string[])[PopulationFiles.Patients, PopulationFiles.Studies, PopulationFiles.Organizations]
        )
        {
            File.ReadAllText(Path.Combine(SamplePopulation.Folder, file))
                .ShouldBe(File.ReadAllText(Path.Combine(made.FullName, file)));
        }

        made.Delete(recursive: true);
    }

    [Fact]
    public void EveryGeneratedInsIsWellFormed()
    {
        foreach (
            var person in PopulationGenerator
                .Generate(2000, 3)
                .Select(generated => generated.Traits)
                .Concat(PopulationGenerator.Absent(500, 3))
        )
        {
            Ins.TryParse(person.Ins, InsOid.Of(InsAuthority.Nir), out _, out var error).ShouldBeTrue($"{error}");
        }
    }

    [Fact]
    public void PersonsHaveOneToFourRecordsOfDifferentEstablishments()
    {
        var persons = PopulationGenerator.Generate(5000, 5).ToList();
        persons.ShouldAllBe(person =>
            person.Records.Count >= 1
            && person.Records.Count <= 4
            && person.Records.Select(record => record.ManagingOrganization).Distinct().Count() == person.Records.Count
        );
        persons.Average(person => person.Records.Count).ShouldBeInRange(1.9, 2.1);
        persons
            .SelectMany(person => person.Records)
            .Select(record => record.Id)
            .Distinct()
            .Count()
            .ShouldBe(persons.Sum(person => person.Records.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ErrorsComeAtTheirRates(double errors)
    {
        var pairs = PopulationGenerator
            .Generate(30_000, 11, errors)
            .SelectMany(person => person.Records.Select(record => (person.Traits, Record: record)))
            .ToList();
        double Share(Func<TrueTraits, PatientRecord, bool> of) =>
            pairs.Count(pair => of(pair.Traits, pair.Record)) / (double)pairs.Count;
        Share((_, record) => record.BirthDate is null).ShouldBe(0.002 * errors, 0.001 * errors);
        Share((traits, record) => record.Sex != traits.Sex).ShouldBe(0.003 * errors, 0.001 * errors);
        Share((_, record) => record.BirthPlaceInsee is null).ShouldBe(0.35 * errors, 0.01);
        Share((traits, record) => record.BirthDate is { } date && date != traits.BirthDate.ToString("yyyy-MM-dd"))
            .ShouldBeInRange(0.018 * errors, 0.028 * errors);
    }

    [Fact]
    public void WhatIsWrittenIsFoundAgain()
    {
        var builder = new PatientIndexBuilder(NameFolding.Case);
        var records = PopulationGenerator.Generate(500, 9).SelectMany(person => person.Records).ToList();
        foreach (var record in records)
        {
            builder.Add(PatientJson.Write(record));
        }

        var index = builder.Build();
        foreach (var record in records.Where(record => record.BirthDate is not null))
        {
            BirthDateRange.TryParse(record.BirthDate!, out var day).ShouldBeTrue();
            var found = index.Search(
                new PatientCriteria
                {
                    Family =
                    [
                        [record.Names[0].Family![..3]],
                    ],
                    BirthDate =
                    [
                        [day],
                    ],
                }
            );
            found.Positions.Select(index.Id).ShouldContain(record.Id);
        }
    }

    private static List<string> Lines(IEnumerable<GeneratedPerson> persons) =>
        [
            .. persons
                .SelectMany(person => person.Records)
                .Select(record => System.Text.Encoding.UTF8.GetString(PatientJson.Write(record))),
        ];
}
