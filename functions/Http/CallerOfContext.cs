using KryptonFunctions.Access;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Http;

/// <summary>The caller of an HTTP function, put there by <see cref="AuthorizationMiddleware"/>.</summary>
public static class CallerOfContext
{
    private const string Key = "krypton.caller";

    /// <exception cref="InvalidOperationException">The function is open to anyone, so it has no caller.</exception>
    public static Caller Caller(this FunctionContext context) =>
        context.Items.TryGetValue(Key, out var value) && value is Caller caller
            ? caller
            : throw new InvalidOperationException("This function has no caller.");

    internal static void SetCaller(this FunctionContext context, Caller caller)
    {
        context.Items[Key] = caller;
        CurrentCall.Begin(CurrentCall.RequestId ?? context.InvocationId, caller);
    }
}
