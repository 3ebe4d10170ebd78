using KryptonFunctions.Evaluation;
using KryptonFunctions.Evaluation.Checking;
using KryptonFunctions.Evaluation.Condensing;
using KryptonFunctions.Evaluation.Generating;

const string usage = $"""
    KryptonFunctions.Evaluation {EvaluateVerb.Usage}
    KryptonFunctions.Evaluation {GenerateVerb.Usage}
    KryptonFunctions.Evaluation {CheckVerb.Usage}
    KryptonFunctions.Evaluation condense --names DIR
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
