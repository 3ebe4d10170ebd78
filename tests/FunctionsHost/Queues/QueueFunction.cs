using System.Buffers.Text;
using System.Reflection;
using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FunctionsHost.Functions;
using FunctionsHost.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Queues;

/// <summary>
/// A function with a queue trigger: its queue, and how it takes a message (text, JSON, or bytes as BinaryData).
/// </summary>
internal sealed class QueueFunction
{
    private readonly bool isBase64;

    private QueueFunction(
        FunctionMethod method,
        Arguments arguments,
        QueueServiceClient storage,
        string queue,
        bool isBase64
    )
    {
        Method = method;
        Arguments = arguments;
        Queue = storage.GetQueueClient(queue);
        Poison = storage.GetQueueClient($"{queue}-poison");
        this.isBase64 = isBase64;
    }

    public FunctionMethod Method { get; }

    public Arguments Arguments { get; }

    public QueueClient Queue { get; }

    public QueueClient Poison { get; }

    public static QueueFunction Of(
        FunctionMethod method,
        QueueTriggerAttribute trigger,
        HostJson hostJson,
        SettingText settings,
        string? storage,
        DataConverter converter
    )
    {
        var connection = trigger.Connection is { Length: > 0 } name
            ? settings.Find(name) ?? settings.Find("AzureWebJobs" + name)
            : storage;
        if (connection is null)
        {
            throw HostStartException.Of(method, "a queue trigger needs a storage connection, and none is given.");
        }

        var queue = settings.Resolve(trigger.QueueName, $"The queue of function '{method.Name}'");
        var parameter = method.TriggerParameter;
        var arguments = Arguments.Of(method, i => ValueOf(method, parameter, (BinaryData)i.TriggerValue!, converter));
        return new QueueFunction(
            method,
            arguments,
            new QueueServiceClient(connection),
            queue,
            hostJson.Queues.IsBase64
        );
    }

    /// <summary>
    /// Text that is not Base64 where Base64 is expected makes the function fail, as on the genuine host.
    /// </summary>
    public BinaryData BodyOf(QueueMessage message)
    {
        if (!isBase64)
        {
            return message.Body;
        }

        var text = Encoding.UTF8.GetBytes(message.Body.ToString().Trim());
        return Base64.IsValid(text)
            ? BinaryData.FromBytes(Convert.FromBase64String(Encoding.UTF8.GetString(text)))
            : throw new FormatException("The message is not Base64.");
    }

    private static object? ValueOf(
        FunctionMethod method,
        ParameterInfo parameter,
        BinaryData body,
        DataConverter converter
    ) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(string) => body.ToString(),
            var type when type == typeof(BinaryData) => body,
            var type when type == typeof(byte[]) => body.ToArray(),
            _ => JsonArgument.Read(method, parameter, body.ToString(), converter),
        };
}
