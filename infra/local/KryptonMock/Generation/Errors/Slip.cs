namespace KryptonMock.Generation.Errors;

/// <summary>Typing errors: a letter left out, doubled, exchanged with the next, or another.</summary>
internal static class Slip
{
    public static string In(string name, Random random)
    {
        if (name.Length < 3)
        {
            return name;
        }

        var at = random.Next(name.Length - 1);
        return random.Next(4) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, name[at].ToString()),
            2 => $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}",
            _ => $"{name[..at]}{(char)('A' + random.Next(26))}{name[(at + 1)..]}",
        };
    }
}
