using System.Text;
using Emulator.Journal;

namespace Emulator.Tests.Journal;

public sealed class LineMemoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Add_MoreThanTheCapacity_KeepsTheNewest(int capacity)
    {
        var memory = new LineMemory(capacity);
        string[] lines = [.. Enumerable.Range(0, 5000).Select(LineOf)];

        var forgotten = lines.Count(line => memory.Add(Encoding.UTF8.GetBytes(line)));

        Assert.Equal(lines.Length - capacity, forgotten);
        Assert.Equal(capacity, memory.Count);
        Assert.Equal(lines[^capacity..], memory.Texts());
    }

    [Fact]
    public void Add_LineLongerThanABlock_IsKeptWhole()
    {
        var memory = new LineMemory(2);
        var huge = new string('x', 200_000);

        foreach (var line in (string[])["a", huge, "b"])
        {
            memory.Add(Encoding.UTF8.GetBytes(line));
        }

        Assert.Equal([huge, "b"], memory.Texts());
    }

    private static string LineOf(int number) => $"{number} {new string('x', number % 900)}";
}
