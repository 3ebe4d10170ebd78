namespace Runner.Demo;

/// <summary>Where the demo finds the parts it talks to.</summary>
/// <param name="Functions">The functions, such as http://localhost:7071.</param>
/// <param name="Dcc">The DCC stand-in, for tokens.</param>
/// <param name="Mock">The Krypton mock, for its count of orders.</param>
/// <param name="Population">The folder with the mock's patients.</param>
public sealed record DemoPlaces(Uri Functions, Uri Dcc, Uri Mock, string Population);
