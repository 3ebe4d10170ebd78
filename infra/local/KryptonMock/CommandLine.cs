using System.Globalization;

namespace KryptonMock;

/// <summary>The arguments of the command line.</summary>
internal sealed record CommandLine
{
    public const string Usage =
        "KryptonMock [--port 8085] [--state DIR] [--like own|dcm4chee|orthanc|azure] [--population DIR | --generate N "
        + "[--seed S] [--errors 1|2] [--out DIR] | --sample DIR]";

    public int Port { get; init; } = 8085;

    public string? Population { get; init; }

    /// <summary>Folder that keeps the orders, or null.</summary>
    public string? State { get; init; }

    /// <summary>With the ways of which platform: a name of <see cref="PlatformLikeness"/>.</summary>
    public string Like { get; init; } = "own";

    /// <summary>Folder to write the sample of the repository to, or null.</summary>
    public string? Sample { get; init; }

    /// <summary>Persons to generate, or null.</summary>
    public int? Persons { get; init; }

    public int Seed { get; init; } = 1;

    public double Errors { get; init; } = 1;

    /// <summary>Folder to write the generated population to instead of serving it.</summary>
    public string? Out { get; init; }

    /// <exception cref="FormatException">An argument is unknown or has no usable value; the message says
    /// which.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var (name, value) = (
                arguments[i],
                i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value.")
            );
            line = name switch
            {
                "--port" => line with { Port = Number(name, value) },
                "--population" => line with { Population = value },
                "--generate" => line with { Persons = Number(name, value) },
                "--seed" => line with { Seed = Number(name, value) },
                "--errors" => line with { Errors = Number(name, value) },
                "--state" => line with { State = value },
                "--like" => line with { Like = Likeness(name, value) },
                "--sample" => line with { Sample = value },
                "--out" => line with { Out = value },
                _ => throw new FormatException($"{name} is not known."),
            };
        }

        return line;
    }

    private static string Likeness(string name, string value) =>
        PlatformLikeness.Names.Contains(value)
            ? value
            : throw new FormatException($"{name} knows {string.Join(", ", PlatformLikeness.Names)}.");

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name} needs a number.");
}
