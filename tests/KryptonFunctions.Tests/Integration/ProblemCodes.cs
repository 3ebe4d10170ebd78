using System.Collections.Immutable;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Tests.Architecture;
using Microsoft.AspNetCore.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KryptonFunctions.Tests.Integration;

/// <summary>
/// The codes of the problems that the app can answer, read from its sources: a <see cref="Failure"/> is made with its
/// kind and its code as a literal, side by side.
/// </summary>
internal static class ProblemCodes
{
    private static readonly ImmutableArray<SyntaxNode> Roots =
    [
        .. new[] { "shared", "functions" }
            .SelectMany(SourceTests.Sources)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()),
    ];

    /// <summary>Each code with its HTTP statuses; one, unless two failures share a name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<int>> Statuses { get; } =
        Roots
            .SelectMany(root => root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            .Select(Made)
            .OfType<(string Kind, string Code)>()
            .GroupBy(made => made.Code, StringComparer.Ordinal)
            .ToDictionary(
                made => made.Key,
                made => (IReadOnlyList<int>)[.. made.Select(m => StatusOf(m.Kind, m.Code)).Distinct()],
                StringComparer.Ordinal
            );

    /// <summary>Places where a failure is made so that its code cannot be read.</summary>
    public static IEnumerable<string> Hidden() =>
        Roots
            .SelectMany(root => root.DescendantNodes())
            .Where(node =>
                node
                    is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "Failure" } } made
                    && Made(made) is null
                || node is BaseObjectCreationExpressionSyntax other && FirstIsKind(other) && Made(other) is null
                || node is WithExpressionSyntax copy
                    && copy.Initializer.Expressions.Any(e => e.ToString().StartsWith("Slug ", StringComparison.Ordinal))
            )
            .Select(node => node.ToString());

    private static (string Kind, string Code)? Made(BaseObjectCreationExpressionSyntax made) =>
        FirstIsKind(made)
        && made.ArgumentList!.Arguments is [var kind, { Expression: LiteralExpressionSyntax literal }, ..]
            ? (((MemberAccessExpressionSyntax)kind.Expression).Name.Identifier.Text, literal.Token.ValueText)
            : null;

    private static bool FirstIsKind(BaseObjectCreationExpressionSyntax made) =>
        made.ArgumentList?.Arguments.FirstOrDefault()
            is {
                Expression: MemberAccessExpressionSyntax
                {
                    Expression: IdentifierNameSyntax { Identifier.Text: nameof(FailureKind) },
                },
            };

    private static int StatusOf(string kind, string code)
    {
        var failure = new Failure(Enum.Parse<FailureKind>(kind), code, new Wording("", ""));
        var problem = code == "internal-error" ? Problem.Unexpected : new Problem(failure);
        var http = new DefaultHttpContext();
        problem.ExecuteAsync(http).GetAwaiter().GetResult();
        return http.Response.StatusCode;
    }
}
