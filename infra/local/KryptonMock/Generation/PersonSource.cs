using KryptonFunctions.Identity;

namespace KryptonMock.Generation;

/// <summary>
/// Draws persons one by one, with their relatives: twins one in a hundred, parents of the same name three in a hundred.
/// </summary>
internal sealed class PersonSource(Random random, NameLists? lists = null)
{
    private const double Twin = 0.01;
    private const double SameNameParent = 0.03;
    private const int FirstYear = 1922;
    private const int LastYear = 2020;
    private readonly NameSource names = new(lists ?? NameLists.French);
    private readonly NameSource[] foreign = [.. (lists?.Foreign?.Lists ?? []).Select(of => new NameSource(of))];

    /// <summary>An endless sequence; relatives follow each other.</summary>
    public IEnumerable<TrueTraits> Persons()
    {
        while (true)
        {
            var person = Person();
            yield return person;
            if (random.NextDouble() < Twin)
            {
                yield return Complete(person with { GivenNames = OtherGivenNames(person), UsedName = null });
            }

            if (random.NextDouble() < SameNameParent)
            {
                yield return Complete(
                    person with
                    {
                        BirthDate = Day(person.BirthDate.Year - random.Next(20, 36)),
                        BirthPlaceInsee = BirthPlaces.Draw(random),
                        UsedName = null,
                    }
                );
            }
        }
    }

    private TrueTraits Person()
    {
        var sex = random.Next(2) == 0 ? Sex.Male : Sex.Female;
        var born = Day(Year());
        var isForeign = foreign.Length > 0 && random.NextDouble() < lists!.Foreign!.Share;
        var source = isForeign ? foreign[random.Next(foreign.Length)] : names;
        return Complete(
            new TrueTraits
            {
                HasForeignName = isForeign,
                BirthName = source.Surname(random),
                GivenNames = source.GivenNames(sex, born.Year, random),
                Sex = sex,
                BirthDate = born,
                BirthPlaceInsee = BirthPlaces.Draw(random),
                Ins = "",
            }
        );
    }

    /// <summary>What follows from the rest: the name by marriage and the number.</summary>
    private TrueTraits Complete(TrueTraits person)
    {
        var number =
            $"{(person.Sex == Sex.Male ? 1 : 2)}{person.BirthDate:yyMM}{person.BirthPlaceInsee}"
            + $"{random.Next(1, 1000):000}";
        return person with { UsedName = UsedName(person), Ins = number + NirKey.Compute(number) };
    }

    private string? UsedName(TrueTraits person)
    {
        var ofAdults = person.Sex == Sex.Female ? 0.65 : 0.02;
        var share = person.BirthDate.Year > 2000 ? 0 : ofAdults;
        return random.NextDouble() >= share
            ? null
            : random.NextDouble() switch
            {
                < 0.80 => names.Surname(random),
                < 0.93 => $"{person.BirthName}-{names.Surname(random)}",
                _ => $"{names.Surname(random)}-{person.BirthName}",
            };
    }

    private IReadOnlyList<string> OtherGivenNames(TrueTraits twin)
    {
        IReadOnlyList<string> others;
        do
        {
            others = this.names.GivenNames(twin.Sex, twin.BirthDate.Year, random);
        } while (others[0] == twin.GivenNames[0]);
        return others;
    }

    /// <summary>Patients of oncology: born around 1955, spread over a century.</summary>
    private int Year()
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Clamp((int)(1955 + (17 * normal)), FirstYear, LastYear);
    }

    private DateOnly Day(int year) =>
        new DateOnly(year, 1, 1).AddDays(random.Next(DateTime.IsLeapYear(year) ? 366 : 365));
}
