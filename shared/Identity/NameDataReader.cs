using System.Runtime.CompilerServices;
using System.Text;

namespace Krypton.Identity;

/// <summary>
/// Walks over the condensed name lists. Read once, while the process is cold: compiled with optimisation at once, as waiting for the tiered compiler would
/// cost five times the reading.
/// </summary>
internal ref struct NameDataReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;
    private int at;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (WeightedName[] Surnames, WeightedGivenName[] GivenNames) Read()
    {
        Span<byte> name = stackalloc byte[512];
        var surnames = new WeightedName[Number()];
        for (var index = 0; index < surnames.Length; index++)
        {
            surnames[index] = new WeightedName(Name(name), Number());
        }

        var givenNames = new WeightedGivenName[Number()];
        for (var index = 0; index < givenNames.Length; index++)
        {
            var text = Name(name);
            var sex = (Sex)Number();
            var counts = new int[BirthCohorts.Count];
            for (var cohort = 0; cohort < counts.Length; cohort++)
            {
                counts[cohort] = Number();
            }

            givenNames[index] = new WeightedGivenName(text, sex, counts);
        }

        return (surnames, givenNames);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Number()
    {
        var number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = data[at++];
            number |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string Name(scoped Span<byte> name)
    {
        int shared = data[at++];
        int rest = data[at++];
        data.Slice(at, rest).CopyTo(name[shared..]);
        at += rest;
        return Encoding.UTF8.GetString(name[..(shared + rest)]);
    }
}
