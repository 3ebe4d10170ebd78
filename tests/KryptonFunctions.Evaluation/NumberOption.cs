using System.CommandLine;

namespace KryptonFunctions.Evaluation;

/// <summary>An option that takes a whole number, never a negative one.</summary>
internal sealed class NumberOption : Option<int>
{
    /// <param name="name">With its dashes.</param>
    /// <param name="otherwise">Where it is not given; null: it is needed.</param>
    public NumberOption(string name, int? otherwise = null)
        : base(name)
    {
        HelpName = "N";
        Required = otherwise is null;
        if (otherwise is { } number)
        {
            DefaultValueFactory = _ => number;
        }

        Validators.Add(given =>
        {
            if (given.Tokens is [var token, ..] && !(int.TryParse(token.Value, out var value) && value >= 0))
            {
                given.AddError($"{name} wants a whole number.");
            }
        });
    }
}
