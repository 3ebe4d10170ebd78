using KryptonMock.Generation;

namespace KryptonFunctions.Evaluation.Generating;

/// <summary>
/// Takes away what some registers do not have, beyond what the generator's own errors do: the weights must hold there,
/// too.
/// </summary>
internal sealed class Spoiling(GenerateOptions options)
{
    private readonly Random random = new(options.Seed);

    public GeneratedPerson Of(GeneratedPerson person) =>
        !options.WithoutBirthPlace && !options.TenthWithoutDate
            ? person
            : person with
            {
                Records =
                [
                    .. person.Records.Select(record =>
                        record with
                        {
                            BirthPlaceInsee = options.WithoutBirthPlace ? null : record.BirthPlaceInsee,
                            BirthDate = options.TenthWithoutDate && random.Next(10) == 0 ? null : record.BirthDate,
                        }
                    ),
                ],
            };
}
