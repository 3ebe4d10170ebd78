using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// The ways in which a record may have written a patient number, the likely ones first: the platform compares numbers
/// literally, while one system pads with zeros and another groups letters and digits.
/// </summary>
internal static class IppForms
{
    private static readonly int[] Lengths = [8, 10, 7, 9, 6, 12];
    private static readonly char[] Separators = ['-', ' ', '.', '/', '_'];

    /// <summary>
    /// All numbers as given, then their other forms in turn, as far as <paramref name="most"/> goes; none twice.
    /// </summary>
    public static IReadOnlyList<QueriedIdentifier> From(IReadOnlyCollection<Ipp> ipps, int most)
    {
        var asked = new HashSet<QueriedIdentifier>();
        var forms = ipps.Select(ipp => (ipp.Authority, Values: Of(ipp).ToList())).ToList();
        for (var rank = 0; forms.Exists(form => rank < form.Values.Count); rank++)
        {
            foreach (var (authority, values) in forms)
            {
                if (rank < values.Count && (rank == 0 || asked.Count < most))
                {
                    asked.Add(new QueriedIdentifier(authority, values[rank]));
                }
            }
        }

        return [.. asked];
    }

    private static IEnumerable<string> Of(Ipp ipp)
    {
        yield return ipp.Value;
        yield return ipp.Value.TrimStart('0') is { Length: > 0 } rest ? rest : "0";
        var core = ipp.Core;
        yield return core;
        if (core.All(char.IsAsciiDigit))
        {
            foreach (var length in Lengths.Where(length => length > core.Length))
            {
                yield return core.PadLeft(length, '0');
            }

            yield break;
        }

        yield return ipp.Value.ToUpperInvariant();
        foreach (var separator in Separators)
        {
            yield return Grouped(core, separator);
        }

        yield return core.ToLowerInvariant();
        yield return Grouped(core, '-').ToLowerInvariant();
    }

    /// <summary><c>B77120</c> gives <c>B-77120</c>: the sign stands where letters and digits meet.</summary>
    private static string Grouped(string core, char separator) =>
        string.Concat(
            core.Select(
                (character, at) =>
                    at > 0 && char.IsAsciiDigit(character) != char.IsAsciiDigit(core[at - 1])
                        ? $"{separator}{character}"
                        : character.ToString()
            )
        );
}
