using System.Buffers.Binary;
using Emulator.Images;
using Emulator.Images.Captions;

namespace Emulator.Tests.Images;

/// <summary>Pictures that requests bring are read into small ones, whatever form they have; broken ones harm nobody.</summary>
public sealed class ThumbnailTests
{
    public static TheoryData<int, int> PngForms => new()
    {
        { 1, 0 }, { 2, 0 }, { 4, 0 }, { 8, 0 }, { 16, 0 }, { 8, 2 }, { 16, 2 }, { 1, 3 }, { 2, 3 }, { 4, 3 }, { 8, 3 }, { 8, 4 }, { 16, 4 },
        { 8, 6 }, { 16, 6 },
    };

    [Theory]
    [MemberData(nameof(PngForms))]
    public void Read_PngOfAnyForm_IsThePicture(int bits, int kind)
    {
        var plain = PictureInput.Read(InputFiles.Png(bits, kind)).Thumbnail;
        var interlaced = PictureInput.Read(InputFiles.Png(bits, kind, isInterlaced: true)).Thumbnail;

        Assert.Equal(Expected(bits, kind), plain!.ToRgb());
        Assert.Equal(Expected(bits, kind), interlaced!.ToRgb());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Read_PngWithAnyFilter_IsThePicture(int filter)
    {
        Assert.Equal(Expected(8, 2), PictureInput.Read(InputFiles.Png(8, 2, filter: filter)).Thumbnail!.ToRgb());
        Assert.Equal(Expected(16, 6), PictureInput.Read(InputFiles.Png(16, 6, isInterlaced: true, filter)).Thumbnail!.ToRgb());
    }

    [Theory]
    [InlineData(1, 1, 3, 0)]
    [InlineData(2, 1, 3, 0)]
    [InlineData(2, 2, 3, 0)]
    [InlineData(1, 2, 3, 0)]
    [InlineData(2, 2, 3, 2)]
    [InlineData(1, 1, 3, 1)]
    [InlineData(1, 1, 1, 0)]
    [InlineData(1, 1, 1, 5)]
    public void Read_JpegOfAnyResolution_IsThePicture(int across, int down, int components, int restartInterval)
    {
        var rgb = PictureInput.Read(FlatJpeg.Make(across, down, components, restartInterval)).Thumbnail!.ToRgb();

        for (var i = 0; i < 48 * 32; i++)
        {
            var (x, y) = (i % 48, i / 48);
            var (left, top) = (x / (8 * across) * 8 * across, y / (8 * down) * 8 * down);
            var luma = 128 + FlatJpeg.SampleOf(0, x / 8 * 8, y);
            var (blue, red) = components == 1 ? (0, 0) : (FlatJpeg.SampleOf(1, left, top), FlatJpeg.SampleOf(2, left, top));
            Assert.InRange(rgb[3 * i] - Clamped(luma + (1.402 * red)), -1, 1);
            Assert.InRange(rgb[(3 * i) + 1] - Clamped(luma - (0.344136 * blue) - (0.714136 * red)), -1, 1);
            Assert.InRange(rgb[(3 * i) + 2] - Clamped(luma + (1.772 * blue)), -1, 1);
        }
    }

    [Theory]
    [InlineData(PictureFormat.Png, 640, 400)]
    [InlineData(PictureFormat.Jpeg, 640, 400)]
    [InlineData(PictureFormat.Jpeg, 1280, 800)]
    internal void Read_OurOwnPictures_IsTheirMeanInLittle(PictureFormat format, int width, int height)
    {
        PictureSpec spec = new(new PictureSize(width, height), format, 3, "a lighthouse over a green sea") { Caption = CaptionStyle.None };
        var painted = DecodedPicture.Painted(spec).Rgb;

        var thumbnail = PictureInput.Read(spec.Encode()).Thumbnail!;

        var rgb = thumbnail.ToRgb();
        Assert.Equal((96, 60), (thumbnail.WidthPixels, thumbnail.HeightPixels));
        var difference = Enumerable.Range(0, 96 * 60).Average(i =>
        {
            var (x, y) = ((i % 96 * width / 96) + (width / 192), (i / 96 * height / 60) + (height / 120));
            return Math.Abs(rgb[(3 * i) + 1] - painted[(3 * ((y * width) + x)) + 1]);
        });
        Assert.InRange(difference, 0, 6);
    }

    [Fact]
    public void Read_PictureThatSaysItIsHuge_IsNotRead()
    {
        var png = InputFiles.Png(8, 2);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var input = PictureInput.Read(png);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Null(input.Thumbnail);
        Assert.Equal(("image/png", 60_000, 60_000), (input.MediaType, input.WidthPixels, input.HeightPixels));
    }

    [Fact]
    public void Read_LargePicture_KeepsLittleOfIt()
    {
        var file = new PictureSpec(new PictureSize(2048, 1536), PictureFormat.Png, 3, "hills").Encode();

        var input = PictureInput.Read(file);

        Assert.InRange(input.Thumbnail!.Bytes, 1, 3 * 96 * 96);
        Assert.Equal(file.Length, input.Bytes);
    }

    [Fact]
    public void Read_BrokenFiles_NeverFail()
    {
        byte[][] files =
        [
            InputFiles.Png(8, 2), InputFiles.Png(4, 3), InputFiles.Png(16, 6, isInterlaced: true), FlatJpeg.Make(2, 2), FlatJpeg.Make(1, 1, 1, 3),
            new PictureSpec(new PictureSize(40, 30), PictureFormat.Jpeg, 1, "a").Encode(),
            new PictureSpec(new PictureSize(40, 30), PictureFormat.WebP, 1, "a").Encode(),
        ];
        Random chance = new(20260105);
        var shown = 0;
        for (var i = 0; i < 6000; i++)
        {
            var file = (byte[])files[i % files.Length].Clone();
            for (var changes = chance.Next(1, 6); changes > 0; changes--)
            {
                file[chance.Next(file.Length)] = (byte)(chance.Next(3) == 0 ? 0xFF : chance.Next(256));
            }

            var input = PictureInput.Read(file.AsSpan(0, chance.Next(4) == 0 ? chance.Next(file.Length) : file.Length));

            shown += input.Thumbnail is null ? 0 : 1;
        }

        Assert.InRange(shown, 500, 5500);
    }

    [Fact]
    public void Painting_WithAnInput_ShowsItFramedAndThroughThePicture()
    {
        var red = PictureInput.Read(InputFiles.Png(8, 2));
        PictureSpec spec = new(new PictureSize(400, 300), PictureFormat.Png, 3, "hills") { Caption = CaptionStyle.None };
        var with = spec with { Inputs = new PictureInputs([red]) };

        var (plain, drawn) = (DecodedPicture.Painted(spec).Rgb, DecodedPicture.Painted(with).Rgb);

        // The frame is white, and the input's right lower corner is red and green within it.
        Assert.All(drawn.AsSpan(3 * ((6 * 400) + 30), 3).ToArray(), value => Assert.InRange(value, 245, 255));
        var corner = 3 * ((43 * 400) + 61);
        Assert.InRange(drawn[corner], 200, 255);
        Assert.InRange(drawn[corner + 1], 180, 255);
        Assert.InRange(drawn[corner + 2], 40, 90);
        Assert.True(plain.Zip(drawn).Skip(3 * 400 * 150).Count(pair => pair.First != pair.Second) > 100_000);
    }

    [Theory]
    [InlineData("https://cdn.example.com/cat.png")]
    [InlineData("")]
    public void Painting_WithAnInputThatCannotBeShown_SaysSo(string address)
    {
        PictureSpec spec = new(new PictureSize(400, 300), PictureFormat.Png, 3, "hills") { Caption = CaptionStyle.None };
        var input = address.Length > 0 ? PictureInput.At(address) : PictureInput.Read("GIF89a\u0005\0\u0005\0"u8);

        var (plain, drawn) = (DecodedPicture.Painted(spec).Rgb, DecodedPicture.Painted(spec with { Inputs = new PictureInputs([input]) }).Rgb);

        var changed = Enumerable.Range(0, plain.Length).Where(i => plain[i] != drawn[i]).Select(i => (X: i / 3 % 400, Y: i / 3 / 400)).ToArray();
        Assert.All(changed, at => Assert.True(at.X < 80 && at.Y < 80));
        Assert.True(changed.Length > 2000);
    }

    [Fact]
    public void Painting_WithManyInputs_IsPaintedAtEverySize()
    {
        PictureInputs inputs = new([.. Enumerable.Range(0, 14).Select(i =>
            i % 2 == 0 ? PictureInput.Read(InputFiles.Png(8, 2)) : PictureInput.At($"https://a.example/{i}"))]);
        foreach (var (width, height) in new[] { (1, 1), (64, 64), (96, 96), (97, 700), (1024, 100), (3000, 120) })
        {
            PictureSpec spec = new(new PictureSize(width, height), PictureFormat.Png, 3, "hills") { Inputs = inputs };

            Assert.Equal(3 * width * height, DecodedPicture.Painted(spec).Rgb.Length);
        }
    }

    private static byte[] Expected(int bits, int kind)
    {
        List<byte> rgb = [];
        for (var i = 0; i < 48 * 32; i++)
        {
            var (red, green, blue) = InputFiles.ColourAt(i % 48, i / 48);
            var index = red >> Math.Max(0, 8 - bits);
            var grey = bits >= 8 ? red : index * 255 / ((1 << bits) - 1);
            int[] pixel = kind switch
            {
                0 => [grey, grey, grey],
                2 => [red, green, blue],
                3 when index < 16 => [17 * index, 17 * index, 17 * index],
                3 => [0, 0, 0],
                4 => [OverWhite(red), OverWhite(red), OverWhite(red)],
                _ => [OverWhite(red), OverWhite(green), OverWhite(blue)],
            };
            rgb.AddRange(pixel.Select(value => (byte)value));
        }

        return [.. rgb];
    }

    private static int OverWhite(int value) => ((value * 128) + (255 * 127)) / 255;

    private static int Clamped(double value) => (int)Math.Clamp(Math.Round(value), 0, 255);
}
