using Google.Protobuf;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using WorkerHost.Rpc.Messages;

namespace WorkerHost.Rpc;

/// <summary>Values as they pass between host and worker. Newtonsoft's JSON is that of the extensions.</summary>
internal static class RpcData
{
    private static readonly JsonSerializerSettings AsTheyAre = new() { DateParseHandling = DateParseHandling.None };

    public static TypedData From(object? value) =>
        value switch
        {
            null => new TypedData(),
            string text => new TypedData { String = text },
            byte[] bytes => new TypedData { Bytes = ByteString.CopyFrom(bytes) },
            double number => new TypedData { Double = number },
            ParameterBindingData whole => new TypedData { ModelBindingData = From(whole) },
            JToken json => new TypedData { Json = json.ToString(Formatting.None) },
            _ => new TypedData { Json = JsonConvert.SerializeObject(value) },
        };

    /// <summary>
    /// The request itself goes by HTTP; by gRPC only the values of the route, where the worker asks for them.
    /// </summary>
    public static TypedData From(HttpRequest request, bool withRoute)
    {
        var http = new RpcHttp();
        foreach (var (name, value) in withRoute ? request.RouteValues : [])
        {
            if (value is not null)
            {
                http.NullableParams[name] = new NullableString { Value = value.ToString() };
            }
        }

        return new TypedData { Http = http };
    }

    /// <summary>
    /// For types of the client libraries, such as <c>QueueMessage</c>, which the worker builds itself.
    /// </summary>
    private static ModelBindingData From(ParameterBindingData data) =>
        new()
        {
            Version = data.Version,
            Source = data.Source,
            ContentType = data.ContentType,
            Content = ByteString.CopyFrom(data.Content),
        };

    public static object? Read(TypedData? data) =>
        data?.DataCase switch
        {
            TypedData.DataOneofCase.String => data.String,
            TypedData.DataOneofCase.Json => JsonConvert.DeserializeObject(data.Json, AsTheyAre),
            TypedData.DataOneofCase.Bytes => data.Bytes.ToByteArray(),
            TypedData.DataOneofCase.Double => data.Double,
            _ => null,
        };
}
