using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>A choice among three is a switch or a method with guards.</summary>
public sealed class ConditionalTests
{
    [Fact]
    public void NoConditionalIsABranchOfAnother() => SourceTests.Sources().SelectMany(Chained).ShouldBeEmpty();

    private static IEnumerable<string> Chained(string file)
    {
        var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(file), cancellationToken: Cancellation);
        return tree.GetRoot(Cancellation)
            .DescendantNodes()
            .OfType<ConditionalExpressionSyntax>()
            .Where(outer => IsConditional(outer.WhenTrue) || IsConditional(outer.WhenFalse))
            .Select(outer => $"{SourceTests.Name(file)}:{Line(outer)}");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static bool IsConditional(ExpressionSyntax branch) =>
        branch is ConditionalExpressionSyntax
        || (branch is ParenthesizedExpressionSyntax inner && IsConditional(inner.Expression));

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
