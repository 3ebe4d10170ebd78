using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// The same name with other separators, at all positions together: <c>D'ANGELO</c>, <c>D ANGELO</c>, <c>DANGELO</c>.
/// </summary>
internal static class Separators
{
    public static IEnumerable<NameForm> From(string name)
    {
        var parts = name.Split([' ', '-', '\'', '’'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
        {
            yield break;
        }

        var hyphen = name.Contains('-', StringComparison.Ordinal);
        var apostrophe = NormalForm.Of(name).Contains('\'', StringComparison.Ordinal);
        yield return new NameForm(
            string.Join(' ', parts),
            hyphen || !apostrophe ? Variant.HyphenAsSpace : Variant.ApostropheAsSpace
        );
        yield return new NameForm(string.Join('-', parts), Variant.SpaceAsHyphen);
        yield return new NameForm(string.Concat(parts), Variant.SeparatorsRemoved);
        if (parts[0].Length == 1 && !apostrophe)
        {
            yield return new NameForm($"{parts[0]}'{string.Join(' ', parts.Skip(1))}", Variant.SpaceAsHyphen);
        }
        else if (apostrophe && hyphen)
        {
            yield return new NameForm(name.Replace('-', ' '), Variant.HyphenAsSpace);
        }
    }
}
