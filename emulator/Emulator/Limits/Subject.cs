namespace Emulator.Limits;

/// <summary>Whose use is counted together; a part that is not counted apart is <see langword="null"/>.</summary>
internal readonly record struct Subject(string? Key, string? Account, string? Project, string? Model)
{
    public override string ToString()
    {
        (string Word, string? Name)[] parts = [("key", Key), ("account", Account), ("project", Project), ("model", Model)];
        var named = parts.Where(part => part.Name is not null).Select(part => part.Name is "" ? $"no {part.Word}" : $"{part.Word} {part.Name}");
        return string.Join(", ", named) is { Length: > 0 } text ? text : "everybody";
    }
}
