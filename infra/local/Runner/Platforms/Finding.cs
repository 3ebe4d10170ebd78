namespace Runner.Platforms;

/// <summary>What an answer means for whoever connects the platform.</summary>
internal enum Verdict
{
    /// <summary>Works, with the settings that are printed.</summary>
    Fits,

    /// <summary>Works; worth knowing.</summary>
    Note,

    /// <summary>Could not be asked.</summary>
    Open,

    /// <summary>Will not work.</summary>
    Fails,
}

/// <summary>One line of the report. It says nothing of a patient.</summary>
/// <param name="Question">What was asked, in a word or two.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Says">One sentence.</param>
internal sealed record Finding(string Question, Verdict Verdict, string Says);
