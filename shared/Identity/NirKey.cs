using System.Globalization;

namespace KryptonFunctions.Identity;

/// <summary>
/// The two check digits of a NIR: 97 − (number mod 97), Corsica's 2A counting as 19 and 2B as 18 (décret 82-103).
/// </summary>
public static class NirKey
{
    /// <summary>
    /// True for 13 characters <c>[1-478] yymm</c>, five of the place (<c>2A</c>, <c>2B</c> for Corsica), three of the
    /// order.
    /// </summary>
    public static bool IsNumber(ReadOnlySpan<char> number)
    {
        if (number.Length != 13 || number[0] is not ('1' or '2' or '3' or '4' or '7' or '8'))
        {
            return false;
        }

        var corsica = number[5] == '2' && number[6] is 'A' or 'B';
        return !number[..(corsica ? 6 : 13)].ContainsAnyExceptInRange('0', '9')
            && !number[7..].ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>The key, <c>01</c> to <c>97</c>, of a number for which <see cref="IsNumber"/> holds.</summary>
    /// <exception cref="FormatException">The number is malformed.</exception>
    public static string Compute(string number)
    {
        if (!IsNumber(number))
        {
            throw new FormatException("Not the 13 characters of a NIR.");
        }

        var digits = number.Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal);
        var key = 97 - (long.Parse(digits, CultureInfo.InvariantCulture) % 97);
        return key.ToString("00", CultureInfo.InvariantCulture);
    }
}
