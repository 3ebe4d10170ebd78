using KryptonFunctions.Identity;

namespace KryptonMock.Generation;

/// <summary>An invented person and what the establishments wrote down.</summary>
/// <param name="Traits">Who the person is.</param>
/// <param name="Records">One to four records, with or without errors; their ids are the truth of a search for the
/// person.</param>
public sealed record GeneratedPerson(TrueTraits Traits, IReadOnlyList<PatientRecord> Records);

/// <summary>Who an invented person is, as the civil register has it: upper case, with accents.</summary>
public sealed record TrueTraits
{
    /// <summary>The surname at birth, such as <c>LEFÈVRE-D'ANGELO</c>.</summary>
    public required string BirthName { get; init; }

    /// <summary>The name by marriage or use, or null where it is the birth name.</summary>
    public string? UsedName { get; init; }

    /// <summary>One to three, such as <c>JEAN-PIERRE</c>, <c>HÉLÈNE</c>.</summary>
    public required IReadOnlyList<string> GivenNames { get; init; }

    /// <summary>Male or female.</summary>
    public required Sex Sex { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>INSEE code of five characters; <c>99xxx</c> abroad.</summary>
    public required string BirthPlaceInsee { get; init; }

    /// <summary>INS number with its key, 15 characters, under <c>1.2.250.1.213.1.4.8</c>.</summary>
    public required string Ins { get; init; }

    /// <summary>Surname and given names are of another country.</summary>
    public bool HasForeignName { get; init; }

    public bool IsBornAbroad => BirthPlaceInsee.StartsWith("99", StringComparison.Ordinal);
}
