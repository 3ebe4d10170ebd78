namespace FunctionsHost.Functions;

/// <summary>A parameter that cannot be null got no value.</summary>
public sealed class InputBindingException : Exception
{
    internal InputBindingException(FunctionMethod function, string parameter)
        : base(
            $"Error converting 1 input parameters for Function '{function.Name}': Could not populate the value for "
                + $"'{parameter}' parameter. "
                + "Consider adding a default value or making the parameter nullable."
        ) { }
}
