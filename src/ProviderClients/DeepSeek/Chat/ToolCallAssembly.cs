using System.Text;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>
/// Puts function calls together from their parts. The index alone says what belongs together: ids come once, repeatedly or
/// empty, and indexes may begin above 0 and leave numbers out.
/// </summary>
internal sealed class ToolCallAssembly
{
    private readonly SortedDictionary<int, Call> _calls = [];

    public void Add(IReadOnlyList<DeepSeekToolCallUpdate> parts)
    {
        foreach (var part in parts)
        {
            if (!_calls.TryGetValue(part.Index, out var call))
            {
                _calls.Add(part.Index, call = new Call());
            }

            call.Id = call.Id.Length > 0 ? call.Id : part.Id ?? "";
            call.Name = call.Name.Length > 0 ? call.Name : part.Name ?? "";
            call.Arguments.Append(part.Arguments);
        }
    }

    public IReadOnlyList<DeepSeekToolCall> ToCalls() =>
        [.. _calls.Values.Select(call => new DeepSeekToolCall(call.Id, call.Name, call.Arguments.ToString()))];

    private sealed class Call
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
