using Microsoft.Playwright;

namespace Emulator.BrowserTests;

/// <summary>Pictures of every format and size, as a browser that knows nothing of the emulator decodes them.</summary>
public sealed class PictureTests(ChromiumFixture chromium)
{
    private const int SheetBytes = 400 * 1000;

    /// <summary>Decodes what is at an address; tells its size, or what is wrong.</summary>
    private const string Decode =
        """
        async (path) => {
          try {
            const answer = await fetch(path);
            const bitmap = await createImageBitmap(await answer.blob());
            return `${answer.headers.get('content-type')} ${bitmap.width}x${bitmap.height}`;
          } catch (error) {
            return `${path}: ${error}`;
          }
        }
        """;

    /// <summary>The mean difference of two pictures' channels, and the largest.</summary>
    private const string Compare =
        """
        async (paths) => {
          const pixels = [];
          for (const path of paths) {
            const bitmap = await createImageBitmap(await (await fetch(path)).blob());
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
            canvas.drawImage(bitmap, 0, 0);
            pixels.push(canvas.getImageData(0, 0, bitmap.width, bitmap.height).data);
          }
          let sum = 0, largest = 0;
          for (let i = 0; i < pixels[0].length; i++) {
            const difference = Math.abs(pixels[0][i] - pixels[1][i]);
            sum += difference;
            largest = Math.max(largest, difference);
          }
          return [sum / pixels[0].length, largest];
        }
        """;

    /// <summary>Shows pictures side by side, and nothing else.</summary>
    private const string Show =
        """
        (paths) => {
          document.body.replaceChildren(...paths.map((path) => Object.assign(new Image(320, 240), { src: path })));
          document.body.style.cssText = 'margin:4px;padding:0;max-width:none;display:flex;flex-wrap:wrap;gap:4px;background:#fff';
        }
        """;

    private static readonly string[] Formats = ["png", "jpeg", "webp"];

    /// <summary>The providers' sizes from the smallest to 4K, with the shapes between 1:8 and 8:1, and what no provider makes.</summary>
    private static readonly (int Width, int Height)[] Sizes =
    [
        (1, 1), (7, 5), (64, 64), (65, 129), (256, 256), (512, 512), (1024, 1024), (1216, 832), (832, 1216), (1344, 768), (672, 1568), (1584, 672),
        (2048, 256), (256, 2048), (3136, 1344), (2048, 2048), (1392, 752), (848, 1264), (5504, 3072), (4096, 4096), (12_288, 1536), (1536, 12_288),
    ];

    private static readonly string[] Prompts =
    [
        "a lighthouse at dusk over a violet sea", "hills in fog, early morning", "an orange city at night", "a quiet forest path",
        "abstract tiles in teal", "red balloons and lights", "blue silk in the wind", "golden dunes",
        "a pink harbour", "our office in the evening", "green mountains", "Prêt à partir — Привет — Ωμέγα",
    ];

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public async Task Picture_OfEverySize_IsDecodedAtThatSize(string format)
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server);

        foreach (var (width, height) in Sizes)
        {
            var decoded = await page.Page.EvaluateAsync<string>(
                Decode, $"/__emulator/picture?format={format}&width={width}&height={height}&prompt=a+fox+{width}");

            Assert.Equal($"image/{format} {width}x{height}", decoded);
        }
    }

    [Fact]
    public async Task Picture_InAllFormats_IsTheSame()
    {
        const string Path = "/__emulator/picture?width=640&height=360&prompt=a+lighthouse&model=flux-2-pro&job=job-1&caption=withoutJob&format=";
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server);

        var lossless = await page.Page.EvaluateAsync<double[]>(Compare, new[] { $"{Path}png", $"{Path}webp" });
        var lossy = await page.Page.EvaluateAsync<double[]>(Compare, new[] { $"{Path}png", $"{Path}jpeg" });

        Assert.Equal([0, 0], lossless);
        Assert.InRange(lossy[0], 0.01, 4);
    }

    [Fact]
    public async Task Job_OfEveryFormatOfADialect_IsDecodedAtItsSize()
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(chromium, server);
        await server.SubmitAsync("a lighthouse at dusk", 1216, 832);
        var jobs = System.Text.Json.Nodes.JsonNode.Parse(
            await server.Client.GetStringAsync(new Uri("/__emulator/jobs", UriKind.Relative), TestContext.Current.CancellationToken))!["jobs"]!;

        var decoded = await page.Page.EvaluateAsync<string>(Decode, (string)jobs[0]!["picture"]!);

        Assert.Equal($"{jobs[0]!["mediaType"]} 1216x832", decoded);
    }

    /// <summary>With GOLDEN_ACCEPT=1 it becomes the README's picture.</summary>
    [Fact]
    public async Task ContactSheet_OfTwelvePrompts_ShowsThemAll()
    {
        await using var server = await PageServer.StartAsync();
        await using var page = await LivePage.OpenAsync(
            chromium, server, options: new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1300, Height = 976 } });
        var pictures = Prompts.Select((prompt, number) =>
            $"/__emulator/picture?format={Formats[number % 3]}&width=640&height=480&seed={number}&model=flux-2-pro"
                + $"&job=job-{number + 1:00}&prompt={Uri.EscapeDataString(prompt)}");

        await page.Page.EvaluateAsync(Show, pictures.ToArray());
        await page.Page.WaitForFunctionAsync("() => [...document.images].length === 12 && [...document.images].every((one) => one.complete)");

        var widths = await page.Page.EvaluateAsync<int[]>("() => [...document.images].map((one) => one.naturalWidth)");
        Assert.Equal(Enumerable.Repeat(640, 12), widths);
        var sheet = await page.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Type = ScreenshotType.Jpeg,
            Quality = 85,
            Clip = new Clip { X = 0, Y = 0, Width = 1300, Height = 736 },
        });
        Assert.InRange(sheet.Length, 40_000, SheetBytes);
        if (Environment.GetEnvironmentVariable("GOLDEN_ACCEPT") == "1")
        {
            await File.WriteAllBytesAsync(RepositoryRoot.File("docs", "pictures.jpg"), sheet, TestContext.Current.CancellationToken);
        }
    }
}
