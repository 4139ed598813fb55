using System.Buffers.Binary;
using ProviderClients.Images;
using ProviderClients.Images.Fitting;

namespace ProviderClients.Tests.Images.Fitting;

/// <summary>A file from the net is not to be trusted: whatever its bytes, it is fitted or given back with a reason.</summary>
public sealed class HostileFileTests
{
    private const int Rounds = 400;
    private static readonly string[] Names =
        ["420.jpg", "420-restart.jpg", "420-scans.jpg", "grey.jpg", "prog.jpg", "palette-4-clear.png", "alpha-8-interlaced.png", "grey-1.png", "colour-16.png"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_SomeBytesOfAFileAreOthers_GivesAPictureOrAReason(int seed)
    {
        var chance = new Random(seed);
        foreach (var name in Names)
        {
            var whole = PictureFiles.Read(name);
            for (var round = 0; round < Rounds; round++)
            {
                var file = whole.ToArray();
                for (var change = chance.Next(1, 6); change > 0; change--)
                {
                    // The ends stay: without them it is no picture at all, and nothing is decoded.
                    file[chance.Next(8, file.Length - 12)] = (byte)chance.Next(256);
                }

                CheckFitted(name.EndsWith(".png", StringComparison.Ordinal) ? WithChecksums(file) : file);
            }
        }
    }

    [Theory]
    [InlineData(4)]
    public void Fit_PartsOfAFileAreMissingOrTwice_GivesAPictureOrAReason(int seed)
    {
        var chance = new Random(seed);
        foreach (var name in Names)
        {
            var whole = PictureFiles.Read(name);
            for (var round = 0; round < Rounds; round++)
            {
                var (from, to) = (chance.Next(8, whole.Length - 12), chance.Next(8, whole.Length - 12));
                CheckFitted([.. whole[..from], .. whole[to..]]);
            }
        }
    }

    /// <summary>Fifty million pixels of nothing would be two hundred megabytes of memory for two hundred bytes of file.</summary>
    [Theory]
    [InlineData("colour-8.png", 16)]
    [InlineData("420.jpg", 0)]
    public void Fit_HeaderPromisesMoreThanTheDataHold_TakesNoMemory(string name, int at)
    {
        var file = PictureFiles.Read(name);
        if (at > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at), 7000);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at + 4), 7000);
            file = WithChecksums(file);
        }
        else
        {
            var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 7000);
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 7000);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var fitted = new ImageFitter().Fit(file, new ImageFit(10, 10), TestContext.Current.CancellationToken);

        Assert.Contains("too little data for its size", fitted.Problem, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static void CheckFitted(byte[] file)
    {
        var fitted = new ImageFitter().Fit(file, new ImageFit(16, 16), TestContext.Current.CancellationToken);

        Assert.True(
            fitted.Problem is null ? ImageDimensions.Of(fitted.Bytes.Span) == new ImageDimensions(16, 16) : fitted.Bytes.Span.SequenceEqual(file),
            $"neither a fitted picture nor the file as it came: {fitted.Problem}");
    }

    /// <summary>Makes the checksums right again, so that what is behind them is tested.</summary>
    private static byte[] WithChecksums(byte[] file)
    {
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
            {
                break;
            }

            BinaryPrimitives.WriteUInt32BigEndian(
                file.AsSpan(at + 8 + (int)length), PngChecksum.Of(file.AsSpan(at + 4, (int)length + 4)));
            at += (int)length + 12;
        }

        return file;
    }
}
