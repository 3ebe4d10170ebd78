using KryptonFunctions.Identity;

namespace KryptonMock.Generation.Records;

/// <summary>
/// An identity on its way into an establishment's register. Names are still upper case with accents; the way of writing
/// comes last.
/// </summary>
internal sealed class RecordDraft(TrueTraits person)
{
    public string BirthName { get; set; } = person.BirthName;

    public string? UsedName { get; set; } = person.UsedName;

    /// <summary>The given name of the field; <see cref="GivenNames"/> are all of them.</summary>
    public string GivenName { get; set; } = person.GivenNames[0];

    public IReadOnlyList<string> GivenNames => person.GivenNames;

    public Sex Sex { get; set; } = person.Sex;

    /// <summary>Null where missing.</summary>
    public DateOnly? BirthDate { get; set; } = person.BirthDate;

    /// <summary>Null where missing.</summary>
    public string? BirthPlace { get; set; } = person.BirthPlaceInsee;

    public bool IsBornAbroad => person.IsBornAbroad;

    /// <summary>Changes each surname that is there.</summary>
    public void ChangeSurnames(Func<string, string> change)
    {
        BirthName = change(BirthName);
        UsedName = UsedName is null ? null : change(UsedName);
    }

    /// <summary>Changes the surname that the record is likely to be found by.</summary>
    public void ChangeOneSurname(Random random, Func<string, string> change)
    {
        if (UsedName is not null && random.Next(2) == 0)
        {
            UsedName = change(UsedName);
        }
        else
        {
            BirthName = change(BirthName);
        }
    }
}
