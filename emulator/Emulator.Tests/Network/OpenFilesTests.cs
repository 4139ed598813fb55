using Emulator.Network;

namespace Emulator.Tests.Network;

/// <summary>Connections leave files for everything else, because a process without any ends.</summary>
public sealed class OpenFilesTests
{
    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             1024                 1024                 processes ", null)]
    public void LimitIn_ALine_IsWhatHoldsNow(string line, long? limit) =>
        Assert.Equal(limit, OpenFiles.LimitIn(["Limit                     Soft Limit           Hard Limit           Units     ", line]));

    [Theory]
    [InlineData(20, 16)]
    [InlineData(400, 144)]
    [InlineData(1024, 768)]
    [InlineData(524288, 458752)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void ConnectionsOf_SoManyFiles_LeavesAnEighthAndAtLeastSome(long files, int connections) =>
        Assert.Equal(connections, OpenFiles.ConnectionsOf(files));
}
