using System.Text.Json;
using Emulator.Images;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl.Requests;

/// <summary>Reads a model's body by the schema that the provider publishes for it. Fields that a schema does not have are ignored.</summary>
internal sealed class BflRequestReader
{
    private readonly BflModel _model;
    private readonly BflRules _rules;
    private readonly ModelFields _fields;
    private readonly BflPictureFields _pictures;
    private long _asked;

    private BflRequestReader(BflModel model, BflRules rules, JsonElement body)
    {
        _model = model;
        _rules = rules;
        _fields = new ModelFields(body);
        _pictures = new BflPictureFields(_fields, rules.Section.BadImages);
    }

    /// <summary>Reads a body; <see langword="null"/> with all its violations when there are any.</summary>
    public static BflRequest? Read(BflModel model, BflRules rules, JsonElement body, out IReadOnlyList<Violation> violations) =>
        new BflRequestReader(model, rules, body).Read(out violations);

    private BflRequest? Read(out IReadOnlyList<Violation> violations)
    {
        if (_model.IsFinetuned)
        {
            _fields.Require("finetune_id");
            _ = _fields.Text("finetune_id");
            _ = _fields.Number("finetune_strength", isNullable: false, new Bounds(0, 2));
        }

        var prompt = ReadPrompt();
        var size = ReadPicturesAndSize();
        BflSettings.Read(_model.Schema, _fields);
        var seed = _fields.Integer("seed", isNullable: true);
        var tolerance = _fields.Integer("safety_tolerance", isNullable: false, new Bounds(0, _model.IsFlux2 ? 5 : 6));
        var format = ReadFormat();
        var webhookUrl = _fields.Url("webhook_url");
        var webhookSecret = _fields.Text("webhook_secret", isNullable: true);
        violations = _fields.Violations;
        return violations.Count > 0 ? null : new BflRequest(prompt, size!.Value, format, seed)
        {
            Pixels = _asked > 0 ? _asked : size.Value.Pixels,
            SafetyTolerance = (int)(tolerance ?? 2),
            Inputs = _pictures.Inputs,
            WebhookUrl = webhookUrl,
            WebhookSecret = webhookSecret,
        };
    }

    private string ReadPrompt()
    {
        var isRequired = _model.IsFlux2 || _model.Schema is BflSchema.Kontext;
        if (isRequired)
        {
            _fields.Require("prompt");
        }

        return _fields.Text("prompt", isNullable: !isRequired && _model.Schema is not BflSchema.Dev) ?? "";
    }

    private PictureSize? ReadPicturesAndSize()
    {
        switch (_model.Schema)
        {
            case BflSchema.Ultra:
                _pictures.Read("image_prompt");
                return BflSizeFields.Ratio(_fields, BflSchema.Ultra, null);
            case BflSchema.Kontext:
                _pictures.ReadSeries(_model.InputImages);
                return BflSizeFields.Ratio(_fields, BflSchema.Kontext, First);
            case BflSchema.Pro or BflSchema.Pro11 or BflSchema.Dev:
                _pictures.Read("image_prompt");
                return BflSizeFields.Flux1(_fields);
            case BflSchema.Fill:
                return BflSizes.OfImage(_pictures.ReadMasked());
            case BflSchema.Expand:
                return BflSizeFields.Expanded(_fields, _pictures.Read("image", isRequired: true));
            case BflSchema.Canny or BflSchema.Depth:
                var control = _pictures.Read("control_image");
                return BflSizes.OfImage(control ?? _pictures.Read("preprocessed_image"));
            default:
                _pictures.ReadSeries(_model.InputImages);
                return BflSizeFields.Flux2(_fields, First, out _asked);
        }
    }

    private PictureInput? First => _pictures.Inputs.All.Count > 0 ? _pictures.Inputs.All[0] : null;

    /// <summary>Before its day WebP is refused as a format that does not exist.</summary>
    private PictureFormat ReadFormat()
    {
        var usual = _model.Schema is BflSchema.Kontext ? "png" : "jpeg";
        var format = (_rules.IsSince(BflCatalog.WebP)
            ? _fields.Choice("output_format", isNullable: true, "jpeg", "png", "webp")
            : _fields.Choice("output_format", isNullable: true, "jpeg", "png")) ?? usual;
        return format switch
        {
            "png" => PictureFormat.Png,
            "webp" => PictureFormat.WebP,
            _ => PictureFormat.Jpeg,
        };
    }
}
