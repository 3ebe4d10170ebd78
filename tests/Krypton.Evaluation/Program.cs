using Krypton.Evaluation;
using Krypton.Evaluation.Checking;
using Krypton.Evaluation.Condensing;
using Krypton.Evaluation.Generating;

const string usage = $"""
    Krypton.Evaluation {EvaluateVerb.Usage}
    Krypton.Evaluation {GenerateVerb.Usage}
    Krypton.Evaluation {CheckVerb.Usage}
    Krypton.Evaluation condense --names DIR
    """;

try
{
    return args switch
    {
        ["condense", "--names", var names] => await NamesCondenser.RunAsync(names, "shared/Identity/Data/names.bin"),
        ["generate", .. var rest] => GenerateVerb.Run(rest),
        ["check", .. var rest] => await CheckVerb.RunAsync(rest),
        ["--population", ..] or ["--searches", ..] or ["--json", ..] => await EvaluateVerb.RunAsync(args),
        _ => throw new FormatException("What shall be done?"),
    };
}
catch (Exception wrong) when (wrong is FormatException or IOException or InvalidDataException)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(usage);
    return 2;
}
